"""Forgetting: drafts, and what came back, 30 days after a round was counted or withdrawn. "Only me" stays.

A clock that has jumped must delete nothing, so this waits a day: what is due is noted when a tick first sees it, and
goes when one sees it still due a day after that.
"""

from __future__ import annotations

import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from alongside.rounds.models import Draft, Forgetting, Returned, Round
from alongside.rounds.models.asking import RoundQuerySet

KEPT = datetime.timedelta(days=30)
"""How long after a round is over what was not sent in it stays."""
SURE = datetime.timedelta(days=1)
"""How long the clock must go on saying so."""


@transaction.atomic
def forget(*, at: datetime.datetime) -> int:
    """Delete what is due and was seen to be due a day ago; note what is seen for the first time.

    Returns of how many rounds something was deleted.
    """
    Forgetting.objects.filter(seen_at__gt=at).delete()  # by a clock that was ahead
    due = _due(at)
    sure = list(due.filter(forgetting__seen_at__lte=at - SURE))
    Draft.objects.forgotten().filter(round__in=sure).delete()
    for rows in (Returned, Forgetting):
        rows._default_manager.filter(round__in=sure).delete()
    fresh = due.filter(forgetting=None)
    Forgetting.objects.bulk_create((Forgetting(round=each, seen_at=at) for each in fresh), ignore_conflicts=True)
    return len(sure)


def _due(at: datetime.datetime) -> RoundQuerySet:
    long_ago = at - KEPT
    over = Round.objects.filter(Q(closing__at__lte=long_ago) | Q(withdrawal__at__lte=long_ago))
    of_this = {"round": OuterRef("pk")}
    return over.filter(
        Q(Exists(Draft.objects.forgotten().filter(**of_this))) | Q(Exists(Returned.objects.filter(**of_this)))
    )
