"""Two days are put right whatever was asked for, and what is different is the same from either side."""

from __future__ import annotations

import datetime

from hypothesis import given
from hypothesis import strategies as st

from alongside.analysis.two_days import Days, Mended, a_year_before, best_then, different, put_right

BEGAN, TODAY = datetime.date(2025, 3, 3), datetime.date(2026, 11, 20)
ANY_DAY = st.dates(datetime.date(2, 1, 1), datetime.date(9999, 12, 31))
THINGS = st.dictionaries(st.integers(0, 12), st.integers(0, 3))


@given(ANY_DAY, ANY_DAY)
def test_days_in_any_order_are_the_same_two_days(one: datetime.date, other: datetime.date) -> None:
    first, _ = put_right(Days(one, other), began=BEGAN, today=TODAY)
    second, _ = put_right(Days(other, one), began=BEGAN, today=TODAY)
    assert first == second


@given(ANY_DAY, ANY_DAY)
def test_days_that_were_put_right_are_between_the_beginning_and_today(one: datetime.date, other: datetime.date) -> None:
    days, _ = put_right(Days(one, other), began=BEGAN, today=TODAY)
    assert BEGAN <= days.then <= days.now <= TODAY
    assert put_right(days, began=BEGAN, today=TODAY) == (days, ())


@given(ANY_DAY, ANY_DAY)
def test_it_is_said_when_and_only_when_something_was_put_right(one: datetime.date, other: datetime.date) -> None:
    days, mended = put_right(Days(one, other), began=BEGAN, today=TODAY)
    assert (days == (one, other)) == (not mended)


def test_what_was_put_right_is_named() -> None:
    wrong = Days(TODAY + datetime.timedelta(days=1), BEGAN - datetime.timedelta(days=1))
    days, mended = put_right(wrong, began=BEGAN, today=TODAY)
    assert (days, mended) == ((BEGAN, TODAY), (Mended.TURNED, Mended.TOO_EARLY, Mended.TO_COME))


def test_then_is_a_year_ago_where_there_is_that_much() -> None:
    assert best_then(BEGAN, TODAY) == datetime.date(2025, 11, 20)
    assert best_then(datetime.date(2026, 2, 1), TODAY) == datetime.date(2026, 2, 1)


@given(ANY_DAY)
def test_a_year_before_is_a_day_of_the_year_before(day: datetime.date) -> None:
    before = a_year_before(day)
    assert (before.year, before.month) == (day.year - 1, day.month)
    assert day.day - before.day in (0, 1)


@given(THINGS, THINGS)
def test_what_is_new_from_one_side_is_gone_from_the_other(then: dict[int, int], now: dict[int, int]) -> None:
    there, back = different(then, now), different(now, then)
    assert {each.key for each in there.new} == {each.key for each in back.gone}
    assert {each.key for each in there.gone} == {each.key for each in back.new}
    assert {each.key for each in there.other} == {each.key for each in back.other}
    assert {each.key for each in there.same} == {each.key for each in back.same}


@given(THINGS, THINGS)
def test_everything_has_one_place_and_nothing_is_left_out(then: dict[int, int], now: dict[int, int]) -> None:
    found = different(then, now)
    keys = [each.key for part in (found.new, found.gone, found.other, found.same) for each in part]
    assert sorted(keys) == sorted({*then, *now})
