"""The list of questions and a theme: everything once, what is set aside apart."""

from __future__ import annotations

import pytest
from pytest_django import DjangoAssertNumQueries

from alongside.agreements.commands import bring_back, set_aside
from alongside.framework.loading import the_edition
from alongside.framework.shapes import UnknownTheme
from alongside.journey.pages import questions as pages
from alongside.journey.tests.talks import QUESTIONS, many, talked
from tests.cast import Cast

WHO = "purpose.beneficiaries"


def test_every_question_stands_once_under_its_theme(cast: Cast) -> None:
    page = pages.questions(cast.seat("nadia"))
    assert [group.theme.id for group in page.groups] == ["purpose", "role", "people", "working", "learning"]
    assert [entry.asked.id for group in page.groups for entry in group.entries] == QUESTIONS
    assert all((entry.where, entry.talked) == ("", None) for group in page.groups for entry in group.entries)


def test_a_question_says_where_we_are_and_when_we_last_talked(cast: Cast) -> None:
    talked(cast.seat("amina"), WHO, at=cast.at, standing="Carers.")
    talked(cast.seat("ruth"), "purpose.impact", at=cast.at, standing="Farmers.")
    first, second, *_ = pages.questions(cast.seat("nadia")).groups[0].entries
    assert (first.where, first.talked) == ("Carers.", cast.at.date())
    assert (second.where, second.talked) == ("", None)


def test_what_is_set_aside_stands_at_the_end_until_it_is_brought_back(cast: Cast) -> None:
    seat = cast.seat("nadia")
    for question in ("role.change", "role.landscape", "role.contribution", WHO):
        set_aside(seat=seat, question=question, reason="Later.", at=cast.later(minutes=1))
    page = pages.questions(seat)
    assert [group.theme.id for group in page.groups] == ["purpose", "people", "working", "learning"]
    assert WHO not in [entry.asked.id for group in page.groups for entry in group.entries]
    assert [aside.asked.id for aside in page.aside][-1] == WHO
    bring_back(seat=seat, question=WHO, at=cast.at)
    assert WHO in [entry.asked.id for group in pages.questions(seat).groups for entry in group.entries]


def test_a_theme_shows_its_own_questions_tools_and_readings(cast: Cast) -> None:
    seat = cast.seat("nadia")
    set_aside(seat=seat, question="working.lead", at=cast.at)
    set_aside(seat=seat, question=WHO, at=cast.at)
    page = pages.theme_page(seat, "working")
    theme = the_edition().theme("working")
    assert page.theme.quoted == theme.quoted
    assert [entry.asked.id for entry in page.entries] == [
        question.id for question in theme.questions if question.id != "working.lead"
    ]
    assert [aside.asked.id for aside in page.aside] == ["working.lead"]
    assert [tool.id for tool in page.tools] == [tool.id for tool in theme.tools]
    assert [reading.id for reading in page.readings] == ["conversations", "leading-across"]


def test_an_unknown_theme_is_refused(cast: Cast) -> None:
    with pytest.raises(UnknownTheme):
        pages.theme_page(cast.seat("nadia"), "weather")


@pytest.mark.parametrize("theme", [False, True])
def test_they_ask_the_same_number_of_queries_however_much_there_is(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries, theme: bool
) -> None:
    many(cast.seat("amina"), 3, at=cast.at)
    many(cast.seat("ruth"), 2000, at=cast.at)
    for name in ("amina", "ruth"):
        seat = cast.seat(name)
        with django_assert_num_queries(5):
            _ = pages.theme_page(seat, "purpose") if theme else pages.questions(seat)
