"""What was sent without a name. Of these tables nothing leads to a person, and nothing tells an order or a time.

Their keys are random, for a counted one would tell who came first. That is not enough: both databases keep rows in the
order in which they came, whatever their keys. So while answers are open copies could be compared, and at the close what
is shown is written anew, in an order of chance.
"""

from __future__ import annotations

import secrets

from django.db import models

from alongside.partnerships.models import Membership
from alongside.rounds.models.asking import Round
from alongside.rounds.models.scales import WORDS


def new_id() -> int:
    """Return a fresh random key of 63 bits, above 0."""
    return secrets.randbits(63) or 1


class OpenUnnamed(models.Model):
    """One answer without a name, while answers are open. Emptied at the close."""

    id = models.BigIntegerField(primary_key=True, default=new_id)
    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="+")
    question = models.CharField(max_length=60)
    stance = models.PositiveSmallIntegerField(null=True)
    words = models.CharField(max_length=WORDS, blank=True)
    wishes = models.BooleanField(default=False)  # "I would like us to talk about this"
    # of sheets handed in together, a number by chance: whoever typed them knows them, so they are counted apart
    batch = models.BigIntegerField(null=True)


class Sent(models.Model):
    """That somebody has sent an answer to a question, so that nobody does twice. Emptied at the close."""

    id = models.BigIntegerField(primary_key=True, default=new_id)
    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="+")
    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="+")
    question = models.CharField(max_length=60)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["round", "membership", "question"], name="sent_once")]


class ShownUnnamed(models.Model):
    """Words without a name, of a closed round in which five or more sent so on that question."""

    id = models.BigIntegerField(primary_key=True, default=new_id)
    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="unnamed")
    question = models.CharField(max_length=60)
    words = models.CharField(max_length=WORDS)

    class Meta:
        indexes = [models.Index(fields=["round", "question"], name="unnamed_of_a_question")]
