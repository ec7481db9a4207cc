"""Who welcomes whom, what goes with whoever leaves, and what somebody was offered and put away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Exists, OuterRef, Q

from alongside.partnerships.models.belonging import LINE, Departure, Membership
from alongside.partnerships.texts import Version, Versioned

if TYPE_CHECKING:
    from alongside.partnerships.seats import Seat


class WelcomingQuerySet(models.QuerySet["Welcoming"]):
    """Welcomings, in phrases."""

    def within(self, seat: Seat) -> WelcomingQuerySet:
        """Keep those in the seat's partnership."""
        return self.filter(membership__partnership_id=seat.partnership_id)

    def now(self) -> WelcomingQuerySet:
        """Keep those that hold still, by somebody who is here."""
        gone = Departure.objects.open().filter(membership=OuterRef("welcomer"))
        return self.filter(~Exists(gone), until=None)


class Welcoming(models.Model):
    """Somebody shows somebody new round: since when, named by whom; `reach` is how, if the welcomer wishes."""

    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="welcomings")
    welcomer = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="+")
    reach = models.CharField(max_length=LINE, blank=True)
    since = models.DateTimeField()
    by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    until = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")

    objects = WelcomingQuerySet.as_manager()

    class Meta:
        ordering = ["since", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["membership"], condition=Q(until=None), name="one_welcomer_at_a_time")
        ]


class PartingQuerySet(models.QuerySet["Parting"]):
    """Partings, in phrases."""

    def within(self, seat: Seat) -> PartingQuerySet:
        """Keep those in the seat's partnership."""
        return self.filter(membership__partnership_id=seat.partnership_id)


class Parting(Versioned):
    """What somebody who leaves says beforehand: three lines, and perhaps the day. Coming back keeps it."""

    membership = models.OneToOneField(Membership, on_delete=models.CASCADE, related_name="parting")
    leaves_on = models.DateField(null=True)
    goes = models.CharField(max_length=LINE * 5, blank=True)  # what goes with them
    takers = models.CharField(max_length=LINE * 5, blank=True)  # who could take it
    ask = models.CharField(max_length=LINE * 5, blank=True)  # what to ask them before they go

    objects = PartingQuerySet.as_manager()

    @property
    def says_something(self) -> bool:
        """Whether there are any words."""
        return bool(self.goes or self.takers or self.ask)


class PartingVersion(Version):
    """What somebody who leaves said, as it once stood."""

    parting = models.ForeignKey(Parting, on_delete=models.CASCADE, related_name="versions")
    leaves_on = models.DateField(null=True)
    goes = models.CharField(max_length=LINE * 5, blank=True)
    takers = models.CharField(max_length=LINE * 5, blank=True)
    ask = models.CharField(max_length=LINE * 5, blank=True)

    class Meta(Version.Meta):
        constraints = [models.UniqueConstraint(fields=["parting", "version"], name="one_parting_version")]


class NotNow(models.Model):
    """Somebody was offered something that a change set off, and put it away for themselves. `about` names the offer."""

    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="not_now")
    about = models.CharField(max_length=80)
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]
        constraints = [models.UniqueConstraint(fields=["membership", "about"], name="put_away_once")]
