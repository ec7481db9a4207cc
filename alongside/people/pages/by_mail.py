"""What is shown to whoever comes in by e-mail, and to each about an address of their own."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from alongside.mail.commands import Tried
from alongside.mail.models import Tick
from alongside.mail.pages import address_of
from alongside.partnerships.seats import Seat
from alongside.people.known import is_known


@dataclass(frozen=True, slots=True)
class LetterDoor:
    """Where the link in a letter leads to."""

    places: tuple[tuple[str, str], ...]  # partnership, person
    overheard: bool


@dataclass(frozen=True, slots=True)
class YourMail:
    """One's own address; empty where none was given."""

    ref: str
    partnership: str
    email: str
    ticks: tuple[str, ...]
    is_invented: bool  # nobody here is real: no letters are sent
    is_known: bool  # the device in hand is known to be its person's


def letter_door(tried: Tried, *, overheard: bool) -> LetterDoor:
    """Return where a letter's link lets somebody in, and as whom."""
    places = tuple((each.membership.partnership.name, each.membership.name) for each in tried.addresses)
    return LetterDoor(places, overheard)


def your_mail(seat: Seat, *, at: datetime.datetime) -> YourMail:
    """Return one's own address. On a device that is one's own on an organiser's word alone it is not shown."""
    known = is_known(seat, at=at)
    address = address_of(seat) if known else None
    return YourMail(
        ref=seat.partnership.ref,
        partnership=seat.partnership.name,
        email=address.email if address else "",
        is_invented=seat.partnership.is_invented,
        ticks=tuple(tick for tick in Tick.values if address and getattr(address, tick)),
        is_known=known,
    )
