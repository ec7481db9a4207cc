"""Whether the device in hand is known to be its person's, or is so on an organiser's word alone.

An organiser can make a link in anybody's name and come in by it. So a device that came in by such a link, while its
person had another way in, is not known yet: what was theirs before is not shown there, nor done away with from there.
"""

from __future__ import annotations

import datetime

from django.db.models import Q
from django.utils.timezone import localdate

from alongside.partnerships.models import Membership
from alongside.partnerships.seats import Seat
from alongside.people.models import Device

AFTERWARDS = datetime.timedelta(days=14)
"""How long another way in counts that has ended: whoever is not who they say can end it too."""


def has_a_way_in(who: Membership, *, at: datetime.datetime) -> bool:
    """Whether somebody has a device or a link of their own that is theirs on nobody's word, or had one until lately."""
    theirs = Q(let_in_by=None) & (Q(ended_at=None) | Q(ended_at__gt=at - AFTERWARDS))
    devices = who.devices.filter(theirs, known_until__gte=localdate(at))
    return devices.exists() or who.links.filter(theirs, own=True).exists()


def let_in_by(seat: Seat, *, at: datetime.datetime) -> int | None:
    """Return on which organiser's word alone the device in hand is its person's; None where it is known."""
    device = Device.objects.of(seat).filter(pk=seat.device_id or 0).exclude(let_in_by=None).first()
    return device.let_in_by_id if device and has_a_way_in(seat.membership, at=at) else None


def is_known(seat: Seat, *, at: datetime.datetime) -> bool:
    """Whether the device in hand is known to be its person's."""
    return let_in_by(seat, at=at) is None
