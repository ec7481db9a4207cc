"""A round: some questions asked of everyone; and the rows that remember when it was asked, closed, withdrawn."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.functional import cached_property
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from alongside.partnerships.models import LINE, NAME, Membership, MembershipQuerySet, Partnership
from alongside.partnerships.prepared import Prepared, told
from alongside.partnerships.refs import new_ref
from alongside.partnerships.texts import Version, Versioned

if TYPE_CHECKING:
    from alongside.partnerships.seats import Seat

ENOUGH = 5
"""How many must have sent without a name on a question for what they sent to be counted and shown."""
ENOUGH_ASKED = 8
"""How many must be asked for sending without a name to be offered."""
MINUTES = 3
"""What one question is reckoned to take."""
OPENING_WORDS = 1000


class Way(models.TextChoices):
    """Which of the framework's two ways the questions are asked in; each has its own scale."""

    PREPARE = "prepare", _("Prepare: we are about to begin")
    REFLECT = "reflect", _("Reflect: we look at how it has been")


class Opens(models.TextChoices):
    """When what was sent is opened."""

    MEETING = "meeting", _("At a meeting, together")
    CLOSE = "close", _("As soon as answers close")


class Whom(models.TextChoices):
    """Who is asked."""

    EVERYBODY = "everybody", _("Everybody, those who join meanwhile too")
    FEW = "few", _("Some of us")


class RoundQuerySet(models.QuerySet["Round"]):
    """Rounds, in phrases."""

    def within(self, seat: Seat) -> RoundQuerySet:
        """Keep those of the seat's partnership."""
        return self.filter(partnership_id=seat.partnership_id)

    def _with(self, rows: type[models.Model]) -> Exists:
        return Exists(rows._default_manager.filter(round=OuterRef("pk")))

    def asked(self) -> RoundQuerySet:
        """Keep those that people have been asked, whatever came of them."""
        return self.filter(self._with(Asking))

    def prepared(self) -> RoundQuerySet:
        """Keep those that nobody has been asked yet."""
        return self.exclude(self._with(Asking))

    def uncounted(self) -> RoundQuerySet:
        """Keep those asked that are neither counted nor withdrawn: open for answers, or closed by the clock alone."""
        return self.asked().exclude(self._with(Closing)).exclude(self._with(Withdrawal))

    def open(self, *, at: datetime.datetime) -> RoundQuerySet:
        """Keep those that take answers at this moment."""
        return self.uncounted().filter(closes_at__gt=at)

    def due(self, *, at: datetime.datetime) -> RoundQuerySet:
        """Keep those whose answers are to be counted: closed by the clock, and not counted yet."""
        return self.uncounted().filter(closes_at__lte=at)

    def opened(self) -> RoundQuerySet:
        """Keep those of which everybody here may read what was sent."""
        return self.filter(opening__isnull=False)

    def to_open(self, *, counted: datetime.datetime, seen: datetime.datetime) -> RoundQuerySet:
        """Keep those not opened that wait no longer: to open at the close, or counted and seen to wait by then."""
        waited = Q(closing__at__lte=counted, closing__waits_at__lte=seen)
        return self.filter(waited | Q(closing__isnull=False, opens=Opens.CLOSE), opening__isnull=True)

    def asking(self, who: Any) -> RoundQuerySet:
        """Keep those that ask `who`: a membership, or a place in a prepared question for the number of one."""
        chosen = Exists(Asked.objects.filter(round=OuterRef("pk"), membership=who))
        return self.filter(Q(whom=Whom.EVERYBODY) | Q(chosen))


