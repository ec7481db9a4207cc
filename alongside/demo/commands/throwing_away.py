"""Throwing a copy away: every row that leads to it, in one, and then what the database's files still hold of it."""

from __future__ import annotations

import datetime

from django.db import transaction
from django.db.models import QuerySet

from alongside.demo.belongings import inside, remove
from alongside.demo.models import CopyWanted, Example, ThrownAway
from alongside.finding.keeping import forget_deleted
from alongside.partnerships.sweeping import swept

SWEPT_AFTER = datetime.timedelta(hours=1)
"""How long it may lie in the files: sweeping writes every table anew, which is not done for each copy by itself."""
REMEMBERED = datetime.timedelta(hours=1)


@transaction.atomic
def throw_away(*, example: Example, at: datetime.datetime) -> bool:
    """Throw a copy away, whole. False where it is gone."""
    there = Example.objects.select_for_update().select_related(None).filter(pk=example.pk).first()
    if there is None:
        return False
    if there.partnership is not None:
        remove(there.partnership)
        ThrownAway.objects.create(at=at)
    else:
        there.delete()
    return True


def throw_away_due(*, at: datetime.datetime) -> int:
    """Throw away each copy whose day is over; return how many. A deleting job, outside any transaction."""
    gone = sum(throw_away(example=each, at=at) for each in Example.objects.over(at=at))
    _forget(CopyWanted.objects.filter(at__lte=at - REMEMBERED))
    waiting = list(ThrownAway.objects.values_list("pk", "at"))
    if any(since <= at - SWEPT_AFTER for _, since in waiting) and swept([*inside(), *forget_deleted()]):
        _forget(ThrownAway.objects.filter(pk__in=[pk for pk, _ in waiting]))
    return gone


@transaction.atomic
def _forget(rows: QuerySet[CopyWanted] | QuerySet[ThrownAway]) -> None:
    rows.delete()
