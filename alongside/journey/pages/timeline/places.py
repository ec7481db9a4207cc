"""Places in the story as addresses name them, and the years and months that one can go to."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass

from django.utils.formats import date_format

from alongside.journey.pages.timeline.shapes import Place, beginning

_EPOCH = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)
_MICROSECOND = datetime.timedelta(microseconds=1)
_CURSOR = re.compile(r"([0-9]{1,17})-([0-9]{1,2})-([0-9]{1,18})", re.ASCII)
_MONTH = re.compile(r"([12][0-9]{3})-(0[1-9]|1[0-2])", re.ASCII)
DECEMBER = 12


class NoSuchPlace(ValueError):
    """No place in the story is called that, or no month."""


@dataclass(frozen=True, slots=True)
class Jump:
    """A year or a month that one can go to: what it is called, its month in the address, whether one is there."""

    name: str
    month: str
    is_here: bool


def cursor(place: Place) -> str:
    """Return what an address says of a place."""
    return f"{(place.at - _EPOCH) // _MICROSECOND}-{place.source}-{place.pk}"


def placed(said: str) -> Place:
    """Return the place that an address says; raises NoSuchPlace."""
    if not (found := _CURSOR.fullmatch(said)):
        raise NoSuchPlace(said)
    at, source, pk = map(int, found.groups())
    return Place(_EPOCH + at * _MICROSECOND, source, pk)


def month_of(said: str) -> datetime.date:
    """Return the first day of the month that an address says, such as `2026-03`; raises NoSuchPlace."""
    if not (found := _MONTH.fullmatch(said)):
        raise NoSuchPlace(said)
    return datetime.date(int(found[1]), int(found[2]), 1)


def end_of(month: datetime.date) -> Place:
    """Return the place that all of a month stands before."""
    return Place(beginning(months_after(month, 1)), 0, 0)


def months_after(month: datetime.date, many: int) -> datetime.date:
    """Return the first day of the month so many after that; before it, where `many` is less than nothing."""
    years, at = divmod(month.month - 1 + many, DECEMBER)
    return datetime.date(month.year + years, at + 1, 1)


def years_of(first: datetime.date, today: datetime.date, here: datetime.date) -> tuple[Jump, ...]:
    """Return each year from the first day to today, the newest first; none where there is one alone."""
    years = range(today.year, first.year - 1, -1) if today.year > first.year else ()
    ends = {year: today.month if year == today.year else DECEMBER for year in years}
    return tuple(Jump(str(year), f"{year}-{end:02}", year == here.year) for year, end in ends.items())


def months_of(first: datetime.date, today: datetime.date, here: datetime.date) -> tuple[Jump, ...]:
    """Return each month of the year one is in, from the first day to today; none where there is one alone."""
    begin = first.month if here.year == first.year else 1
    end = today.month if here.year == today.year else DECEMBER
    months = [datetime.date(here.year, month, 1) for month in range(begin, end + 1)]
    found = tuple(Jump(date_format(month, "F"), f"{month:%Y-%m}", month.month == here.month) for month in months)
    return found if len(found) > 1 or today.year > first.year else ()
