"""The partnership's lock: what must not be done twice at once asks for it first."""

from __future__ import annotations

from alongside.partnerships.models import Membership, Partnership
from alongside.partnerships.seats import Seat


def locked(partnership: Partnership) -> Partnership:
    """Return the partnership as it is now, and make other commands that ask for it wait until this one is done."""
    return Partnership.objects.select_for_update(no_key=True).get(pk=partnership.pk)


def fresh(seat: Seat) -> Seat:
    """Return the seat as it is inside the lock: what its page was shown may be over."""
    organises = Membership.objects.filter(pk=seat.membership.pk).here().organisers().exists()
    return Seat(seat.membership, seat.partnership, organises, seat.device_id)
