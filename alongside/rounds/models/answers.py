"""What was sent with a name, typed in for somebody, or spoken through somebody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models

from alongside.partnerships.models import Membership
from alongside.rounds.models.asking import Round
from alongside.rounds.models.scales import WORDS
from alongside.rounds.models.unnamed import new_id

if TYPE_CHECKING:
    from alongside.partnerships.seats import Seat


class AnswerQuerySet(models.QuerySet["Answer"]):
    """Answers, in phrases."""

    def of(self, seat: Seat) -> AnswerQuerySet:
        """Keep those of the person who asks."""
        return self.filter(membership=seat.membership)


class Said(models.Model):
    """What one person says to one question: a stance, words, both; and whether they would like us to talk about it."""

    id = models.BigIntegerField(primary_key=True, default=new_id)
    question = models.CharField(max_length=60)
    stance = models.PositiveSmallIntegerField(null=True)
    words = models.CharField(max_length=WORDS, blank=True)
    wishes = models.BooleanField(default=False)

    class Meta:
        abstract = True


class Answer(Said):
    """One person's answer with their name. Its version grows by one with each change, until answers close.

    No time: named answers with times would time the unnamed ones. The stance is kept for counting, and is never shown
    beside the name or the words.
    """

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="answers")
    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="answers")
    version = models.PositiveIntegerField(default=1)
    typed_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")

    objects = AnswerQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["round", "membership", "question"], name="one_answer_each")]


class TypedIn(Said):
    """What was typed in from paper for a member: theirs to accept, change or refuse.

    At the close it counts as their answer only where they sent nothing on that question.
    """

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="typed_in")
    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")

    # emptied, and kept so that the same hand does not put it there again; whoever typed it in is not told
    is_refused = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "membership", "question", "by"], name="typed_in_once_by_each")
        ]

    def as_answer(self) -> Answer:
        """Return what becomes of it when it counts: the member's answer, not saved yet, with who typed it in."""
        return Answer(
            round_id=self.round_id,
            membership_id=self.membership_id,
            question=self.question,
            stance=self.stance,
            words=self.words,
            wishes=self.wishes,
            typed_by_id=self.by_id,
        )


class SpokenFor(models.Model):
    """What one person said through another: words alone. No row names or links who said them."""

    id = models.BigIntegerField(primary_key=True, default=new_id)
    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="spoken_for")
    question = models.CharField(max_length=60)
    words = models.CharField(max_length=WORDS)
    through = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        indexes = [models.Index(fields=["round", "question"], name="spoken_for_of_a_question")]
