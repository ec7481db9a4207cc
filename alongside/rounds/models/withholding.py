"""Putting aside: what was said and is shown to nobody, by whom, and why. No word of it is changed."""

from __future__ import annotations

import datetime

from django.db import models
from django.db.models import F, Q

from alongside.partnerships.models import LINE, Membership, Organisation
from alongside.rounds.models.asking import Round

WAITS_FOR_ANOTHER = datetime.timedelta(days=30)
"""How long an asking waits for somebody to agree, before it lapses."""


class WithholdingQuerySet(models.QuerySet["Withholding"]):
    """Askings, in phrases."""

    def done(self) -> WithholdingQuerySet:
        """Keep those that came about."""
        return self.filter(done_at__isnull=False)

    def waiting(self) -> WithholdingQuerySet:
        """Keep those that somebody can agree to still."""
        return self.filter(done_at=None, ended_at=None)


class Withholding(models.Model):
    """Somebody asked that what was said be put aside, or be put back; perhaps another agreed, or it was taken back.

    `said` is the key of an answer, of words without a name, or of words said through somebody. It leads to no row, and
    nothing here says who wrote it. `of` and `agreed_of` are where the two came from when they did it. `alone`: the
    words were this person's to speak for.
    """

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="withholdings")
    said = models.BigIntegerField()
    back = models.BooleanField()  # whether it is to be shown again
    reason = models.CharField(max_length=LINE)
    by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    of = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    alone = models.BooleanField(default=False)
    agreed_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")
    agreed_of = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, related_name="+")
    done_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)  # taken back by whoever asked, or lapsed

    objects = WithholdingQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "said"], condition=Q(done_at=None, ended_at=None), name="one_asking_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(done_at=None) | Q(alone=True, agreed_by=None) | Q(alone=False, agreed_by__isnull=False),
                name="put_aside_by_two_or_by_their_own",
            ),
            models.CheckConstraint(
                condition=Q(agreed_by=None) | ~Q(agreed_by=F("by")), name="agreed_to_by_somebody_else"
            ),
            models.CheckConstraint(
                condition=Q(agreed_by=None)
                | Q(of__isnull=True, agreed_of__isnull=False)
                | Q(of__isnull=False, agreed_of__isnull=True)
                | (Q(of__isnull=False, agreed_of__isnull=False) & ~Q(agreed_of=F("of"))),
                name="agreed_to_from_another_organisation",
            ),
        ]
