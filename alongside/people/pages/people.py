"""Who is here, who is expected, who has gone, and who stands at the door."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from itertools import groupby

from django.db.models import OuterRef, Prefetch, Subquery
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from alongside.mail.pages import NotSent, not_sent
from alongside.partnerships.models import Affiliation, Departure, Membership, Moment, Organising, Parting
from alongside.partnerships.permissions import UNDO
from alongside.partnerships.seats import Seat
from alongside.people.commands.links import INVITATION
from alongside.people.models import Knock, KnockQuerySet, PersonalLink, RoomCode
from alongside.people.offers import Offer, offers_for
from alongside.people.pages.welcoming import New, newcomers

DAY = datetime.timedelta(days=1)
MONTH = datetime.timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who belongs, or is expected."""

    ref: str
    name: str
    organises: bool
    is_you: bool
    where: tuple[str, ...]  # the organisations, and "" where they come as a resident; none while they have not said
    link: str  # the reference of an organiser's link that works
    until: datetime.datetime | None  # when that link ends if nobody uses it
    ended_link: str  # the reference of one that was ended, and may work again
    leaves_on: datetime.date | None = None
    has_lines: bool = False  # they said what goes with them
    letter: NotSent | None = None  # with their link, from whoever looks: it has not gone yet

    @property
    def also(self) -> tuple[str, ...]:
        """Where else they come from than where they are listed."""
        return tuple(sorted(self.where[1:], key=lambda name: not name))


@dataclass(frozen=True, slots=True)
class Group:
    """Those who come from one organisation."""

    name: str
    people: tuple[Person, ...]


@dataclass(frozen=True, slots=True)
class Gone:
    """Somebody who left or was removed."""

    ref: str
    name: str
    on: datetime.date
    by: str  # empty when they left by themselves
    reason: str  # for organisers, and for nobody else
    may_return: bool  # not when they were erased
    has_lines: bool  # they said what goes with them


@dataclass(frozen=True, slots=True)
class Knocking:
    """Somebody at the door, or whom an organiser told no."""

    ref: str
    name: str
    by: str = ""


@dataclass(frozen=True, slots=True)
class LetIn:
    """Somebody whom whoever runs the server let in."""

    name: str
    on: datetime.date


@dataclass(frozen=True, slots=True)
class Made:
    """Somebody whom one has just made an organiser."""

    ref: str
    name: str


@dataclass(frozen=True, slots=True)
class OpenRoom:
    """A code that works now."""

    ref: str
    approved: bool
    until: datetime.datetime
    left: int


@dataclass(frozen=True, slots=True)
class PeoplePage:
    """The people page, complete."""

    ref: str
    partnership: str
    groups: tuple[Group, ...]
    expected: tuple[Person, ...]
    gone: tuple[Gone, ...]
    knocking: tuple[Knocking, ...]
    just_in: tuple[str, ...]
    declined: tuple[Knocking, ...]
    rooms: tuple[OpenRoom, ...]
    let_in: tuple[LetIn, ...]
    may_organise: bool
    may_organise_again: bool
    made: tuple[Made, ...]
    alone: bool
    new: tuple[New, ...]
    offers: tuple[Offer, ...]
    put_away: bool  # whether one has put away something that was offered


def people(seat: Seat, *, at: datetime.datetime) -> PeoplePage:
    """Return the people page as the one in this seat may see it."""
    waiting = {each.about: each for each in not_sent(seat, kind=INVITATION)} if seat.is_organiser else {}
    everybody = [_person(who, seat, waiting.get(who.ref)) for who in _memberships(seat, at=at)]
    here = [person for person, arrived in everybody if arrived]
    return PeoplePage(
        ref=seat.partnership.ref,
        partnership=seat.partnership.name,
        groups=_groups(here),
        expected=tuple(person for person, arrived in everybody if not arrived),
        gone=_gone(seat, at=at),
        knocking=tuple(Knocking(knock.ref, knock.name) for knock in _knocks(seat, at=at).waiting())
        if seat.is_organiser
        else (),
        just_in=_just_in(seat, here, at=at) if seat.is_organiser else (),
        declined=_declined(seat, at=at) if seat.is_organiser else (),
        rooms=_rooms(seat, at=at) if seat.is_organiser else (),
        let_in=_let_in(seat, at=at),
        may_organise=seat.is_organiser,
        may_organise_again=not seat.is_organiser and seat.membership.organisings.filter(until__gte=at - UNDO).exists(),
        made=_made(seat, at=at) if seat.is_organiser else (),
        alone=sum(person.organises for person in here) == 1 < len(here),
        new=newcomers(seat, at=at),
        offers=offers_for(seat, localdate(at)),
        put_away=seat.membership.not_now.exists(),
    )


