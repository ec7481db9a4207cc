"""What changed of each question between two days, short: for a theme, and for the whole. A fixed number of queries."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import BigAutoField, DateField, DateTimeField, OuterRef, QuerySet, Subquery
from django.utils.timezone import localdate

from alongside.agreements.models import Standing
from alongside.framework.loading import the_edition
from alongside.journey.pages.shapes import Asked, asked
from alongside.journey.pages.then_and_now.days import Between
from alongside.journey.pages.then_and_now.parts import agreed
from alongside.journey.pages.then_and_now.parts.where import Where, compared
from alongside.learning.models import Talk
from alongside.partnerships.models import Partnership
from alongside.partnerships.prepared import Prepared, told
from alongside.partnerships.seats import Seat
from alongside.rounds.models import Opening, RoundQuestion

OPENED = 24
"""So many of the rounds opened between are looked at, the last ones."""


@dataclass(frozen=True, slots=True)
class Changed:
    """One question: where we were and are, and what happened to it between: the last talk, opening, agreements."""

    asked: Asked
    where: Where
    talked: datetime.date | None
    opened: datetime.date | None
    agreed: tuple[agreed.Beside, ...]

    @property
    def changed(self) -> bool:
        """Whether anything of it changed."""
        return bool(self.where.changed or self.talked or self.opened or self.agreed)


def changed_questions(seat: Seat, between: Between, moved: Iterable[agreed.Beside]) -> tuple[Changed, ...]:
    """Return every question in the framework's order; `moved` are the agreements that changed. Four queries."""
    looks = _looks(seat, between)
    standings = Standing.objects.in_bulk([key for name, key in looks.items() if name[0] != _TALK and key])
    talks = _talked([key for name, key in looks.items() if name[0] == _TALK and key], between)
    opened, on_questions = _opened(seat, between), agreed.on_questions(moved)
    return tuple(
        Changed(
            asked=asked(question),
            where=compared(*(standings.get(looks[when, question.id] or 0) for when in (_THEN, _NOW))),
            talked=talks.get(question.id),
            opened=opened.get(question.id),
            agreed=on_questions.get(question.id, ()),
        )
        for question in the_edition().questions
    )


_THEN, _NOW, _TALK = "then", "now", "talk"
_HERE = OuterRef("pk")


def _built() -> QuerySet[Partnership]:
    """For each question one look at an index: where we were, where we are, the last talk by the later day."""
    looks: dict[str, Subquery] = {}
    for at, question in enumerate(the_edition().questions):
        stands = Standing.objects.filter(partnership=_HERE, question=question.id).order_by("-version").values("pk")
        for when in (_THEN, _NOW):
            looks[f"{when}_{at}"] = Subquery(stands.filter(at__lt=told(when, DateTimeField()))[:1])
        talks = Talk.objects.filter(partnership=_HERE, question=question.id, on__lte=told("day", DateField()))
        last = talks.filter(finish__at__lt=told(_NOW, DateTimeField())).order_by("-on", "-pk").values("pk")
        looks[f"{_TALK}_{at}"] = Subquery(last[:1])
    return Partnership.objects.filter(pk=told("partnership", BigAutoField())).annotate(**looks)


_LOOKS = Prepared(_built)


def _looks(seat: Seat, between: Between) -> Mapping[tuple[str, str], int | None]:
    days: dict[str, Any] = {"then": between.then, "now": between.now, "day": between.days.now}
    found = _LOOKS.one(partnership=seat.partnership_id, **days)
    return {
        (when, question.id): getattr(found, f"{when}_{at}", None)
        for at, question in enumerate(the_edition().questions)
        for when in (_THEN, _NOW, _TALK)
    }


def _talked(keys: list[int], between: Between) -> dict[str, datetime.date]:
    """Return the day of the last talk about each question that was talked about between."""
    rows = Talk.objects.filter(between.between("finish__at"), pk__in=keys)
    return dict(rows.values_list("question", "on"))


def _opened(seat: Seat, between: Between) -> dict[str, datetime.date]:
    """Return when each question that was opened between was opened last."""
    openings = Opening.objects.filter(between.between("at"), round__partnership=seat.partnership_id)
    last = openings.order_by("-at").values("round")[:OPENED]
    rows = RoundQuestion.objects.filter(round__in=last).order_by("round__opening__at")
    return {question: localdate(at) for question, at in rows.values_list("question", "round__opening__at")}
