"""One thing we said we would try: who, by when, where it comes from, what came of it, and how it read before."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.utils.timezone import localdate

from alongside.learning.commands import Source
from alongside.learning.models import Action, ActionVersion, Happened, Helped, Outcome
from alongside.learning.pages.sources import From, Grew, froms, grew_of
from alongside.learning.pages.tries import MOST, Came, Tried, came, one_tried, who_tries
from alongside.partnerships.seats import Seat


@dataclass(frozen=True, slots=True)
class Stood:
    """What we would try, as it read from one day on, and who wrote it."""

    on: datetime.date
    by: str
    what: str
    who: str
    due: datetime.date | None
    signs: str


@dataclass(frozen=True, slots=True)
class TryPage:
    """One thing we said we would try, with all that was said of it, newest first.

    `asks_helped`: it happened, and nobody has said yet whether it helped. `stood` is every version, newest first.
    """

    partnership: str
    tried: Tried
    version: int
    signs: str
    comes_from: tuple[From, ...]
    came: tuple[Came, ...]
    is_open: bool
    asks_helped: bool
    stood: tuple[Stood, ...]
    grew: tuple[Grew, ...]
    key: str

    @property
    def is_asked(self) -> bool:
        """Whether anything is asked of it now."""
        return self.is_open or self.asks_helped


def try_page(seat: Seat, action: Action, *, key: str) -> TryPage:
    """One thing we said we would try. A fixed number of queries."""
    told = Outcome.objects.filter(action=action, undone_at=None).select_related("by").order_by("-at", "-pk")
    said = list(told[:MOST])
    ended = any(each.happened in Outcome.ENDS for each in said)
    happened = any(each.happened == Happened.YES for each in said)
    helped = any(each.happened == Happened.YES and each.helped not in ("", Helped.TOO_SOON) for each in said)
    return TryPage(
        partnership=seat.partnership.ref,
        tried=one_tried(action),
        version=action.version,
        signs=action.signs,
        comes_from=froms(Source(action.question, action.insight, action.agreement, action.grew_from)),
        came=tuple(came(outcome) for outcome in said),
        is_open=not ended,
        asks_helped=happened and not helped,
        stood=stood_of(action),
        grew=grew_of(seat, action),
        key=key,
    )


def stood_of(action: Action) -> tuple[Stood, ...]:
    """Every version of a try, newest first. Two queries."""
    rows = ActionVersion.objects.filter(action=action).select_related("by").prefetch_related("people")
    return tuple(_stood(row) for row in rows.order_by("-version")[:MOST])


def _stood(row: ActionVersion) -> Stood:
    who = who_tries([each.name for each in row.people.all()], row.who)
    return Stood(localdate(row.at), row.by.name, row.what, who, row.due, row.signs)
