"""How we spread on a question: everybody then beside everybody now, as each was last opened by the end of its day.

Each of the framework's two ways has a scale of its own, and they never share an axis. Of the same people only what the
close kept of them is shown.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from alongside.journey.pages.then_and_now.days import Between
from alongside.partnerships.seats import Seat
from alongside.pictures.spread import Picture as Drawing
from alongside.rounds.models import Picture
from alongside.rounds.pages import counted
from alongside.rounds.pages.same import Same, kept_of, same


@dataclass(frozen=True, slots=True)
class Opened:
    """What was asked of everybody and opened by a day; `is_drawn` where enough said where they think we are."""

    ref: str
    name: str
    on: datetime.date
    is_drawn: bool


@dataclass(frozen=True, slots=True)
class Seen:
    """What was last opened by each day; `then` is None where nothing was, or the same is the last on both days.

    `picture` has both where they share a scale; else `before` is that of then, by itself. `same`: the same people.
    """

    then: Opened | None
    now: Opened
    was_there: bool
    picture: Drawing | None
    before: Drawing | None
    same: Same | None
    other_way: bool


def seen_between(seat: Seat, question: str, between: Between) -> Seen | None:
    """Return how we saw a question then and now; None where nobody was asked by then. Six queries at most."""
    now = _last(seat, question, between.now)
    if now is None:
        return None
    earlier = _last(seat, question, between.then)
    then = earlier if earlier and earlier.pk != now.pk else None
    past = [then] if then else []
    picture = counted.whole(now.round, now, past)
    other_way = then is not None and then.round.way != now.round.way
    kept = kept_of(now.round).get(question) if then and not other_way else None
    return Seen(
        then=_opened(then) if then else None,
        now=_opened(now),
        was_there=earlier is not None,
        picture=picture,
        before=counted.alone(then, _("How we saw it then")) if then and (other_way or picture is None) else None,
        same=same(now.round, now, past, kept) if then else None,
        other_way=other_way,
    )


def _last(seat: Seat, question: str, before: datetime.datetime) -> Picture | None:
    there = Picture.objects.filter(round__partnership=seat.partnership_id, round__opening__at__lt=before)
    rows = there.filter(question=question).select_related("round__opening").prefetch_related("stances")
    return rows.order_by("-round__closes_at", "-round").first()


def _opened(row: Picture) -> Opened:
    drawn = counted.spread_of(row, row.round.way) is not None
    return Opened(row.round.ref, row.round.name, localdate(row.round.opening.at), drawn)
