"""Who belongs: a partnership, its organisations, its members, and a note of who did what when."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from alongside.partnerships.refs import new_ref
from alongside.partnerships.texts import Version, Versioned

if TYPE_CHECKING:
    from alongside.partnerships.seats import Seat

NAME = 80
LINE = 200
NEW = datetime.timedelta(days=60)
"""How long somebody is new here."""
BEGINNING = datetime.timedelta(days=7)
"""Whoever comes in within so long of the start is one of those who began it, and no newcomer."""


class Stage(models.TextChoices):
    """Which of the framework's two ways a partnership begins with: prepare, or reflect."""

    NEW = "new", _("We are just starting")
    ESTABLISHED = "established", _("We have worked together for a while")


class Partnership(Versioned):
    """All that one partnership keeps; the wall nothing crosses."""

    ref = models.CharField(max_length=12, unique=True, default=new_ref, editable=False)
    name = models.CharField(max_length=NAME)
    place = models.CharField(max_length=NAME, blank=True)
    stage = models.CharField(max_length=12, choices=Stage.choices)
    edition = models.CharField(max_length=40)
    # whom to tell if somebody is in danger: a person or a body, and how they are reached
    contact_name = models.CharField(max_length=NAME, blank=True)
    contact_reach = models.CharField(max_length=LINE, blank=True)
    started_at = models.DateTimeField()
    # of the key that the page which starts one sends along, so that a second press starts no second one
    start_hash = models.BinaryField(max_length=32, unique=True, null=True, editable=False)
    # nobody in it is real: from its first moment, and for good
    is_invented = models.BooleanField(default=False, editable=False)

    def __str__(self) -> str:
        return self.name

    @property
    def is_preparing(self) -> bool:
        """Whether it is just starting: then it prepares, where others reflect."""
        return self.stage == Stage.NEW


class PartnershipVersion(Version):
    """The partnership's own details as they once stood."""

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="versions")
    name = models.CharField(max_length=NAME)
    place = models.CharField(max_length=NAME, blank=True)
    stage = models.CharField(max_length=12, choices=Stage.choices)
    contact_name = models.CharField(max_length=NAME, blank=True)
    contact_reach = models.CharField(max_length=LINE, blank=True)

    class Meta(Version.Meta):
        constraints = [models.UniqueConstraint(fields=["partnership", "version"], name="one_partnership_version")]


class Kind(models.TextChoices):
    """What kind of organisation; asked only of whoever adds it."""

    NHS = "nhs", _("NHS or health")
    COUNCIL = "council", _("Council or other public body")
    CHARITY = "charity", _("Charity or community group")
    FAITH = "faith", _("Faith group")
    BUSINESS = "business", _("Business or social enterprise")
    LEARNING = "learning", _("School, college or university")
    OTHER = "other", _("Something else")


class Size(models.TextChoices):
    """How many paid staff; it decides what one may fairly ask of it."""

    NONE = "none", _("Nobody paid")
    SMALL = "small", _("Fewer than 10 paid staff")
    MIDDLE = "middle", _("10 to 249 paid staff")
    LARGE = "large", _("250 or more paid staff")


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    """Organisations, in phrases."""

    def within(self, seat: Seat) -> OrganisationQuerySet:
        """Keep those of the seat's partnership."""
        return self.filter(partnership_id=seat.partnership_id)


class Organisation(models.Model):
    """A body that people of a partnership come from."""

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="organisations")
    name = models.CharField(max_length=NAME)
    kind = models.CharField(max_length=10, choices=Kind.choices, blank=True)
    size = models.CharField(max_length=10, choices=Size.choices, blank=True)

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(Lower("name"), F("partnership"), name="one_organisation_of_a_name")]

    def __str__(self) -> str:
        return self.name


class MembershipQuerySet(models.QuerySet["Membership"]):
    """Memberships, in phrases."""

    def within(self, seat: Seat) -> MembershipQuerySet:
        """Keep those of the seat's partnership."""
        return self.filter(partnership_id=seat.partnership_id)

    def here(self) -> MembershipQuerySet:
        """Keep those who have come in and have not gone."""
        return self.filter(arrived_at__isnull=False).not_gone()

    def not_gone(self) -> MembershipQuerySet:
        """Keep those who have neither left nor been removed, or have come back."""
        return self.filter(~Exists(Departure.objects.filter(membership=OuterRef("pk"), returned_at=None)))

    def new(self, seat: Seat, *, at: datetime.datetime) -> MembershipQuerySet:
        """Keep those here who came in lately, and not when it all began."""
        began = seat.partnership.started_at + BEGINNING
        return self.within(seat).here().filter(arrived_at__gt=max(began, at - NEW))

    def expected(self) -> MembershipQuerySet:
        """Keep those who were sent a link or a card and have not come in yet."""
        return self.filter(arrived_at__isnull=True).not_gone()

    def organisers(self) -> MembershipQuerySet:
        """Keep those who organise today."""
        return self.filter(Exists(Organising.objects.filter(membership=OuterRef("pk"), until=None)))

    def with_role(self) -> MembershipQuerySet:
        """Add `.organises`: whether each is an organiser today."""
        return self.annotate(organises=Exists(Organising.objects.filter(membership=OuterRef("pk"), until=None)))


