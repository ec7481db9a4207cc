"""What home tells of rounds: whose turn it is, what one has sent, what waits, what was withdrawn."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.db.models import (
    BooleanField,
    Count,
    Exists,
    ExpressionWrapper,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
)
from django.db.models.functions import Coalesce
from django.utils.timezone import localdate

from alongside.partnerships.models import Membership
from alongside.partnerships.seats import Seat
from alongside.rounds.models import Asked, Opens, Round, RoundQuestion, Sent, TypedIn, Whom
from alongside.rounds.pages.organising import CLOSED, OPEN, WITHDRAWN, Mark, state_of
from alongside.rounds.pages.said import minutes

TURN, PART, SENT = "turn", "part", "sent"
"""An open round that asks whoever looks: they have sent nothing, something, or all."""
BEFORE = datetime.timedelta(days=2)
"""How long before the close somebody who has sent nothing is reminded; half of the time where it is open for less."""
TELL_WITHDRAWN, TELL_CLOSED = datetime.timedelta(days=14), datetime.timedelta(days=30)
MOST = 10


@dataclass(frozen=True, slots=True)
class Told:
    """What somebody's home says of one round. Of what anybody has sent it knows only what they sent themselves."""

    ref: str
    name: str
    is_how: str
    minutes: str
    closes_at: datetime.datetime
    last_day: datetime.date
    at_meeting: bool
    meeting_on: datetime.date | None
    withdrawn: Mark | None
    is_time_to_remind: bool
    is_typed_in: bool  # something was typed in for them from paper, and waits for them to decide


def told_of(seat: Seat, *, at: datetime.datetime) -> tuple[Told, ...]:
    """Return what is to be told here and now: what waits for them, what is open, closed, withdrawn. One query.

    Within each, what closes first comes first.
    """
    rows = sorted(_rows(seat, at=at), key=lambda row: (row.closes_at, row.pk))
    found = (_told(seat, row, at=at) for row in rows)
    return tuple(sorted((each for each in found if each), key=_rank))


def _rank(told: Told) -> int:
    if told.is_how in (TURN, PART) or told.is_typed_in:
        return 0
    return {CLOSED: 2, WITHDRAWN: 3}.get(told.is_how, 1)


def _rows(seat: Seat, *, at: datetime.datetime) -> QuerySet[Round]:
    who, theirs = seat.membership, Round.objects.within(seat)
    now = Q(closing=None, withdrawal=None) | Q(withdrawal__at__gt=at - TELL_WITHDRAWN)
    rounds = theirs if seat.is_organiser else theirs.asked()
    rounds = rounds.filter(now | Q(closing__isnull=False, closes_at__gt=at - TELL_CLOSED))
    rounds = rounds.order_by(_is_over(at), "-made_at", "-pk")  # what is over never pushes out what waits for them
    return rounds.select_related("asking", "closing", "withdrawal__by").annotate(
        asks_me=ExpressionWrapper(Q(whom=Whom.EVERYBODY) | Q(pk__in=_asking(who)), BooleanField()),
        many=_count(RoundQuestion.objects.all()),
        done=_count(Sent.objects.filter(membership=who)),
        typed_for_me=Exists(TypedIn.objects.filter(round=OuterRef("pk"), membership=who, is_refused=False)),
    )[:MOST]


def _is_over(at: datetime.datetime) -> ExpressionWrapper:
    over = Q(closing__isnull=False) | Q(withdrawal__isnull=False) | Q(closes_at__lte=at)
    return ExpressionWrapper(over, BooleanField())


def _asking(who: Membership) -> QuerySet[Asked, int]:
    return Asked.objects.filter(membership=who).values_list("round_id", flat=True)


def _count(rows: QuerySet[RoundQuestion] | QuerySet[Sent]) -> Coalesce:
    counted = rows.filter(round=OuterRef("pk")).order_by().values("round").annotate(many=Count("pk"))
    return Coalesce(Subquery(counted.values("many"), output_field=IntegerField()), 0)


def _told(seat: Seat, row: Round, *, at: datetime.datetime) -> Told | None:
    asks_me, many, done = row.asks_me, row.many, row.done  # type: ignore[attr-defined]  # annotated above
    state = state_of(row, at=at)
    if not asks_me and (state == WITHDRAWN or not seat.is_organiser):
        return None
    is_how = state
    if state == OPEN and asks_me:
        is_how = TURN if not done else SENT if done >= many else PART
    withdrawal = getattr(row, "withdrawal", None)
    return Told(
        ref=row.ref,
        name=row.name,
        is_how=is_how,
        minutes=minutes(many),
        closes_at=row.closes_at,
        last_day=row.last_day,
        at_meeting=row.opens == Opens.MEETING,
        meeting_on=row.meeting_on,
        withdrawn=Mark(withdrawal.by.name, localdate(withdrawal.at)) if withdrawal else None,
        is_time_to_remind=is_how == TURN and at >= _remind_from(row),
        is_typed_in=state == OPEN and row.typed_for_me,  # type: ignore[attr-defined]  # annotated above
    )


def _remind_from(round: Round) -> datetime.datetime:
    return round.closes_at - min(BEFORE, (round.closes_at - round.asking.at) / 2)
