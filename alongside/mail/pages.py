"""What pages show about mail."""

from __future__ import annotations

from dataclasses import dataclass

from alongside.mail.models import Address, WaitingLetter
from alongside.partnerships.seats import Seat


@dataclass(frozen=True, slots=True)
class NotSent:
    """A letter that the person who asks has set going, and that has not gone."""

    kind: str
    about: str
    person: str  # the reference of the membership it goes to; "" where it goes to nobody here
    given_up: bool  # it could not be sent, and is not tried again


def not_sent(seat: Seat, *, kind: str) -> tuple[NotSent, ...]:
    """Return the letters of a kind that the one in this seat has queued and that have not gone."""
    waiting = WaitingLetter.objects.queued_by(seat).filter(kind=kind).select_related("membership")
    return tuple(
        NotSent(each.kind, each.about, each.membership.ref if each.membership else "", each.given_up_at is not None)
        for each in waiting
    )


def address_of(seat: Seat) -> Address | None:
    """Return the address that the one in this seat has given, with what it is for."""
    return Address.objects.of(seat).first()
