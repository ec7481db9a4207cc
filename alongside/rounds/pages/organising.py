"""The page of a round, the list of all, and what is asked before something is done that no press undoes."""

from __future__ import annotations

import datetime
from collections.abc import Collection
from dataclasses import dataclass

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from alongside.framework.loading import the_edition
from alongside.framework.shapes import Question
from alongside.partnerships.seats import Seat
from alongside.rounds.models import ENOUGH, Opening, Opens, Round, RoundQuestion, Whom
from alongside.rounds.pages.said import minutes, often_too_few

PREPARED, OPEN, CLOSED, OPENED, WITHDRAWN = "prepared", "open", "closed", "opened", "withdrawn"
"""How a round stands, as everybody may know. Counted or not yet, answers are closed, and no page tells which."""
AT_ONCE = 20


@dataclass(frozen=True, slots=True)
class Mark:
    """Who did something, and on what day; by nobody where it came about by itself."""

    by: str
    on: datetime.date


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Another round that asks some of these questions now, until when."""

    round: str
    name: str
    last_day: datetime.date
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class RoundPage:
    """All that a round's own page shows. Nothing on it tells whether anybody has sent anything, or how much."""

    partnership: str
    ref: str
    state: str
    name: str
    way: str
    words: str
    questions: tuple[Question, ...]
    minutes: str
    last_day: datetime.date
    at_meeting: bool
    meeting_on: datetime.date | None
    without_names: bool
    to_everybody: bool
    people: tuple[str, ...]
    through: str
    through_reach: str
    asked: Mark | None
    closed_early: Mark | None
    withdrawn: Mark | None
    opened: Mark | None
    is_early: bool  # its meeting is still to come
    is_organiser: bool
    asks_me: bool
    speaks_for_others: bool
    elsewhere: tuple[Elsewhere, ...] = ()
    often: str = ""

    @property
    def are_few(self) -> bool:
        """Whether so few are asked that where they think they are cannot be shown."""
        return len(self.people) < ENOUGH


def state_of(round: Round, *, at: datetime.datetime) -> str:
    """Return how a round stands."""
    if hasattr(round, "withdrawal"):
        return WITHDRAWN
    if not hasattr(round, "asking"):
        return PREPARED
    if hasattr(round, "opening"):
        return OPENED
    return OPEN if round.closes_at > at and not hasattr(round, "closing") else CLOSED


def round_page(seat: Seat, round: Round, *, at: datetime.datetime) -> RoundPage:
    """Return the page of a round. A fixed number of queries."""
    state, people = state_of(round, at=at), tuple(round.people())
    questions = questions_of(round)
    return RoundPage(
        partnership=seat.partnership.ref,
        ref=round.ref,
        state=state,
        name=round.name,
        way=str(round.get_way_display()),
        words=round.words,
        questions=questions,
        minutes=minutes(len(questions)),
        last_day=round.last_day,
        at_meeting=round.opens == Opens.MEETING,
        meeting_on=round.meeting_on,
        without_names=round.without_names,
        to_everybody=round.whom == Whom.EVERYBODY,
        people=tuple(who.name for who in people),
        through=round.through.name if round.through else "",
        through_reach=round.through_reach,
        asked=mark_of(round, "asking"),
        closed_early=mark_of(round, "closing"),
        withdrawn=mark_of(round, "withdrawal"),
        opened=opened_mark(round.opening) if state == OPENED else None,
        is_early=bool(round.meeting_on and round.meeting_on > localdate(at)),
        is_organiser=seat.is_organiser,
        asks_me=state == OPEN and seat.membership in people,
        speaks_for_others=state == OPEN and round.through_id == seat.membership.pk,
        elsewhere=_elsewhere(round, questions, at=at) if state == PREPARED else (),
        often=often_too_few(len(people)) if round.without_names else "",
    )


def mark_of(round: Round, what: str) -> Mark | None:
    """Return who did what to a round, and when; none where nobody did: what the clock closed was closed by nobody."""
    row = getattr(round, what, None)
    return Mark(row.by.name, localdate(row.at)) if row and row.by else None


def opened_mark(opening: Opening) -> Mark:
    """Return who opened a round with everybody, and when."""
    return Mark(opening.by.name if opening.by else "", localdate(opening.at))


