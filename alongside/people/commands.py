"""Every write about ways in: devices, personal links, the room's code, and those who knock."""

from __future__ import annotations

import datetime

from django.db import transaction
from django.utils.timezone import localdate

from alongside.partnerships.models import Membership
from alongside.people.cookies import DAYS
from alongside.people.models import Device
from alongside.people.secrets import hashed


@transaction.atomic
def make_device(*, membership: Membership, secret: str, label: str, at: datetime.datetime) -> Device:
    """Know this browser as one of `membership`'s, from now on, by `secret`. The same secret makes one device."""
    since = localdate(at)
    device, _ = Device.objects.get_or_create(
        secret_hash=hashed(secret),
        defaults={
            "membership": membership,
            "label": label,
            "since": since,
            "known_until": since + datetime.timedelta(days=DAYS),
        },
    )
    return device
