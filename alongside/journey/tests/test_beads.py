"""Beads are true to the talks: in their month, none too many, the same each time."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from alongside.journey.beads import SLOTS, TALK, Sat, Strings, first_month, string_up

THEMES = [("purpose", "Purpose"), ("role", "Role")]
TODAY = datetime.date(2026, 3, 20)


def tell(kind: str, days: Sequence[datetime.date], words: str) -> str:
    return f"{'' if kind == TALK else 'asked '}{' '.join(day.isoformat() for day in days)} {words}"


def sat(day: str, question: str = "purpose.impact", talk: str = "t") -> Sat:
    return Sat(talk, datetime.date.fromisoformat(day), question, question.partition(".")[0], "Plainly?")


def strung(*talks: Sat, today: datetime.date = TODAY) -> Strings:
    return string_up(talks, THEMES, today=today, tell=tell)


def test_a_talk_is_a_bead_in_its_month() -> None:
    purpose, role = strung(sat("2026-01-31"), sat("2026-03-01", "role.change")).strings
    assert [slot.at for slot in purpose.slots] == [1]
    assert [slot.at for slot in role.slots] == [3]


def test_one_question_twice_in_a_month_is_one_bead_that_tells_both_days_and_leads_to_the_last() -> None:
    (bead,) = strung(sat("2026-03-18", talk="later"), sat("2026-03-04", talk="sooner")).strings[0].slots[0].beads
    assert bead.ref == "later"
    assert bead.label == "2026-03-04 2026-03-18 Plainly?"


def test_two_questions_in_a_month_are_two_beads() -> None:
    (slot,) = strung(sat("2026-03-18", "purpose.vision"), sat("2026-03-04")).strings[0].slots
    assert [bead.about for bead in slot.beads] == ["purpose.impact", "purpose.vision"]


def test_every_theme_has_a_string_even_without_a_bead() -> None:
    assert [(string.name, string.slots) for string in strung().strings] == [("Purpose", ()), ("Role", ())]


def test_the_first_month_is_that_of_the_first_talk_until_there_are_more_months_than_slots() -> None:
    assert first_month([datetime.date(2026, 2, 3)], TODAY) == datetime.date(2026, 2, 1)
    assert first_month([datetime.date(2019, 2, 3)], TODAY) == datetime.date(2024, 12, 1)


def test_what_lies_before_the_first_slot_or_after_this_month_has_no_bead() -> None:
    purpose = strung(sat("2024-11-30"), sat("2024-12-01"), sat("2026-03-31"), sat("2026-04-01")).strings[0]
    assert [slot.at for slot in purpose.slots] == [1, SLOTS]


def test_months_are_named_by_threes_with_the_year_where_it_is_another() -> None:
    named = strung(sat("2025-09-01")).months
    assert [(month.at, month.first.month, month.with_year) for month in named] == [
        (1, 9, True),
        (4, 12, False),
        (7, 3, True),
    ]


DAYS = st.dates(datetime.date(2024, 1, 1), datetime.date(2026, 12, 31))
QUESTIONS = st.sampled_from(["purpose.impact", "purpose.vision", "role.change", "role.landscape"])


@given(st.lists(st.tuples(DAYS, QUESTIONS)))
def test_every_talk_of_the_months_shown_is_in_one_bead_whatever_the_order_it_comes_in(
    talks: list[tuple[datetime.date, str]],
) -> None:
    given_talks = [Sat("t", on, question, question.partition(".")[0], "") for on, question in talks]
    strings = strung(*given_talks)
    start = first_month([on for on, _ in talks], TODAY)
    told = [
        (day, bead.about)
        for string in strings.strings
        for slot in string.slots
        for bead in slot.beads
        for day in bead.days
        if slot.at == (day.year - start.year) * 12 + day.month - start.month + 1
    ]
    end = datetime.date(2026, 4, 1)
    assert sorted(told) == sorted({(on, question) for on, question in talks if start <= on < end})
    assert strung(*reversed(given_talks)).months == strings.months
    assert all(1 <= slot.at <= SLOTS and len(slot.beads) <= 2 for string in strings.strings for slot in string.slots)
