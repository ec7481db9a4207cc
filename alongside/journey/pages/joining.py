"""What somebody new is shown, made from what is there: who we are, what we agreed, what we last talked about."""

from __future__ import annotations

import datetime
from collections import defaultdict
from dataclasses import dataclass

from django.utils.translation import gettext as _

from alongside.agreements.models import Kind
from alongside.agreements.pages.agreed import Agreed, as_agreed, in_order, standing
from alongside.framework.loading import the_edition
from alongside.journey.pages import latest
from alongside.journey.pages.shapes import Asked, Try, asked_if_there
from alongside.learning.models import LineKind
from alongside.partnerships.models import Affiliation, Membership, Welcoming
from alongside.partnerships.seats import Seat
from alongside.rounds.pages.turns import PART, TURN, Told, told_of

TRIES, AGREED = 3, 6


@dataclass(frozen=True)
class Welcomer:
    """Who shows one round, and how they are reached, if they said so."""

    name: str
    reach: str


@dataclass(frozen=True)
class Group:
    """Those who come from one organisation; somebody who comes from several stands in each."""

    name: str
    people: tuple[str, ...]


@dataclass(frozen=True)
class People:
    """Who is here: how many, from how many organisations, whether residents too, and by where they come from."""

    many: int
    organisations: int
    residents: bool
    groups: tuple[Group, ...]


@dataclass(frozen=True)
class LastTalk:
    """What we last talked about, and where that left us, or what was noticed."""

    ref: str
    on: datetime.date
    asked: Asked
    words: str


@dataclass(frozen=True)
class JoiningPage:
    """What somebody new is shown. What is empty is not shown."""

    partnership: str
    name: str
    place: str
    you: str
    welcomer: Welcomer | None
    people: People
    purpose: Agreed | None
    agreed: tuple[Agreed, ...]
    talk: LastTalk | None
    tries: tuple[Try, ...]
    open: tuple[Told, ...]
    is_first: bool  # they have just come in

    @property
    def tells_something(self) -> bool:
        """Whether there is anything here that home would not say to somebody who has just come in."""
        return bool(self.welcomer or self.purpose or self.agreed or self.talk or self.tries)


def joining_page(
    seat: Seat, *, at: datetime.datetime, today: datetime.date, secret: str = "", is_first: bool = False
) -> JoiningPage:
    """Return what somebody new is shown. A fixed number of queries."""
    edition, recent = the_edition(), latest.recent_talks(seat)
    people, agreed = _people(seat, today), _agreed(seat, today)
    return JoiningPage(
        partnership=seat.partnership.ref,
        name=seat.partnership.name,
        place=seat.partnership.place,
        you=seat.membership.name,
        welcomer=_welcomer(seat),
        people=people,
        purpose=next((each for each in agreed if each.kind == Kind.PURPOSE), None),
        agreed=tuple(each for each in agreed if each.kind != Kind.PURPOSE),
        talk=_last_talk(recent),
        tries=latest.open_tries(seat, edition, today=today, limit=TRIES),
        open=tuple(told for told in told_of(seat, at=at, secret=secret) if told.is_how in (TURN, PART)),
        is_first=is_first,
    )


def _welcomer(seat: Seat) -> Welcomer | None:
    named = Welcoming.objects.now().filter(membership=seat.membership).select_related("welcomer").first()
    return Welcomer(named.welcomer.name, named.reach) if named else None


def _people(seat: Seat, today: datetime.date) -> People:
    """Return who is here by where they come from: organisations by name, residents, those who have not said."""
    here = Membership.objects.within(seat).here().values_list("pk", "name")
    said, groups = Affiliation.objects.within(seat).on(today).by_person(), defaultdict[tuple[int, str], list[str]](list)
    for pk, name in here:
        for origin in said.get(pk, ()):
            groups[(0, origin.name) if origin else (1, _("Residents"))].append(name)
        if pk not in said:
            groups[2, _("Not said yet")].append(name)
    ordered = sorted(groups, key=lambda each: (each[0], each[1].casefold()))
    return People(
        many=len(here),
        organisations=sum(1 for kind, _name in ordered if kind == 0),
        residents=any(kind == 1 for kind, _name in ordered),
        groups=tuple(Group(name, tuple(groups[kind, name])) for kind, name in ordered),
    )


def _agreed(seat: Seat, today: datetime.date) -> tuple[Agreed, ...]:
    """Return what stands, the purpose first; of the rest so many that they are read."""
    rows = standing(seat).order_by(in_order("proposal__agreement__kind"), "-on", "-pk")
    return tuple(as_agreed(row, today=today) for row in rows[:AGREED])


def _last_talk(recent: tuple[latest.Done, ...]) -> LastTalk | None:
    for talk in recent[:1]:
        lines = latest.lines_of([talk.pk], LineKind.STANDING, LineKind.NOTICED)
        line = lines.get((talk.pk, LineKind.STANDING)) or lines.get((talk.pk, LineKind.NOTICED))
        if about := asked_if_there(the_edition(), talk.question):
            return LastTalk(talk.ref, talk.on, about, line.words if line else "")
    return None
