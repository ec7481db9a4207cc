"""It grows by what people have done: each row of the table, and nothing is locked."""

from __future__ import annotations

import datetime

import pytest
from pytest_django import DjangoAssertNumQueries

from alongside.journey.grows import NEW_FOR, TABLE, Facts, Row, grown, newly
from alongside.journey.pages.facts import IN_MENU, facts_for_menu
from alongside.journey.pages.glance import glance
from alongside.journey.tests.talks import many, talked
from alongside.learning.tests.talks import opened
from alongside.partnerships import commands as partnerships
from alongside.partnerships.commands.details import Details
from alongside.partnerships.models import Stage
from alongside.partnerships.seats import Seat
from alongside.people import commands as people
from tests.cast import Cast

DAY = datetime.date(2026, 3, 20)
WHO, REACH, GIVING = "purpose.beneficiaries", "purpose.impact", "working.reciprocity"
START = {"questions", "ask", "people"}


def keys(facts: Facts) -> set[str]:
    return {place.key for place in grown(facts)}


def menu(facts: Facts) -> list[str]:
    return [place.key for place in grown(facts) if place.in_menu]


def test_at_the_start_the_menu_leads_to_the_questions_to_asking_and_to_people() -> None:
    assert menu(Facts()) == ["questions", "ask", "people"]
    assert keys(Facts()) == START


def test_the_first_five_lines_bring_what_we_try_and_asking_everyone_before_the_next() -> None:
    assert keys(Facts(talked=DAY)) - START == {"tries", "ask-first"}
    assert menu(Facts(talked=DAY)) == ["questions", "ask", "tries", "people"]


def test_the_first_agreement_brings_agreements_into_the_menu() -> None:
    assert keys(Facts(agreed=DAY)) - START == {"agreements"}
    assert "agreements" in menu(Facts(agreed=DAY))


def test_somebody_who_joins_or_leaves_brings_the_joining_page_and_what_to_hand_over() -> None:
    assert keys(Facts(moved=DAY)) - START == {"joining", "handing-over"}


def test_three_days_bring_the_strings_of_beads() -> None:
    assert keys(Facts(thrice=DAY)) - START == {"beads"}


def test_the_first_opening_brings_the_pictures() -> None:
    assert keys(Facts(opened=DAY)) - START == {"pictures"}


def test_the_second_opening_brings_then_and_now() -> None:
    assert keys(Facts(again=DAY)) - START == {"then"}


def test_every_row_hangs_on_a_fact() -> None:
    assert {row.after for row in TABLE} - {""} <= set(Facts.__dataclass_fields__)


def test_a_year_brings_the_year_on_one_page() -> None:
    assert keys(Facts(year=DAY)) - START == {"year"}


def test_what_came_long_ago_is_not_new() -> None:
    long_ago = DAY - datetime.timedelta(days=400)
    whole = Facts(**dict.fromkeys(Facts.__dataclass_fields__, long_ago))
    assert newly(whole, today=DAY) is None


@pytest.mark.django_db
@pytest.mark.data
def test_a_year_is_over_after_a_year_in_which_something_was_done(cast: Cast) -> None:
    talked(cast.seat("ruth"), WHO, at=cast.later(days=300), noticed="This.")

    def over(who: str) -> datetime.date | None:
        return glance(cast.seat(who), at=cast.at, today=cast.at.date()).facts.year

    cast.later(days=64)
    assert over("ruth") is None
    cast.later(days=1)
    assert over("ruth") == cast.at.date()
    assert over("amina") is None
    talked(cast.seat("amina"), WHO, at=cast.later(days=9), noticed="This.")
    assert over("amina") == cast.at.date()


@pytest.mark.parametrize("row", [row for row in TABLE if row.after], ids=lambda row: row.after)
def test_a_line_says_why_it_is_new_for_a_week_and_not_once_it_is_put_away(row: Row) -> None:
    facts = Facts(**{row.after: DAY})
    found = newly(facts, today=DAY, is_organiser=True)
    assert found is not None
    assert (found.after, found.why) == (row.after, row.why)
    assert found.places
    assert newly(facts, today=DAY + NEW_FOR - datetime.timedelta(days=1))
    assert newly(facts, today=DAY + NEW_FOR) is None
    assert newly(facts, today=DAY, put_away=[row.after]) is None


