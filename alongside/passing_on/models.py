"""What was passed on: a note of what went to whom, with every version, and what came back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext_lazy as _

from alongside.partnerships.models import LINE, Membership, Partnership
from alongside.partnerships.refs import new_ref
from alongside.partnerships.texts import Version, Versioned

if TYPE_CHECKING:
    from alongside.partnerships.seats import Seat

WORDS = LINE * 5


class What(models.TextChoices):
    """What was printed, copied or saved."""

    TALK = "talk", _("The five lines")
    PICTURES = "pictures", _("What was asked of everybody")
    SENTENCES = "sentences", _("What we make of it")
    THREAD = "thread", _("From what was said to what came of it")
    LEAVING = "leaving", _("What we leave with")
    WHERE = "where", _("Where we are")
    DECISION = "decision", _("What was agreed")
    STORY = "story", _("What has happened")
    YEAR = "year", _("The year on one page")
    FILE = "file", _("The whole partnership, as a file")


class PassedOnQuerySet(models.QuerySet["PassedOn"]):
    """Notes, in phrases."""

    def within(self, seat: Seat) -> PassedOnQuerySet:
        """Keep those of the seat's partnership."""
        return self.filter(partnership_id=seat.partnership_id)

    def now(self) -> PassedOnQuerySet:
        """Keep those that were not taken off."""
        return self.filter(undone_at=None)

    def taken_off(self) -> PassedOnQuerySet:
        """Keep those that were taken off."""
        return self.filter(undone_at__isnull=False)


class PassedOn(Versioned):
    """Something went to somebody on a day. `about` is what it is of: the short name or id in its address."""

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="passings_on")
    ref = models.CharField(max_length=12, unique=True, default=new_ref, editable=False)
    what = models.CharField(max_length=10, choices=What.choices)
    about = models.CharField(max_length=60)
    to = models.CharField(max_length=LINE)
    on = models.DateField()
    words = models.CharField(max_length=WORDS, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")

    objects = PassedOnQuerySet.as_manager()

    class Meta:
        ordering = ["-on", "-pk"]
        indexes = [models.Index(fields=["partnership", "-on", "-id"], name="passed_on_by_a_partnership")]


class PassedOnVersion(Version):
    """A note as it once stood."""

    of = models.ForeignKey(PassedOn, on_delete=models.CASCADE, related_name="versions")
    to = models.CharField(max_length=LINE)
    on = models.DateField()
    words = models.CharField(max_length=WORDS, blank=True)

    class Meta(Version.Meta):
        constraints = [models.UniqueConstraint(fields=["of", "version"], name="one_passed_on_version")]


class CameBackQuerySet(models.QuerySet["CameBack"]):
    """What came back, in phrases."""

    def now(self) -> CameBackQuerySet:
        """Keep what was not taken off."""
        return self.filter(undone_at=None)


class CameBack(models.Model):
    """What came back of something that was passed on. Rows are added; a wrong one is taken off, not erased."""

    of = models.ForeignKey(PassedOn, on_delete=models.CASCADE, related_name="came_back")
    words = models.CharField(max_length=WORDS)
    on = models.DateField()
    at = models.DateTimeField()
    by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")

    objects = CameBackQuerySet.as_manager()

    class Meta:
        ordering = ["on", "pk"]
