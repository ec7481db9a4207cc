"""Home: the first day, and later what comes next, what we try, what we talked about and when we look again."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from random import Random
from typing import ClassVar, TypeVar

from alongside.agreements.pages.agreed import Agreed
from alongside.agreements.pages.due import Due, purpose_and_due
from alongside.agreements.pages.waiting import Waits, waiting_for
from alongside.framework.loading import the_edition
from alongside.framework.shapes import Edition, Question
from alongside.framework.suggesting import suggest
from alongside.journey.beads import Strings
from alongside.journey.grows import Facts, Newly, newly
from alongside.journey.pages import latest, next_thing
from alongside.journey.pages.asked_of_all import AskedOfAll, asked_of_all, beneath
from alongside.journey.pages.beads import strings
from alongside.journey.pages.changes import changes
from alongside.journey.pages.coming import (
    Again,
    CarryOn,
    DidItHappen,
    GiveContact,
    JustOpened,
    LookAgain,
    NewHere,
    NextThing,
    StillHolds,
    YourWord,
)
from alongside.journey.pages.home_reading import Read, agains_of, read_for
from alongside.journey.pages.organising import Organising, organising
from alongside.journey.pages.shapes import Asked, Try, asked, asked_if_there
from alongside.learning.models import LineKind
from alongside.partnerships.models import NEW
from alongside.partnerships.seats import Seat
from alongside.people.offers import Offer
from alongside.rounds.pages import putting_aside

One = TypeVar("One")
TRIES = OFFERS = 2
AGAINS = PROPOSED = 3
"""So many of each stand on home, to keep it short."""
JUST_OPENED = datetime.timedelta(days=7)
"""How long what was opened stands first, while a question of it waits to be talked about."""


@dataclass(frozen=True)
class FirstDay:
    """Home while nothing has been talked about, or asked and opened."""

    template: ClassVar[str] = "journey/first_day.html"

    partnership: str
    key: str
    facts: Facts
    question: Asked
    next: NextThing | None
    is_organiser: bool
    is_preparing: bool
    organising: Organising | None
    asked: AskedOfAll


@dataclass(frozen=True)
class Talked:
    """One talk that is done, with what was written first of it."""

    ref: str
    on: datetime.date
    asked: Asked
    words: str


@dataclass(frozen=True)
class Suggested:
    """One question to talk about. `is_fresh` when it was not looked at yet: the one line that says so of any.

    With `opened` it was asked of everybody then, and comes first of those that were not talked about since.
    """

    asked: Asked
    is_fresh: bool = False
    opened: latest.Opened | None = None


@dataclass(frozen=True)
class Home:
    """Home once something has been talked about, or opened. What is empty is not shown."""

    template: ClassVar[str] = "journey/home.html"

    partnership: str
    key: str
    facts: Facts
    purpose: Agreed | None
    next: NextThing | None
    tries: tuple[Try, ...]
    more_tries: bool
    talked: tuple[Talked, ...]
    strings: Strings | None
    agains: tuple[Again, ...]
    dues: tuple[Due, ...]
    proposed: tuple[Waits, ...]
    suggested: Suggested | None
    organising: Organising | None
    is_preparing: bool
    asked: AskedOfAll
    begun: CarryOn | None
    newly: Newly | None
    wants_aside: putting_aside.Wanting | None
    offers: tuple[Offer, ...]
    is_new: bool

    @property
    def has_more(self) -> bool:
        """Whether there is anything but what comes next and what stands beside it."""
        of_all = self.asked.rounds or self.asked.may_ask
        asked = self.proposed or self.begun or self.suggested or of_all
        return bool(asked or self.tries or self.talked or self.strings)


def home(
    seat: Seat,
    *,
    at: datetime.datetime,
    today: datetime.date,
    rng: Random,
    key: str,
    secret: str = "",
    reminded: Collection[str] = (),
    put_away: Collection[str] = (),
) -> FirstDay | Home:
    """Return what home shows today; `key` goes along with whatever begins a talk, and `rng` picks a question.

    `secret` opens what this device keeps; `reminded` are the rounds that this browser was reminded of before,
    `put_away` what newly appeared and was put away in it.
    """
    of_all = asked_of_all(seat, secret, reminded, at=at, today=today)
    read = read_for(seat, of_all, key, at=at, today=today)
    question = suggest(the_edition(), read.sat_with, read.aside.keys(), rng)
    tries = latest.open_tries(seat, the_edition(), today=today, limit=TRIES + 2)
    if not (read.sat_with or read.opened or tries or read.glance.facts.agreed):
        return _first_day(read, question)
    return _later(read, question, tries, put_away)


def _here(read: Read, tries: Sequence[Try], agains: Sequence[Again], dues: Sequence[Due]) -> next_thing.Here:
    return next_thing.Here(
        seat=read.seat,
        at=read.at,
        today=read.today,
        glance=read.glance,
        begun=read.begun,
        rounds=read.of_all.all,
        opened=_just_opened(read),
        tries=tries,
        agains=agains,
        proposed=waiting_for(read.seat, read.today) if read.glance.proposed else (),
        dues=dues,
    )


def _later(read: Read, question: Question, tries: Sequence[Try], put_away: Collection[str]) -> Home:
    seat, facts = read.seat, read.glance.facts
    agains = agains_of(read)
    purpose, dues = purpose_and_due(seat, read.today) if facts.agreed else (None, ())
    here = _here(read, tries, agains, dues)
    coming = next_thing.next_thing(here)
    others = _but(tries, coming.tried if isinstance(coming, DidItHappen) else None)
    return Home(
        partnership=seat.partnership.ref,
        key=read.key,
        facts=facts,
        purpose=purpose,
        next=coming,
        tries=others[:TRIES],
        more_tries=len(others) > TRIES,
        talked=_talked(the_edition(), read),
        strings=strings(the_edition(), read.recent, read.opened, today=read.today) if facts.thrice else None,
        newly=newly(facts, today=read.today, put_away=put_away, is_organiser=seat.is_organiser),
        agains=_but(agains, coming.again if isinstance(coming, LookAgain) else None)[:AGAINS],
        dues=_but(dues, coming.due if isinstance(coming, StillHolds) else None)[:AGAINS],
        proposed=_but(here.proposed, coming.waits if isinstance(coming, YourWord) else None)[:PROPOSED],
        suggested=None if read.begun or isinstance(coming, JustOpened) else _suggested(read, question),
        is_preparing=seat.partnership.is_preparing,
        organising=organising(seat, read.glance, asked=isinstance(coming, GiveContact)),
        asked=beneath(read.of_all, coming),
        begun=None if coming is read.begun else read.begun,
        wants_aside=putting_aside.wanting(seat) if read.glance.wants_aside else None,
        offers=changes(seat, read.today, read.glance.changed)[:OFFERS],
        is_new=next_thing.is_newcomer(seat, read.at, NEW) and not isinstance(coming, NewHere),
    )


def _suggested(read: Read, question: Question) -> Suggested:
    """Return what to talk about: what most wish for of what was opened last; else the question that was picked."""
    if read.first:
        return Suggested(asked(read.first), opened=read.opened[0])
    return Suggested(asked(question), is_fresh=question.id not in read.last)


def _just_opened(read: Read) -> JustOpened | None:
    """Return what was opened within a week, while a question of it waits to be talked about."""
    if not read.opened or read.opened[0].on <= read.today - JUST_OPENED:
        return None
    opened = read.opened[0]
    talked = any(latest.since(opened, read.last, question) for question in opened.questions)
    if talked and not read.first:
        return None
    first = asked(read.first) if read.first else None
    return JustOpened(opened.ref, opened.name, opened.on, first, talked)


def _first_day(read: Read, question: Question) -> FirstDay:
    seat = read.seat
    coming = next_thing.next_thing(_here(read, (), (), ()), next_thing.ON_THE_FIRST_DAY)
    return FirstDay(
        partnership=seat.partnership.ref,
        key=read.key,
        facts=read.glance.facts,
        question=asked(question),
        next=coming,
        is_organiser=seat.is_organiser,
        is_preparing=seat.partnership.is_preparing,
        organising=organising(seat, read.glance),
        asked=beneath(read.of_all, coming),
    )


def _talked(edition: Edition, read: Read) -> tuple[Talked, ...]:
    """Return the talks that are shown, with where each left us, or what was noticed."""
    found, lines = [], read.lines
    for talk in read.talks:
        line = lines.get((talk.pk, LineKind.STANDING)) or lines.get((talk.pk, LineKind.NOTICED))
        if question := asked_if_there(edition, talk.question):
            found.append(Talked(talk.ref, talk.on, question, line.words if line else ""))
    return tuple(found)


def _but(many: Sequence[One], first: One | None) -> tuple[One, ...]:
    """Return them without the one that comes next anyway."""
    return tuple(one for one in many if one is not first)
