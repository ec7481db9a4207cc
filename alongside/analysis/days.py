"""Reading a day as people write it."""

from __future__ import annotations

import calendar
import datetime
import re

_MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_WEEKDAY = re.compile(r"^(?:mon|tue|tues|wed|wednes|thu|thur|thurs|fri|sat|satur|sun)(?:day)?\b[\s,.]*(?=\S)", re.I)
_YEAR_FIRST = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
_NUMBERS = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})")
_NO_YEAR = re.compile(r"(\d{1,2})[-/.](\d{1,2})[.]?")
_END_OF = re.compile(r"(?:the )?end of ([a-z]+)\.?(?:\s+(\d{4}|\d{2}))?", re.I)
_NAMED = re.compile(r"(?:(?:on|by|next|this)\s+)*([a-z]+)", re.I)
_DAY_FIRST = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?(?:\s+of)?[\s-]+([a-z]+)\.?,?(?:[\s-]+(\d{4}|\d{2}))?", re.I)
_MONTH_FIRST = re.compile(r"([a-z]+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?(?:\s+(\d{4}|\d{2}))?", re.I)


_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_BACK = (7, *range(365, 366 * 9, 365))
"""So many days back the last such day is looked for: a weekday in a week, a date in a year, a leap day in eight."""


class NoSuchDay(ValueError):
    """These words are no day, or a day that no calendar has."""


def read_day(words: str, *, on: datetime.date) -> datetime.date:
    """This will read `2026-05-15`, `15/05/2026`, `15/5`, `15 May 2026`, `Fri 15th May`, `end of May`, `Friday`.

    Without a year it is the next such day, counted from `on`; a weekday alone is the next one, never today. A weekday
    beside the date is passed over. What is no day raises `NoSuchDay`.
    """
    plain = " ".join(words.split())
    if named := _NAMED.fullmatch(plain):
        return _by_name(named[1].casefold(), on)
    text = _WEEKDAY.sub("", plain)
    if end := _END_OF.fullmatch(text):
        return _last(_month(end[1]), _full(end[2]), on)
    year, month, day = _parts(text)
    try:
        if year is not None:
            return datetime.date(year, month, day)
        return _next(month, day, on)
    except (ValueError, OverflowError) as wrong:
        raise NoSuchDay(words) from wrong


def read_past_day(words: str, *, today: datetime.date) -> datetime.date:
    """This will read the same ways of writing a day, and where the year is left out take the last such day.

    What is written with a year that is still to come stays so. What is no day raises `NoSuchDay`.
    """
    first = read_day(words, on=today)
    earlier = (read_day(words, on=today - datetime.timedelta(days=back)) for back in _BACK)
    return first if first <= today else next((day for day in earlier if day <= today), first)


def _parts(text: str) -> tuple[int | None, int, int]:
    """Year if there is one, month, day."""
    if found := _YEAR_FIRST.fullmatch(text):
        return int(found[1]), int(found[2]), int(found[3])
    if found := _NUMBERS.fullmatch(text):
        return _full(found[3]), int(found[2]), int(found[1])
    if found := _NO_YEAR.fullmatch(text):
        return None, int(found[2]), int(found[1])
    if found := _DAY_FIRST.fullmatch(text):
        return _full(found[3]), _month(found[2]), int(found[1])
    if found := _MONTH_FIRST.fullmatch(text):
        return _full(found[3]), _month(found[1]), int(found[2])
    raise NoSuchDay(text)


def _by_name(name: str, on: datetime.date) -> datetime.date:
    """Today, tomorrow, or the next such weekday."""
    if name in ("today", "tomorrow"):
        return on + datetime.timedelta(days=name == "tomorrow")
    for number, weekday in enumerate(_WEEKDAYS):
        if len(name) >= 3 and weekday.startswith(name):
            return on + datetime.timedelta(days=(number - on.weekday() - 1) % 7 + 1)
    raise NoSuchDay(name)


def _last(month: int, year: int | None, on: datetime.date) -> datetime.date:
    """The last day of a month; without a year, of the next such month that is not over."""
    if year is None:
        year = on.year + (month < on.month)
    return datetime.date(year, month, calendar.monthrange(year, month)[1])


def _full(year: str | None) -> int | None:
    """26 is 2026; a year of four figures is itself."""
    if year is None:
        return None
    return int(year) + 2000 if len(year) == 2 else int(year)


def _month(name: str) -> int:
    """The month whose name begins so, from three letters on."""
    for number, month in enumerate(_MONTHS, 1):
        if len(name) >= 3 and month.startswith(name.casefold()):
            return number
    raise NoSuchDay(name)


def _next(month: int, day: int, on: datetime.date) -> datetime.date:
    """The first such day from `on`; the 29th of February may be some years away."""
    for year in range(on.year, on.year + 9):
        try:
            found = datetime.date(year, month, day)
        except ValueError:
            continue
        if found >= on:
            return found
    raise NoSuchDay(f"{day}.{month}.")
