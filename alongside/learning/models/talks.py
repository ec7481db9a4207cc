"""Talks and their lines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from alongside.partnerships.models import Membership, Partnership
from alongside.partnerships.refs import new_ref
from alongside.partnerships.texts import Version, Versioned
from alongside.rounds.models import Round

if TYPE_CHECKING:
    from alongside.partnerships.seats import Seat

WORDS = 2000


class TalkQuerySet(models.QuerySet["Talk"]):
    """Talks, in phrases."""

    def within(self, seat: Seat) -> TalkQuerySet:
        """Keep those of the seat's partnership."""
        return self.filter(partnership_id=seat.partnership_id)

    def about(self, question: str) -> TalkQuerySet:
        """Keep those about one question."""
        return self.filter(question=question)

    def done(self) -> TalkQuerySet:
        """Keep those whose lines have been kept as a page."""
        return self.filter(_has(Finish.objects))

    def begun(self) -> TalkQuerySet:
        """Keep those with something written and no page yet, that are not put away."""
        written = Q(_has(Line.objects)) | Q(action__isnull=False)
        return self.filter(written).filter(~_has(Finish.objects)).filter(~_has(PutAway.objects.now()))

    def put_away(self) -> TalkQuerySet:
        """Keep those that were put away, and neither taken up again nor finished since."""
        return self.filter(_has(PutAway.objects.now())).filter(~_has(Finish.objects))


def _has(rows: models.QuerySet[Any] | models.Manager[Any]) -> Exists:
    """Whether a talk has any of these rows."""
    return Exists(rows.filter(talk=OuterRef("pk")))


class Talk(models.Model):
    """One question's five lines on one day."""

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="talks")
    ref = models.CharField(max_length=12, unique=True, default=new_ref, editable=False)
    edition = models.CharField(max_length=40)
    question = models.CharField(max_length=60)
    on = models.DateField()
    started_at = models.DateTimeField()
    started_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    # what the page that starts one sends along, so that a second press starts no second talk
    start_key = models.CharField(max_length=43, unique=True, null=True, editable=False)
    # what was said in it is what this talk was begun from
    round = models.ForeignKey(Round, on_delete=models.SET_NULL, null=True, related_name="talks")

    objects = TalkQuerySet.as_manager()

    class Meta:
        ordering = ["-on", "-pk"]
        indexes = [
            models.Index(fields=["partnership", "question", "-on"], name="talks_of_a_question"),
            models.Index(fields=["partnership", "-on", "-id"], name="talks_of_a_partnership"),
        ]


class Finish(models.Model):
    """The lines of a talk were kept as a page: when, and by whom."""

    talk = models.OneToOneField(Talk, on_delete=models.CASCADE, related_name="finish")
    at = models.DateTimeField()
    by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")


class PutAwayQuerySet(models.QuerySet["PutAway"]):
    """Puttings-away, in phrases."""

    def now(self) -> PutAwayQuerySet:
        """Keep those that still hold."""
        return self.filter(ended_at=None)


class PutAway(models.Model):
    """A talk that is not finished was put away: when and by whom, and when and by whom it was taken up again."""

    talk = models.ForeignKey(Talk, on_delete=models.CASCADE, related_name="puttings_away")
    at = models.DateTimeField()
    by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")

    objects = PutAwayQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["talk"], condition=Q(ended_at=None), name="put_away_once_at_a_time")
        ]


class LineKind(models.TextChoices):
    """Which line. What we will try is an Action; who was there is kept beside the five."""

    NOTICED = "noticed", _("What we noticed")
    STANDING = "standing", _("Where we are, for now")
    UNSETTLED = "unsettled", _("What is not settled")
    AGAIN = "again", _("When we look again")
    PRESENT = "present", _("Who was there")


class LineQuerySet(models.QuerySet["Line"]):
    """Lines, in phrases."""

    def within(self, seat: Seat) -> LineQuerySet:
        """Keep those of the seat's partnership."""
        return self.filter(talk__partnership_id=seat.partnership_id)


class Line(Versioned):
    """One line of a talk, as it is now; `due` only for when we look again.

    `expected` only for what is not settled: it has not happened yet, and the words say what we shall do then.
    """

    talk = models.ForeignKey(Talk, on_delete=models.CASCADE, related_name="lines")
    kind = models.CharField(max_length=10, choices=LineKind.choices)
    words = models.CharField(max_length=WORDS, blank=True)
    due = models.DateField(null=True)
    expected = models.BooleanField(default=False)

    objects = LineQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["talk", "kind"], name="one_line_of_a_kind")]


class LineVersion(Version):
    """One line as it once stood."""

    line = models.ForeignKey(Line, on_delete=models.CASCADE, related_name="versions")
    words = models.CharField(max_length=WORDS, blank=True)
    due = models.DateField(null=True)
    expected = models.BooleanField(default=False)

    class Meta(Version.Meta):
        constraints = [models.UniqueConstraint(fields=["line", "version"], name="one_line_version")]
