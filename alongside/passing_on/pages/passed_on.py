"""What was passed on: the list of what went to whom and what came back, and one note of it."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from alongside.partnerships.pages import Both
from alongside.partnerships.seats import Seat
from alongside.passing_on.kinds import KINDS
from alongside.passing_on.models import CameBack, PassedOn, What

AT_ONCE = 30
OFF = 10
"""So many of those taken off last are told."""


@dataclass(frozen=True, slots=True)
class Back:
    """What came back, on a day, as typed by somebody."""

    pk: int
    words: str
    on: datetime.date
    by: str


@dataclass(frozen=True, slots=True)
class Note:
    """One note. `url` is where it stands, empty where it is there no more; `called`: what it was about."""

    ref: str
    what: str
    called: str
    url: str
    to: str
    on: datetime.date
    words: str
    by: str
    came_back: tuple[Back, ...]


@dataclass(frozen=True, slots=True)
class PassedOnPage:
    """The notes, the newest first, and those that were taken off. `newer`, `older`: pages beside, 0 where none is."""

    partnership: str
    notes: tuple[Note, ...]
    off: tuple[Note, ...]
    newer: int
    older: int


@dataclass(frozen=True, slots=True)
class Typed:
    """What a note says, as its form has it."""

    to: str
    on: datetime.date
    words: str


@dataclass(frozen=True, slots=True)
class NotePage:
    """One note to change, and what came back; `off` was taken off. `both` where two have changed it at once."""

    partnership: str
    note: Note
    version: int
    stands: Typed
    off: tuple[Back, ...]
    both: tuple[Both, ...]
    by: str


@dataclass(frozen=True, slots=True)
class Thing:
    """Something that can be passed on, and where it stands."""

    partnership: str
    what: str
    called: str
    url: str


def thing(seat: Seat, what: str, about: str) -> Thing | None:
    """Return what could be passed on; None where this partnership has no such thing. One query at most."""
    if what not in KINDS or about not in (called := KINDS[what].called(seat, [about])):
        return None
    return Thing(seat.partnership.ref, str(What(what).label), called[about], _url(seat, what, about))


def list_page(seat: Seat, *, page: int = 1) -> PassedOnPage:
    """Return what was passed on. A fixed number of queries."""
    start = (page - 1) * AT_ONCE
    rows = list(_rows(PassedOn.objects.within(seat).now())[start : start + AT_ONCE + 1])
    off = list(_rows(PassedOn.objects.within(seat).taken_off().order_by("-undone_at"))[:OFF]) if page == 1 else []
    called = _called(seat, [*rows, *off])
    return PassedOnPage(
        partnership=seat.partnership.ref,
        notes=tuple(_note(seat, row, called) for row in rows[:AT_ONCE]),
        off=tuple(_note(seat, row, called) for row in off),
        newer=page - 1,
        older=page + 1 if len(rows) > AT_ONCE else 0,
    )


def note_page(seat: Seat, passed: PassedOn, *, typed: Typed | None = None) -> NotePage:
    """Return one note; `typed` is what somebody typed while another changed it: then both stand there."""
    row = _rows(PassedOn.objects.filter(pk=passed.pk)).get()
    stands = Typed(row.to, row.on, row.words)
    last = row.versions.select_related("by").order_by("-version").first()
    return NotePage(
        partnership=seat.partnership.ref,
        note=_note(seat, row, _called(seat, [row])),
        version=row.version,
        stands=stands,
        off=tuple(_back(each) for each in row.came_back.exclude(undone_at=None).select_related("by")),
        both=_both(typed, stands) if typed else (),
        by=last.by.name if last else row.by.name,
    )


def _rows(notes: QuerySet[PassedOn]) -> QuerySet[PassedOn]:
    came = CameBack.objects.now().select_related("by")
    return notes.select_related("by").prefetch_related(Prefetch("came_back", came, "came"))


def _called(seat: Seat, rows: Iterable[PassedOn]) -> Mapping[tuple[str, str], str]:
    """Return what each thing is called: one query for each kind that there is a note of, at most."""
    abouts: dict[str, set[str]] = {what: set() for what in KINDS}
    for row in rows:
        abouts[row.what].add(row.about)
    return {
        (what, about): called
        for what, kind in KINDS.items()
        for about, called in kind.called(seat, abouts[what]).items()
    }


def _note(seat: Seat, row: PassedOn, called: Mapping[tuple[str, str], str]) -> Note:
    there = (row.what, row.about) in called
    return Note(
        ref=row.ref,
        what=str(row.get_what_display()),
        called=called.get((row.what, row.about), ""),
        url=_url(seat, row.what, row.about) if there else "",
        to=row.to,
        on=row.on,
        words=row.words,
        by=row.by.name,
        came_back=tuple(_back(each) for each in row.came),  # type: ignore[attr-defined]  # prefetched above
    )


def _back(row: CameBack) -> Back:
    return Back(row.pk, row.words, row.on, row.by.name)


def _url(seat: Seat, what: str, about: str) -> str:
    kind = KINDS[what]
    return reverse(kind.view, args=[seat.partnership.ref] if kind.alone else [seat.partnership.ref, about])


def _both(typed: Typed, stands: Typed) -> tuple[Both, ...]:
    both = (
        Both("to", _("To whom"), typed.to, stands.to, "yours"),
        Both("on", _("When"), _day(typed.on), _day(stands.on), "yours"),
        Both("words", _("A word on it"), typed.words, stands.words, "yours"),
    )
    return tuple(each for each in both if each.yours != each.theirs)


def _day(day: datetime.date) -> str:
    return date_format(day, "j F Y")
