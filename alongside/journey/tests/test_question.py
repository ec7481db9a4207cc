"""A question's page shows what was kept of it, of our own alone, and no more of it than fits."""

from __future__ import annotations

import datetime
from random import Random

import pytest
from pytest_django import DjangoAssertNumQueries

from alongside.agreements.commands import set_aside
from alongside.framework.shapes import UnknownQuestion
from alongside.journey.pages import question as pages
from alongside.journey.pages.history import AT_ONCE
from alongside.journey.pages.home import Home, home
from alongside.journey.pages.question import QuestionPage
from alongside.journey.tests.talks import many, talked, tried
from alongside.learning.commands import Told, record_outcome, undo_outcome
from tests.cast import Cast

WHO = "purpose.beneficiaries"


def shown(cast: Cast, name: str = "nadia", question: str = WHO, page: int = 1) -> QuestionPage:
    return pages.question_page(cast.seat(name), question, today=cast.at.date(), key="key", page=page)


def test_before_the_first_talk_there_are_the_words_of_the_framework_and_nothing_else(cast: Cast) -> None:
    page = shown(cast)
    assert page.question.plain == "Who should be better off because of what we do?"
    assert page.theme.quoted == "What is the purpose of the partnership’s work?"
    assert "King’s Fund" in page.credit
    assert (page.why != "", len(page.examples) > 1, page.has_begun) == (True, True, False)
    assert (page.begun, page.where, page.unsettled, page.again, page.aside) == (None, None, None, None, None)
    assert (page.tries, page.came, page.history.past) == ((), (), ())


def test_an_unknown_question_is_refused(cast: Cast) -> None:
    with pytest.raises(UnknownQuestion):
        shown(cast, question="purpose.nothing")


def test_it_shows_where_we_are_with_who_was_there_and_who_wrote_it(cast: Cast) -> None:
    talked(cast.seat("amina"), WHO, at=cast.at, standing="Carers.", present="Amina and Tom")
    where = shown(cast).where
    assert where is not None
    assert (where.words, where.on, where.by, where.who_was_there, where.has_earlier) == (
        "Carers.",
        cast.at.date(),
        "Amina Yusuf",
        "Amina and Tom",
        False,
    )


def test_there_are_earlier_words_once_they_have_changed(cast: Cast) -> None:
    talked(cast.seat("amina"), WHO, at=cast.at, standing="Carers.")
    talked(cast.seat("tom"), WHO, at=cast.later(days=1), standing="Carers and children.")
    where = shown(cast).where
    assert where is not None
    assert (where.words, where.has_earlier) == ("Carers and children.", True)


def test_what_is_not_settled_stays_until_a_talk_says_something_else_of_it(cast: Cast) -> None:
    seat, day = cast.seat("amina"), datetime.date(2026, 5, 1)
    first = talked(seat, WHO, at=cast.at, unsettled="Whether families too.", again=datetime.date(2026, 4, 1))
    last = talked(seat, WHO, at=cast.later(days=1), noticed="This.", again=day)
    page = shown(cast)
    assert page.unsettled is not None
    assert (page.unsettled.words, page.unsettled.talk) == ("Whether families too.", first.ref)
    assert page.again is not None
    assert (page.again.due, page.again.talk) == (day, last.ref)
    assert page.history.past[0].ref == last.ref


@pytest.mark.parametrize(("days", "stays"), [(5, True), (20, False)])
def test_a_day_to_look_again_is_over_once_a_talk_came_on_it_or_after(cast: Cast, days: int, stays: bool) -> None:
    seat, day = cast.seat("amina"), cast.at.date() + datetime.timedelta(days=10)
    talked(seat, WHO, at=cast.at, noticed="This.", again=day)
    talked(seat, WHO, at=cast.later(days=days), noticed="That.")
    assert (shown(cast).again is not None) is stays
    found = home(seat, at=cast.at, today=cast.at.date(), rng=Random(1), key="x")
    assert isinstance(found, Home)
    assert [each.on for each in found.agains] == ([day] if stays else [])


