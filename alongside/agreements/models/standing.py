"""Where a partnership is with each question, every version; what it sets aside; how it plans its first meetings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

from alongside.partnerships.models import LINE, Membership, Partnership
from alongside.partnerships.texts import Version, Versioned

if TYPE_CHECKING:
    from alongside.partnerships.seats import Seat

WORDS = 2000


class StandingQuerySet(models.QuerySet["Standing"]):
    """Standings, in phrases."""

    def within(self, seat: Seat) -> StandingQuerySet:
        """Keep those of the seat's partnership."""
        return self.filter(partnership_id=seat.partnership_id)

    def of(self, question: str) -> StandingQuerySet:
        """Keep those of one question, newest first."""
        return self.filter(question=question).order_by("-version")


class Standing(models.Model):
    """One version of the partnership's own current answer to a question.

    Rows are added; only the newest is ever changed, by the hand that wrote it and within minutes.
    """

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="standings")
    question = models.CharField(max_length=60)
    version = models.PositiveIntegerField()
    words = models.CharField(max_length=WORDS)
    on = models.DateField()  # the day it was said
    at = models.DateTimeField()
    by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")  # who held the keyboard
    who_was_there = models.CharField(max_length=LINE, blank=True)
    talk = models.CharField(max_length=12, blank=True)  # the address of the talk it came from
    agreement = models.CharField(max_length=12, blank=True)  # the address of the agreement that says so

    objects = StandingQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["partnership", "-on", "-id"], condition=Q(talk="", agreement=""), name="standings_by_themselves"
            )
        ]
        constraints = [
            models.UniqueConstraint(fields=["partnership", "question", "version"], name="one_standing_version")
        ]


class SettingAsideQuerySet(models.QuerySet["SettingAside"]):
    """Settings-aside, in phrases."""

    def within(self, seat: Seat) -> SettingAsideQuerySet:
        """Keep those of the seat's partnership."""
        return self.filter(partnership_id=seat.partnership_id)

    def now(self) -> SettingAsideQuerySet:
        """Keep those that still hold."""
        return self.filter(ended_at=None)


class SettingAside(models.Model):
    """A question that is not for us now: who said so, why, and when we look again."""

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="+")
    question = models.CharField(max_length=60)
    reason = models.CharField(max_length=LINE, blank=True)
    look_again = models.DateField(null=True)
    at = models.DateTimeField()
    by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")

    objects = SettingAsideQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "question"], condition=Q(ended_at=None), name="set_aside_once_at_a_time"
            )
        ]


class FirstMeetingQuerySet(models.QuerySet["FirstMeeting"]):
    """First meetings, in phrases."""

    def within(self, seat: Seat) -> FirstMeetingQuerySet:
        """Keep those of the seat's partnership."""
        return self.filter(partnership_id=seat.partnership_id)


class FirstMeeting(Versioned):
    """One of the first meetings in the partnership's own words; where it has none, those of the content hold.

    `meeting` is the id of the meeting there, `room` says who must be in the room, `words` how it goes.
    """

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="+")
    meeting = models.CharField(max_length=20)
    room = models.CharField(max_length=LINE * 2, blank=True)
    words = models.CharField(max_length=WORDS, blank=True)

    objects = FirstMeetingQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["partnership", "meeting"], name="one_plan_of_a_meeting")]


class FirstMeetingVersion(Version):
    """One of the first meetings as it was once planned."""

    of = models.ForeignKey(FirstMeeting, on_delete=models.CASCADE, related_name="versions")
    room = models.CharField(max_length=LINE * 2, blank=True)
    words = models.CharField(max_length=WORDS, blank=True)

    class Meta(Version.Meta):
        constraints = [models.UniqueConstraint(fields=["of", "version"], name="one_first_meeting_version")]
