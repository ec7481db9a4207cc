"""Drafts: what somebody has written and not sent, sealed so that only their devices and own link can read it.

One row holds all that one key's holder has written in one round, so not even which questions they wrote on is to be
seen. No time stands beside it.
"""

from __future__ import annotations

from django.db import models

from alongside.people.models import DraftKey
from alongside.rounds.models.asking import Round
from alongside.rounds.models.unnamed import new_id


class Kind(models.TextChoices):
    """Whose words a draft holds. Not shown to anybody."""

    OWN = "own", "to be sent, or kept for later"
    ME = "me", "for nobody else, ever"
    FOR = "for", "typed in from paper for a member"
    SHEET = "sheet", "typed in from a sheet without a name"
    THROUGH = "through", "said through the writer"


class DraftQuerySet(models.QuerySet["Draft"]):
    """Drafts, in phrases."""

    def own(self) -> DraftQuerySet:
        """Keep what their writers wrote for themselves, and not for somebody else."""
        return self.filter(kind__in=(Kind.OWN, Kind.ME))

    def forgotten(self) -> DraftQuerySet:
        """Keep what is forgotten some time after its round is over: all but what is for nobody else."""
        return self.exclude(kind=Kind.ME)


class Draft(models.Model):
    """All that the holder of one key has written in one round: sealed, padded, its version bound into the seal.

    Kept until 30 days after the close; what is for nobody else, until its writer discards it. What is typed in from
    paper has a draft for each member (`for_whom`, their ref) or each sheet (1, 2, …).
    """

    id = models.BigIntegerField(primary_key=True, default=new_id)
    key = models.ForeignKey(DraftKey, on_delete=models.CASCADE, related_name="drafts")
    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="drafts")
    kind = models.CharField(max_length=8, choices=Kind.choices, default=Kind.OWN)
    for_whom = models.CharField(max_length=12, blank=True)
    sheet = models.PositiveSmallIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)
    sealed = models.BinaryField()

    objects = DraftQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["key", "round", "kind", "for_whom", "sheet"], name="one_draft_of_a_kind")
        ]


class Returned(models.Model):
    """What somebody had sent with their name in a round that was withdrawn: sealed to them, and a draft again."""

    id = models.BigIntegerField(primary_key=True, default=new_id)
    key = models.ForeignKey(DraftKey, on_delete=models.CASCADE, related_name="returned")
    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="+")
    sealed = models.BinaryField()


class Forgetting(models.Model):
    """That what was not sent in a round is due to be deleted, first seen then. It goes with what is deleted."""

    round = models.OneToOneField(Round, on_delete=models.CASCADE, related_name="forgetting")
    seen_at = models.DateTimeField()
