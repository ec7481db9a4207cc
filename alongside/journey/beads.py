"""Strings of beads: which questions a partnership has sat with, month by month. Pure: talks in, strings out.

A string is a theme, a slot on it is a month, and a bead is one question in one month, however often it was talked
about then. So a cell never holds more beads than its theme has questions, after three talks or after thousands.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

Tell = Callable[[Sequence[datetime.date], str], str]

SLOTS = 16
EVERY = 3  # a month is named at each third slot, so that names never collide


@dataclass(frozen=True)
class Sat:
    """One finished talk, as far as a bead needs it."""

    talk: str
    on: datetime.date
    question: str
    theme: str
    words: str


@dataclass(frozen=True)
class Bead:
    """One question in one month: the last talk of it, the days it was talked about, and both told in words."""

    talk: str
    question: str
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
    """Return a string for each theme (id and name); talks before the first slot or after today's month have no bead.

    `tell` says in words what a bead is: from its days, oldest first, and the words of its question.
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
    """Return one bead for each question, in the order in which they were first talked about."""
    by_question: dict[str, list[Sat]] = {}
    for one in sat:
        by_question.setdefault(one.question, []).append(one)
    return tuple(_bead(talks, tell) for talks in by_question.values())


def _bead(talks: Sequence[Sat], tell: Tell) -> Bead:
    last, days = talks[-1], tuple(dict.fromkeys(one.on for one in talks))
    return Bead(last.talk, last.question, days, tell(days, last.words))


def _named(start: datetime.date, last: int) -> tuple[Month, ...]:
    named = [(at, _month_after(start, at)) for at in range(0, last + 1, EVERY)]
    years = [None, *(month.year for _, month in named)]
    return tuple(
        Month(at + 1, month, with_year=month.year != before) for (at, month), before in zip(named, years, strict=False)
    )
