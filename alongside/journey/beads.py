"""Strings of beads: which questions a partnership has sat with, month by month. Pure: talks and rounds in, strings out.

A string is a theme, a slot on it is a month, and a bead is one question in one month, however often it was talked
about then; or what was asked of everybody and opened in that month, however many of its questions were of that theme.
So a cell never holds more beads than its theme has questions and rounds were opened that month.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

TALK, ROUND = "talk", "round"
Tell = Callable[[str, Sequence[datetime.date], str], str]

SLOTS = 16
EVERY = 3  # a month is named at each third slot, so that names never collide


@dataclass(frozen=True)
class Sat:
    """One finished talk, or what an opened round asked of one theme, as far as a bead needs it.

    `about` is the question, or the round: what is about the same in one month is one bead.
    """

    ref: str
    on: datetime.date
    about: str
    theme: str
    words: str
    kind: str = TALK


@dataclass(frozen=True)
class Bead:
    """One question in one month, or one round: the last talk of it, or the round; its days; and it told in words."""

    kind: str
    ref: str
    about: str
    days: tuple[datetime.date, ...]
    label: str


@dataclass(frozen=True)
class Slot:
    """One month of one theme; `at` is its place on the string, from 1."""

    at: int
    beads: tuple[Bead, ...]


@dataclass(frozen=True)
class String:
    """One theme with its months that hold beads, oldest first."""

    theme: str
    name: str
    slots: tuple[Slot, ...]


@dataclass(frozen=True)
class Month:
    """A month that is named under the strings; with its year where a year begins."""

    at: int
    first: datetime.date
    with_year: bool


@dataclass(frozen=True)
class Strings:
    """All strings and the months named under them."""

    strings: tuple[String, ...]
    months: tuple[Month, ...]

    @property
    def has_rounds(self) -> bool:
        """Whether there are beads of both kinds to tell apart."""
        return any(bead.kind == ROUND for string in self.strings for slot in string.slots for bead in slot.beads)


def _months_from(start: datetime.date, day: datetime.date) -> int:
    return (day.year - start.year) * 12 + day.month - start.month


def _month_after(start: datetime.date, months: int) -> datetime.date:
    years, month = divmod(start.month - 1 + months, 12)
    return datetime.date(start.year + years, month + 1, 1)


def first_month(days: Iterable[datetime.date], today: datetime.date) -> datetime.date:
    """Return the month of the first slot: that of the earliest day, and never so early that today has no slot."""
    earliest = min([today, *days])
    return max(datetime.date(earliest.year, earliest.month, 1), _month_after(today, 1 - SLOTS))


def string_up(sat: Sequence[Sat], themes: Sequence[tuple[str, str]], *, today: datetime.date, tell: Tell) -> Strings:
    """Return a string for each theme (id and name); what lies before the first slot or after today's month has no bead.

    `tell` says in words what a bead is: from its kind, its days, oldest first, and the words of its question or round.
    """
    start = first_month((one.on for one in sat), today)
    last = _months_from(start, today)
    shown = [one for one in sat if 0 <= _months_from(start, one.on) <= last]
    strings = tuple(String(theme, name, _slots(shown, theme, start, tell)) for theme, name in themes)
    return Strings(strings, _named(start, last))


def _slots(sat: Iterable[Sat], theme: str, start: datetime.date, tell: Tell) -> tuple[Slot, ...]:
    ours = sorted((one for one in sat if one.theme == theme), key=lambda one: one.on)
    months = groupby(ours, key=lambda one: _months_from(start, one.on))
    return tuple(Slot(months_on + 1, _beads(talks, tell)) for months_on, talks in months)


def _beads(sat: Iterable[Sat], tell: Tell) -> tuple[Bead, ...]:
    """Return one bead for each question and round, in the order in which they first came."""
    by_what: dict[str, list[Sat]] = {}
    for one in sat:
        by_what.setdefault(one.about, []).append(one)
    return tuple(_bead(same, tell) for same in by_what.values())


def _bead(same: Sequence[Sat], tell: Tell) -> Bead:
    last, days = same[-1], tuple(dict.fromkeys(one.on for one in same))
    return Bead(last.kind, last.ref, last.about, days, tell(last.kind, days, last.words))


def _named(start: datetime.date, last: int) -> tuple[Month, ...]:
    named = [(at, _month_after(start, at)) for at in range(0, last + 1, EVERY)]
    years = [None, *(month.year for _, month in named)]
    return tuple(
        Month(at + 1, month, with_year=month.year != before) for (at, month), before in zip(named, years, strict=False)
    )
