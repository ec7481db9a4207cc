"""What we agreed to look at again: for home, and for the list of agreements."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from alongside.agreements.pages.agreed import called, standing
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
    return tuple(
        Due(
            ref=row.proposal.agreement.ref,
            kind=row.proposal.agreement.kind,
            title=called(row.proposal.agreement, row.proposal),
            question=row.proposal.agreement.question,
            on=row.again,
            is_due=row.again <= today,
            sentence=_("%(title)s: does it still hold?") % {"title": called(row.proposal.agreement, row.proposal)},
            address=reverse("agreements:look_again", args=[seat.partnership.ref, row.proposal.agreement.ref]),
        )
        for row in rows
    )
