"""Which two days: those asked for, put right where nothing can be seen of them, and those that mattered."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.formats import date_format
from django.utils.timezone import localdate, make_aware
from django.utils.translation import gettext as _

from alongside.agreements.models import Settlement
from alongside.agreements.pages.agreed import STANDS, called
from alongside.analysis.days import NoSuchDay, read_past_day
from alongside.analysis.two_days import Days, Mended, a_year_before, best_then, put_right
from alongside.journey.pages.then_and_now.about import About
from alongside.learning.models import Talk
from alongside.partnerships.seats import Seat
from alongside.rounds.models import Opening

OFFERED = 6
"""So many of the last openings, and of the last agreements, are offered."""


@dataclass(frozen=True, slots=True)
class Given:
    """The two days as they were asked for, in whatever words; empty where none was."""

    then: str = ""
    now: str = ""


@dataclass(frozen=True, slots=True)
class Between:
    """The two days, and the moments at which each is over: what was shown by then is what was shown before these."""

    days: Days

    @property
    def then(self) -> datetime.datetime:
        """When the earlier day is over."""
        return _over(self.days.then)

    @property
    def now(self) -> datetime.datetime:
        """When the later day is over."""
        return _over(self.days.now)

    def holds(self, at: datetime.datetime) -> bool:
        """Whether something was first shown between: after the earlier day, and by the later one."""
        return self.then <= at < self.now

    def between(self, path: str) -> Q:
        """Return what keeps rows whose moment, at `path`, lies between."""
        return Q(**{f"{path}__gte": self.then, f"{path}__lt": self.now})


@dataclass(frozen=True, slots=True)
class Offered:
    """A day that mattered, and why."""

    on: datetime.date
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Chosen:
    """The two days to look at, what was put right about them, and other days to look back to.

    `first` is the day on which something was first there to be seen; None where nothing ever was.
    """

    between: Between
    mended: tuple[str, ...]
    offered: tuple[Offered, ...]
    first: datetime.date | None


def choose(seat: Seat, about: About, given: Given, *, today: datetime.date) -> Chosen:
    """Return the days to look at. Four queries."""
    began = localdate(seat.partnership.started_at)
    talked, opened, settled = _first_talk(seat, about), _openings(seat, about), _settlements(seat, about)
    first = min((day for day, _why in (*talked, *opened)), default=None)
    unread: list[str] = []
    now = _read(given.now, today, unread) or today
    then = _read(given.then, today, unread) or best_then(min(first or began, now), now)
    days, mended = put_right(Days(then, now), began=min(began, today), today=today)
    year = [(a_year_before(today), _("a year ago"))] if began <= a_year_before(today) else []
    return Chosen(
        between=Between(days),
        mended=(*dict.fromkeys(unread), *_said(mended, began)),
        offered=tuple(_gathered([*talked, *opened, *settled, *year], days)),
        first=first,
    )


def _over(day: datetime.date) -> datetime.datetime:
    return make_aware(datetime.datetime.combine(day + datetime.timedelta(days=1), datetime.time.min))


def _read(words: str, today: datetime.date, unread: list[str]) -> datetime.date | None:
    """Return the day that was written; where it is none, a sentence is added to what was `unread`."""
    if not words.strip():
        return None
    try:
        return read_past_day(words[:40], today=today)
    except NoSuchDay:
        unread.append(_("We could not read that as a day. Write it like 15 May 2026."))
        return None


def _said(mended: Iterable[Mended], began: datetime.date) -> Iterator[str]:
    for each in mended:
        if each == Mended.TURNED:
            yield _("The earlier day stands first.")
        elif each == Mended.TOO_EARLY:
            yield _("Your partnership began here on %(day)s. Nothing is kept from before.") % {
                "day": date_format(began, "j F Y")
            }
        else:
            yield _("That day is still to come. This is today.")


Why = tuple[datetime.date, str]


def _first_talk(seat: Seat, about: About) -> list[Why]:
    talks = Talk.objects.within(seat).filter(about.at("question")).done().order_by("on", "pk")
    return [(localdate(at), _("the first talk")) for at in talks.values_list("finish__at", flat=True)[:1]]


def _openings(seat: Seat, about: About) -> list[Why]:
    """Return when what everybody was asked was opened: the first time, and the last ones."""
    rows: QuerySet[Any] = Opening.objects.filter(round__partnership=seat.partnership_id)
    if about.questions:
        rows = rows.filter(about.at("round__questions__question")).distinct()
    named = rows.values_list("at", "round__name")
    return [(localdate(at), name) for at, name in {*named.order_by("at")[:1], *named.order_by("-at")[:OFFERED]}]


def _settlements(seat: Seat, about: About) -> list[Why]:
    rows = Settlement.objects.filter(proposal__agreement__partnership=seat.partnership_id, undone_at=None)
    ours = rows.filter(about.at("proposal__agreement__question"), how__in=STANDS)
    return [
        (localdate(row.at), _("agreed: %(what)s") % {"what": called(row.proposal.agreement, row.proposal)})
        for row in ours.select_related("proposal__agreement").order_by("-at", "-pk")[:OFFERED]
    ]


def _gathered(whys: Iterable[Why], days: Days) -> Iterator[Offered]:
    """Yield each day before the later one once, the first first; not the one that is looked at."""
    found: dict[datetime.date, list[str]] = {}
    for day, why in sorted(whys):
        found.setdefault(day, []).append(why)
    for day, reasons in found.items():
        if day < days.now and day != days.then:
            yield Offered(day, tuple(dict.fromkeys(reasons)))
