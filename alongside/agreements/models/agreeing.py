"""What a partnership agrees on: what is proposed, who was heard on it and how, and how it was settled."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from alongside.partnerships.models import LINE, NAME, Membership, Organisation, Partnership
from alongside.partnerships.refs import new_ref
from alongside.partnerships.texts import Version, Versioned

if TYPE_CHECKING:
    from alongside.partnerships.seats import Seat


class Kind(models.TextChoices):
    """What is agreed on. Which parts each has, and how they may begin, is content."""

    PURPOSE = "purpose", _("Our purpose")
    VALUES = "values", _("Our values")
    LEAD = "lead", _("Who leads")
    WAYS = "ways", _("How we work together")
    REACH = "reach", _("How we reach each other")
    TIME = "time", _("People’s time")
    WHERE = "where", _("Where we are")
    DECISION = "decision", _("A decision")


class AgreementQuerySet(models.QuerySet["Agreement"]):
    """Agreements, in phrases."""

    def within(self, seat: Seat) -> AgreementQuerySet:
        """Keep those of the seat's partnership."""
        return self.filter(partnership_id=seat.partnership_id)


class Agreement(models.Model):
    """One matter that a partnership agrees on, through all its versions. What it says stands in its proposals."""

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="agreements")
    ref = models.CharField(max_length=12, unique=True, default=new_ref, editable=False)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    question = models.CharField(max_length=60, blank=True)  # what it answers; always for where we are
    sentence = models.CharField(max_length=12, blank=True)  # the address of the sentence of ours that it grew from
    begun_at = models.DateTimeField()
    begun_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")

    objects = AgreementQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "kind"],
                condition=Q(kind__in=["purpose", "values", "ways", "reach", "time"]),
                name="one_agreement_of_a_kind",
            ),
            models.UniqueConstraint(
                fields=["partnership", "question"], condition=Q(kind="where"), name="one_where_we_are_of_a_question"
            ),
            models.CheckConstraint(condition=~Q(kind="where", question=""), name="where_we_are_has_a_question"),
        ]


class ProposalQuerySet(models.QuerySet["Proposal"]):
    """Proposals, in phrases."""

    def within(self, seat: Seat) -> ProposalQuerySet:
        """Keep those of the seat's partnership."""
        return self.filter(agreement__partnership_id=seat.partnership_id)


class Proposal(Versioned):
    """Some words for an agreement. Amended until they are settled: each version is kept, and who was heard on which.

    `parts` are the words, by the id of the part. With `answer_by` it is heard online until the end of that day.
    """

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="proposals")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=NAME * 2)
    parts = models.JSONField()
    look_again = models.DateField(null=True)
    answer_by = models.DateField(null=True)
    at = models.DateTimeField()
    by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=43, unique=True, null=True, editable=False)  # a second press makes no second one

    objects = ProposalQuerySet.as_manager()

    class Meta:
        ordering = ["agreement", "number"]
        constraints = [models.UniqueConstraint(fields=["agreement", "number"], name="one_proposal_of_a_number")]


class ProposalVersion(Version):
    """A proposal as it once stood."""

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="versions")
    title = models.CharField(max_length=NAME * 2)
    parts = models.JSONField()
    look_again = models.DateField(null=True)
    answer_by = models.DateField(null=True)

    class Meta(Version.Meta):
        constraints = [models.UniqueConstraint(fields=["proposal", "version"], name="one_proposal_version")]


class Clarifying(models.Model):
    """What somebody asked about a proposal, or (`answers`) what somebody said to that. Rows are only added."""

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="clarifyings")
    answers = models.ForeignKey("self", on_delete=models.CASCADE, null=True, related_name="answered")
    words = models.CharField(max_length=LINE * 5)
    at = models.DateTimeField()
    by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=43, unique=True, null=True, editable=False)

    class Meta:
        ordering = ["pk"]


class Says(models.TextChoices):
    """What somebody says to a proposal."""

    AGREE = "agree", _("I agree")
    THERE = "there", _("Was there when it was agreed")
    LIVE = "live", _("I can live with it")
    RESERVATION = "reservation", _("I have a reservation")
    CANNOT = "cannot", _("I cannot support it: it would do harm")
    BACK = "back", _("I must take this back to my organisation")


class Voice(models.Model):
    """What somebody said to one version of a proposal, with their name. Rows are added; the last one counts.

    `typed_by` is who typed it in for them, in the room, or let them in on the device it was said on: it never
    lifts what somebody said to the same words themselves. What was typed in with a `room` goes when that is undone.
    """

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="voices")
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField()
    says = models.CharField(max_length=12, choices=Says.choices)
    words = models.CharField(max_length=LINE * 5, blank=True)
    back_by = models.DateField(null=True)  # by when they hear from their organisation
    at = models.DateTimeField()
    typed_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")
    room = models.ForeignKey("agreements.InTheRoom", on_delete=models.CASCADE, null=True, related_name="voices")
    key = models.CharField(max_length=43, unique=True, null=True, editable=False)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(says="back", back_by__isnull=False) | (~Q(says="back") & Q(back_by=None)),
                name="taken_back_by_a_day",
            ),
            models.CheckConstraint(
                condition=~Q(says__in=["reservation", "cannot"], words=""), name="a_reservation_says_which"
            ),
        ]


class VoiceOf(models.Model):
    """Where somebody came from when they were heard: each organisation, or none, as a resident.

    Kept as it was then: what the group decided together stays, also when somebody moves on or is erased.
    """

    voice = models.ForeignKey(Voice, on_delete=models.CASCADE, related_name="of")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["pk"]


class InTheRoom(models.Model):
    """A version was heard in a room: on which day, who was there; whoever was not can say until a day."""

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="rooms")
    version = models.PositiveIntegerField()
    on = models.DateField()
    who_was_there = models.CharField(max_length=LINE, blank=True)  # those who have no place here
    absent_until = models.DateField()
    at = models.DateTimeField()
    by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["proposal", "version"], condition=Q(undone_at=None), name="one_room_for_a_version"
            )
        ]


class How(models.TextChoices):
    """How a proposal was settled."""

    ADOPTED = "adopted", _("Agreed")
    LEFT_OPEN = "left-open", _("Left open")
    DECIDED = "decided", _("Decided in a meeting")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class Settlement(models.Model):
    """A proposal was settled: how, when and by whom; by nobody where the days of the absent ran out.

    Left open: `words` say what is in the way. Decided in a meeting: they say where and by whom; the objections stand
    beside it, in the voices.
    """

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="settlements")
    version = models.PositiveIntegerField()
    how = models.CharField(max_length=10, choices=How.choices)
    on = models.DateField()
    words = models.CharField(max_length=LINE * 5, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["proposal"], condition=Q(undone_at=None), name="settled_once_at_a_time")
        ]


class LookedAgain(models.Model):
    """The day to look again came, and an agreement was left as it is, or (`ends`) let go; and when we look next."""

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="looked_again")
    ends = models.BooleanField(default=False)
    words = models.CharField(max_length=LINE, blank=True)
    look_again = models.DateField(null=True)
    at = models.DateTimeField()
    by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")
    key = models.CharField(max_length=43, unique=True, null=True, editable=False)

    class Meta:
        ordering = ["pk"]
