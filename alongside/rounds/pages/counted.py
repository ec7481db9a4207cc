"""What the close counted, as it may be shown: never of fewer than five, and nothing counted again."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import lru_cache

from django.db.models import F, Q, Window
from django.db.models.functions import RowNumber
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from alongside.analysis.spread import Counted, Spread, order
from alongside.framework.loading import the_edition
from alongside.framework.shapes import Question
from alongside.pictures import spread as drawing
from alongside.rounds.models import APART, ENOUGH, Picture, Round, Scale, Way, scale_of

BEFORE = drawing.ROUNDS - 1
"""How many rounds before stand above one in its picture."""
_mini = lru_cache(maxsize=512)(drawing.mini)
"""A small picture is drawn once: its numbers never change, and everybody is shown the same."""


def pictures_of(round: Round) -> Mapping[str, Picture]:
    """Return what was counted of each question of a round. Two queries."""
    return {picture.question: picture for picture in round.pictures.prefetch_related("stances")}


def in_order(pictures: Mapping[str, Picture], way: str) -> tuple[Question, ...]:
    """Return the questions in the order to talk about them. That is all that tells how many would like to."""
    edition = the_edition()
    counted = [
        Counted(question.id, picture.people, picture.wishes, spread_of(picture, way))
        for question in edition.questions
        if (picture := pictures.get(question.id))
    ]
    return tuple(edition.question(question) for question in order(counted))


def is_enough(picture: Picture) -> bool:
    """Whether anything that was counted of a question may be shown."""
    return picture.people >= ENOUGH


def spread_of(picture: Picture, way: str) -> Spread | None:
    """Return how a question was seen; none where fewer than five answered it or said where they think we are."""
    counted = {row.stance: row.people for row in picture.stances.all()}
    if not is_enough(picture) or sum(counted.values()) < ENOUGH:
        return None
    steps = tuple(counted.get(at, 0) for at in range(len(scale_of(way).steps)))
    return Spread(steps, counted.get(APART, 0))


def before(round: Round, questions: Collection[str]) -> Mapping[str, Sequence[Picture]]:
    """Return by question what was counted in the last opened rounds before this one, the oldest first. Two queries.

    Of those asked in the same way the last two; before one that reflects, the last that prepared as well.
    """
    earlier = Q(round__closes_at__lt=round.closes_at) | Q(round__closes_at=round.closes_at, round__lt=round.pk)
    ways = {round.way, Way.PREPARE.value}
    there = Picture.objects.filter(earlier, round__partnership=round.partnership_id, round__opening__isnull=False)
    found = there.filter(question__in=questions, round__way__in=ways).annotate(
        back=Window(
            RowNumber(),
            partition_by=[F("question"), F("round__way")],
            order_by=[F("round__closes_at").desc(), F("round").desc()],
        )
    )
    last = found.filter(back__lte=BEFORE).select_related("round").prefetch_related("stances").order_by("-back")
    rows: dict[str, list[Picture]] = {}
    for picture in last:
        rows.setdefault(picture.question, []).append(picture)
    return rows


def small(round: Round, picture: Picture) -> drawing.Picture | None:
    """Return the small picture that stands beside a question; none where there is too little to show."""
    if (spread := spread_of(picture, round.way)) is None:
        return None
    return _mini(*labels(scale_of(round.way)), _row(_month(round), spread), _("Where are we with this?"))


def whole(round: Round, picture: Picture, past: Iterable[Picture]) -> drawing.Picture | None:
    """Return the picture of now, with those before above it; none where there is too little to show of now."""
    if (spread := spread_of(picture, round.way)) is None:
        return None
    shown = [*(each for each in past if each.round.way == round.way), picture]
    spreads = [*(spread_of(each, round.way) for each in shown[:-1]), spread]
    rows = tuple(map(_row, months([each.round for each in shown]), spreads))
    return drawing.full(*labels(scale_of(round.way)), rows, _("Where are we with this?"))


def expected(round: Round, past: Iterable[Picture]) -> drawing.Picture | None:
    """Return what was expected when we prepared, on the scale of then; none where that was not asked, or of too few."""
    rounds = [each for each in past if each.round.way == Way.PREPARE] if round.way == Way.REFLECT else []
    return alone(rounds[-1], _("What we expected when we prepared")) if rounds else None


def alone(picture: Picture, title: str) -> drawing.Picture | None:
    """Return what was counted before by itself, on its own scale; none where there is too little to show."""
    way = picture.round.way
    if (spread := spread_of(picture, way)) is None:
        return None
    return drawing.full(*labels(scale_of(way)), (_row(_month(picture.round), spread),), title, past=True)


def labels(scale: Scale) -> tuple[tuple[str, ...], str]:
    """Return what the places of a scale are called, and what stands apart."""
    return tuple(map(str, scale.steps)), str(scale.apart)


def _row(label: str, spread: Spread | None) -> drawing.Row:
    """One round. Only those who chose a place are told: how many left it out would be told of few."""
    return drawing.Row(label, spread, spread.placed + spread.apart if spread else 0)


def _month(round: Round) -> str:
    return date_format(round.last_day, "F Y")


def months(rounds: Sequence[Round]) -> tuple[str, ...]:
    """Return what to call rounds above one another: by their month, or, where two have the same, by their day."""
    each = [_month(round) for round in rounds]
    return tuple(
        month if each.count(month) == 1 else date_format(round.last_day, "j F Y")
        for month, round in zip(each, rounds, strict=True)
    )
