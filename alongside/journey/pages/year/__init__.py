"""The year on one page: the last twelve months, or any twelve months that end with one of the partnership's.

What is long is cut, and then it leads to the whole; so an ordinary year fits on one sheet of paper.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from alongside.journey.pages.shapes import Asked
from alongside.journey.pages.timeline import first_day
from alongside.journey.pages.timeline.people import CAME, WENT
from alongside.journey.pages.timeline.places import NoSuchPlace, month_of, months_after
from alongside.journey.pages.timeline.shapes import Entry
from alongside.journey.pages.year import lists
from alongside.journey.pages.year.counts import MONTHS, Window, counted, pictured, sentence
from alongside.journey.pages.year.lists import Coming, OfAll, Some, Told, some
from alongside.partnerships.seats import Seat
from alongside.pictures.months import Strip

QUESTIONS, ROUNDS, AGREED, TRIED, NAMES, OPEN, PASSED, COMING = 12, 3, 4, 4, 12, 4, 2, 4
"""So many of each stand on the page."""
LOOKED_AT = 40
"""So many of each are looked at, to say how many more there are."""


@dataclass(frozen=True, slots=True)
class Other:
    """Another year: its last month, as an address says it, and what it is called."""

    month: str
    name: str


@dataclass(frozen=True, slots=True)
class YearPage:
    """All of it; what is empty is not shown. `month` is its last, as an address says it; `is_now`: it is this one."""

    partnership: str
    name: str
    month: str
    called: str
    is_now: bool
    says: str
    picture: Strip | None
    purpose: str
    questions: Some[Asked]
    rounds: Some[OfAll]
    agreed: Some[Entry]
    tried: Some[Entry]
    came: Some[str]
    went: Some[str]
    unsettled: Some[Told]
    passed: Some[Entry]
    coming: Some[Coming]
    others: tuple[Other, ...]


def year(seat: Seat, *, today: datetime.date, last: datetime.date | None = None) -> YearPage:
    """Return the twelve months that end with `last`, the first day of a month; else with this one. Fixed queries.

    `NoSuchPlace` where the partnership has no such month.
    """
    window = window_of(seat, today=today, last=last)
    counts = counted(seat, window)
    is_now = window.last == today.replace(day=1)
    return YearPage(
        partnership=seat.partnership.ref,
        name=seat.partnership.name,
        month=f"{window.last:%Y-%m}",
        called=called(window),
        is_now=is_now,
        says=sentence(counts),
        picture=None if counts.is_empty else pictured(counts),
        purpose=lists.purpose(seat, window),
        questions=some(lists.sat_with(seat, window), QUESTIONS),
        rounds=some(lists.opened(seat, window, LOOKED_AT), ROUNDS),
        agreed=some(lists.agreements(seat, window, LOOKED_AT), AGREED),
        tried=some(lists.came_of_tries(seat, window, LOOKED_AT), TRIED),
        came=some(lists.who(seat, window, CAME, LOOKED_AT), NAMES),
        went=some(lists.who(seat, window, WENT, LOOKED_AT), NAMES),
        unsettled=some(lists.unsettled(seat, window), OPEN),
        passed=some(lists.passed_on(seat, window, LOOKED_AT), PASSED),
        coming=some(lists.coming(seat, window, today=today) if is_now else [], COMING),
        others=tuple(_others(seat, window, today)),
    )


def window_of(seat: Seat, *, today: datetime.date, last: datetime.date | None = None) -> Window:
    """Return the twelve months that end with `last`, fewer where the partnership is younger; see `year`."""
    began, this = first_day(seat).replace(day=1), today.replace(day=1)
    if last and not began <= last <= this:
        raise NoSuchPlace(last)
    return _months(began, last or this)


def _months(began: datetime.date, last: datetime.date) -> Window:
    return Window(max(began, months_after(last, 1 - MONTHS)), last)


def year_called(seat: Seat, month: str) -> str:
    """Return what the twelve months are called that end with this one, as an address says it; empty where none do.

    Which months the story has today is asked when it is looked at: a note of one stays when its year is over.
    """
    try:
        last = month_of(month)
    except NoSuchPlace:
        return ""
    began = first_day(seat).replace(day=1)
    return called(_months(began, last)) if began <= last else ""


def called(window: Window) -> str:
    """Return what the months are called: `May 2025 to April 2026`."""
    first, last = date_format(window.first, "F Y"), date_format(window.last, "F Y")
    return first if first == last else _("%(first)s to %(last)s") % {"first": first, "last": last}


def _others(seat: Seat, here: Window, today: datetime.date) -> Iterator[Other]:
    """Yield the last twelve months, and each whole year since the partnership began, the newest first; not this one."""
    began, this = first_day(seat).replace(day=1), today.replace(day=1)
    ends = [this]
    ends += [months_after(began, MONTHS * nth - 1) for nth in range(today.year - began.year + 1, 0, -1)]
    for last in dict.fromkeys(ends):
        if last != here.last and last <= this:
            yield Other(f"{last:%Y-%m}", called(_months(began, last)))
