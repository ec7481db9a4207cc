"""What was passed on and what came back, as the story of what has happened tells it."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from alongside.journey.pages.timeline.shapes import Entry, Place, Says, Sight, Source, part
from alongside.partnerships.seats import Seat
from alongside.passing_on.models import CameBack, PassedOn

PASSED_ON = "passed-on"


def passings_on(sight: Sight) -> QuerySet[PassedOn]:
    """Every note that something went to somebody, and was not taken off."""
    return PassedOn.objects.within(sight.seat).now()


def passed_on(seat: Seat, source: Source, rows: Sequence[PassedOn]) -> Sequence[Entry]:
    """Tell what went to whom."""
    return [_went(source.place(row), row, _url(seat, row)) for row in rows]


def _went(place: Place, row: PassedOn, url: str) -> Entry:
    fills = {"to": row.to, "thing": str(row.get_what_display())}
    return Entry(place, Says(_("This went to {to}: {thing}."), fills, url), parts=part("", row.words))


def comings_back(sight: Sight) -> QuerySet[CameBack]:
    """All that came back of what was passed on, and was not taken off."""
    rows = CameBack.objects.now().filter(of__partnership=sight.seat.partnership_id, of__undone_at=None)
    return rows.select_related("of")


def came_back(seat: Seat, source: Source, rows: Sequence[CameBack]) -> Sequence[Entry]:
    """Tell what came back, and from whom."""
    return [_came(source.place(row), row, _url(seat, row.of)) for row in rows]


def _came(place: Place, row: CameBack, url: str) -> Entry:
    return Entry(place, Says(_("This came back from {thing}:"), {"thing": row.of.to}, url), parts=part("", row.words))


def _url(seat: Seat, note: PassedOn) -> str:
    return reverse("passing_on:note", args=[seat.partnership.ref, note.ref])


SOURCES = (
    Source(16, PASSED_ON, passings_on, "on", passed_on, is_day=True, is_about=False),
    Source(17, PASSED_ON, comings_back, "on", came_back, is_day=True, is_about=False),
)
