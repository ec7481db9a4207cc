"""Home: the first day, and later what comes next, what we try, what we talked about and when we look again."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
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
from alongside.journey.pages.glance import Glance, glance
from alongside.journey.pages.latest import Done
from alongside.journey.pages.organising import Organising, organising
from alongside.journey.pages.shapes import Aside, Asked, Try, asked, asked_if_there
from alongside.learning.models import Line, LineKind
from alongside.partnerships.models import NEW
from alongside.partnerships.seats import Seat
from alongside.people.offers import Offer
from alongside.rounds.pages import putting_aside

One = TypeVar("One")
TRIES = TALKED = AGAINS = PROPOSED = 3
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


@dataclass(frozen=True)
class _Read:
    """What is read for home, whoever looks and whatever of it is shown."""

    seat: Seat
    at: datetime.datetime
    today: datetime.date
    key: str
    glance: Glance
    of_all: AskedOfAll
    recent: tuple[Done, ...]
    last: Mapping[str, Done]
    opened: tuple[latest.Opened, ...]
    aside: Mapping[str, Aside]
    begun: CarryOn | None

    @property
    def sat_with(self) -> set[str]:
        """The questions that were talked about, or begun to be."""
        return {*self.last, *([self.begun.asked.id] if self.begun else [])}

    @cached_property
    def lines(self) -> Mapping[tuple[int, str], Line]:
        """What is read of the talks: when we look again, and of those that are shown what was said."""
        all_talks = (talk.pk for talk in (*self.recent, *self.last.values()))
        shown = (talk.pk for talk in self.talks)
        return latest.lines_of_each((all_talks, [LineKind.AGAIN]), (shown, [LineKind.STANDING, LineKind.NOTICED]))

    @property
    def talks(self) -> Sequence[Done]:
        """The talks that are shown: the last about each question, and few."""
        return [talk for talk in self.recent if self.last[talk.question] == talk][:TALKED]

    @cached_property
    def first(self) -> Question | None:
        """What most wish for of what was opened last, and was not talked about since."""
        return latest.first_of(self.opened[0], self.last, self.aside.keys()) if self.opened else None


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
    read = _read(seat, of_all, key, at=at, today=today)
    question = suggest(the_edition(), read.sat_with, read.aside.keys(), rng)
    tries = latest.open_tries(seat, the_edition(), today=today, limit=TRIES + 2)
    if not (read.sat_with or read.opened or tries or read.glance.facts.agreed):
        return _first_day(read, question)
    return _later(read, question, tries, put_away)


def _read(seat: Seat, of_all: AskedOfAll, key: str, *, at: datetime.datetime, today: datetime.date) -> _Read:
    edition, there = the_edition(), glance(seat, at=at, today=today)
    recent = latest.recent_talks(seat)
    return _Read(
        seat=seat,
        at=at,
        today=today,
        key=key,
        glance=there,
        of_all=of_all,
        recent=recent,
        last=latest.last_talks(seat, edition, recent),
        opened=latest.opened_rounds(seat) if there.facts.opened else (),
        aside=latest.set_aside(seat, edition) if there.aside else {},
        begun=next_thing.begun(seat, edition) if there.begun else None,
    )


def _here(read: _Read, tries: Sequence[Try], agains: Sequence[Again], dues: Sequence[Due]) -> next_thing.Here:
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


def _later(read: _Read, question: Question, tries: Sequence[Try], put_away: Collection[str]) -> Home:
    seat, facts = read.seat, read.glance.facts
    agains = _agains(the_edition(), [*read.recent, *read.last.values()], read)
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
        offers=changes(seat, read.today, read.glance.changed),
        is_new=next_thing.is_newcomer(seat, read.at, NEW) and not isinstance(coming, NewHere),
    )


def _suggested(read: _Read, question: Question) -> Suggested:
    """Return what to talk about: what most wish for of what was opened last; else the question that was picked."""
    if read.first:
        return Suggested(asked(read.first), opened=read.opened[0])
    return Suggested(asked(question), is_fresh=question.id not in read.last)


def _just_opened(read: _Read) -> JustOpened | None:
    """Return what was opened within a week, while a question of it waits to be talked about."""
    if not read.opened or read.opened[0].on <= read.today - JUST_OPENED:
        return None
    opened = read.opened[0]
    talked = any(latest.since(opened, read.last, question) for question in opened.questions)
    if talked and not read.first:
        return None
    first = asked(read.first) if read.first else None
    return JustOpened(opened.ref, opened.name, opened.on, first, talked)


def _first_day(read: _Read, question: Question) -> FirstDay:
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


def _talked(edition: Edition, read: _Read) -> tuple[Talked, ...]:
    """Return the talks that are shown, with where each left us, or what was noticed."""
    found, lines = [], read.lines
    for talk in read.talks:
        line = lines.get((talk.pk, LineKind.STANDING)) or lines.get((talk.pk, LineKind.NOTICED))
        if question := asked_if_there(edition, talk.question):
            found.append(Talked(talk.ref, talk.on, question, line.words if line else ""))
    return tuple(found)


def _agains(edition: Edition, talks: Sequence[Done], read: _Read) -> tuple[Again, ...]:
    """Return what we look at again, soonest first, then what has no day; of a question set aside, that day only.

    The talks are newest first: one that said nothing of it leaves what was said before, unless that day had come.
    """
    lines, aside = read.lines, read.aside
    found = [Again(one.asked, one.again, "", set_aside=True) for one in aside.values() if one.again]
    newest, said = dict[str, Done](), set[str]()
    for talk in talks:
        last, line = newest.setdefault(talk.question, talk), lines.get((talk.pk, LineKind.AGAIN))
        if line is None or talk.question in said:
            continue
        said.add(talk.question)
        question = asked_if_there(edition, talk.question)
        over = talk != last and line.due is not None and line.due <= last.on
        if question and talk.question not in aside and not over:
            found.append(Again(question, line.due, line.words, set_aside=False))
    return tuple(sorted(found, key=lambda again: (again.on or datetime.date.max, again.asked.id)))


def _but(many: Sequence[One], first: One | None) -> tuple[One, ...]:
    """Return them without the one that comes next anyway."""
    return tuple(one for one in many if one is not first)