class Round(Versioned):
    """Some questions asked of everyone. Once it is asked, only its name, opening words and day may change."""

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="rounds")
    ref = models.CharField(max_length=12, unique=True, default=new_ref, editable=False)
    edition = models.CharField(max_length=40)
    name = models.CharField(max_length=NAME)  # "June questions"
    way = models.CharField(max_length=8, choices=Way.choices)
    words = models.CharField(max_length=OPENING_WORDS, blank=True)  # why we ask, said before the first question
    closes_at = models.DateTimeField()  # the end of the day that answers close on
    opens = models.CharField(max_length=8, choices=Opens.choices, default=Opens.MEETING)
    meeting_on = models.DateField(null=True)  # the day of the meeting, where it is known
    without_names = models.BooleanField()
    whom = models.CharField(max_length=10, choices=Whom.choices, default=Whom.EVERYBODY)
    # somebody through whom one can speak, and how they are reached
    through = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")
    through_reach = models.CharField(max_length=LINE, blank=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    # what the page that prepares one sends along, so that a second press prepares no second one
    made_key = models.CharField(max_length=43, unique=True, null=True, editable=False)

    objects = RoundQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(whom=Whom.EVERYBODY) | Q(without_names=False), name="a_chosen_few_answer_with_names"
            )
        ]
        indexes = [models.Index(fields=["partnership", "-made_at"], name="rounds_of_a_partnership")]

    def __str__(self) -> str:
        return self.name

    @property
    def last_day(self) -> datetime.date:
        """The last day on which it takes answers."""
        return localdate(self.closes_at - datetime.timedelta(seconds=1))

    @cached_property
    def question_ids(self) -> tuple[str, ...]:
        """The questions, in their order."""
        return tuple(_QUESTIONS.every(round=self.pk))

    def people(self) -> MembershipQuerySet:
        """Return who is asked, as things stand today: everybody here, or those chosen who are."""
        here = Membership.objects.filter(partnership=self.partnership_id).here()
        return here.filter(pk__in=self.chosen.values("membership")) if self.whom == Whom.FEW else here


class RoundVersion(Version):
    """What was said of a round, as it once stood: its name, opening words and day."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="versions")
    name = models.CharField(max_length=NAME)
    words = models.CharField(max_length=OPENING_WORDS, blank=True)
    closes_at = models.DateTimeField()

    class Meta(Version.Meta):
        constraints = [models.UniqueConstraint(fields=["round", "version"], name="one_round_version")]


class RoundQuestion(models.Model):
    """One question of a round, in its place. It `stands` while the round is asked and neither counted nor withdrawn."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="questions")
    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="+")
    question = models.CharField(max_length=60)
    place = models.PositiveSmallIntegerField()
    stands = models.BooleanField(default=False)

    class Meta:
        ordering = ["place"]
        constraints = [
            models.UniqueConstraint(fields=["round", "question"], name="a_question_once_in_a_round"),
            models.UniqueConstraint(
                fields=["partnership", "question"], condition=Q(stands=True), name="a_question_in_one_open_round"
            ),
        ]


def _questions() -> models.QuerySet[Any, str]:
    of = RoundQuestion.objects.filter(round_id=told("round", models.BigIntegerField()))
    return of.order_by("place").values_list("question", flat=True)


_QUESTIONS = Prepared(_questions)


class Asked(models.Model):
    """One of the chosen few that a round asks."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="chosen")
    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["round", "membership"], name="chosen_once")]


class _Mark(models.Model):
    """That something happened to a round: when, and by whom."""

    at = models.DateTimeField()
    by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True


class Asking(_Mark):
    """It was opened for answers."""

    round = models.OneToOneField(Round, on_delete=models.CASCADE, related_name="asking")


class Withdrawal(_Mark):
    """It was withdrawn before its answers closed. Nothing here says whether anything had been sent."""

    round = models.OneToOneField(Round, on_delete=models.CASCADE, related_name="withdrawal")
    is_swept = models.BooleanField(default=False)  # as at a closing


class Closing(models.Model):
    """Its answers were counted. `by` only where somebody closed it early. From here on it takes none, ever."""

    round = models.OneToOneField(Round, on_delete=models.CASCADE, related_name="closing")
    at = models.DateTimeField()
    by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")
    people = models.PositiveIntegerField(null=True)  # of how many what is shown comes; none where fewer than five
    is_swept = models.BooleanField(default=False)  # what the database still held of deleted rows is gone
    waits_at = models.DateTimeField(null=True)  # when a tick first saw that its waiting would be over in a day
