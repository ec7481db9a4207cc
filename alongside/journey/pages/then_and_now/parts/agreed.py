"""What was agreed on either day: what is new, in other words, let go, or as it was."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from alongside.agreements.models import Agreement, Kind, LookedAgain, Settlement
from alongside.agreements.pages.agreed import STANDS, Agreed, as_agreed, in_order, standing
from alongside.agreements.pages.versions import Changed, became
from alongside.analysis.two_days import different
from alongside.journey.pages.then_and_now.days import Between
from alongside.partnerships.seats import Seat

MOST = 40
NEW, GONE, OTHER, SAME = "new", "gone", "other", "same"


@dataclass(frozen=True, slots=True)
class Beside:
    """One agreement: as it stood then and as it stands now, what became of it, and word by word what changed."""

    became: str
    then: Agreed | None
    now: Agreed | None
    changed: tuple[Changed, ...] = ()

    @property
    def either(self) -> Agreed:
        """As it is now; where it is no more, as it was."""
        found = self.now or self.then
        assert found  # noqa: S101 - it stood on one of the days
        return found


def agreed_about(seat: Seat, question: str, between: Between) -> tuple[Beside, ...]:
    """Return what was agreed on a question on either day, what has changed first. Two queries."""
    return _beside(seat, between, Q(proposal__agreement__question=question))


def purpose(seat: Seat, between: Between) -> Beside | None:
    """Return our purpose then and now; None where there was none on either day. Two queries."""
    return next(iter(_beside(seat, between, Q(proposal__agreement__kind=Kind.PURPOSE))), None)


def changed(seat: Seat, between: Between) -> tuple[Beside, ...]:
    """Return the agreements that are new, in other words or let go since, the newest so many. Three queries."""
    settled = Settlement.objects.filter(between.between("at"), undone_at=None, how__in=STANDS)
    ended = LookedAgain.objects.filter(between.between("at"), undone_at=None, ends=True)
    moved = Q(pk__in=settled.values("proposal__agreement")) | Q(pk__in=ended.values("agreement"))
    newest = list(Agreement.objects.within(seat).filter(moved).order_by("-pk").values_list("pk", flat=True)[:MOST])
    rows = _beside(seat, between, Q(proposal__agreement__in=newest))
    return tuple(row for row in rows if row.became != SAME)


def _beside(seat: Seat, between: Between, which: Q) -> tuple[Beside, ...]:
    today = between.days.now
    then = _by_ref(standing(seat, before=between.then).filter(which), today)
    now = _by_ref(standing(seat, before=between.now).filter(which), today)
    found = different(_numbers(then), _numbers(now))
    sorted_out = ((NEW, found.new), (OTHER, found.other), (GONE, found.gone), (SAME, found.same))
    return tuple(_one(how, then.get(each.key), now.get(each.key)) for how, those in sorted_out for each in those)


def _by_ref(rows: Any, today: datetime.date) -> dict[str, Agreed]:
    ordered = rows.order_by(in_order("proposal__agreement__kind"), "-on", "-pk")[:MOST]
    return {each.ref: each for each in (as_agreed(row, today=today) for row in ordered)}


def _numbers(rows: dict[str, Agreed]) -> dict[str, int]:
    """Return which proposal's words stand of each: other words are always another proposal."""
    return {ref: each.number for ref, each in rows.items()}


def _one(how: str, then: Agreed | None, now: Agreed | None) -> Beside:
    return Beside(how, then, now, became(then.words, now.words) if then and now and how == OTHER else ())


def on_questions(rows: Iterable[Beside]) -> dict[str, tuple[Beside, ...]]:
    """Return those that answer a question, by question."""
    found: dict[str, tuple[Beside, ...]] = {}
    for row in rows:
        if row.either.question:
            found[row.either.question] = (*found.get(row.either.question, ()), row)
    return found
