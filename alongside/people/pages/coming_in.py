"""What is shown to those who come in: by the room's code, by a link, or as the first of all."""

from __future__ import annotations

import datetime
import unicodedata
from dataclasses import dataclass

from alongside.partnerships.models import Membership, Partnership
from alongside.partnerships.seats import Seat
from alongside.people.models import Knock, PersonalLink, RoomCode
from alongside.people.secrets import hashed, read_secret
from alongside.pictures.qr import qr


@dataclass(frozen=True, slots=True)
class Door:
    """A partnership as whoever stands at its door sees it."""

    partnership: str
    organisers: tuple[str, ...]
    approved: bool = False
    overheard: bool = False
    person: str = ""  # whose link it is
    first: bool = True
    other: str = ""  # who is in on this device until now
    other_returns: bool = False  # by a link of their own


@dataclass(frozen=True, slots=True)
class Waiting:
    """A knock, for whoever knocked."""

    partnership: str
    organisers: tuple[str, ...]
    name: str
    declined: bool


@dataclass(frozen=True, slots=True)
class OwnLink:
    """One's own link, the only time it is shown."""

    partnership: str
    ref: str
    url: str
    qr: str
    only_here: bool
    started: bool = False


@dataclass(frozen=True, slots=True)
class Here:
    """That somebody is in already on this device."""

    partnership: str
    ref: str
    name: str


def organisers_of(partnership: Partnership) -> tuple[str, ...]:
    """Return the names of those who organise it today."""
    return tuple(partnership.memberships.here().organisers().values_list("name", flat=True))


def room_door(room: RoomCode, *, overheard: bool) -> Door:
    """Return what stands on the page of a room's code."""
    return Door(room.partnership.name, organisers_of(room.partnership), room.approved, overheard)


def link_of(typed: str, *, at: datetime.datetime) -> PersonalLink | None:
    """Return the link that an address holds, with its person, or None when it lets nobody in."""
    secret = read_secret(typed)
    if not secret:
        return None
    return (
        PersonalLink.objects.live(at=at)
        .select_related("membership__partnership")
        .filter(secret_hash=hashed(secret))
        .first()
    )


def link_door(link: PersonalLink, *, overheard: bool, seat: Seat | None, returns: bool) -> Door:
    """Return what stands on the page of a personal link.

    `seat` is who is in on this device until now, and `returns` whether a link of their own brings them back.
    """
    who = link.membership
    return Door(
        partnership=who.partnership.name,
        organisers=organisers_of(who.partnership),
        overheard=overheard,
        person=who.name,
        first=who.arrived_at is None,
        other=seat.membership.name if seat and seat.membership.pk != who.pk else "",
        other_returns=returns,
    )


def has_own_link(seat: Seat, *, at: datetime.datetime) -> bool:
    """Whether a link of their own brings back the one in this seat."""
    return PersonalLink.objects.of(seat).live(at=at).filter(own=True).exists()


def waiting(knock: Knock) -> Waiting:
    """Return what whoever knocked sees until they are in."""
    partnership = knock.room.partnership
    return Waiting(partnership.name, organisers_of(partnership), knock.name, knock.answered_at is not None)


def own_link(partnership: Partnership, url: str, *, only_here: bool, started: bool = False) -> OwnLink:
    """Return one's own link as it is shown once."""
    return OwnLink(partnership.name, partnership.ref, url, qr(url), only_here, started)


def here(seat: Seat) -> Here:
    """Return who is in on this device."""
    return Here(seat.partnership.name, seat.partnership.ref, seat.membership.name)


def has_a_namesake(who: Membership) -> bool:
    """Whether somebody here may be mixed up with `who`: the same name, or the same first name where that is all."""
    others = Membership.objects.filter(partnership_id=who.partnership_id).here().exclude(pk=who.pk)
    mine = _plain(who.name)
    return any(_alike(mine, _plain(name)) for name in others.values_list("name", flat=True))


def _plain(name: str) -> list[str]:
    return unicodedata.normalize("NFKC", name).casefold().split()


def _alike(one: list[str], other: list[str]) -> bool:
    return one == other or (1 in (len(one), len(other)) and one[:1] == other[:1])
