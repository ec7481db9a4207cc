"""What we make of it: sentences of the group's own, and what was said that each was gathered from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from alongside.learning.models.talks import WORDS, Line
from alongside.partnerships.models import Membership, Partnership
from alongside.partnerships.refs import new_ref
from alongside.partnerships.texts import Version, Versioned
from alongside.rounds.models import Answer, Round

if TYPE_CHECKING:
    from alongside.partnerships.seats import Seat


class GatheringQuerySet(models.QuerySet["Gathering"]):
    """Gatherings, in phrases."""

    def within(self, seat: Seat) -> GatheringQuerySet:
        """Keep those of the seat's partnership."""
        return self.filter(partnership_id=seat.partnership_id)


class Gathering(models.Model):
    """One question's making sense: of what was said in a round, and in the talks it led to; or of talks alone."""

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="gatherings")
    ref = models.CharField(max_length=12, unique=True, default=new_ref, editable=False)
    question = models.CharField(max_length=60)
    round = models.ForeignKey(Round, on_delete=models.CASCADE, null=True, related_name="gatherings")
    at = models.DateTimeField()
    by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")

    objects = GatheringQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "question", "round"],
                condition=Q(round__isnull=False),
                name="one_gathering_of_a_question_in_a_round",
            ),
            models.UniqueConstraint(
                fields=["partnership", "question"], condition=Q(round=None), name="one_gathering_of_the_talks"
            ),
        ]


class Mark(models.TextChoices):
    """What kind of sentence it is."""

    MAKE = "make", _("What we make of it")
    UNSETTLED = "unsettled", _("What is not settled")
    LIVE_WITH = "live-with", _("To live with")


class InsightQuerySet(models.QuerySet["Insight"]):
    """Sentences, in phrases."""

    def within(self, seat: Seat) -> InsightQuerySet:
        """Keep those of the seat's partnership."""
        return self.filter(gathering__partnership_id=seat.partnership_id)

    def now(self) -> InsightQuerySet:
        """Keep those that stand: neither merged into another nor taken off."""
        return self.filter(~Exists(InsightEnd.objects.filter(insight=OuterRef("pk"), undone_at=None)))


class Insight(Versioned):
    """A sentence of the group's: what is gathered under it may come first, and the words after.

    To live with: two goods, `words` and `other`. It never comes due.
    """

    gathering = models.ForeignKey(Gathering, on_delete=models.CASCADE, related_name="insights")
    ref = models.CharField(max_length=12, unique=True, default=new_ref, editable=False)
    mark = models.CharField(max_length=10, choices=Mark.choices, default=Mark.MAKE)
    words = models.CharField(max_length=WORDS, blank=True)
    other = models.CharField(max_length=WORDS, blank=True)
    place = models.PositiveIntegerField(default=0)  # in the list, the first first
    at = models.DateTimeField()
    by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=43, unique=True, null=True, editable=False)  # a second press makes no second one

    objects = InsightQuerySet.as_manager()

    class Meta:
        ordering = ["gathering", "place", "pk"]


class InsightVersion(Version):
    """A sentence as it once stood."""

    insight = models.ForeignKey(Insight, on_delete=models.CASCADE, related_name="versions")
    mark = models.CharField(max_length=10, choices=Mark.choices)
    words = models.CharField(max_length=WORDS, blank=True)
    other = models.CharField(max_length=WORDS, blank=True)

    class Meta(Version.Meta):
        constraints = [models.UniqueConstraint(fields=["insight", "version"], name="one_insight_version")]


class InsightEnd(models.Model):
    """A sentence was taken off, or merged `into` another; and perhaps put back."""

    insight = models.ForeignKey(Insight, on_delete=models.CASCADE, related_name="endings")
    into = models.ForeignKey(Insight, on_delete=models.SET_NULL, null=True, related_name="+")
    wrote = models.PositiveIntegerField(default=0)  # the version of `into` that came of it; 0 where its words stayed
    at = models.DateTimeField()
    by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["insight"], condition=Q(undone_at=None), name="ended_once_at_a_time")
        ]


class Piece(Versioned):
    """Where one thing that was said lies: under some sentences, left out, or not gathered yet.

    `said` is the key of what was said in the gathering's round; it leads to no row, and to no person. Or it is a line
    of a talk. What was never moved has no row. A sentence that was merged into another keeps what lies under it.
    """

    gathering = models.ForeignKey(Gathering, on_delete=models.CASCADE, related_name="pieces")
    said = models.BigIntegerField(null=True)
    line = models.ForeignKey(Line, on_delete=models.CASCADE, null=True, related_name="pieces")
    insights = models.ManyToManyField(Insight, related_name="pieces")
    out = models.BooleanField(default=False)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["gathering", "said"], name="said_is_one_piece"),
            models.UniqueConstraint(fields=["gathering", "line"], name="line_is_one_piece"),
            models.CheckConstraint(
                condition=Q(said=None, line__isnull=False) | Q(said__isnull=False, line=None), name="one_thing_said"
            ),
        ]


class PieceVersion(Version):
    """Where one thing that was said once lay."""

    piece = models.ForeignKey(Piece, on_delete=models.CASCADE, related_name="versions")
    insights = models.ManyToManyField(Insight, related_name="+")
    out = models.BooleanField(default=False)

    class Meta(Version.Meta):
        constraints = [models.UniqueConstraint(fields=["piece", "version"], name="one_piece_version")]


class Leaves(models.TextChoices):
    """How words that were sent with a name may leave the partnership, as their author says."""

    NAMED = "named", _("Yes, with my name")
    UNNAMED = "unnamed", _("Yes, without my name")
    NO = "no", _("No")


class QuoteAsking(models.Model):
    """Somebody asked the author of named words whether these may leave the partnership. The author may say anew."""

    answer = models.OneToOneField(Answer, on_delete=models.CASCADE, related_name="quote_asking")
    at = models.DateTimeField()
    by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    leaves = models.CharField(max_length=8, choices=Leaves.choices, blank=True)
    said_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]
