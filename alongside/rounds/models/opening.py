"""The opening: from then on everybody here can read what was sent in a round. Until then nobody can."""

from __future__ import annotations

from django.db import models

from alongside.partnerships.models import Membership
from alongside.rounds.models.asking import Round


class Opening(models.Model):
    """A round was opened: when, and by whom at a meeting; `by` nobody where it opened by itself."""

    round = models.OneToOneField(Round, on_delete=models.CASCADE, related_name="opening")
    at = models.DateTimeField()
    by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")
