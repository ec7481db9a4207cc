"""Two days, then and now: put right where nothing can be seen of them, and what is different between them. Pure."""

from __future__ import annotations

import datetime
from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, NamedTuple, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Days(NamedTuple):
    """Two days, the earlier one first."""

    then: datetime.date
    now: datetime.date


class Mended(StrEnum):
    """What was put right about two days."""

    TURNED = "turned"
    TOO_EARLY = "too-early"
    TO_COME = "to-come"


def put_right(given: Days, *, began: datetime.date, today: datetime.date) -> tuple[Days, tuple[Mended, ...]]:
    """This will turn days round where the later one comes first, and bring both between `began` and `today`.

    Returns the days, and what was put right about them. `began` may not be after `today`.
    """
    days = sorted(given)
    mended = {
        Mended.TURNED: days != list(given),
        Mended.TOO_EARLY: days[0] < began,
        Mended.TO_COME: days[1] > today,
    }
    then, now = (min(max(day, began), today) for day in days)
    return Days(then, now), tuple(each for each, is_so in mended.items() if is_so)


def best_then(first: datetime.date, now: datetime.date) -> datetime.date:
    """This will give the day to compare with: a year before `now` if there is that much, else the `first` day."""
    return max(first, a_year_before(now))


def a_year_before(day: datetime.date) -> datetime.date:
    """This will give the same day of the year before; for the 29th of February the 28th."""
    if day.month == 2 and day.day == 29:
        return day.replace(year=day.year - 1, day=28)
    return day.replace(year=day.year - 1)


class Beside(NamedTuple, Generic[K, V]):
    """One thing, as it was then and as it is now; None where it was not there."""

    key: K
    then: V | None
    now: V | None


@dataclass(frozen=True, slots=True)
class Different(Generic[K, V]):
    """What is only there now, what was only there then, what is otherwise, and what is as it was; each in its order."""

    new: tuple[Beside[K, V], ...]
    gone: tuple[Beside[K, V], ...]
    other: tuple[Beside[K, V], ...]
    same: tuple[Beside[K, V], ...]


def different(then: Mapping[K, V], now: Mapping[K, V]) -> Different[K, V]:
    """This will sort all that was there then, or is now, by what became of it."""
    both = [each for each in _beside(then, now) if each.then is not None and each.now is not None]
    return Different(
        new=tuple(each for each in _beside(then, now) if each.then is None),
        gone=tuple(each for each in _beside(then, now) if each.now is None),
        other=tuple(each for each in both if each.then != each.now),
        same=tuple(each for each in both if each.then == each.now),
    )


def _beside(then: Mapping[K, V], now: Mapping[K, V]) -> Iterator[Beside[K, V]]:
    for key in dict.fromkeys([*then, *now]):
        yield Beside(key, then.get(key), now.get(key))
