"""Home: the first day, and later what comes next, what we try, what we talked about and when we look again."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from random import Random
from typing import ClassVar, TypeVar

from alongside.agreements.pages.agreed import Agreed, the_purpose
from alongside.agreements.pages.due import Due, due
from alongside.agreements.pages.waiting import Waits, waiting_for
from alongside.framework.loading import the_edition
from alongside.framework.shapes import Edition, Question
from alongside.framework.suggesting import suggest
from alongside.journey.beads import Strings
from alongside.journey.grows import Newly, newly
from alongside.journey.pages import latest, next_thing
from alongside.journey.pages.asked_of_all import AskedOfAll, asked_of_all
from alongside.journey.pages.beads import strings
from alongside.journey.pages.changes import changes
from alongside.journey.pages.facts import facts_of
from alongside.journey.pages.latest import Done
from alongside.journey.pages.next_thing import Again, CarryOn, NextThing
from alongside.journey.pages.organising import Organising, organising
from alongside.journey.pages.shapes import Aside, Asked, Try, asked, asked_if_there
from alongside.learning.models import LineKind
from alongside.partnerships.seats import Seat
from alongside.people.offers import Offer
from alongside.rounds.pages import putting_aside

One = TypeVar("One")
TRIES = TALKED = AGAINS = PROPOSED = 3
"""So many of each stand on home, to keep it short."""


@dataclass(frozen=True)
class FirstDay:
    """Home while nothing has been talked about, or asked and opened."""

    template: ClassVar[str] = "journey/first_day.html"

    partnership: str
    name: str
    key: str
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
    edition = the_edition()
    of_all = asked_of_all(seat, secret, reminded, at=at, today=today)
    recent, opened = latest.recent_talks(seat), latest.opened_rounds(seat)
    last = latest.last_talks(seat, edition, recent)
    begun = next_thing.begun(seat, edition)
    aside = latest.set_aside(seat, edition)
    sat_with = {*last, *([begun.asked.id] if begun else [])}
    question = suggest(edition, sat_with, aside.keys(), rng)
    tries = latest.open_tries(seat, edition, today=today, limit=TRIES + 2)
    facts, turn = facts_of(seat), of_all.turn
    agains = _agains(edition, [*recent, *last.values()], aside)
    proposed, dues = waiting_for(seat, today), tuple(each for each in due(seat, today) if each.is_due)
    here = next_thing.Here(seat, at, today, begun, turn, tries, agains, proposed, dues)
    if not (sat_with or opened or tries or facts.agreed):
        return _first_day(here, question, key, of_all)
    coming = next_thing.next_thing(here)
    others = _but(tries, coming.tried if isinstance(coming, next_thing.DidItHappen) else None)
    return Home(
        partnership=seat.partnership.ref,
        key=key,
        purpose=the_purpose(seat, today=today) if facts.agreed else None,
        next=coming,
        tries=others[:TRIES],
        more_tries=len(others) > TRIES,
        talked=_talked(edition, [talk for talk in recent if last[talk.question] == talk][:TALKED]),
        strings=strings(edition, recent, opened, today=today) if facts.thrice else None,
        newly=newly(facts, today=today, put_away=put_away, is_organiser=seat.is_organiser),
        agains=agains[:AGAINS],
        dues=_but(dues, coming.due if isinstance(coming, next_thing.StillHolds) else None)[:AGAINS],
        proposed=_but(proposed, coming.waits if isinstance(coming, next_thing.YourWord) else None)[:PROPOSED],
        suggested=None if begun else _suggested(seat, question, opened, last, aside.keys()),
        is_preparing=seat.partnership.is_preparing,
        organising=organising(seat, asked=isinstance(coming, next_thing.GiveContact)),
        asked=of_all if coming is turn else replace(of_all, turn=None),
        begun=None if coming is begun else begun,
        wants_aside=putting_aside.wanting(seat),
        offers=changes(seat, today),
    )


def _suggested(
    seat: Seat, question: Question, opened: Sequence[latest.Opened], last: Mapping[str, Done], aside: Collection[str]
) -> Suggested:
    """Return what to talk about: what most wish for of what was opened last; else the question that was picked."""
    if opened and (first := latest.first_of(seat, opened[0], last, aside)):
        return Suggested(asked(first), opened=opened[0])
    return Suggested(asked(question), is_fresh=question.id not in last)


def _first_day(here: next_thing.Here, question: Question, key: str, of_all: AskedOfAll) -> FirstDay:
    seat = here.seat
    return FirstDay(
        partnership=seat.partnership.ref,
        name=seat.partnership.name,
        key=key,
        question=asked(question),
        next=next_thing.next_thing(here, next_thing.ON_THE_FIRST_DAY),
        is_organiser=seat.is_organiser,
        is_preparing=seat.partnership.is_preparing,
        organising=organising(seat),
        asked=of_all,
    )


def _talked(edition: Edition, talks: Sequence[Done]) -> tuple[Talked, ...]:
    """Return these talks, the last about each question, with where it left us, or what was noticed."""
    lines = latest.lines_of((talk.pk for talk in talks), LineKind.STANDING, LineKind.NOTICED)
    found = []
    for talk in talks:
        line = lines.get((talk.pk, LineKind.STANDING)) or lines.get((talk.pk, LineKind.NOTICED))
        if question := asked_if_there(edition, talk.question):
            found.append(Talked(talk.ref, talk.on, question, line.words if line else ""))
    return tuple(found)


def _agains(edition: Edition, talks: Sequence[Done], aside: Mapping[str, Aside]) -> tuple[Again, ...]:
    """Return what we look at again, soonest first, then what has no day; of a question set aside, that day only.

    The talks are newest first: one that said nothing of it leaves what was said before, unless that day had come.
    """
    lines = latest.lines_of((talk.pk for talk in talks), LineKind.AGAIN)
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
