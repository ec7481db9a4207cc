"""Rounds asked and opened, as the story tells them: of how many of us, only as an opened round says it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import TypeVar

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alongside.journey.pages.in_words import in_words
from alongside.journey.pages.timeline.shapes import Entry, Part, Place, Says, Sight, Source, named, part, theme_of
from alongside.partnerships.seats import Seat
from alongside.rounds.models import ENOUGH, Asking, Opening, Round, RoundQuestion, Whom

Mark = TypeVar("Mark", Asking, Opening)
FEW = 3
"""So many questions or fewer are told by name."""


def askings(sight: Sight) -> QuerySet[Asking]:
    """Every round that people were asked, whatever came of it."""
    rows = _about(sight, Asking.objects.filter(round__partnership=sight.seat.partnership_id))
    return rows.select_related("round__withdrawal")


def asked(seat: Seat, source: Source, rows: Sequence[Asking]) -> Sequence[Entry]:
    """Tell what everybody was asked, or some of us."""
    questions = _questions([row.round_id for row in rows])
    return [_asking(seat, source.place(row), row, questions.get(row.round_id, ())) for row in rows]


def _asking(seat: Seat, place: Place, row: Asking, questions: Sequence[str]) -> Entry:
    round, many = row.round, len(questions)
    of_all, of_few = _("We asked everybody {many}: {thing}."), _("We asked some of us {many}: {thing}.")
    words = of_few if round.whom == Whom.FEW else of_all
    fills = {
        "many": ngettext("one question", "%(n)s questions", many) % {"n": in_words(many)},
        "thing": round.name,
    }
    url = reverse("rounds:round", args=[seat.partnership.ref, round.ref])
    withdrawn = (Part(_("It was withdrawn before answers closed."), ""),) if hasattr(round, "withdrawal") else ()
    parts = (*_told(questions), *part(_("Why:"), round.words), *withdrawn)
    return Entry(place, Says(words, fills, url), _theme(questions), parts)


def openings(sight: Sight) -> QuerySet[Opening]:
    """Every round that was opened."""
    rows = _about(sight, Opening.objects.filter(round__partnership=sight.seat.partnership_id))
    return rows.select_related("round__closing")


def opened(seat: Seat, source: Source, rows: Sequence[Opening]) -> Sequence[Entry]:
    """Tell what was opened, and of how many of us it speaks, where an opened round may say so."""
    questions = _questions([row.round_id for row in rows])
    return [_opening(seat, source.place(row), row, questions.get(row.round_id, ())) for row in rows]


def _opening(seat: Seat, place: Place, row: Opening, questions: Sequence[str]) -> Entry:
    words = _("We opened {thing}.") if row.by_id else _("{thing} opened by itself.")
    url = reverse("rounds:opened", args=[seat.partnership.ref, row.round.ref])
    return Entry(place, Says(words, {"thing": row.round.name}, url), _theme(questions), answered(row.round))


def answered(round: Round) -> tuple[Part, ...]:
    """Say of how many of us an opened round speaks: from five up, and never of how many."""
    people = round.closing.people
    if people is None or people < ENOUGH:
        return ()
    return (Part(capfirst(_("%(n)s of us answered.") % {"n": in_words(people)}), ""),)


def _about(sight: Sight, rows: QuerySet[Mark]) -> QuerySet[Mark]:
    if sight.questions is None:
        return rows
    return rows.filter(Exists(RoundQuestion.objects.filter(round=OuterRef("round"), question__in=sight.questions)))


def _questions(rounds: Collection[int]) -> Mapping[int, Sequence[str]]:
    """Return the questions of each round, in their order. One query."""
    found: dict[int, list[str]] = {}
    rows = RoundQuestion.objects.filter(round__in=rounds).order_by("round", "place")
    for round, question in rows.values_list("round", "question"):
        found.setdefault(round, []).append(question)
    return found


def _told(questions: Sequence[str]) -> tuple[Part, ...]:
    """Name the questions, where they are few."""
    names = [named(question)[0] for question in questions]
    return (Part(" · ".join(names), ""),) if len(names) <= FEW else ()


def _theme(questions: Sequence[str]) -> str:
    """Return the theme that all of them are of, if they are of one."""
    themes = {theme_of(question) for question in questions}
    return themes.pop() if len(themes) == 1 else ""