def test_one_line_at_a_time_says_what_is_new_the_last_first() -> None:
    facts = Facts(talked=DAY, opened=DAY + datetime.timedelta(days=2))
    today = DAY + datetime.timedelta(days=3)
    first = newly(facts, today=today)
    assert first is not None
    assert first.after == "opened"
    second = newly(facts, today=today, put_away=["opened"])
    assert second is not None
    assert second.after == "talked"


def test_a_member_is_led_nowhere_that_only_an_organiser_can_go() -> None:
    found = newly(Facts(talked=DAY), today=DAY)
    assert found is not None
    assert [place.key for place in found.places] == ["tries"]


def facts_of(seat: Seat) -> Facts:
    at = seat.partnership.started_at
    return glance(seat, at=at, today=at.date()).facts


@pytest.mark.django_db
@pytest.mark.data
def test_a_new_partnership_has_done_none_of_it(cast: Cast) -> None:
    talked(cast.seat("ruth"), WHO, at=cast.at, noticed="Elsewhere.")
    talked(cast.seat("amina"), WHO, at=cast.at, finish=False, noticed="This.")
    assert facts_of(cast.seat("amina")) == Facts()


@pytest.mark.django_db
@pytest.mark.data
def test_talks_are_found_by_the_day_they_were_kept_and_three_by_their_days(cast: Cast) -> None:
    seat = cast.seat("amina")
    first = cast.at.date()
    talked(seat, WHO, at=cast.at, noticed="This.")
    talked(seat, REACH, at=cast.at, noticed="This.")
    assert facts_of(seat) == Facts(talked=first)
    talked(seat, WHO, at=cast.later(days=1), noticed="This.")
    assert facts_of(seat).thrice is None
    talked(seat, WHO, at=cast.later(days=1), noticed="This.")
    assert facts_of(seat) == Facts(talked=first, thrice=cast.at.date())


@pytest.mark.django_db
@pytest.mark.data
def test_openings_are_found_the_first_and_the_second_and_count_as_days(cast: Cast) -> None:
    opened(cast, name="March questions")
    first = cast.at.date()
    assert facts_of(cast.seat("nadia")) == Facts(opened=first)
    opened(cast, name="April questions")
    assert facts_of(cast.seat("nadia")) == Facts(opened=first, again=cast.at.date())
    talked(cast.seat("amina"), WHO, at=cast.later(days=1), noticed="This.")
    assert facts_of(cast.seat("nadia")).thrice == cast.at.date()


@pytest.mark.django_db
@pytest.mark.data
def test_preparing_and_then_reflecting_is_then_and_now_too(cast: Cast) -> None:
    here = partnerships.start(name="New", person="Zoe", stage=Stage.NEW, at=cast.at)
    seat = cast.known(here.membership)
    assert facts_of(seat).again is None
    details = Details(name="New", stage=Stage.ESTABLISHED)
    partnerships.change_details(seat=seat, seen=1, details=details, at=cast.later(days=40))
    assert facts_of(cast.seat("zoe")).again == cast.at.date()


@pytest.mark.django_db
@pytest.mark.data
def test_whoever_was_there_from_the_first_has_not_joined_and_whoever_comes_later_has(cast: Cast) -> None:
    assert facts_of(cast.seat("amina")).moved is None
    cast.later(days=30)
    cast.add("Priya Nair", cast.harbour)
    assert facts_of(cast.seat("amina")).moved == cast.at.date()


@pytest.mark.django_db
@pytest.mark.data
def test_somebody_who_left_has_moved(cast: Cast) -> None:
    cast.later(days=3)
    people.leave(seat=cast.seat("len"), at=cast.at)
    assert facts_of(cast.seat("amina")).moved == cast.at.date()


@pytest.mark.django_db
@pytest.mark.data
def test_it_is_one_question_however_much_there_is(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    many(cast.seat("ruth"), 500, at=cast.at)
    for seat in (cast.seat("amina"), cast.seat("ruth")):
        with django_assert_num_queries(1):
            facts_of(seat)
        with django_assert_num_queries(1):
            told = facts_for_menu(seat)
        assert all(getattr(told, name) == getattr(facts_of(seat), name) for name in IN_MENU)