def questions_of(round: Round) -> tuple[Question, ...]:
    """Return a round's questions in its order. One query."""
    ours = {question.id: question for question in the_edition().questions}
    return tuple(ours[each.question] for each in round.questions.all() if each.question in ours)


def _elsewhere(round: Round, questions: Collection[Question], *, at: datetime.datetime) -> tuple[Elsewhere, ...]:
    rows = RoundQuestion.objects.filter(partnership=round.partnership_id, stands=True, round__closes_at__gt=at)
    there = {row.question: row.round for row in rows.exclude(round=round).select_related("round")}
    others = sorted(set(there.values()), key=lambda other: (other.closes_at, other.pk))
    found = {other: tuple(each for each in questions if there.get(each.id) == other) for other in others}
    return tuple(Elsewhere(other.ref, other.name, other.last_day, ours) for other, ours in found.items() if ours)


@dataclass(frozen=True, slots=True)
class Listed:
    """One round in the list of all."""

    ref: str
    name: str
    state: str
    last_day: datetime.date
    opened_on: datetime.date | None


@dataclass(frozen=True, slots=True)
class RoundsPage:
    """The rounds, newest first; `newer` and `older` are the addresses of the pages beside, if there are any."""

    partnership: str
    rounds: tuple[Listed, ...]
    is_organiser: bool
    newer: str
    older: str


def rounds_page(seat: Seat, *, at: datetime.datetime, page: int = 1) -> RoundsPage:
    """Return the list of rounds; those that nobody was asked yet are shown to organisers alone."""
    found = Round.objects.within(seat) if seat.is_organiser else Round.objects.within(seat).asked()
    start = (page - 1) * AT_ONCE
    rows = list(found.select_related("asking", "closing", "opening", "withdrawal")[start : start + AT_ONCE + 1])
    return RoundsPage(
        partnership=seat.partnership.ref,
        rounds=tuple(_listed(row, at=at) for row in rows[:AT_ONCE]),
        is_organiser=seat.is_organiser,
        newer=f"?page={page - 1}" if page > 1 else "",
        older=f"?page={page + 1}" if len(rows) > AT_ONCE else "",
    )


def _listed(row: Round, *, at: datetime.datetime) -> Listed:
    opened_on = localdate(row.opening.at) if hasattr(row, "opening") else None
    return Listed(row.ref, row.name, state_of(row, at=at), row.last_day, opened_on)


@dataclass(frozen=True, slots=True)
class DayPage:
    """The page on which people are given longer."""

    partnership: str
    ref: str
    name: str
    last_day: datetime.date
    at_meeting: bool


def day_page(seat: Seat, round: Round) -> DayPage:
    """Return the page on which people are given longer."""
    return DayPage(seat.partnership.ref, round.ref, round.name, round.last_day, round.opens == Opens.MEETING)


@dataclass(frozen=True, slots=True)
class WordPage:
    """The page that wants a word before what no press undoes; `stays` where the round is there afterwards."""

    template: str
    partnership: str
    ref: str
    name: str
    word: str
    done: str
    stays: bool = True
    at_meeting: bool = True
    without_names: bool = False
    then: str = "rounds:round"  # what is shown once it is done


def discard_page(seat: Seat, round: Round) -> WordPage:
    """Return the page that wants a word before a prepared round is thrown away."""
    done, word = _("Thrown away. Nobody had been asked."), _("throw away")
    return WordPage("rounds/discard.html", seat.partnership.ref, round.ref, round.name, word, done, stays=False)


def close_page(seat: Seat, round: Round) -> WordPage:
    """Return the page that wants a word before answers close early."""
    done, word = _("Answers are closed."), _("close")
    meets, unnamed = round.opens == Opens.MEETING, round.without_names
    return WordPage(
        "rounds/close.html",
        seat.partnership.ref,
        round.ref,
        round.name,
        word,
        done,
        at_meeting=meets,
        without_names=unnamed,
    )


def withdraw_page(seat: Seat, round: Round) -> WordPage:
    """Return the page that wants a word before a round is withdrawn."""
    done, word, unnamed = _("Withdrawn."), _("withdraw"), round.without_names
    return WordPage(
        "rounds/withdraw.html", seat.partnership.ref, round.ref, round.name, word, done, without_names=unnamed
    )
