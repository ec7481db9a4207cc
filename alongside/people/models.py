"""Ways in: devices, personal links, the room's code, and those who knock."""

from __future__ import annotations

import datetime

from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from alongside.partnerships.models import NAME, Departure, Membership, Partnership
from alongside.partnerships.refs import new_ref
from alongside.partnerships.seats import Seat

UNDO = datetime.timedelta(minutes=10)
"""How long the end of a device or of a link can be taken back."""


def removed(who: str) -> models.QuerySet[Departure]:
    """Return, for an Exists, that the person in the field `who` has been removed by another and is not back."""
    return Departure.objects.filter(membership=OuterRef(who), returned_at=None).exclude(by=F("membership"))


class DeviceQuerySet(models.QuerySet["Device"]):
    """Devices, in phrases."""

    def of(self, seat: Seat) -> DeviceQuerySet:
        """Keep those of the person who asks; nobody else ever sees them."""
        return self.filter(membership=seat.membership)

    def known(self, *, on: datetime.date) -> DeviceQuerySet:
        """Keep those that let their person in on that day."""
        return self.filter(ended_at=None, known_until__gte=on)


class Device(models.Model):
    """A browser that is known here by a cookie of its own; what is signed in."""

    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="devices")
    ref = models.CharField(max_length=12, unique=True, default=new_ref, editable=False)
    secret_hash = models.BinaryField(max_length=32, unique=True)
    label = models.CharField(max_length=NAME)  # "Firefox on Android": what its person knows it by, nothing finer
    since = models.DateField()
    known_until = models.DateField()
    ended_at = models.DateTimeField(null=True)
    # the organiser on whose word alone it is its person's, see known.py
    let_in_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")

    objects = DeviceQuerySet.as_manager()

    class Meta:
        ordering = ["since", "pk"]


class PersonalLinkQuerySet(models.QuerySet["PersonalLink"]):
    """Personal links, in phrases."""

    def live(self, *, at: datetime.datetime) -> PersonalLinkQuerySet:
        """Keep those that still let somebody in: not what was made by an organiser who has been removed."""
        gone = Departure.objects.filter(membership=OuterRef("membership"), returned_at=None)
        alive = self.filter(~Exists(gone), ~Exists(removed("made_by")), ended_at=None)
        return alive.filter(Q(expires_at=None) | Q(expires_at__gt=at))

    def used_up(self, *, since: datetime.datetime) -> PersonalLinkQuerySet:
        """Keep those of the server's host that have let their one browser in since then."""
        gone = Departure.objects.filter(membership=OuterRef("membership"), returned_at=None)
        return self.filter(~Exists(gone), made_by=None, own=False, ended_by=None, ended_at__gte=since)

    def may_work_again(self, *, at: datetime.datetime) -> PersonalLinkQuerySet:
        """Keep those whose end can be taken back: lately ended by hand, and the newest of their person."""
        newer = PersonalLink.objects.filter(membership=OuterRef("membership"), pk__gt=OuterRef("pk"))
        lately = self.filter(ended_at__gte=at - UNDO).exclude(ended_by=None)
        return lately.filter(~Exists(newer)).exclude(expires_at__lte=at)

    def ended_by_their_person(self, is_so: bool = True) -> PersonalLinkQuerySet:
        """Keep those that their own person ended; or, where not, those that somebody else did."""
        theirs = Q(ended_by=F("membership"))
        return self.filter(theirs if is_so else ~theirs)

    def of(self, seat: Seat) -> PersonalLinkQuerySet:
        """Keep those of the person who asks."""
        return self.filter(membership=seat.membership)

    def within(self, seat: Seat) -> PersonalLinkQuerySet:
        """Keep those of the seat's partnership that an organiser made; a person's own is nobody else's business."""
        return self.filter(membership__partnership_id=seat.partnership_id, own=False)


class PersonalLink(models.Model):
    """A link or card that lets its person in: made by an organiser, or (`own`) by its person, which ends the other."""

    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="links")
    ref = models.CharField(max_length=12, unique=True, default=new_ref, editable=False)
    secret_hash = models.BinaryField(max_length=32, unique=True)
    own = models.BooleanField()
    made_at = models.DateTimeField()
    # none: whoever runs the server
    made_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")
    expires_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    # none: another link took its place
    ended_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")
    # one's own, made on such a device: the organiser
    let_in_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")

    objects = PersonalLinkQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-pk"]
        constraints = [
            # an organiser's can stand beside one's own: it must not be a way to take that one away
            models.UniqueConstraint(
                fields=["membership", "own"], condition=Q(ended_at=None), name="one_live_link_of_each_kind"
            )
        ]


