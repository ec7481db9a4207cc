"""What we will try, and whether it helped."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from alongside.agreements.models import Agreement
from alongside.learning.models.making import Insight
from alongside.learning.models.talks import WORDS, Finish, Talk
from alongside.partnerships.models import LINE, NAME, Membership, Partnership
from alongside.partnerships.refs import new_ref
from alongside.partnerships.texts import Version, Versioned

if TYPE_CHECKING:
    from alongside.partnerships.seats import Seat


def _told(*happened: str) -> Exists:
    """Whether one of these was said of a try, and stands."""
    return Exists(Outcome.objects.filter(action=OuterRef("pk"), undone_at=None, happened__in=happened))


class ActionQuerySet(models.QuerySet["Action"]):
    """What we will try, in phrases."""

    def within(self, seat: Seat) -> ActionQuerySet:
        """Keep those of the seat's partnership."""
        return self.filter(partnership_id=seat.partnership_id)

    def said(self) -> ActionQuerySet:
        """Keep those that say something; of a talk, once that is finished."""
        return self.exclude(what="").filter(Q(talk=None) | Exists(Finish.objects.filter(talk=OuterRef("talk"))))

    def open(self) -> ActionQuerySet:
        """Keep those that have neither happened nor been let go, soonest first."""
        return self.said().filter(~_told(*Outcome.ENDS)).order_by(models.F("due").asc(nulls_last=True), "pk")

    def done(self) -> ActionQuerySet:
        """Keep those that happened."""
        return self.said().filter(_told(Happened.YES))

    def let_go(self) -> ActionQuerySet:
        """Keep those that were let go, and did not happen."""
        return self.said().filter(_told(Happened.LET_GO), ~_told(Happened.YES))

    def to_ask(self, *, rested: datetime.datetime) -> ActionQuerySet:
        """Keep those that are open; and those that happened, too soon to say whether they helped, if that is long ago.

        Long ago: nothing was said of them since `rested`. `.has_happened` says which; those come last.
        """
        told = Outcome.objects.filter(action=OuterRef("pk"), undone_at=None)
        helped = told.filter(happened=Happened.YES).exclude(helped__in=("", Helped.TOO_SOON))
        unsaid = ~Exists(helped) & ~Exists(told.filter(at__gte=rested))
        waits = ~_told(*Outcome.ENDS) | (_told(Happened.YES) & unsaid)
        asked = self.said().filter(waits).annotate(has_happened=_told(Happened.YES))
        return asked.order_by("has_happened", models.F("due").asc(nulls_last=True), "pk")

    def named(self, who: Membership) -> ActionQuerySet:
        """Keep those that name somebody as one who tries it."""
        return self.filter(people=who)

    def newest(self, many: int) -> ActionQuerySet:
        """Keep the newest so many, to be looked through: what it costs does not grow with the years."""
        return Action.objects.filter(pk__in=self.order_by("-pk").values("pk")[:many])


class Action(Versioned):
    """What we will try: what, who, by when, what we would see. Pages say "what we will try".

    It comes from the lines of a talk, a sentence of ours, an agreement, another try, or from nowhere. `people` are
    those of us who try it; `who` is who else, or as it was typed in a talk.
    """

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="actions")
    ref = models.CharField(max_length=12, unique=True, default=new_ref, editable=False)
    talk = models.OneToOneField(Talk, on_delete=models.CASCADE, null=True, related_name="action")
    insight = models.ForeignKey(Insight, on_delete=models.SET_NULL, null=True, related_name="actions")
    agreement = models.ForeignKey(Agreement, on_delete=models.SET_NULL, null=True, related_name="actions")
    grew_from = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, related_name="grew")
    on = models.DateField()  # the day it was said
    question = models.CharField(max_length=60, blank=True)
    what = models.CharField(max_length=WORDS, blank=True)
    who = models.CharField(max_length=NAME * 2, blank=True)
    due = models.DateField(null=True)
    signs = models.CharField(max_length=LINE * 5, blank=True)  # what we would see if it helped
    people = models.ManyToManyField(Membership, related_name="+")
    key = models.CharField(max_length=43, unique=True, null=True, editable=False)  # a second press makes no second one

    objects = ActionQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["partnership", "question"], name="tries_of_a_question"),
            models.Index(fields=["partnership", "-id"], name="tries_of_a_partnership"),
            models.Index(fields=["partnership", "-on", "-id"], name="tries_by_day"),
            models.Index(fields=["partnership", "-on", "-id"], condition=Q(talk=None), name="tries_without_a_talk"),
        ]


class ActionVersion(Version):
    """What we will try, as it once stood."""

    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="versions")
    what = models.CharField(max_length=WORDS, blank=True)
    who = models.CharField(max_length=NAME * 2, blank=True)
    due = models.DateField(null=True)
    signs = models.CharField(max_length=LINE * 5, blank=True)
    people = models.ManyToManyField(Membership, related_name="+")

    class Meta(Version.Meta):
        constraints = [models.UniqueConstraint(fields=["action", "version"], name="one_action_version")]


class Happened(models.TextChoices):
    """Whether it happened."""

    YES = "yes", _("Yes")
    PARTLY = "partly", _("Partly")
    NO = "no", _("Not yet")
    CHANGED = "changed", _("We changed it")
    LET_GO = "let-go", _("We let it go")


class Helped(models.TextChoices):
    """Whether it helped."""

    YES = "yes", _("It helped")
    PARTLY = "partly", _("It helped some")
    NO = "no", _("It did not help")
    TOO_SOON = "too-soon", _("Too soon to say")


class Outcome(models.Model):
    """What came of something we tried, as said on one day. Rows are added; a wrong one is undone, not erased."""

    ENDS = (Happened.YES, Happened.LET_GO)

    # that of its action, so that those of a partnership lie in order
    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="+")
    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="outcomes")
    happened = models.CharField(max_length=8, choices=Happened.choices)
    helped = models.CharField(max_length=8, choices=Helped.choices, blank=True)
    words = models.CharField(max_length=LINE * 5, blank=True)  # whom it helped, and whom not
    learned = models.CharField(max_length=LINE * 5, blank=True)  # what we learned
    at = models.DateTimeField()
    by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")
    key = models.CharField(max_length=43, unique=True, null=True, editable=False)  # a second press keeps no second one

    class Meta:
        ordering = ["at", "pk"]
        indexes = [models.Index(fields=["partnership", "-at", "-id"], name="outcomes_by_day")]
