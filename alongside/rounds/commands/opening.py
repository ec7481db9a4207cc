"""The opening: a row, made at a meeting by somebody there, or by the tick where nobody did for 30 days."""

from __future__ import annotations

import datetime
from random import Random

from django.db import IntegrityError, transaction
from django.db.models import Q

from alongside.partnerships.models import Membership, note
from alongside.partnerships.seats import Seat
from alongside.rounds.commands.closing import count
from alongside.rounds.letters import tell_opened
from alongside.rounds.models import Closing, Opening, Round

WAITS = datetime.timedelta(days=30)
"""How long after it was counted a round waits for a meeting, before it opens by itself."""
SURE = datetime.timedelta(days=1)
"""How long before that a tick must have seen it coming: a clock that has jumped opens nothing."""


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
    _see_coming(at)
    due = Round.objects.to_open(counted=at - WAITS, seen=at - SURE)
    return sum(_open(round, at=at, by=None) for round in due)


@transaction.atomic
def _see_coming(at: datetime.datetime) -> None:
    """Note which will have waited long enough in a day; what was noted by a clock that was ahead is noted anew."""
    soon = Closing.objects.filter(round__opening=None, at__lte=at - WAITS + SURE)
    soon.filter(Q(waits_at=None) | Q(waits_at__gt=at)).update(waits_at=at)


@transaction.atomic
def _open(round: Round, *, at: datetime.datetime, by: Membership | None) -> bool:
    try:
        with transaction.atomic():
            Opening.objects.create(round=round, at=at, by=by)
    except IntegrityError:
        return False
    note(round.partnership, who=by, what="opened", at=at, about=round.ref)
    tell_opened(round, at=at)
    return True
