"""What a partnership that prepares leaves with, and its first three meetings."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from alongside.agreements.pages import Plan, plans
from alongside.framework.loading import the_edition
from alongside.framework.shapes import Edition, Question, Step, Tool
from alongside.journey.pages import latest
from alongside.journey.pages.latest import Done
from alongside.journey.pages.shapes import Asked, asked
from alongside.learning.models import LineKind
from alongside.learning.prepared import Prepared, Words, while_preparing
from alongside.partnerships.seats import Seat


@dataclass(frozen=True, slots=True)
class Again:
    """When we look again: a day, words, or both."""

    on: datetime.date | None
    words: str

    def __str__(self) -> str:
        return ", ".join(part for part in (_day(self.on) if self.on else "", self.words) if part)


@dataclass(frozen=True, slots=True)
class Left:
    """What we leave with about one question. What was not said is not there."""

    asked: Asked
    where: Words | None
    expected: Words | None
    again: Again | None


@dataclass(frozen=True, slots=True)
class Planned:
    """One step of a meeting, with its question or its tool; `talked` is the last talk about that question."""

    minutes: int
    line: str
    asked: Asked | None
    tool: Tool | None
    talked: Done | None


@dataclass(frozen=True, slots=True)
class First:
    """One of the first three meetings; its steps are ours, and hold where the plan is not the partnership's own."""

    plan: Plan
    steps: tuple[Planned, ...]

    @property
    def asked(self) -> tuple[Planned, ...]:
        """The steps that are about a question."""
        return tuple(step for step in self.steps if step.asked)


@dataclass(frozen=True, slots=True)
class LeavingPage:
    """What we leave with, and the meetings that lead there."""

    partnership: str
    name: str
    key: str
    on: datetime.date
    is_preparing: bool
    left: tuple[Left, ...]
    meetings: tuple[First, ...]

    @property
    def text(self) -> str:
        """What we leave with as plain text, to paste anywhere."""
        head = _("%(name)s: what we leave with, %(day)s") % {"name": self.name, "day": _day(self.on)}
        parts = ["\n".join(_about(left)) for left in self.left]
        return "\n\n".join([head, *parts]) + "\n"

    @property
    def plan(self) -> str:
        """The meetings as plain text, to paste into an invitation."""
        return (
            "\n\n".join("\n".join(_lines(number, first.plan)) for number, first in enumerate(self.meetings, 1)) + "\n"
        )


def leaving_page(seat: Seat, *, today: datetime.date, key: str) -> LeavingPage:
    """What we leave with. A fixed number of queries."""
    edition = the_edition()
    prepared = while_preparing(seat, [question.id for question in edition.questions])
    talks = latest.recent_talks(seat)
    last = latest.last_talks(seat, edition, talks)
    again = _agains(talks) if seat.partnership.is_preparing else {}
    left = (
        _left(question, prepared.get(question.id, Prepared()), again.get(question.id))
        for question in edition.questions
        if question.id in prepared or question.id in again
    )
    return LeavingPage(
        partnership=seat.partnership.ref,
        name=seat.partnership.name,
        key=key,
        on=today,
        is_preparing=seat.partnership.is_preparing,
        left=tuple(left),
        meetings=tuple(
            First(plan, tuple(_planned(edition, step, last) for step in plan.meeting.steps)) for plan in plans(seat)
        ),
    )


def _left(question: Question, said: Prepared, again: Again | None) -> Left:
    return Left(asked(question), said.where, said.expected, again)


def _agains(talks: Sequence[Done]) -> dict[str, Again]:
    """When each question was last said to be looked at again; a day that had come by its newest talk is over."""
    lines = latest.lines_of((talk.pk for talk in talks), LineKind.AGAIN)
    newest, found = dict[str, Done](), dict[str, Again]()
    for talk in talks:  # the newest first
        last, line = newest.setdefault(talk.question, talk), lines.get((talk.pk, LineKind.AGAIN))
        over = line is not None and talk != last and line.due is not None and line.due <= last.on
        if line is not None and not over:
            found.setdefault(talk.question, Again(line.due, line.words))
    return found


def _planned(edition: Edition, step: Step, last: dict[str, Done]) -> Planned:
    return Planned(
        minutes=step.minutes,
        line=step.line,
        asked=asked(edition.question(step.question)) if step.question else None,
        tool=edition.tool(step.tool) if step.tool else None,
        talked=last.get(step.question),
    )


def _about(left: Left) -> Iterator[str]:
    yield left.asked.plain.upper()
    if left.where:
        yield _("Where we are, for now: %(words)s") % {"words": left.where.words}
    if left.expected:
        yield _("What may be hard, and what we shall do then: %(words)s") % {"words": left.expected.words}
    if left.again:
        yield _("When we look again: %(when)s") % {"when": left.again}


def _lines(number: int, plan: Plan) -> Iterator[str]:
    yield f"{number}. {plan.meeting.name}".upper()
    yield _("In the room: %(who)s") % {"who": plan.said.room}
    yield plan.said.words
    yield _("You leave with: %(what)s") % {"what": plan.meeting.leaves}


def _day(day: datetime.date) -> str:
    return date_format(day, "j F Y")