class Membership(models.Model):
    """Somebody's place in one partnership. The same person elsewhere is another row that nothing joins to this one."""

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="memberships")
    ref = models.CharField(max_length=12, unique=True, default=new_ref, editable=False)
    name = models.CharField(max_length=NAME)
    arrived_at = models.DateTimeField(null=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name


class AffiliationQuerySet(models.QuerySet["Affiliation"]):
    """Where people come from, in phrases."""

    def within(self, seat: Seat) -> AffiliationQuerySet:
        """Keep those of people of the seat's partnership."""
        return self.filter(membership__partnership_id=seat.partnership_id)

    def now(self) -> AffiliationQuerySet:
        """Keep those that hold still."""
        return self.filter(until=None)

    def on(self, day: datetime.date) -> AffiliationQuerySet:
        """Keep those that held on that day, as it was said: one that ended on it held no more."""
        return self.filter(Q(until=None) | Q(until__gt=day), since__lte=day)

    def by_person(self) -> dict[int, tuple[Organisation | None, ...]]:
        """Return where each comes from, by the number of their membership, the one since longest first. One query.

        None stands for a resident; whoever has not said is not there.
        """
        found: dict[int, tuple[Organisation | None, ...]] = {}
        for row in self.select_related("organisation").order_by("since", "pk"):
            found[row.membership_id] = (*found.get(row.membership_id, ()), row.organisation)
        return found


class Affiliation(models.Model):
    """Where somebody comes from, from when and until when; without an organisation: as a resident.

    Somebody may come from several at once, from each of them once at a time.
    """

    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="affiliations")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, related_name="affiliations")
    since = models.DateField()
    until = models.DateField(null=True)

    objects = AffiliationQuerySet.as_manager()

    class Meta:
        ordering = ["since", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["membership", "organisation"], condition=Q(until=None), name="comes_from_each_once_at_a_time"
            ),
            models.UniqueConstraint(
                fields=["membership"], condition=Q(until=None, organisation=None), name="a_resident_once_at_a_time"
            ),
        ]


class OrganisingQuerySet(models.QuerySet["Organising"]):
    """Times of organising, in phrases."""

    def given_by(self, seat: Seat, *, since: datetime.datetime) -> OrganisingQuerySet:
        """Keep those of today that the one in this seat has given since then to somebody who was here.

        Not what came back with somebody who came back: that was theirs.
        """
        given = self.filter(given_by=seat.membership, until=None, since__gte=since)
        return given.filter(since__gte=F("membership__arrived_at")).exclude(
            membership__departures__returned_at=F("since")
        )


class Organising(models.Model):
    """A time during which somebody organises."""

    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="organisings")
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)
    given_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")

    objects = OrganisingQuerySet.as_manager()

    class Meta:
        ordering = ["since", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["membership"], condition=Q(until=None), name="organises_once_at_a_time")
        ]


class DepartureQuerySet(models.QuerySet["Departure"]):
    """Departures, in phrases."""

    def within(self, seat: Seat) -> DepartureQuerySet:
        """Keep those of the seat's partnership."""
        return self.filter(membership__partnership_id=seat.partnership_id)

    def open(self) -> DepartureQuerySet:
        """Keep those of people who have not come back."""
        return self.filter(returned_at=None)


class Departure(models.Model):
    """Somebody left, or was removed (`by` another); and perhaps came back."""

    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="departures")
    at = models.DateTimeField()
    by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=LINE * 5, blank=True)  # for the person and the organisers, nobody else
    organised = models.BooleanField(default=False)  # so that an undo gives back what was there
    returned_at = models.DateTimeField(null=True)
    returned_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")

    objects = DepartureQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["membership"], condition=Q(returned_at=None), name="gone_once_at_a_time")
        ]

    @property
    def was_removed(self) -> bool:
        """Whether somebody else did it."""
        return self.by_id != self.membership_id


class MomentQuerySet(models.QuerySet["Moment"]):
    """Moments, in phrases."""

    def within(self, seat: Seat) -> MomentQuerySet:
        """Keep those of the seat's partnership."""
        return self.filter(partnership_id=seat.partnership_id)


class Moment(models.Model):
    """Who did what kind of thing when: one for each command; never what the words were."""

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="moments")
    who = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")
    what = models.CharField(max_length=40)
    about = models.CharField(max_length=80, blank=True)
    at = models.DateTimeField()

    objects = MomentQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["partnership", "-id"], name="moments_of_a_partnership")]


def note(
    partnership: Partnership, *, who: Membership | None, what: str, at: datetime.datetime, about: str = ""
) -> None:
    """Write down that `who` did `what`, inside the command's own transaction."""
    Moment.objects.create(partnership=partnership, who=who, what=what, about=about, at=at)
