"""What is there now for each question: the last talk, what was opened, where we are, what is set aside, what we try.

Each function is a query or two, and costs the same whether a partnership has talked three times or for twenty years.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import groupby
from operator import or_
from typing import Any

from django.db.models import (
    BigAutoField,
    CharField,
    DateTimeField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    prefetch_related_objects,
)
from django.utils.timezone import localdate

from alongside.agreements.models import SettingAside, Standing
from alongside.framework.shapes import Edition, Question
from alongside.journey.pages.shapes import Aside, Try, asked_if_there
from alongside.learning.models import Action, Line, LineKind, Outcome, Talk
from alongside.learning.pages.due import REST
from alongside.learning.pages.tries import rested, who_tries
from alongside.partnerships.models import Partnership
from alongside.partnerships.prepared import Prepared, told
from alongside.partnerships.seats import Seat
from alongside.rounds.models import Picture, Round, RoundQuestion
from alongside.rounds.pages import counted

RECENT = 150
"""How many of the newest talks are read: years of them for most, and no more for anybody."""
TRIED = 150
"""How many of the newest things we said we would try are looked through for those that wait."""
MOST = 20
"""So many of those that wait are shown on any page."""
ROUNDS = 24
"""How many of the rounds opened last are read."""


@dataclass(frozen=True)
class Done:
    """One finished talk."""

    pk: int
    ref: str
    question: str
    on: datetime.date


@dataclass(frozen=True)
class Opened:
    """What was asked of everybody, and opened on a day."""

    pk: int
    ref: str
    name: str
    way: str
    on: datetime.date
    questions: tuple[str, ...]


def opened_rounds(seat: Seat) -> tuple[Opened, ...]:
    """Return what was opened last, newest first. One query."""
    last = Round.objects.within(seat).opened().order_by("-opening__at", "-pk").values("pk")[:ROUNDS]
    rows = RoundQuestion.objects.filter(round__in=last).order_by("-round__opening__at", "-round", "place")
    names = ("round", "round__ref", "round__name", "round__way", "round__opening__at")
    asked = groupby(rows.values_list(*names, "question"), lambda row: row[:-1])
    return tuple(
        Opened(pk, ref, name, way, localdate(at), tuple(row[-1] for row in questions))
        for (pk, ref, name, way, at), questions in asked
    )


def first_of(opened: Opened, last: Mapping[str, Done], aside: Collection[str]) -> Question | None:
    """Return the question to talk about first of what was opened: none that was talked about since. Two queries."""
    left = {question for question in opened.questions if question not in aside and not since(opened, last, question)}
    if not left:
        return None
    rows = Picture.objects.filter(round=opened.pk).prefetch_related("stances")
    pictures = {picture.question: picture for picture in rows}
    in_order = counted.in_order(pictures, opened.way)
    return next((each for each in in_order if each.id in left and counted.is_enough(pictures[each.id])), None)


def since(opened: Opened, last: Mapping[str, Done], question: str) -> bool:
    """Whether a question was talked about since it was opened."""
    return question in last and last[question].on >= opened.on


def recent_talks(seat: Seat) -> tuple[Done, ...]:
    """Return the newest finished talks, newest first."""
    talks = Talk.objects.within(seat).done().order_by("-on", "-pk")
    return tuple(Done(*row) for row in talks.values_list("pk", "ref", "question", "on")[:RECENT])


def last_talks(seat: Seat, edition: Edition, recent: Sequence[Done]) -> dict[str, Done]:
    """Return the newest finished talk about each question that was ever talked about.

    Mostly the recent talks know; only where they are not all there are, a query looks for the questions they miss.
    """
    last = {talk.question: talk for talk in reversed(recent)}
    missed = [question.id for question in edition.questions if question.id not in last]
    if len(recent) == RECENT and missed:
        found = _newest_of_each(seat, missed, lambda of: Talk.objects.filter(of).done().order_by("-on", "-pk"))
        rows = Talk.objects.within(seat).filter(pk__in=found).values_list("pk", "ref", "question", "on")
        last |= {row[2]: Done(*row) for row in rows}
    return last


def standings(seat: Seat, edition: Edition) -> dict[str, str]:
    """Return the words for where we are with each question; what was taken back has none."""
    questions = [question.id for question in edition.questions]
    found = _newest_of_each(seat, questions, lambda of: Standing.objects.filter(of).order_by("-version"))
    return dict(Standing.objects.within(seat).filter(pk__in=found).exclude(words="").values_list("question", "words"))


def _newest_of_each(seat: Seat, questions: Iterable[str], newest: Callable[[Q], QuerySet[Any]]) -> list[int]:
    """Return the key of the newest row about each question, by one look at an index for each, in one query."""
    looks = [
        Subquery(newest(Q(partnership=seat.partnership_id, question=question)).values("pk")[:1])
        for question in questions
    ]
    (keys,) = Partnership.objects.filter(pk=seat.partnership_id).values_list(*looks)
    return [key for key in keys if key is not None]


def set_aside(seat: Seat, edition: Edition) -> dict[str, Aside]:
    """Return what is not for us now, the longest aside first."""
    rows = SettingAside.objects.within(seat).now().select_related("by").order_by("at", "pk")
    found = ((row, asked_if_there(edition, row.question)) for row in rows)
    return {
        question.id: Aside(question, row.by.name, localdate(row.at), row.reason, row.look_again)
        for row, question in found
        if question
    }


def lines_of(talks: Iterable[int], *kinds: LineKind) -> dict[tuple[int, str], Line]:
    """Return the lines of these talks that hold something, by talk and kind."""
    return lines_of_each((talks, kinds))


def lines_of_each(*asked: tuple[Iterable[int], Collection[LineKind]]) -> dict[tuple[int, str], Line]:
    """Return the same of several lists of talks, of each its own kinds of lines. One query."""
    some = reduce(or_, (Q(talk__in=list(talks), kind__in=kinds) for talks, kinds in asked))
    rows = Line.objects.filter(some).exclude(words="", due=None)
    return {(row.talk_id, row.kind): row for row in rows}


def open_tries(
    seat: Seat, edition: Edition, *, today: datetime.date, limit: int, question: str = ""
) -> tuple[Try, ...]:
    """Return what we said we would try and is not closed, soonest first; on one question, if one is named.

    Last come those that happened too lately, then, to say whether they helped: that is asked again. Two queries.
    """
    where = {"partnership": seat.partnership_id, "rested": rested(today)}
    found = _WAITING_ON.every(**where, question=question) if question else _WAITING.every(**where)
    prefetch_related_objects(found[:limit], "people")
    return tuple(_as_try(action, edition, today) for action in found[:limit])


def _waiting(**on: Any) -> QuerySet[Action]:
    """The tries that wait, at most so many as any page shows, and one more."""
    newest = Action.objects.filter(partnership=told("partnership", BigAutoField()), **on).newest(TRIED)
    last = Outcome.objects.filter(action=OuterRef("pk"), undone_at=None).order_by("-at").values("at")
    waiting = newest.to_ask(rested=told("rested", DateTimeField()))
    return waiting.annotate(told_at=Subquery(last[:1]))[: MOST + 1]


_WAITING = Prepared(_waiting)
_WAITING_ON = Prepared(lambda: _waiting(question=told("question", CharField())))


def _as_try(action: Action, edition: Edition, today: datetime.date) -> Try:
    """Return one as a page shows it. Without a day it comes due once the day it was said has gone."""
    told_at: datetime.datetime | None = action.told_at  # type: ignore[attr-defined]
    last_asked = localdate(told_at) if told_at else None
    is_rested = last_asked is None or last_asked + REST <= today
    come = action.due <= today if action.due else action.on < today
    has_happened: bool = action.has_happened  # type: ignore[attr-defined]
    return Try(
        ref=action.ref,
        what=action.what,
        who=who_tries([each.name for each in action.people.all()], action.who),
        due=action.due,
        last_asked=last_asked,
        asked=asked_if_there(edition, action.question),
        is_due=has_happened or (come and is_rested),
        has_happened=has_happened,
    )