def test_a_talk_not_finished_is_carried_on_and_says_nothing_yet(cast: Cast) -> None:
    talk = talked(cast.seat("amina"), WHO, at=cast.at, finish=False, standing="Carers.", what="Ask them")
    page = shown(cast)
    assert page.begun is not None
    assert page.begun.talk == talk.ref
    assert (page.where, page.tries, page.history.past) == (None, (), ())
    assert shown(cast, question="purpose.impact").begun is None


def test_what_was_tried_leaves_for_what_came_of_it(cast: Cast) -> None:
    seat = cast.seat("amina")
    talk = talked(seat, WHO, at=cast.at, what="Ask them", who="Nadia")
    assert [one.what for one in shown(cast).tries] == ["Ask them"]
    made = record_outcome(
        seat=seat, action=tried(talk), told=Told("yes", "partly", "The carers, not the children."), at=cast.at
    )
    page = shown(cast)
    assert page.tries == ()
    assert [(came.happened, came.helped, came.words) for came in page.came] == [
        ("It happened.", "It helped some", "The carers, not the children.")
    ]
    undo_outcome(seat=seat, outcome=made, at=cast.at)
    page = shown(cast)
    assert ([one.what for one in page.tries], page.came) == (["Ask them"], ())


def test_a_bare_not_yet_is_nothing_that_came_of_it(cast: Cast) -> None:
    seat = cast.seat("amina")
    talk = talked(seat, WHO, at=cast.at, what="Ask them")
    record_outcome(seat=seat, action=tried(talk), told=Told("no"), at=cast.at)
    page = shown(cast)
    assert (len(page.tries), page.came) == (1, ())
    record_outcome(seat=seat, action=tried(talk), told=Told("no", "", "The hall was shut."), at=cast.later(days=1))
    assert [came.words for came in shown(cast).came] == ["The hall was shut."]


def test_set_aside_it_says_by_whom_and_why(cast: Cast) -> None:
    day = datetime.date(2026, 6, 1)
    set_aside(seat=cast.seat("len"), question=WHO, reason="After the bid.", look_again=day, at=cast.at)
    aside = shown(cast).aside
    assert aside is not None
    assert (aside.by, aside.reason, aside.again) == ("Len Okafor", "After the bid.", day)


def test_nothing_of_another_partnership_is_on_it(cast: Cast) -> None:
    seat = cast.seat("ruth")
    talk = talked(seat, WHO, at=cast.at, standing="Farmers.", unsettled="Which.", what="Ask")
    record_outcome(seat=seat, action=tried(talk), told=Told("no", "", "Not yet."), at=cast.at)
    talked(seat, WHO, at=cast.later(days=1), finish=False, noticed="This.")
    set_aside(seat=seat, question=WHO, at=cast.at)
    page = shown(cast)
    assert (page.has_begun, page.unsettled, page.again, page.aside) == (False, None, None, None)


def test_its_talks_are_told_page_by_page_and_none_is_lost(cast: Cast) -> None:
    many(cast.seat("amina"), 23 * 30, at=cast.at)
    seen: list[str] = []
    number = 1
    while number:
        talks = shown(cast, page=number).history
        assert len(talks.past) <= AT_ONCE
        assert talks.newer == number - 1
        seen += [talk.ref for talk in talks.past]
        number = talks.older
    assert len(set(seen)) == len(seen) == 30


def test_it_asks_the_same_number_of_queries_however_much_there_is(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    many(cast.seat("amina"), 46, at=cast.at)
    many(cast.seat("ruth"), 2000, at=cast.at)
    # whoever prepares is not asked what was said while they did
    for name, queries in (("amina", 15), ("ruth", 14)):
        seat = cast.seat(name)
        with django_assert_num_queries(queries):
            page = pages.question_page(seat, WHO, today=cast.at.date(), key="key")
        assert len(page.history.past) <= AT_ONCE
        assert len(page.came) <= pages.OUTCOMES
        assert len(page.tries) <= pages.TRIES


def test_the_sheet_names_the_partnership_and_the_question(cast: Cast) -> None:
    sheet = pages.sheet(cast.seat("nadia"), WHO)
    assert (sheet.name, sheet.question.id) == ("Harbour Wards Partnership", WHO)
    with pytest.raises(UnknownQuestion):
        pages.sheet(cast.seat("nadia"), "purpose.nothing")
