"""A question's page shows how it was last seen by all, standing on the rounds before, and all in one history."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from alongside.journey.pages import question as pages
from alongside.journey.pages import questions
from alongside.journey.pages.history import AT_ONCE, Past, history
from alongside.journey.pages.pictures import last_seen
from alongside.journey.pages.question import QuestionPage
from alongside.learning.tests.talks import talked_of
from alongside.rounds import commands as rounds
from alongside.rounds.models import Picture, Round, Way
from alongside.rounds.tests import steps
from tests.cast import Cast

pytestmark = [pytest.mark.django_db, pytest.mark.data]
VISION, POWER, ACTION = steps.QUESTIONS


@pytest.fixture
def names(cast: Cast) -> list[str]:
    """Six are here."""
    return steps.fill(cast, 6)


def seen(cast: Cast, names: list[str], *stances: int, days: int = 9, **more: Any) -> Round:
    """Ask everybody about power; as many as there are stances answer; open it."""
    round = steps.asked(cast, questions=[POWER], days=days, **more)
    for who, stance in zip(names, stances, strict=False):
        steps.answer(cast, who, round, POWER, f"{who} says so.", stance=stance)
    return steps.opened(cast, round)


def shown(cast: Cast, name: str = "nadia") -> QuestionPage:
    return pages.question_page(cast.seat(name), POWER, today=cast.at.date(), key="key")


def text(cast: Cast, name: str = "nadia") -> str:
    page = cast.client(name).get(reverse("journey:question", args=[cast.harbour.ref, POWER]))
    assert page.status_code == 200
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.content.decode().split("<main")[1]))


def test_the_last_picture_stands_on_the_two_before_it(cast: Cast, names: list[str]) -> None:
    for stance in (0, 1, 2, 3):
        last = seen(cast, names, *[stance] * 5, days=30)
    found = shown(cast).seen
    assert found is not None
    assert (found.round, found.name) == (last.ref, "June questions")
    assert found.picture is not None
    assert [round.people for round in found.picture.rounds] == [5, 5, 5]
    assert found.picture.now is not None
    assert found.picture.now.steps == (0, 0, 0, 5, 0)
    page = text(cast)
    assert "Where are we with this?" in page
    assert "What was said" in page
    assert "opened on" in page


def test_what_we_expected_when_we_prepared_stands_under_its_own_words(cast: Cast, names: list[str]) -> None:
    seen(cast, names, *[1] * 5, way=Way.PREPARE)
    assert "What we expected" not in text(cast)
    seen(cast, names, *[2] * 5)
    found = shown(cast).seen
    assert found is not None
    assert found.expected is not None
    assert "What we expected when we prepared" in text(cast)


def test_of_too_few_there_is_no_picture_and_of_what_is_not_opened_nothing(cast: Cast, names: list[str]) -> None:
    round = steps.asked(cast, questions=[POWER])
    for who in names[:5]:
        steps.answer(cast, who, round, POWER, "Sealed.", stance=1)
    cast.later(days=15)
    rounds.count_due(at=cast.at, rng=steps.chance())
    assert Picture.objects.exists()
    assert shown(cast).seen is None
    assert shown(cast).history.past == ()
    assert "Where are we with this?" not in text(cast)
    steps.opened(cast, round)
    assert shown(cast).seen is not None
    seen(cast, names, 1, 1)
    found = shown(cast).seen
    assert found is not None
    assert found.picture is None
    assert "there is no picture of it" in text(cast)


def test_nothing_of_another_partnership_is_seen(cast: Cast, names: list[str]) -> None:
    seen(cast, names, *[1] * 5)
    assert last_seen(cast.seat("ruth"), POWER) is None
    assert history(cast.seat("ruth"), POWER, page=1).past == ()


def test_talks_and_rounds_stand_in_one_history_the_newest_first(cast: Cast, names: list[str]) -> None:
    first = seen(cast, names)
    days = [cast.at.date()]
    talk = talked_of(cast, first, POWER)
    second = seen(cast, names)
    days.append(cast.at.date())
    cast.later(days=1)
    days.append(cast.at.date())
    last = talked_of(cast, second, POWER)
    assert shown(cast).history.past == (
        Past("talk", last.ref, days[2]),
        Past("round", second.ref, days[1]),
        Past("talk", talk.ref, days[0]),
        Past("round", first.ref, days[0]),
    )
    assert "we asked everyone" in text(cast)
    assert shown(cast).has_begun


def test_no_part_of_a_long_history_is_lost(cast: Cast, names: list[str]) -> None:
    for _ in range(8):
        round = seen(cast, names, days=1)
        talked_of(cast, round, POWER)
        cast.later(days=1)
    seat, found, page = cast.seat("amina"), list[Past](), 1
    while page:
        there = history(seat, POWER, page=page)
        assert len(there.past) <= AT_ONCE
        found += there.past
        page = there.older
    assert len({past.ref for past in found}) == len(found) == 16
    assert found == sorted(found, key=lambda past: past.on, reverse=True)


def test_it_costs_the_same_after_one_round_and_after_many(
    cast: Cast, names: list[str], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(1, 6):
        round = seen(cast, names, *[number % 4] * 5)
        talked_of(cast, round, POWER)
        seat = cast.seat("nadia")
        if number == 1:
            with django_assert_num_queries(16):  # none is before it, so nothing is counted of those
                pages.question_page(seat, POWER, today=cast.at.date(), key="key")
        elif number in (2, 5):
            with django_assert_num_queries(17):
                pages.question_page(seat, POWER, today=cast.at.date(), key="key")
        with django_assert_num_queries(4):
            questions.theme_page(seat, "working")


def test_the_theme_leads_to_what_was_opened_last_of_each_question(cast: Cast, names: list[str]) -> None:
    seen(cast, names)
    last = seen(cast, names)
    entries = {entry.asked.id: entry for entry in questions.theme_page(cast.seat("nadia"), "working").entries}
    opened = entries[POWER].opened
    assert opened is not None
    assert opened.ref == last.ref
    assert entries["working.lead"].opened is None
    page = cast.client("nadia").get(reverse("journey:theme", args=[cast.harbour.ref, "working"])).content.decode()
    assert reverse("rounds:opened_question", args=[cast.harbour.ref, last.ref, POWER]) in page
    assert page.count("asked everyone") == 1
