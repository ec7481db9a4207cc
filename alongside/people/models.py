"""Ways in: devices, personal links, the room's code, and those who knock."""

from __future__ import annotations

import datetime

from django.db import models
from django.db.models import Q

from alongside.partnerships.models import NAME, Kind, Membership, Organisation, Partnership, Size
from alongside.partnerships.refs import new_ref


class Device(models.Model):
    """A browser that is known here by a cookie of its own; what is signed in."""

    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="devices")
    ref = models.CharField(max_length=12, unique=True, default=new_ref, editable=False)
    secret_hash = models.BinaryField(max_length=32, unique=True)
    label = models.CharField(max_length=NAME)  # "Firefox on Android": what its person knows it by, nothing finer
    since = models.DateField()
    known_until = models.DateField()

    class Meta:
        ordering = ["since", "pk"]


class PersonalLinkQuerySet(models.QuerySet["PersonalLink"]):
    """Personal links, in phrases."""

    def live(self, *, at: datetime.datetime) -> PersonalLinkQuerySet:
        """Keep those that still let somebody in."""
        return self.filter(ended_at=None).filter(Q(expires_at=None) | Q(expires_at__gt=at))


class PersonalLink(models.Model):
    """A link or card that lets its person in: made by an organiser, or (`own`) by its person, which ends the other."""

    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="links")
    secret_hash = models.BinaryField(max_length=32, unique=True)
    own = models.BooleanField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    expires_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    objects = PersonalLinkQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["membership"], condition=Q(ended_at=None), name="one_live_link_each")
        ]


class RoomCode(models.Model):
    """The code on the wall: for some hours, for so many, open or with an organiser letting people in."""

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="room_codes")
    ref = models.CharField(max_length=12, unique=True, default=new_ref, editable=False)
    code = models.CharField(max_length=8, unique=True)  # kept as it is: it hangs on a wall for some hours
    approved = models.BooleanField()  # an organiser lets each one in
    places = models.PositiveSmallIntegerField()
    taken = models.PositiveSmallIntegerField(default=0)
    made_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    opens_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["-opens_at"]
        constraints = [
            models.CheckConstraint(condition=Q(taken__lte=models.F("places")), name="no_more_than_there_are_places")
        ]

    def is_open(self, *, at: datetime.datetime) -> bool:
        """Whether the code lets anybody in at this moment."""
        return self.closed_at is None and self.opens_at <= at < self.closes_at and self.taken < self.places


class Knock(models.Model):
    """Somebody at the door of a room whose people are let in one by one."""

    room = models.ForeignKey(RoomCode, on_delete=models.CASCADE, related_name="knocks")
    ref = models.CharField(max_length=12, unique=True, default=new_ref, editable=False)
    secret_hash = models.BinaryField(max_length=32, unique=True)  # becomes the device's own when let in
    device_label = models.CharField(max_length=NAME)
    name = models.CharField(max_length=NAME)
    organisation = models.ForeignKey(Organisation, on_delete=models.SET_NULL, null=True, related_name="+")
    new_organisation = models.CharField(max_length=NAME, blank=True)
    kind = models.CharField(max_length=10, choices=Kind.choices, blank=True)
    size = models.CharField(max_length=10, choices=Size.choices, blank=True)
    at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")
    membership = models.OneToOneField(Membership, on_delete=models.CASCADE, null=True, related_name="+")

    class Meta:
        ordering = ["at", "pk"]


class WrongCodes(models.Model):
    """How many wrong codes were typed on this server in one hour; no address, no person."""

    hour = models.DateTimeField(unique=True)
    count = models.PositiveIntegerField(default=0)
