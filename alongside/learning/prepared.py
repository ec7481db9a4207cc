"""What a partnership said while it prepared, question by question, for the first time it looks back."""

from __future__ import annotations

import datetime
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import OuterRef, QuerySet, Subquery

from alongside.agreements.models import Standing
from alongside.learning.models import Line, LineKind, Talk
from alongside.partnerships.models import Stage
from alongside.partnerships.seats import Seat


@dataclass(frozen=True, slots=True)
class Words:
    """Some words, the day they were said, and the talk they come from."""

    words: str
    on: datetime.date
    talk: str


@dataclass(frozen=True, slots=True)
class Prepared:
    """Where we were with one question while we prepared, and what we expected to be hard; at least one of them."""

    where: Words | None = None
    expected: Words | None = None


def while_preparing(seat: Seat, questions: Collection[str]) -> dict[str, Prepared]:
    """What was said while preparing, by question. Empty for who never prepared. Three queries at most."""
    stages = list(seat.partnership.versions.order_by("version").values_list("stage", "at"))
    if Stage.NEW not in [stage for stage, _ in stages]:
        return {}
    until = None if seat.partnership.is_preparing else _ended(stages)
    where = {row.question: Words(row.words, row.on, row.talk) for row in _standings(seat, questions, until)}
    expected = {
        row.talk.question: Words(row.words, row.talk.on, row.talk.ref) for row in _expected(seat, questions, until)
    }
    return {each: Prepared(where.get(each), expected.get(each)) for each in questions if each in {**where, **expected}}


def _ended(stages: list[tuple[str, datetime.datetime]]) -> datetime.datetime:
    """When it last stopped preparing; it has, and it did prepare."""
    last = max(number for number, (stage, _) in enumerate(stages) if stage == Stage.NEW)
    return stages[last + 1][1]


def _standings(seat: Seat, questions: Collection[str], until: datetime.datetime | None) -> QuerySet[Standing]:
    """The newest words of that time for where we are, by question."""
    then = Standing.objects.within(seat).filter(question__in=questions)
    if until:
        then = then.filter(at__lt=until)
    newest = then.filter(question=OuterRef("question")).order_by("-version").values("pk")[:1]
    return then.filter(pk=Subquery(newest)).exclude(words="")


def _expected(seat: Seat, questions: Collection[str], until: datetime.datetime | None) -> QuerySet[Line]:
    """What finished talks of that time expected to be hard, the newest last."""
    talks = Talk.objects.within(seat).filter(question__in=questions).done()
    if until:
        talks = talks.filter(started_at__lt=until)
    lines = Line.objects.filter(talk__in=talks, kind=LineKind.UNSETTLED, expected=True).exclude(words="")
    return lines.select_related("talk").order_by("talk__on", "talk")
