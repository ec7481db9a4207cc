"""How much of each kind happened in each month of a year, and the sentence and the picture made of it."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, QuerySet
from django.db.models.functions import TruncMonth
from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alongside.agreements.models import Settlement
from alongside.agreements.pages.agreed import STANDS
from alongside.journey.pages.in_words import about, in_words, listed
from alongside.journey.pages.timeline.places import months_after
from alongside.journey.pages.timeline.shapes import beginning
from alongside.learning.models import Happened, Outcome, Talk
from alongside.partnerships.seats import Seat
from alongside.pictures.months import Month, Strip, strip
from alongside.rounds.models import Opening

MONTHS = 12


@dataclass(frozen=True, slots=True)
class Window:
    """Some months one after another: the first day of the first, and of the last."""

    first: datetime.date
    last: datetime.date

    @property
    def end(self) -> datetime.date:
        """The first day after them."""
        return months_after(self.last, 1)

    @property
    def months(self) -> tuple[datetime.date, ...]:
        """The first day of each, the oldest first."""
        many = (self.last.year - self.first.year) * MONTHS + self.last.month - self.first.month + 1
        return tuple(months_after(self.first, at) for at in range(many))

    def days(self, rows: QuerySet[Any], field: str) -> QuerySet[Any]:
        """Keep what is of a day within."""
        return rows.filter(**{f"{field}__gte": self.first, f"{field}__lt": self.end})

    def moments(self, rows: QuerySet[Any], field: str) -> QuerySet[Any]:
        """Keep what is of a moment within."""
        return rows.filter(**{f"{field}__gte": beginning(self.first), f"{field}__lt": beginning(self.end)})


@dataclass(frozen=True, slots=True)
class Counts:
    """How many talks, openings, agreements and things tried there were in each month.

    On how many days was talked, and how many different things were tried, in all of them.
    """

    by_month: Mapping[datetime.date, tuple[int, ...]]
    days: int
    tried: int

    def of(self, kind: int) -> int:
        """How many of one kind there were in all."""
        return sum(each[kind] for each in self.by_month.values())

    @property
    def is_empty(self) -> bool:
        """Whether nothing of it happened."""
        return not any(map(sum, self.by_month.values()))


def counted(seat: Seat, window: Window) -> Counts:
    """Count what happened in each month. Five queries."""
    here = seat.partnership_id
    talks = window.days(Talk.objects.within(seat).done(), "on")
    settled = Settlement.objects.filter(proposal__agreement__partnership=here, undone_at=None, how__in=STANDS)
    tried = Outcome.objects.filter(partnership=here, undone_at=None, happened__in=(Happened.YES, Happened.PARTLY))
    by_kind = (
        _by_month(talks, "on"),
        _by_month(window.moments(Opening.objects.filter(round__partnership=here), "at"), "at"),
        _by_month(window.days(settled, "on"), "on"),
        _by_month(window.moments(tried, "at"), "at", of="action"),
    )
    by_month = {month: tuple(each.get(month, NONE).shown for each in by_kind) for month in window.months}
    days = sum(each.different for each in by_kind[0].values())
    return Counts(by_month, days, window.moments(tried, "at").values("action").distinct().count())


@dataclass(frozen=True, slots=True)
class _Many:
    """How many there were in a month, and on how many different days; or of how many things, which is shown then."""

    many: int
    different: int
    is_of: bool = False

    @property
    def shown(self) -> int:
        """How many the picture shows."""
        return self.different if self.is_of else self.many


NONE = _Many(0, 0)


def _by_month(rows: QuerySet[Any], when: str, *, of: str = "") -> Mapping[datetime.date, _Many]:
    """Return by month how many there are, and how many different days, or different `of`. One query."""
    counts = {"many": Count("pk"), "different": Count(of or when, distinct=True)}
    found = rows.order_by().annotate(month=TruncMonth(when)).values("month").annotate(**counts)
    return {_day(row["month"]): _Many(row["many"], row["different"], is_of=bool(of)) for row in found}


def _day(at: datetime.date) -> datetime.date:
    return localdate(at) if isinstance(at, datetime.datetime) else at


def sentence(counts: Counts) -> str:
    """Return a year in one sentence: what was done, in words, and no score."""
    talked, opened, agreed, tried = counts.days, counts.of(1), counts.of(2), counts.tried
    parts = [
        ngettext("talked on one day", "talked on %(n)s days", talked) % {"n": about(talked)} if talked else "",
        _times(opened),
        ngettext("agreed on one thing", "agreed on %(n)s things", agreed) % {"n": about(agreed)} if agreed else "",
        ngettext("tried one thing", "tried %(n)s things", tried) % {"n": about(tried)} if tried else "",
    ]
    said = [each for each in parts if each]
    if not said:
        return _("Nothing is written down of these months. They may have been busy all the same.")
    return _("We %(did)s.") % {"did": listed(said)}


def _times(many: int) -> str:
    if not many:
        return ""
    if many <= 2:
        return _("opened answers together once") if many == 1 else _("opened answers together twice")
    return _("opened answers together %(n)s times") % {"n": about(many)}


def pictured(counts: Counts) -> Strip:
    """Return the months as a picture."""
    months = list(counts.by_month)
    kinds = (_("we talked"), _("we opened answers"), _("we agreed"), _("we tried something"))
    return strip(kinds, [_month(month, counts.by_month[month]) for month in months])


def _month(first: datetime.date, counts: Sequence[int]) -> Month:
    talks, openings, agreements, tries = counts
    told = [
        ngettext("one talk", "%(n)s talks", talks) % {"n": in_words(talks)} if talks else "",
        ngettext("one opening", "%(n)s openings", openings) % {"n": in_words(openings)} if openings else "",
        ngettext("one agreement", "%(n)s agreements", agreements) % {"n": in_words(agreements)} if agreements else "",
        ngettext("one try", "%(n)s tries", tries) % {"n": in_words(tries)} if tries else "",
    ]
    words = ", ".join(each for each in told if each) or _("nothing written down")
    return Month(date_format(first, "M"), date_format(first, "F Y"), tuple(counts), words)
