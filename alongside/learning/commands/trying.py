"""What came of something we tried, and taking that back."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.db import transaction
from django.utils.timezone import localdate

from alongside.learning.commands.talking import mark
from alongside.learning.models import Action, Outcome
from alongside.partnerships.models import note
from alongside.partnerships.seats import Seat


@dataclass(frozen=True, slots=True)
class Told:
    """What is said of something we tried: did it happen, did it help, and whom."""

    happened: str
    helped: str = ""
    words: str = ""


@transaction.atomic
def record_outcome(*, seat: Seat, action: Action, told: Told, at: datetime.datetime, key: str = "") -> Outcome:
    """Add what came of it. The same key, or the same said once more on the same day, adds no second one."""
    Action.objects.select_for_update(no_key=True).get(pk=action.pk)  # two who press at once add one
    pressed = mark(seat, key and f"{key} {action.ref}")  # of each try it is another, also where one page asks of many
    before = Outcome.objects.filter(key=pressed, action=action).first() if pressed else None
    last = Outcome.objects.filter(action=action, undone_at=None).order_by("at", "pk").last()
    if before is None and last is not None and localdate(last.at) == localdate(at) and _told(last) == told:
        before = last
    if before is not None:
        return before
    made = Outcome.objects.create(
        action=action,
        happened=told.happened,
        helped=told.helped,
        words=told.words,
        at=at,
        by=seat.membership,
        key=pressed,
    )
    note(seat.partnership, who=seat.membership, what="outcome-recorded", at=at, about=action.ref)
    return made


def _told(outcome: Outcome) -> Told:
    return Told(outcome.happened, outcome.helped, outcome.words)


@transaction.atomic
def undo_outcome(*, seat: Seat, outcome: Outcome, at: datetime.datetime) -> None:
    """Take back what was said to have come of it, once; the row stays, and says who did."""
    open_still = Outcome.objects.filter(pk=outcome.pk, undone_at=None)
    if open_still.update(undone_at=at, undone_by=seat.membership):
        note(seat.partnership, who=seat.membership, what="outcome-undone", at=at, about=outcome.action.ref)