def _made(seat: Seat, *, at: datetime.datetime) -> tuple[Made, ...]:
    """Return whom the one in this seat has just made an organiser, the last one first."""
    fresh = Organising.objects.given_by(seat, since=at - UNDO).order_by("-since", "-pk")
    return tuple(Made(ref, name) for ref, name in fresh.values_list("membership__ref", "membership__name"))


def _let_in(seat: Seat, *, at: datetime.datetime) -> tuple[LetIn, ...]:
    """Return whom whoever runs the server let in within a month."""
    moments = Moment.objects.within(seat).filter(what="let_in_by_host", at__gte=at - MONTH)
    named = Membership.objects.filter(ref=OuterRef("about")).values("name")
    found = moments.annotate(name=Subquery(named)).values_list("name", "at")
    return tuple(LetIn(str(name), localdate(when)) for name, when in found)


def _memberships(seat: Seat, *, at: datetime.datetime) -> list[Membership]:
    now = Affiliation.objects.now().select_related("organisation")
    everybody = Membership.objects.within(seat).not_gone().with_role().select_related("parting")
    found = everybody.prefetch_related(Prefetch("affiliations", now, "from_now"))
    if seat.is_organiser:
        links = PersonalLink.objects.within(seat)
        found = found.prefetch_related(Prefetch("links", links.live(at=at), "sent"))
        found = found.prefetch_related(
            Prefetch("links", links.may_work_again(at=at).ended_by_their_person(False), "again")
        )
    return list(found)


def _person(who: Membership, seat: Seat, letter: NotSent | None) -> tuple[Person, bool]:
    said: list[Affiliation] = who.from_now  # type: ignore[attr-defined]
    links: list[PersonalLink] = who.sent if seat.is_organiser else []  # type: ignore[attr-defined]
    live = next(iter(links), None)
    ended = next(iter(who.again if seat.is_organiser else []), None)  # type: ignore[attr-defined]
    parting: Parting | None = getattr(who, "parting", None)
    person = Person(
        ref=who.ref,
        name=who.name,
        organises=who.organises,  # type: ignore[attr-defined]
        is_you=who.pk == seat.membership.pk,
        where=tuple(each.organisation.name if each.organisation else "" for each in said),
        link=live.ref if live else "",
        until=live.expires_at if live else None,
        ended_link=ended.ref if ended else "",
        leaves_on=parting.leaves_on if parting else None,
        has_lines=parting is not None and parting.says_something,
        letter=letter,
    )
    return person, who.arrived_at is not None


def _groups(here: list[Person]) -> tuple[Group, ...]:
    """Return organisations by name, then residents, then those who have not said; each where they come from longest."""

    def place(person: Person) -> tuple[bool, bool, str, str]:
        first = "".join(person.where[:1])
        return not person.where, not first, first.casefold(), person.name.casefold()

    def heading(person: Person) -> str:
        return (person.where[0] or _("Residents")) if person.where else _("Not said yet")

    return tuple(Group(name, tuple(those)) for name, those in groupby(sorted(here, key=place), heading))


def _gone(seat: Seat, *, at: datetime.datetime) -> tuple[Gone, ...]:
    departures = (
        Departure.objects.within(seat).open().select_related("membership__erasure", "membership__parting", "by")
    )
    shown = (each for each in departures if each.membership.arrived_at or (seat.is_organiser and at - each.at <= DAY))
    return tuple(
        Gone(
            ref=each.membership.ref,
            name=each.membership.name,
            on=localdate(each.at),
            by=each.by.name if each.was_removed else "",
            reason=each.reason if seat.is_organiser else "",
            may_return=not hasattr(each.membership, "erasure"),
            has_lines=hasattr(each.membership, "parting") and each.membership.parting.says_something,
        )
        for each in shown
    )


def _knocks(seat: Seat, *, at: datetime.datetime) -> KnockQuerySet:
    return Knock.objects.within(seat).fresh(at=at)


def _just_in(seat: Seat, here: list[Person], *, at: datetime.datetime) -> tuple[str, ...]:
    """Return who was let in at the door a few minutes ago and is still here, the last one first."""
    answered = _knocks(seat, at=at).filter(answered_at__gte=at - UNDO).order_by("-answered_at", "-pk")
    refs = answered.exclude(membership=None).values_list("membership__ref", flat=True)
    names = {person.ref: person.name for person in here}
    return tuple(names[ref] for ref in refs if ref in names)


def _declined(seat: Seat, *, at: datetime.datetime) -> tuple[Knocking, ...]:
    told_no = _knocks(seat, at=at).declined().select_related("answered_by")
    return tuple(
        Knocking(knock.ref, knock.name, knock.answered_by.name if knock.answered_by else "") for knock in told_no
    )


def _rooms(seat: Seat, *, at: datetime.datetime) -> tuple[OpenRoom, ...]:
    rooms = RoomCode.objects.within(seat).open(at=at)
    return tuple(OpenRoom(room.ref, room.approved, room.closes_at, room.places - room.taken) for room in rooms)
