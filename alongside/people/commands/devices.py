"""Devices: knowing one, ending one, signing out.

None of these leaves a Moment: a list of who came in when would be a log of people's comings and goings.
"""

from __future__ import annotations

import datetime

from django.db import transaction
from django.utils.timezone import localdate

from alongside.partnerships.models import Membership
from alongside.partnerships.seats import Seat
from alongside.people.cookies import DAYS
from alongside.people.models import UNDO, Device, DraftKey
from alongside.people.secrets import hashed


@transaction.atomic
def make_device(
    *,
    membership: Membership,
    secret: str,
    label: str,
    at: datetime.datetime,
    instead_of: int | None = None,
    word: int | None = None,
) -> Device:
    """Know this browser as one of `membership`'s, from now on, by `secret`. The same secret makes one device.

    `instead_of` is the device that this same browser was known as until now: it is one no longer. `word` is the number
    of the organiser on whose word alone it is theirs.
    """
    device, fresh = know(membership, hashed(secret), label=label, at=at, word=word)
    if fresh and instead_of:
        Device.objects.filter(pk=instead_of, ended_at=None).update(ended_at=at)
    return device


def know(
    membership: Membership, secret_hash: bytes, *, label: str, at: datetime.datetime, word: int | None = None
) -> tuple[Device, bool]:
    """Return the device of that hash and whether it is new; part of the commands that let somebody in."""
    since = localdate(at)
    until = since + datetime.timedelta(days=DAYS)
    return Device.objects.get_or_create(
        secret_hash=secret_hash,
        defaults={
            "membership": membership,
            "label": label,
            "since": since,
            "known_until": until,
            "let_in_by_id": word,
        },
    )


@transaction.atomic
def end_device(*, seat: Seat, device: Device, at: datetime.datetime) -> bool:
    """End one of one's own devices. False when it had ended."""
    return Device.objects.of(seat).filter(pk=device.pk, ended_at=None).update(ended_at=at) > 0


@transaction.atomic
def device_again(*, seat: Seat, device: Device, at: datetime.datetime) -> bool:
    """Take back the end of one of one's own devices, while it is fresh. False when it is too late."""
    return Device.objects.of(seat).filter(pk=device.pk, ended_at__gte=at - UNDO).update(ended_at=None) > 0


@transaction.atomic
def sign_out(*, seat: Seat) -> None:
    """End the device in hand, for good: what its browser still holds opens nothing.

    Drafts that nothing else of theirs opens go with it.
    """
    if seat.device_id is not None:
        Device.objects.of(seat).filter(pk=seat.device_id).delete()
        DraftKey.objects.filter(membership=seat.membership, wraps=None).delete()
