"""The picture of a question as it was last opened, standing on the two before it."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.utils.timezone import localdate

from alongside.partnerships.seats import Seat
from alongside.pictures.spread import Picture as Drawing
from alongside.rounds.models import Picture
from alongside.rounds.pages import counted


@dataclass(frozen=True)
class LastSeen:
    """What was last asked of everybody about a question, and opened; without a picture where too few answered."""

    round: str
    name: str
    on: datetime.date
    picture: Drawing | None
    expected: Drawing | None


def last_seen(seat: Seat, question: str) -> LastSeen | None:
    """Return what was last opened of a question; none where nothing was. Four queries at most."""
    there = Picture.objects.filter(round__partnership=seat.partnership_id, round__opening__isnull=False)
    rows = there.filter(question=question).select_related("round__opening").prefetch_related("stances")
    last = rows.order_by("-round__closes_at", "-round").first()
    if last is None:
        return None
    round, past = last.round, counted.before(last.round, [question]).get(question, ())
    return LastSeen(
        round=round.ref,
        name=round.name,
        on=localdate(round.opening.at),
        picture=counted.whole(round, last, past),
        expected=counted.expected(round, past),
    )
