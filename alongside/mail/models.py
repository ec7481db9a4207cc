"""Addresses that people gave, codes that were asked for, and letters that wait to be sent."""

from __future__ import annotations

import datetime

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from alongside.partnerships.models import Departure, Membership, Partnership
from alongside.partnerships.refs import new_ref
from alongside.partnerships.seats import Seat

EMAIL = 254
LONGEST_PAUSE = datetime.timedelta(hours=6)


class Tick(models.TextChoices):
    """What somebody's address may be used for; the names are those of the fields."""

    COMES_IN = "comes_in", _("Let me come in by e-mail, with a code")
    TOLD = "told", _("Tell me when something is asked of me")
    WEEKLY = "weekly", _("Send me a letter once a week")


class AddressQuerySet(models.QuerySet["Address"]):
    """Addresses, in phrases."""

    def of(self, seat: Seat) -> AddressQuerySet:
        """Keep that of the person who asks; nobody else ever sees it."""
        return self.filter(membership=seat.membership)

    def in_use(self) -> AddressQuerySet:
        """Keep those of people who are here."""
        gone = Departure.objects.filter(membership=OuterRef("membership"), returned_at=None)
        return self.filter(~Exists(gone), membership__arrived_at__isnull=False)

    def ticked(self, tick: str) -> AddressQuerySet:
        """Keep those of people who are here and want them used for that."""
        return self.in_use().filter(**{Tick(tick).value: True})


class Address(models.Model):
    """The e-mail address of one membership, proved by a code. The same elsewhere is another row nothing joins to it."""

    membership = models.OneToOneField(Membership, on_delete=models.CASCADE, related_name="address")
    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="+")
    ref = models.CharField(max_length=12, unique=True, default=new_ref, editable=False)
    email = models.CharField(max_length=EMAIL)
    comes_in = models.BooleanField()
    told = models.BooleanField()
    weekly = models.BooleanField()

    objects = AddressQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["email"], name="addresses_by_email")]
        constraints = [
            # a browser holds one cookie for a partnership, so one letter can let in one of its people
            models.UniqueConstraint(fields=["partnership", "email"], name="one_of_each_address_here")
        ]


class Purpose(models.TextChoices):
    """What a code is for: it does this and nothing else."""

    IN = "in"
    PROVE = "prove"


class Code(models.Model):
    """A code that was asked for from one browser, for one purpose. Neither it nor the address is kept to be read."""

    purpose = models.CharField(max_length=5, choices=Purpose.choices)
    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, null=True, related_name="+")
    browser = models.BinaryField(max_length=32, unique=True)  # the hash of what that browser's cookie holds
    code = models.BinaryField(max_length=32)  # a mark of the code, with that secret in it
    sealed = models.BinaryField()  # the address, under that secret
    link = models.BinaryField(max_length=32, unique=True, null=True)  # the hash of what the letter's link holds
    sealed_for_link = models.BinaryField(null=True)  # the address, under that secret
    tries = models.PositiveSmallIntegerField(default=0)
    at = models.DateTimeField()
    seen = models.DateTimeField()  # the latest that the clock has said since: a clock that is put back ends it
    used_by = models.BinaryField(max_length=32, null=True)  # the hash of the form's key: sent twice, answered alike

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(purpose="in", membership=None) | Q(purpose="prove", membership__isnull=False, link=None),
                name="a_code_has_one_purpose",
            )
        ]


class Tally(models.Model):
    """How often something was done about one address in one stretch of time. The address is a mark, kept two days."""

    what = models.CharField(max_length=8)
    mark = models.BinaryField(max_length=32)
    stretch = models.BigIntegerField()  # its number; never goes back, whatever the clock says
    count = models.PositiveIntegerField(default=0)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["what", "mark"], name="one_tally_of_each")]


def due(at: datetime.datetime) -> Q:
    """Whatever is to be done by now; also what waits for longer than anything does: the clock was put back."""
    return Q(next_at__lte=at) | Q(next_at__gt=at + 2 * LONGEST_PAUSE)


class WaitingLetterQuerySet(models.QuerySet["WaitingLetter"]):
    """Letters that wait, in phrases."""

    def queued_by(self, seat: Seat) -> WaitingLetterQuerySet:
        """Keep those that the person who asks has set going; nobody else sees them."""
        return self.filter(by=seat.membership, by__partnership_id=seat.partnership_id)


class WaitingLetter(models.Model):
    """A letter to one person, until it is sent. What stands in it is sealed, as is the address it goes to."""

    kind = models.CharField(max_length=12)
    # whom it goes to, or is about; it goes to nobody who has gone
    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, null=True, related_name="+")
    # who is shown that it is not sent yet
    by = models.ForeignKey(Membership, on_delete=models.CASCADE, null=True, related_name="+")
    about = models.CharField(max_length=12, blank=True)
    seal = models.CharField(max_length=12, default=new_ref, editable=False)  # what its seal is bound to
    sealed = models.BinaryField()
    at = models.DateTimeField()
    next_at = models.DateTimeField()
    until = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    given_up_at = models.DateTimeField(null=True)

    objects = WaitingLetterQuerySet.as_manager()

    class Meta:
        ordering = ["at", "pk"]
        indexes = [models.Index(fields=["next_at"], name="letters_by_when_due")]


class Errand(models.Model):
    """That letters of one kind are to go out about something. To whom is found out as they go, and kept nowhere."""

    kind = models.CharField(max_length=12)
    about = models.CharField(max_length=12, blank=True)
    next_at = models.DateTimeField()
    until = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    begun_by = models.CharField(max_length=12, blank=True)  # the run of the program that has sent some of them

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "about"], name="one_errand_of_a_kind_about_one_thing")]
