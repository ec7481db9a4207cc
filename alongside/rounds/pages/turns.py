"""What home tells of rounds: whose turn it is, what one has sent, what waits, what was withdrawn."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Sequence
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
from alongside.people.commands.keyring import of_device
from alongside.rounds.commands.drafts import opened
from alongside.rounds.letters import remind_from
from alongside.rounds.models import Asked, Draft, Opens, Round, RoundQuestion, Sent, TypedIn, Whom
from alongside.rounds.pages.organising import CLOSED, OPEN, OPENED, WITHDRAWN, Mark, state_of
from alongside.rounds.pages.said import minutes
from alongside.rounds.permissions import may_speak_for_others
from alongside.rounds.sheets import AWAY, ME

TURN, PART, SENT, ASIDE = "turn", "part", "sent", "aside"
"""An open round that asks whoever looks: they have sent nothing, something, or all that is to be sent; or all of it is
"only me" or "not now", which nobody is asked for."""
TELL_WITHDRAWN, TELL_OPENED = datetime.timedelta(days=14), datetime.timedelta(days=30)
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
    is_time_to_open: bool  # answers are closed, and the day of the meeting has come, or was never said
    withdrawn: Mark | None
    is_time_to_remind: bool
    is_typed_in: bool  # something was typed in for them from paper, and waits for them to decide
    speaks: bool  # others may speak through them


def told_of(seat: Seat, *, at: datetime.datetime, secret: str = "") -> tuple[Told, ...]:
    """Return what is to be told here and now: what waits for them, what is open, closed, withdrawn. One query.

    Within each, what closes first comes first. Where not all is sent, three queries more: `secret` opens what they
    have put aside.
    """
    rows = sorted(_rows(seat, at=at), key=lambda row: (row.closes_at, row.pk))
    aside = _aside(seat, secret, [row for row in rows if _still_asks(row, at=at)])
    found = (_told(seat, row, aside[row.pk], at=at) for row in rows)
    return tuple(sorted((each for each in found if each), key=_rank))


def _still_asks(row: Round, *, at: datetime.datetime) -> bool:
    asks_me, many, done = row.asks_me, row.many, row.done  # type: ignore[attr-defined]  # annotated below
    return state_of(row, at=at) == OPEN and asks_me and done < many


def _aside(seat: Seat, secret: str, rows: Sequence[Round]) -> Counter[int]:
    """Return by round of how many questions what is written is "only me" or "not now", and nothing is sent."""
    keys = {key.id: key for key in of_device(seat.device_id, secret)} if rows else {}
    if not keys:
        return Counter()
    rounds = {row.pk: row for row in rows}
    sent = set(Sent.objects.filter(membership=seat.membership, round__in=rounds).values_list("round_id", "question"))
    found = {
        (draft.round_id, question)
        for draft in Draft.objects.own().filter(key__in=keys, round__in=rounds)
        for question, entry in opened(draft, keys[draft.key_id], rounds[draft.round_id]).items()
        if entry.how in (ME, AWAY) and not entry.is_empty
    }
    return Counter(round for round, _ in found - sent)


def _rank(told: Told) -> int:
    if told.is_how in (TURN, PART) or told.is_typed_in:
        return 0
    return {CLOSED: 2, WITHDRAWN: 3}.get(told.is_how, 1)


def _rows(seat: Seat, *, at: datetime.datetime) -> QuerySet[Round]:
    who, theirs = seat.membership, Round.objects.within(seat)
    now = Q(opening=None, withdrawal=None) | Q(withdrawal__at__gt=at - TELL_WITHDRAWN)
    rounds = theirs if seat.is_organiser else theirs.asked()
    rounds = rounds.filter(now | Q(opening__at__gt=at - TELL_OPENED))
    rounds = rounds.order_by(_is_over(at), "-made_at", "-pk")  # what is over never pushes out what waits for them
    return rounds.select_related("asking", "closing", "opening", "withdrawal__by").annotate(
        asks_me=ExpressionWrapper(Q(whom=Whom.EVERYBODY) | Q(pk__in=_asking(who)), BooleanField()),
        many=_count(RoundQuestion.objects.all()),
        done=_count(Sent.objects.filter(membership=who)),
        typed_for_me=Exists(TypedIn.objects.filter(round=OuterRef("pk"), membership=who, is_refused=False)),
    )[:MOST]


def _is_over(at: datetime.datetime) -> ExpressionWrapper[Q]:
    over = Q(closing__isnull=False) | Q(withdrawal__isnull=False) | Q(closes_at__lte=at)
    return ExpressionWrapper(over, BooleanField())


def _asking(who: Membership) -> QuerySet[Asked, int]:
    return Asked.objects.filter(membership=who).values_list("round_id", flat=True)


def _count(rows: QuerySet[RoundQuestion] | QuerySet[Sent]) -> Coalesce:
    counted = rows.filter(round=OuterRef("pk")).order_by().values("round").annotate(many=Count("pk"))
    return Coalesce(Subquery(counted.values("many"), output_field=IntegerField()), 0)


def _told(seat: Seat, row: Round, aside: int, *, at: datetime.datetime) -> Told | None:
    asks_me, many = row.asks_me, row.many  # type: ignore[attr-defined]  # annotated above
    state = state_of(row, at=at)
    speaks = state == OPEN and may_speak_for_others(seat, row)
    if not (asks_me or speaks or state == OPENED) and (state == WITHDRAWN or not seat.is_organiser):
        return None
    is_how = _turn(row, aside) if state == OPEN and asks_me else state
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
        is_time_to_open=state == CLOSED and not (row.meeting_on and row.meeting_on > localdate(at)),
        withdrawn=Mark(withdrawal.by.name, localdate(withdrawal.at)) if withdrawal else None,
        is_time_to_remind=is_how == TURN and at >= remind_from(row, asked_at=row.asking.at),
        is_typed_in=state == OPEN and row.typed_for_me,  # type: ignore[attr-defined]  # annotated above
        speaks=speaks,
    )


def _turn(row: Round, aside: int) -> str:
    many, done = row.many, row.done  # type: ignore[attr-defined]  # annotated above
    if done + aside >= many:
        return SENT if done else ASIDE
    return PART if done else TURN
