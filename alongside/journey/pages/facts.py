"""What a partnership has done, as far as something comes forward by it. One question to the database, however large."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Collection, Mapping
from typing import Any

from django.db.models import BigAutoField, DateTimeField, OuterRef, QuerySet, Subquery
from django.utils.timezone import localdate

from alongside.agreements.models import How, Settlement
from alongside.journey.grows import TABLE, Facts
from alongside.learning.models import Talk
from alongside.partnerships.models import Departure, Membership, Partnership, PartnershipVersion, Stage
from alongside.partnerships.prepared import Prepared, told
from alongside.partnerships.seats import Seat
from alongside.rounds.models import Opening

AT_FIRST = datetime.timedelta(days=1)
"""Whoever comes within it begins with the others; whoever comes later joins."""
YEAR = datetime.timedelta(days=365)
THRICE = 3
HERE = OuterRef("pk")
Moments = QuerySet[Any, Any]


def _talks() -> QuerySet[Talk]:
    return Talk.objects.filter(partnership=HERE).done()


def _settled() -> Moments:
    rows = Settlement.objects.filter(proposal__agreement__partnership=HERE, undone_at=None)
    return rows.filter(how__in=[How.ADOPTED, How.DECIDED]).order_by("at").values("at")


def _openings() -> Moments:
    return Opening.objects.filter(round__partnership=HERE).order_by("at").values("at")


def _reflects() -> Moments:
    """When a partnership that prepared first said that it was under way."""
    prepared = PartnershipVersion.objects.filter(partnership=OuterRef("partnership"), version=1, stage=Stage.NEW)
    rows = PartnershipVersion.objects.filter(partnership=HERE, stage=Stage.ESTABLISHED)
    return rows.filter(partnership__in=prepared.values("partnership")).order_by("version").values("at")


def _came() -> Moments:
    late = Membership.objects.filter(partnership=HERE, arrived_at__gt=told("settled", DateTimeField()))
    return late.order_by("arrived_at").values("arrived_at")


def _went() -> Moments:
    return Departure.objects.filter(membership__partnership=HERE).order_by("at").values("at")


def _nth(at: int, rows: Callable[[], Moments]) -> Callable[[], Moments]:
    return lambda: rows()[at : at + 1]


def _days() -> Moments:
    return _talks().order_by("on").values("on").distinct()


_LOOKS: Mapping[str, Callable[[], Moments]] = {
    "talked": _nth(0, lambda: _talks().order_by("on", "pk").values("finish__at")),
    "agreed": _nth(0, _settled),
    **{f"day_{at}": _nth(at, _days) for at in range(THRICE)},
    **{f"opened_{at}": _nth(at, _openings) for at in range(THRICE)},
    "reflects": _nth(0, _reflects),
    "came": _nth(0, _came),
    "went": _nth(0, _went),
}
IN_MENU = frozenset(row.after for row in TABLE if row.after and any(place.in_menu for place in row.places))


def looks(names: Collection[str] = _LOOKS.keys()) -> dict[str, Subquery]:
    """Return what finds these facts, to be asked of a partnership beside whatever else is; told `places`."""
    return {f"since_{name}": Subquery(_LOOKS[name]()) for name in sorted(names)}


def places(seat: Seat) -> dict[str, Any]:
    """Return what is told where `looks` leave a place."""
    return {"partnership": seat.partnership_id, "settled": seat.partnership.started_at + AT_FIRST}


def _for_menu() -> QuerySet[Partnership]:
    return Partnership.objects.filter(pk=told("partnership", BigAutoField())).annotate(**looks(IN_MENU))


_FOR_MENU = Prepared(_for_menu)


def facts_for_menu(seat: Seat) -> Facts:
    """Return those facts that bring something into the menu: it stands on every page that one reads. One query."""
    return as_facts(_FOR_MENU.one(**places(seat)))


def as_facts(found: Partnership | None, *, year: datetime.date | None = None) -> Facts:
    """Return the facts that `looks` have found. `year` is the day on which a year is over, where it has come."""

    def days(*names: str) -> list[datetime.date]:
        told = (_day(getattr(found, f"since_{name}", None)) for name in names)
        return sorted({day for day in told if day})

    def first(*names: str) -> datetime.date | None:
        return next(iter(days(*names)), None)

    met = days(*(f"{what}_{at}" for what in ("day", "opened") for at in range(THRICE)))
    done = first("talked", "agreed", "opened_0")
    return Facts(
        talked=first("talked"),
        agreed=first("agreed"),
        thrice=met[THRICE - 1] if met[THRICE - 1 :] else None,
        opened=first("opened_0"),
        again=first("opened_1", "reflects"),
        moved=first("came", "went"),
        year=max(year, done) if year and done else None,
    )


def year_over(seat: Seat, *, today: datetime.date) -> datetime.date | None:
    """Return the day on which the partnership was here for a year; None where that is to come."""
    day = localdate(seat.partnership.started_at) + YEAR
    return day if day <= today else None


def _day(at: datetime.date | None) -> datetime.date | None:
    return localdate(at) if isinstance(at, datetime.datetime) else at
