"""What we agreed to look at again: for home, and for the list of agreements."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

from django.db.models import BigAutoField, BooleanField, DateField, ExpressionWrapper, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from alongside.agreements.models import Kind
from alongside.agreements.pages.agreed import Agreed, Rows, as_agreed, called, settlements_of, standing, still_standing
from alongside.partnerships.prepared import Prepared, told
from alongside.partnerships.seats import Seat

SOON = 30
"""How many of the next days to look again are told."""


@dataclass(frozen=True, slots=True)
class Due:
    """An agreement that we look at again on a day: what to ask then, and where it is answered.

    `question` is the one it answers, if it answers one.
    """

    ref: str
    kind: str
    title: str
    question: str
    on: datetime.date
    is_due: bool
    sentence: str
    address: str


def due(seat: Seat, today: datetime.date) -> tuple[Due, ...]:
    """Return the agreements that we look at again, soonest first; `is_due` where the day has come. One query."""
    rows = standing(seat).exclude(again=None).order_by("again", "proposal__agreement")[:SOON]
    return tuple(_due(seat, row, today) for row in rows)


def purpose_and_due(seat: Seat, today: datetime.date) -> tuple[Agreed | None, tuple[Due, ...]]:
    """Return our purpose, if it is agreed on, and what is due to be looked at again, soonest first. One query."""
    some = _PURPOSE_AND_DUE.every(partnership=seat.partnership_id, today=today)
    purpose = next((as_agreed(row, today=today) for row in some if row.first), None)
    dues = (_due(seat, row, today) for row in some if row.again and row.again <= today)
    return purpose, tuple(sorted(dues, key=lambda due: due.on))


def _purpose_and_due() -> Rows:
    is_purpose = Q(proposal__agreement__kind=Kind.PURPOSE)
    rows = still_standing(settlements_of(told("partnership", BigAutoField())))
    rows = rows.filter(is_purpose | Q(again__lte=told("today", DateField())))
    rows = rows.annotate(first=ExpressionWrapper(is_purpose, BooleanField()))
    ordered: Rows = rows.order_by("-first", "again", "proposal__agreement")
    return ordered[:SOON]


_PURPOSE_AND_DUE = Prepared(_purpose_and_due)


def _due(seat: Seat, row: Any, today: datetime.date) -> Due:
    agreement, title = row.proposal.agreement, called(row.proposal.agreement, row.proposal)
    return Due(
        ref=agreement.ref,
        kind=agreement.kind,
        title=title,
        question=agreement.question,
        on=row.again,
        is_due=row.again <= today,
        sentence=_("%(title)s: does it still hold?") % {"title": title},
        address=reverse("agreements:look_again", args=[seat.partnership.ref, agreement.ref]),
    )
