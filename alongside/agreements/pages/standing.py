"""Every read of where a partnership is with a question, and of what it sets aside."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from alongside.agreements.models import SettingAside, Standing
from alongside.framework.loading import the_edition
from alongside.framework.shapes import Question
from alongside.partnerships.seats import Seat
from alongside.rounds.last_time import LastTime


@dataclass(frozen=True, slots=True)
class Stands:
    """Where the partnership is with one question, as last said."""

    words: str
    on: datetime.date
    at: datetime.datetime
    talk: str


@dataclass(frozen=True, slots=True)
class AsidePage:
    """The page on which a question is set aside."""

    partnership: str
    question: Question


def stands(seat: Seat, question: str) -> Stands | None:
    """Where the partnership is with one question, or None while nothing was ever said. One query."""
    row = Standing.objects.within(seat).of(question).first()
    return Stands(row.words, row.on, row.at, row.talk) if row else None


def last_times(seat: Seat, questions: Sequence[str]) -> Mapping[str, LastTime]:
    """Where the partnership is with each of these questions, for those who have answered anew. One query."""
    newest = Standing.objects.within(seat).filter(question__in=questions).exclude(words="").order_by("version")
    return {row.question: LastTime(row.words, row.on) for row in newest}


def aside_ids(seat: Seat) -> frozenset[str]:
    """The questions that are set aside now. One query."""
    return frozenset(SettingAside.objects.within(seat).now().values_list("question", flat=True))


def said_before(seat: Seat, question: str) -> dict[str, Any]:
    """What was said when this question was last set aside, to begin with when it is set aside again. One query."""
    last = SettingAside.objects.within(seat).filter(question=question).order_by("-at", "-pk").first()
    return {"reason": last.reason, "look_again": last.look_again} if last else {}


def aside_page(seat: Seat, question: str) -> AsidePage:
    """The page on which this question is set aside; `UnknownQuestion` if there is none of that id."""
    return AsidePage(seat.partnership.ref, the_edition().question(question))
