"""Home: the first day, and later what comes next, what we try, what we talked about and when we look again."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from random import Random
from typing import ClassVar

from alongside.framework.loading import the_edition
from alongside.framework.shapes import Edition, Question
from alongside.framework.suggesting import suggest
from alongside.journey.beads import Strings
from alongside.journey.grows import Newly, newly
from alongside.journey.pages import latest, next_thing
from alongside.journey.pages.beads import strings
from alongside.journey.pages.facts import facts_of
from alongside.journey.pages.latest import Done
from alongside.journey.pages.next_thing import Again, CarryOn, NextThing
from alongside.journey.pages.organising import Organising, organising
from alongside.journey.pages.shapes import Aside, Asked, Try, asked, asked_if_there
from alongside.learning.models import LineKind
from alongside.partnerships.seats import Seat
from alongside.rounds.pages.organising import CLOSED, OPENED, PREPARED, WITHDRAWN
from alongside.rounds.pages.turns import Told, told_of

TRIES = 6
TALKED = 5
AGAINS = 6


@dataclass(frozen=True)
class Meeting:
    """The next meeting that we know of: its day, and what is opened there. `may_open`: whoever looks can do so now."""

    on: datetime.date
    is_today: bool
    told: Told
    may_open: bool


@dataclass(frozen=True)
class AskedOfAll:
    """What is told of rounds: whose turn it is, the others, and the one that this browser is reminded of, once."""

    turn: next_thing.YourTurn | None
    all: tuple[Told, ...]
    reminder: Told | None
    meeting: Meeting | None
    may_ask: bool

    @property
    def rounds(self) -> tuple[Told, ...]:
        """All but the one whose turn it is."""
        return tuple(told for told in self.all if not (self.turn and told is self.turn.told))


@dataclass(frozen=True)
class FirstDay:
    """Home while nothing has been talked about, or asked and opened."""

    template: ClassVar[str] = "journey/first_day.html"

    partnership: str
    name: str
    key: str
    question: Asked
    is_organiser: bool
    is_preparing: bool
    organising: Organising | None
    asked: AskedOfAll

    @property
    def next(self) -> next_thing.YourTurn | None:
        """What everybody is asked comes before the first talk."""
        return self.asked.turn


@dataclass(frozen=True)
class Talked:
    """One talk that is done, with what was written first of it."""

    ref: str
    on: datetime.date
    asked: Asked
    words: str


@dataclass(frozen=True)
class Suggested:
    """One question to talk about. `is_fresh` when it was not looked at yet: the one line that says so of any."""

    asked: Asked
    is_fresh: bool


@dataclass(frozen=True)
class Home:
    """Home once something has been talked about, or opened. What is empty is not shown."""

    template: ClassVar[str] = "journey/home.html"

    partnership: str
    key: str
    next: NextThing | None
    tries: tuple[Try, ...]
    more_tries: bool
    talked: tuple[Talked, ...]
    strings: Strings | None
    agains: tuple[Again, ...]
    suggested: Suggested | None
    organising: Organising | None
    is_preparing: bool
    asked: AskedOfAll
    begun: CarryOn | None
    newly: Newly | None

    @property
    def has_more(self) -> bool:
        """Whether there is anything but what comes next and what stands beside it."""
        of_all = self.asked.rounds or self.asked.may_ask
        return bool(self.tries or self.suggested or self.talked or self.strings or self.begun or of_all)


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
    asked_of_all = _asked_of_all(seat, secret, reminded, at=at, today=today)
    recent, opened = latest.recent_talks(seat), latest.opened_rounds(seat)
    last = latest.last_talks(seat, edition, recent)
    begun = next_thing.begun(seat, edition)
    aside = latest.set_aside(seat, edition)
    sat_with = {*last, *([begun.asked.id] if begun else [])}
    question = suggest(edition, sat_with, aside.keys(), rng)
    if not (sat_with or opened):
        return _first_day(seat, question, key, asked_of_all)
    tries = latest.open_tries(edition, today=today, limit=TRIES + 2, talks=(talk.pk for talk in recent))
    agains = _agains(edition, [*recent, *last.values()], aside)
    facts, turn = facts_of(seat), asked_of_all.turn
    coming = next_thing.next_thing(seat, begun=begun, turn=turn, tries=tries, agains=agains, at=at, today=today)
    others = _others(tries, coming)
    return Home(
        partnership=seat.partnership.ref,
        key=key,
        next=coming,
        tries=others[:TRIES],
        more_tries=len(others) > TRIES,
        talked=_talked(edition, [talk for talk in recent if last[talk.question] == talk][:TALKED]),
        strings=strings(edition, recent, opened, today=today) if facts.thrice else None,
        newly=newly(facts, today=today, put_away=put_away, is_organiser=seat.is_organiser),
        agains=agains[:AGAINS],
        suggested=None if begun else Suggested(asked(question), is_fresh=question.id not in last),
        is_preparing=seat.partnership.is_preparing,
        organising=organising(seat, asked=isinstance(coming, next_thing.GiveContact)),
        asked=asked_of_all if coming is turn else replace(asked_of_all, turn=None),
        begun=None if coming is begun else begun,
    )


def _asked_of_all(
    seat: Seat, secret: str, reminded: Collection[str], *, at: datetime.datetime, today: datetime.date
) -> AskedOfAll:
    rounds = told_of(seat, at=at, secret=secret)
    return AskedOfAll(
        turn=next_thing.your_turn(rounds),
        all=rounds,
        reminder=next((each for each in rounds if each.is_time_to_remind and each.ref not in reminded), None),
        meeting=_meeting(seat, rounds, today),
        may_ask=seat.is_organiser,
    )


def _meeting(seat: Seat, rounds: Sequence[Told], today: datetime.date) -> Meeting | None:
    """Return the next meeting at which something is opened, if its day was said."""
    over = (PREPARED, OPENED, WITHDRAWN)
    coming = [(told.meeting_on, told) for told in rounds if told.meeting_on and told.is_how not in over]
    coming = sorted((each for each in coming if each[0] >= today), key=lambda each: each[0])
    if not coming:
        return None
    on, told = coming[0]
    return Meeting(on, on == today, told, may_open=seat.is_organiser and on == today and told.is_how == CLOSED)


def _first_day(seat: Seat, question: Question, key: str, asked_of_all: AskedOfAll) -> FirstDay:
    return FirstDay(
        partnership=seat.partnership.ref,
        name=seat.partnership.name,
        key=key,
        question=asked(question),
        is_organiser=seat.is_organiser,
        is_preparing=seat.partnership.is_preparing,
        organising=organising(seat),
        asked=asked_of_all,
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


def _others(tries: Sequence[Try], coming: NextThing | None) -> tuple[Try, ...]:
    """Return what we said we would try, without the one that comes next anyway."""
    first = coming.tried if isinstance(coming, next_thing.DidItHappen) else None
    return tuple(tried for tried in tries if tried is not first)