class DraftKey(models.Model):
    """A key that somebody's drafts are sealed with. The key itself is kept nowhere: only wrapped, see Wrap.

    Somebody has one, or several while two devices of theirs have not met. With `public` something can be sealed to its
    holder that only its holder can open.
    """

    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="draft_keys")
    ref = models.CharField(max_length=12, unique=True, default=new_ref, editable=False)
    public = models.BinaryField(max_length=32)

    class Meta:
        ordering = ["pk"]


class Wrap(models.Model):
    """A draft key, wrapped under a key that comes of the secret in one device's cookie or in one own link."""

    key = models.ForeignKey(DraftKey, on_delete=models.CASCADE, related_name="wraps")
    device = models.ForeignKey(Device, on_delete=models.CASCADE, null=True, related_name="wraps")
    link = models.ForeignKey(PersonalLink, on_delete=models.CASCADE, null=True, related_name="wraps")
    sealed = models.BinaryField(max_length=60)

    class Meta:
        ordering = ["key"]
        constraints = [
            models.UniqueConstraint(fields=["key", "device"], name="one_wrap_for_a_device"),
            models.UniqueConstraint(fields=["key", "link"], name="one_wrap_for_a_link"),
            models.CheckConstraint(
                condition=Q(device=None, link__isnull=False) | Q(device__isnull=False, link=None),
                name="wrapped_for_one_way_in",
            ),
        ]


class RoomCodeQuerySet(models.QuerySet["RoomCode"]):
    """Rooms' codes, in phrases."""

    def within(self, seat: Seat) -> RoomCodeQuerySet:
        """Keep those of the seat's partnership."""
        return self.filter(partnership_id=seat.partnership_id)

    def open(self, *, at: datetime.datetime) -> RoomCodeQuerySet:
        """Keep those that let somebody in at this moment: not one of an organiser who has been removed."""
        return self.in_time(at=at).filter(~Exists(removed("made_by")), closed_at=None, taken__lt=F("places"))

    def in_time(self, *, at: datetime.datetime) -> RoomCodeQuerySet:
        """Keep those whose hours are not over, closed by hand or not."""
        return self.filter(opens_at__lte=at, closes_at__gt=at)


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

    objects = RoomCodeQuerySet.as_manager()

    class Meta:
        ordering = ["-opens_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(taken__lte=F("places")), name="no_more_than_there_are_places")
        ]


class KnockQuerySet(models.QuerySet["Knock"]):
    """Knocks, in phrases."""

    def fresh(self, *, at: datetime.datetime) -> KnockQuerySet:
        """Keep those of the last day; an older one is over, answered or not."""
        return self.filter(at__gte=at - datetime.timedelta(days=1))

    def within(self, seat: Seat) -> KnockQuerySet:
        """Keep those at the doors of the seat's partnership."""
        return self.filter(room__partnership_id=seat.partnership_id)

    def waiting(self) -> KnockQuerySet:
        """Keep those that nobody has answered."""
        return self.filter(answered_at=None)

    def declined(self) -> KnockQuerySet:
        """Keep those that were told no."""
        return self.filter(answered_at__isnull=False, membership=None)


class Knock(models.Model):
    """Somebody at the door of a room whose people are let in one by one."""

    room = models.ForeignKey(RoomCode, on_delete=models.CASCADE, related_name="knocks")
    ref = models.CharField(max_length=12, unique=True, default=new_ref, editable=False)
    secret_hash = models.BinaryField(max_length=32, unique=True)  # becomes the device's own when let in
    device_label = models.CharField(max_length=NAME)
    name = models.CharField(max_length=NAME)
    at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")
    membership = models.OneToOneField(Membership, on_delete=models.CASCADE, null=True, related_name="+")

    objects = KnockQuerySet.as_manager()

    class Meta:
        ordering = ["at", "pk"]


class WrongCodes(models.Model):
    """How many wrong codes of one kind were typed on this server in one hour; no address, no person."""

    hour = models.DateTimeField()
    kind = models.CharField(max_length=8, default="room")  # or "start": the code to start a partnership with
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["hour", "kind"], name="one_count_an_hour_of_each_kind")]


class Erasure(models.Model):
    """That somebody was erased: a mark that tells them again where an older copy is put back, and not their name.

    Where such a copy is older than their coming in, no membership is there.
    """

    tombstone = models.BinaryField(max_length=32, unique=True)  # of their place's reference, with this server's key
    on = models.DateField()
    membership = models.OneToOneField(Membership, on_delete=models.CASCADE, null=True, related_name="erasure")
    is_swept = models.BooleanField(default=False)  # what the database still held of deleted rows is gone
