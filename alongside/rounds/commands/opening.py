"""The opening: a row, made at a meeting by somebody there, or by the tick where nobody did for 30 days."""

from __future__ import annotations

import datetime
from random import Random

from django.db import IntegrityError, transaction

from alongside.partnerships.models import Membership, note
from alongside.partnerships.seats import Seat
from alongside.rounds.commands.closing import count
from alongside.rounds.models import Closing, Opening, Round

WAITS = datetime.timedelta(days=30)
"""How long after it was counted a round waits for a meeting, before it opens by itself."""


class NotClosed(Exception):
    """It takes answers still, was withdrawn, or was never asked: there is nothing to open."""


@transaction.atomic
def open_together(*, seat: Seat, round: Round, at: datetime.datetime, rng: Random) -> bool:
    """Open a round at a meeting, for everybody here at once. False when it is open to all already.

    What the clock has closed and no tick has counted yet is counted first. Raises `NotClosed`.
    """
    count(round=round, at=at, rng=rng)
    if not Closing.objects.filter(round=round).exists():
        raise NotClosed
    return _open(round, at=at, by=seat.membership)


def open_due(*, at: datetime.datetime) -> int:
    """Open each round that has waited long enough, or was to open as soon as answers close; return how many."""
    return sum(_open(round, at=at, by=None) for round in Round.objects.waiting(since=at - WAITS))


@transaction.atomic
def _open(round: Round, *, at: datetime.datetime, by: Membership | None) -> bool:
    try:
        with transaction.atomic():
            Opening.objects.create(round=round, at=at, by=by)
    except IntegrityError:
        return False
    note(round.partnership, who=by, what="opened", at=at, about=round.ref)
    return True
