"""Every read of where a partnership is, and of what it has set aside."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import OuterRef, Subquery

from alongside.agreements.models import SettingAside, Standing
from alongside.partnerships.seats import Seat


@dataclass(frozen=True, slots=True)
class Stands:
    """Where the partnership is with one question, as last said. `versions` is how many there have been."""

    question: str
    words: str
    on: datetime.date
    by: str
    who_was_there: str
    talk: str
    versions: int


@dataclass(frozen=True, slots=True)
class Aside:
    """A question that is not for us now."""

    question: str
    by: str
    on: datetime.datetime
    reason: str
    look_again: datetime.date | None


def stands(seat: Seat, question: str) -> Stands | None:
    """Where the partnership is with one question, or None while nothing is said. One query."""
    rows = list(Standing.objects.within(seat).of(question).select_related("by")[:1])
    return _stands(rows[0]) if rows and rows[0].words else None


def all_stands(seat: Seat) -> Mapping[str, Stands]:
    """Where the partnership is with each question of which something is said. One query."""
    newest = Standing.objects.within(seat).filter(question=OuterRef("question")).order_by("-version")
    rows = Standing.objects.within(seat).filter(pk=Subquery(newest.values("pk")[:1])).select_related("by")
    return {row.question: _stands(row) for row in rows if row.words}


def aside(seat: Seat, question: str) -> Aside | None:
    """That a question is set aside now, or None. One query."""
    row = SettingAside.objects.within(seat).now().filter(question=question).select_related("by").first()
    return _aside(row) if row else None


def all_aside(seat: Seat) -> Mapping[str, Aside]:
    """Every question that is set aside now. One query."""
    rows = SettingAside.objects.within(seat).now().select_related("by")
    return {row.question: _aside(row) for row in rows}


def _stands(row: Standing) -> Stands:
    # versions are counted from one without a gap, so the newest says how many there are
    return Stands(row.question, row.words, row.on, row.by.name, row.who_was_there, row.talk, row.version)


def _aside(row: SettingAside) -> Aside:
    return Aside(row.question, row.by.name, row.at, row.reason, row.look_again)
