"""What the close counted: how the answers to a question spread. Nothing is counted again when it is looked at."""

from __future__ import annotations

from django.db import models

from alongside.rounds.models.asking import Round


class Picture(models.Model):
    """What was counted of one question: the answers of how many people, and how many of them would like to talk of it.

    Nothing says whether some had sent without a name and were too few: that would be told of somebody.
    """

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="pictures")
    question = models.CharField(max_length=60)
    people = models.PositiveIntegerField()
    wishes = models.PositiveIntegerField()
    unnamed = models.PositiveIntegerField()  # how many of them without a name: none, or five and more
    # whether a hand typed in any of these; where nobody knows, the stricter holds
    from_sheets = models.BooleanField(default=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["round", "question"], name="one_picture_of_a_question")]


class Stances(models.Model):
    """How many chose one place of the scale; only where five or more stances count."""

    picture = models.ForeignKey(Picture, on_delete=models.CASCADE, related_name="stances")
    stance = models.PositiveSmallIntegerField()
    people = models.PositiveIntegerField()

    class Meta:
        ordering = ["stance"]
        constraints = [models.UniqueConstraint(fields=["picture", "stance"], name="a_place_counted_once")]


class SamePeople(models.Model):
    """That those who chose a place by name in both of two rounds are shown by themselves; who they are is kept nowhere.

    Decided once, at the later one's close: only where nobody can make out a few by it, ever.
    """

    picture = models.OneToOneField(Picture, on_delete=models.CASCADE, related_name="same_people")
    before = models.ForeignKey(Picture, on_delete=models.CASCADE, related_name="+")
    people = models.PositiveIntegerField()


class SameStances(models.Model):
    """How many of the same people chose one place of the scale, then and now."""

    same = models.ForeignKey(SamePeople, on_delete=models.CASCADE, related_name="stances")
    stance = models.PositiveSmallIntegerField()
    then = models.PositiveIntegerField()
    now = models.PositiveIntegerField()

    class Meta:
        ordering = ["stance"]
        constraints = [models.UniqueConstraint(fields=["same", "stance"], name="a_place_of_the_same_counted_once")]
