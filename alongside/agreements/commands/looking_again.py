"""Every write about looking again: an agreement still holds, or is let go; and taking either back for a while."""

from __future__ import annotations

import datetime

from django.db import transaction
from django.utils.timezone import localdate

from alongside.agreements.commands.refusals import NotYours
from alongside.agreements.models import Agreement, LookedAgain
from alongside.agreements.pages.agreed import settlements
from alongside.agreements.permissions import may_let_go, may_take_back
from alongside.partnerships.commands import locked
from alongside.partnerships.commands.once import mark
from alongside.partnerships.models import note
from alongside.partnerships.seats import Seat


class NothingStands(Exception):
    """Nothing is agreed there now: somebody let it go, or what was agreed was taken back."""


@transaction.atomic
def still_holds(
    *, seat: Seat, agreement: Agreement, look_again: datetime.date | None, at: datetime.datetime, key: str = ""
) -> LookedAgain:
    """Say that an agreement still holds, and when we look next, if we do; raises NothingStands."""
    return _looked(seat, agreement, ends=False, words="", look_again=look_again, at=at, key=key)


@transaction.atomic
def let_go(*, seat: Seat, agreement: Agreement, words: str, at: datetime.datetime, key: str = "") -> LookedAgain:
    """Let an agreement go, and say why; its words and versions stay. Raises NothingStands, NotYours."""
    if not may_let_go(seat):
        raise NotYours
    return _looked(seat, agreement, ends=True, words=words, look_again=None, at=at, key=key)


def _looked(
    seat: Seat,
    agreement: Agreement,
    *,
    ends: bool,
    words: str,
    look_again: datetime.date | None,
    at: datetime.datetime,
    key: str,
) -> LookedAgain:
    locked(seat.partnership)  # two who press at once are one after another
    pressed = mark(seat, key)
    row = settlements(seat).filter(proposal__agreement=agreement).first()
    if row is None:
        raise NothingStands
    said = LookedAgain.objects.filter(agreement=agreement, at__gte=row.at)
    before = said.filter(key=pressed).first() if pressed else None
    last = said.filter(undone_at=None).order_by("-pk").first()
    if before is None and last is not None and localdate(last.at) == localdate(at):
        before = last if (last.ends, last.words, last.look_again) == (ends, words, look_again) else None
    if before is not None:
        return before
    if row.ends:
        raise NothingStands
    made = LookedAgain.objects.create(
        agreement=agreement, ends=ends, words=words, look_again=look_again, at=at, by=seat.membership, key=pressed
    )
    what = "agreement-let-go" if ends else "agreement-still-holds"
    note(seat.partnership, who=seat.membership, what=what, at=at, about=agreement.ref)
    return made


@transaction.atomic
def take_back(*, seat: Seat, agreement: Agreement, looked: int, at: datetime.datetime) -> bool:
    """Take back what was said last when we looked again at an agreement, once and for a while; the row stays."""
    locked(seat.partnership)
    last = LookedAgain.objects.filter(agreement=agreement, undone_at=None).order_by("-pk").first()
    if last is None or last.pk != looked or not may_take_back(seat, last, at=at):
        return False
    last.undone_at, last.undone_by = at, seat.membership
    last.save(update_fields=["undone_at", "undone_by"])
    note(seat.partnership, who=seat.membership, what="looking-again-undone", at=at, about=agreement.ref)
    return True
