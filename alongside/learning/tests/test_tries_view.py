"""All that we said we would try: what waits, what happened, what was let go; only mine; all from one thing."""

from __future__ import annotations

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from alongside.learning import commands
from alongside.learning.commands import Plan, Source, Told
from alongside.learning.models import Action
from alongside.learning.pages.tries import ON_A_PAGE
from alongside.learning.tests.makings import gathered, written
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def said(cast: Cast, what: str, *who: str, told: str = "", source: Source | None = None) -> Action:
    plan = Plan(what, frozenset(cast.member(name).pk for name in who))
    seat = cast.seat("amina")
    made = commands.say_try(seat=seat, plan=plan, source=source or Source(), on=cast.at.date(), at=cast.at)
    if told:
        commands.record_outcome(seat=seat, action=made, told=Told(told), at=cast.at)
    return made


def at(cast: Cast, rest: str = "") -> str:
    return reverse("learning:tries", args=[cast.harbour.ref]) + rest


def main(cast: Cast, rest: str = "", who: str = "len") -> str:
    return cast.client(who).get(at(cast, rest)).content.decode().split("<main")[1].split("</main>")[0]


def test_each_stands_in_the_list_it_belongs_to(cast: Cast) -> None:
    for what, told in (("Waits", ""), ("Half", "partly"), ("Did", "yes"), ("Gone", "let-go")):
        said(cast, f"{what} here", told=told)
    for rest, there in (("", {"Waits", "Half"}), ("?show=done", {"Did"}), ("?show=let-go", {"Gone"})):
        page = main(cast, rest)
        assert {what for what in ("Waits", "Half", "Did", "Gone") if f"{what} here" in page} == there


def test_only_mine_are_those_that_name_me(cast: Cast) -> None:
    said(cast, "Ours", "tom", "len")
    said(cast, "Theirs", "tom")
    assert "Ours" in main(cast, "?mine")
    assert "Theirs" not in main(cast, "?mine")
    assert "Nothing here names you." in main(cast, "?mine", who="nadia")


def test_all_that_came_from_a_sentence_stands_together(cast: Cast) -> None:
    insight = written(cast, gathered(cast), "We meet when carers cannot.")
    source = Source(insight=insight)
    said(cast, "From it, done", told="yes", source=source)
    said(cast, "From it, open", source=source)
    said(cast, "From nothing")
    page = main(cast, f"?sentence={insight.ref}")
    for words in ("From it, done", "From it, open", "We meet when carers cannot."):
        assert words in page
    assert "From nothing" not in page


def test_what_happened_too_lately_to_say_whether_it_helped_is_asked_about_again(cast: Cast) -> None:
    said(cast, "Meet in the evening", told="yes")
    assert "Meet in the evening" not in main(cast)
    cast.later(days=29)
    page = main(cast)
    assert "Meet in the evening" in page
    assert "Did it help?<" in page


def test_nothing_says_that_anybody_is_late(cast: Cast) -> None:
    plan = Plan("Ask", frozenset({cast.member("tom").pk}), due=cast.at.date() - datetime.timedelta(days=90))
    commands.say_try(seat=cast.seat("amina"), plan=plan, source=Source(), on=cast.at.date(), at=cast.at)
    page = main(cast).lower()
    assert [word for word in ("late", "overdue", "missed", "error", "wrong") if word in page] == []


def test_older_ones_stand_on_pages_of_their_own(cast: Cast) -> None:
    for number in range(ON_A_PAGE + 1):
        said(cast, f"Number {number}.", told="yes")
    first, second = main(cast, "?show=done"), main(cast, "?show=done&page=2")
    assert "Number 0." not in first
    assert "Number 0." in second
    assert first.count('rel="next"') == second.count('rel="prev"') == 1


@pytest.mark.parametrize("rest", ["?show=late", "?page=0", "?page=x", "?sentence=zzzzzzzzzzzz"])
def test_what_is_no_list_is_not_found(cast: Cast, rest: str) -> None:
    assert cast.client("len").get(at(cast, rest)).status_code == 404


@pytest.mark.parametrize("rest", ["", "?show=done", "?mine"])
def test_its_queries_do_not_grow(cast: Cast, rest: str) -> None:
    counted = []
    for number in range(3):
        said(cast, f"Waits {number}", "len", "tom")
        said(cast, f"Did {number}", "len", told="yes")
        with CaptureQueriesContext(connection) as captured:
            main(cast, rest)
        counted.append(len(captured))
    assert len(set(counted)) == 1


def test_of_ten_thousand_a_page_shows_a_page(cast: Cast) -> None:
    Action.objects.bulk_create(
        Action(partnership=cast.harbour, on=cast.at.date(), what=f"Number {number}.", version=1)
        for number in range(10_000)
    )
    assert main(cast).count("<li>") == ON_A_PAGE
