"""What we tried between two days, and what came of it by the later one."""

from __future__ import annotations

import datetime
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q
from django.utils.timezone import localdate

from alongside.journey.pages.question import HAPPENED
from alongside.journey.pages.then_and_now.about import About
from alongside.journey.pages.then_and_now.days import Between
from alongside.learning.models import Action, ActionVersion, Happened, Outcome
from alongside.partnerships.seats import Seat

MOST = 12


@dataclass(frozen=True, slots=True)
class Tried:
    """Something we said we would try, in its words of the later day; what was last said to have come of it by then."""

    ref: str
    what: str
    on: datetime.date
    came: str
    words: str
    learned: str
    told: datetime.date | None


@dataclass(frozen=True, slots=True)
class Tries:
    """The newest so many of what was said, or came out, between; `has_more` where there are others."""

    tried: tuple[Tried, ...]
    has_more: bool


def tried_between(seat: Seat, about: About, between: Between) -> Tries:
    """Return what we tried between. Three queries."""
    first = ActionVersion.objects.filter(between.between("at"), action=OuterRef("pk"), version=1)
    told = Outcome.objects.filter(between.between("at"), action=OuterRef("pk"), undone_at=None)
    shown = Q(talk__finish__at__lt=between.now) | Q(talk=None)
    new = between.between("talk__finish__at") | Q(Exists(first), talk=None)
    ours = Action.objects.within(seat).said().filter(about.at("question"), shown)
    rows = list(ours.filter(new | Exists(told)).order_by("-pk")[: MOST + 1])
    keys = [row.pk for row in rows[:MOST]]
    words, came = _words(keys, between), _came(keys, between)
    shown_rows = (_one(row, words[row.pk], came.get(row.pk)) for row in rows[:MOST] if words.get(row.pk))
    return Tries(tuple(shown_rows), len(rows) > MOST)


def _words(keys: Collection[int], between: Between) -> dict[int, str]:
    """Return how each read by the later day."""
    rows = ActionVersion.objects.filter(action__in=keys, at__lt=between.now).order_by("version")
    return dict(rows.values_list("action", "what"))


def _came(keys: Collection[int], between: Between) -> dict[int, Outcome]:
    rows = Outcome.objects.filter(action__in=keys, undone_at=None, at__lt=between.now).order_by("at", "pk")
    return {row.action_id: row for row in rows}


def _one(row: Action, what: str, came: Outcome | None) -> Tried:
    if came is None:
        return Tried(row.ref, what, row.on, "", "", "", None)
    helped = f" {came.get_helped_display()}." if came.helped else ""
    happened = f"{HAPPENED[Happened(came.happened)]}{helped}"
    return Tried(row.ref, what, row.on, happened, came.words, came.learned, localdate(came.at))
