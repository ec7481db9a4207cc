"""What somebody is named in that has come due: what a reminder says, and nobody else is told."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from alongside.learning.models import Action, Outcome
from alongside.partnerships.models import Membership

REST = datetime.timedelta(days=7)
"""What was asked about is left alone for this long before it is asked about again."""
MOST = 20


@dataclass(frozen=True, slots=True)
class Due:
    """Something we said we would try, whose day has come: what names it in an address, its words, the day."""

    ref: str
    what: str
    on: datetime.date


def due_for(membership: Membership, today: datetime.date) -> tuple[Due, ...]:
    """Return what names somebody and has come due, soonest first; what was told of lately rests. One query."""
    lately = Outcome.objects.filter(action=OuterRef("pk"), undone_at=None, at__date__gt=today - REST)
    of_theirs = Action.objects.filter(partnership=membership.partnership_id).named(membership).open()
    rows = of_theirs.filter(due__lte=today).filter(~Exists(lately))
    return tuple(Due(ref, what, on) for ref, what, on in rows.values_list("ref", "what", "due")[:MOST] if on)
