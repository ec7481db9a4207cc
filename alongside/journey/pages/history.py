"""Our talks about one question and the times everybody was asked it, in one list, newest first."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.db.models import CharField, Value
from django.db.models.functions import TruncDate

from alongside.journey.beads import ROUND, TALK
from alongside.learning.models import Talk
from alongside.partnerships.seats import Seat
from alongside.rounds.models import Round

AT_ONCE = 12


@dataclass(frozen=True)
class Past:
    """One finished talk, or one round that was opened, and its day."""

    kind: str
    ref: str
    on: datetime.date


@dataclass(frozen=True)
class History:
    """Some of it, newest first; `newer` and `older` are the pages beside, 0 where there is none."""

    past: tuple[Past, ...]
    newer: int
    older: int


def history(seat: Seat, question: str, *, page: int) -> History:
    """Return one page of what a question has seen. One query."""
    start = (page - 1) * AT_ONCE
    talks = Talk.objects.within(seat).about(question).done().annotate(kind=Value(TALK, CharField()))
    rounds = Round.objects.within(seat).opened().filter(questions__question=question)
    rounds = rounds.annotate(on=TruncDate("opening__at"), kind=Value(ROUND, CharField()))
    names = ("kind", "ref", "on", "pk")
    rows = talks.order_by().values_list(*names).union(rounds.order_by().values_list(*names), all=True)
    found = list(rows.order_by("-on", "-kind", "-pk")[start : start + AT_ONCE + 1])
    return History(
        past=tuple(Past(kind, ref, on) for kind, ref, on, _ in found[:AT_ONCE]),
        newer=page - 1,
        older=page + 1 if len(found) > AT_ONCE else 0,
    )
