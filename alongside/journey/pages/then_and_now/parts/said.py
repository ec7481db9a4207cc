"""Where what people said can be read: the talks and what was opened, by the earlier day and since. Links alone."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import CharField, Q, Value
from django.db.models.functions import TruncDate

from alongside.journey.beads import ROUND, TALK
from alongside.journey.pages.history import Past
from alongside.journey.pages.then_and_now.days import Between
from alongside.learning.models import Talk
from alongside.partnerships.seats import Seat
from alongside.rounds.models import Round

THEN, SINCE = 3, 6


@dataclass(frozen=True, slots=True)
class Said:
    """The last by the earlier day, and the last since, each newest first."""

    then: tuple[Past, ...]
    since: tuple[Past, ...]


def said_about(seat: Seat, question: str, between: Between) -> Said:
    """Return where what was said on a question can be read. Two queries."""
    then, since = Q(finish__at__lt=between.then, on__lte=between.days.then), between.between("finish__at")
    return Said(
        _past(seat, question, then, Q(opening__at__lt=between.then), THEN),
        _past(seat, question, since, between.between("opening__at"), SINCE),
    )


def _past(seat: Seat, question: str, talked: Q, opened: Q, most: int) -> tuple[Past, ...]:
    talks = Talk.objects.within(seat).about(question).filter(talked).annotate(kind=Value(TALK, CharField()))
    rounds = Round.objects.within(seat).filter(opened, questions__question=question)
    rounds = rounds.annotate(on=TruncDate("opening__at"), kind=Value(ROUND, CharField()))
    names = ("kind", "ref", "on", "pk")
    rows = talks.order_by().values_list(*names).union(rounds.order_by().values_list(*names), all=True)
    return tuple(Past(kind, ref, on) for kind, ref, on, _pk in rows.order_by("-on", "-kind", "-pk")[:most])
