"""Every version of where we are is there, newest first, and says what changed."""

from __future__ import annotations

import datetime

import pytest
from pytest_django import DjangoAssertNumQueries

from alongside.framework.shapes import UnknownQuestion
from alongside.journey.pages import versions as pages
from alongside.journey.tests.talks import many, talked
from tests.cast import Cast

WHO = "purpose.beneficiaries"


def test_each_version_tells_what_changed_since_the_one_before(cast: Cast) -> None:
    talked(cast.seat("amina"), WHO, at=cast.at, standing="Carers here.", present="Amina, Tom")
    newest = talked(cast.seat("tom"), WHO, at=cast.later(days=1), standing="Children here.")
    new, old = pages.where_we_are(cast.seat("nadia"), WHO).versions
    assert [(run.kind, run.text) for run in new.runs] == [
        ("gone", "Carers "),
        ("added", "Children "),
        ("same", "here."),
    ]
    assert (new.by, new.talk, new.on) == ("Tom Reed", newest.ref, cast.at.date())
    assert (old.runs, old.who_was_there, old.words) == ((), "Amina, Tom", "Carers here.")


def test_nothing_said_is_no_version(cast: Cast) -> None:
    talked(cast.seat("ruth"), WHO, at=cast.at, standing="Farmers.")
    assert pages.where_we_are(cast.seat("nadia"), WHO).versions == ()


def test_an_unknown_question_is_refused(cast: Cast) -> None:
    with pytest.raises(UnknownQuestion):
        pages.where_we_are(cast.seat("nadia"), "purpose.nothing")


def test_the_last_on_a_page_is_compared_with_the_first_of_the_next(cast: Cast) -> None:
    many(cast.seat("amina"), 23 * 25, at=cast.at)
    first = pages.where_we_are(cast.seat("amina"), WHO)
    assert (len(first.versions), first.newer, first.older) == (pages.VERSIONS, 0, 2)
    assert [run.text for run in first.versions[-1].runs if run.kind == "gone"] == ["5"]
    second = pages.where_we_are(cast.seat("amina"), WHO, page=2)
    assert [version.words for version in second.versions] == [f"Version {number}." for number in (5, 4, 3, 2, 1)]
    assert (second.newer, second.older) == (1, 0)


def test_it_asks_one_query(cast: Cast, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    many(cast.seat("amina"), 23 * 25, at=cast.at - datetime.timedelta(days=1))
    seat = cast.seat("amina")
    with django_assert_num_queries(1):
        pages.where_we_are(seat, WHO)
