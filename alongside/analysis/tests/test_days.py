"""A day is read as people write it, and what is no day is said to be none."""

import contextlib
import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.analysis.days import NoSuchDay, read_day, read_past_day

ON = datetime.date(2026, 3, 20)
MAY = datetime.date(2026, 5, 15)


@pytest.mark.parametrize(
    "words",
    [
        "2026-05-15",
        "15/05/2026",
        "15/5/26",
        "15.5.2026",
        "15 May 2026",
        "15 May",
        " 15  may ",
        "15th May",
        "15th of May 2026",
        "May 15",
        "May 15th, 2026",
        "Fri 15 May",
        "Friday, 15 May 2026",
    ],
)
def test_a_day_is_read(words: str) -> None:
    assert read_day(words, on=ON) == MAY


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("15/5", MAY),
        ("15.5.", MAY),
        ("today", ON),
        ("Tomorrow", datetime.date(2026, 3, 21)),
        ("Friday", datetime.date(2026, 3, 27)),  # ON is a Friday
        ("by Thursday", datetime.date(2026, 3, 26)),
        ("next Sat", datetime.date(2026, 3, 21)),
        ("end of March", datetime.date(2026, 3, 31)),
        ("the end of Feb", datetime.date(2027, 2, 28)),
        ("end of June 2026", datetime.date(2026, 6, 30)),
    ],
)
def test_a_day_is_read_as_people_say_it(words: str, day: datetime.date) -> None:
    assert read_day(words, on=ON) == day


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("20 March", ON),
        ("19 March", datetime.date(2027, 3, 19)),
        ("1 Jan", datetime.date(2027, 1, 1)),
        ("29 February", datetime.date(2028, 2, 29)),
    ],
)
def test_without_a_year_it_is_the_next_one(words: str, day: datetime.date) -> None:
    assert read_day(words, on=ON) == day


@pytest.mark.parametrize(
    "words",
    [
        "soon",
        "May",
        "next week",
        "end of term",
        "31 February",
        "31 Feb 2027",
        "32/01/2026",
        "15/13/2026",
        "5/2026",
        "15 Ma",
        "15 Mayday",
        "0 May",
        "15 May 0000",
        "15 May, when we meet",
        "2026-05-15 2026-05-16",
        "",
    ],
)
def test_what_is_no_day_is_said_to_be_none(words: str) -> None:
    with pytest.raises(NoSuchDay):
        read_day(words, on=ON)


@given(st.text(max_size=30))
def test_any_text_at_all_is_a_day_or_none(words: str) -> None:
    with contextlib.suppress(NoSuchDay):
        assert isinstance(read_day(words, on=ON), datetime.date)


@given(st.dates(datetime.date(1900, 1, 1), datetime.date(2999, 12, 31)))
def test_a_day_written_out_is_read_back(day: datetime.date) -> None:
    assert read_day(f"{day.day} {day:%B} {day.year}", on=ON) == day
    assert read_day(day.isoformat(), on=ON) == day
    assert read_day(f"{day:%d/%m/%Y}", on=ON) == day


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("2025-05-15", (2025, 5, 15)),
        ("15 May", (2026, 5, 15)),
        ("20 November", (2026, 11, 20)),
        ("21 November", (2025, 11, 21)),
        ("Thursday", (2026, 11, 19)),
        ("today", (2026, 11, 20)),
        ("29 February", (2024, 2, 29)),
        ("1 January 2030", (2030, 1, 1)),
    ],
)
def test_a_day_to_look_back_to_is_the_last_such_day(words: str, day: tuple[int, int, int]) -> None:
    assert read_past_day(words, today=datetime.date(2026, 11, 20)) == datetime.date(*day)
