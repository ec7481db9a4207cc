"""Leaving with three lines: written ahead, by an organiser, or while leaving; nobody's words are lost."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from alongside.partnerships.models import Departure, Parting
from alongside.people.tests.pressing import inside, words
from tests.cast import Cast

pytestmark = pytest.mark.django_db
LINES = {"seen": "0", "goes": "The key to the hall", "takers": "Nadia, if asked", "ask": "Who has the other key"}


def at(cast: Cast, name: str, who: str = "") -> str:
    return reverse(f"people:{name}", args=[cast.harbour.ref, *([cast.member(who).ref] if who else [])])


def page(cast: Cast, who: str, name: str = "people", of: str = "") -> str:
    return " ".join(words(cast.client(who).get(at(cast, name, of))).split())


def test_whoever_leaves_is_asked_three_lines_and_may_leave_them_empty(cast: Cast) -> None:
    asked = page(cast, "len", "leave")
    assert all(line in asked for line in ("What goes with me", "Who could take it", "What to ask me before I go"))
    empty = {"seen": "0", "goes": "", "takers": "", "ask": "", "leaves_on": ""}
    assert cast.client("len").post(at(cast, "leave"), empty)["Location"] == at(cast, "gone")
    assert not Parting.objects.exists()


def test_what_is_written_while_leaving_is_read_by_those_who_stay(cast: Cast) -> None:
    client = cast.client("len")
    client.post(at(cast, "leave"), LINES)
    assert not inside(client, cast.harbour)
    assert "What went with them" in page(cast, "nadia")
    theirs = page(cast, "nadia", "parting", "len")
    assert all(LINES[name] in theirs for name in ("goes", "takers", "ask"))
    assert "<textarea" not in theirs and "typed this" not in theirs
    client.post(at(cast, "come_back"))
    assert "The key to the hall" in page(cast, "len", "parting", "len")


def test_the_lines_are_kept_by_whoever_thinks_better_of_leaving(cast: Cast) -> None:
    answer: Any = cast.client("len").post(at(cast, "leave"), LINES | {"stay": "1"})
    assert answer["Location"] == at(cast, "parting", "len")
    assert inside(cast.client("len"), cast.harbour)
    assert "The key to the hall" in page(cast, "len", "leave")


def test_a_day_is_said_ahead_and_everybody_sees_it(cast: Cast) -> None:
    cast.client("len").post(at(cast, "parting", "len"), LINES | {"leaves_on": "30 June"})
    assert "Leaves on <time" in page(cast, "nadia") and "30 June 2026" in page(cast, "nadia")
    assert inside(cast.client("len"), cast.harbour)
    cast.client("len").post(at(cast, "parting", "len"), LINES | {"seen": "1", "leaves_on": ""})
    assert "Leaves on <time" not in page(cast, "nadia")


def test_an_organiser_writes_it_with_them_and_it_says_by_whom(cast: Cast) -> None:
    cast.client("amina").post(at(cast, "parting", "len"), LINES)
    for who in ("nadia", "len"):
        assert "<bdi>Amina Yusuf</bdi> typed this" in page(cast, who, "parting", "len")
    cast.client("len").post(at(cast, "parting", "len"), LINES | {"seen": "1", "goes": "Nothing at all"})
    assert "typed this" not in page(cast, "nadia", "parting", "len")


def test_another_member_reads_it_and_does_not_write_it(cast: Cast) -> None:
    assert "Nothing is written here" in page(cast, "nadia", "parting", "len")
    answer = cast.client("nadia").post(at(cast, "parting", "len"), LINES)
    assert answer.status_code == 422
    assert "<textarea" not in words(answer)
    assert not Parting.objects.exists()


def test_where_two_are_at_it_both_are_shown_to_choose_from(cast: Cast) -> None:
    cast.client("amina").post(at(cast, "parting", "len"), LINES)
    own = LINES | {"goes": "My own words"}
    answer = cast.client("len").post(at(cast, "parting", "len"), own)
    assert answer.status_code == 409
    both = words(answer)
    assert "My own words" in both and "The key to the hall" in both and "Amina Yusuf" in both
    cast.client("len").post(at(cast, "parting", "len"), own | {"seen": "1", "choice_goes": "theirs"})
    assert Parting.objects.get().goes == "The key to the hall"


def test_where_an_organiser_was_quicker_nobody_leaves_and_no_words_are_lost(cast: Cast) -> None:
    cast.client("amina").post(at(cast, "parting", "len"), LINES)
    answer = cast.client("len").post(at(cast, "leave"), LINES | {"goes": "My own words"})
    assert answer.status_code == 409
    assert "My own words" in words(answer)
    assert not Departure.objects.exists()


@pytest.mark.parametrize("wrong", [{"leaves_on": "someday"}, {"goes": "x" * 1001}, {"seen": ""}])
def test_what_is_wrong_is_said_and_stays_on_the_page(cast: Cast, wrong: dict[str, str]) -> None:
    answer = cast.client("len").post(at(cast, "parting", "len"), LINES | wrong)
    assert answer.status_code == 422
    assert "Who has the other key" in words(answer)
    assert not Parting.objects.exists()


def test_it_is_there_for_those_inside_and_of_those_who_came_in(cast: Cast) -> None:
    path = at(cast, "parting", "len")
    assert {cast.client(who).get(path).status_code for who in ("ruth", "")} == {404}
    for ref in (cast.member("ruth").ref, "zzzzzzzzzzzz"):
        assert cast.client("amina").get(reverse("people:parting", args=[cast.harbour.ref, ref])).status_code == 404
    assert cast.client("len").delete(path).status_code == 405


def test_the_page_costs_the_same_however_often_it_was_changed(cast: Cast, django_assert_num_queries: Any) -> None:
    cast.client("len").post(at(cast, "parting", "len"), LINES)
    cast.client("len").post(at(cast, "parting", "len"), LINES | {"seen": "1", "goes": "2"})
    client, path = cast.client("nadia"), at(cast, "parting", "len")
    queries = 5  # the seat, whoever it is about, the lines, their versions, gone
    with django_assert_num_queries(queries):
        client.get(path)
    for seen in range(2, 6):
        cast.client("len").post(at(cast, "parting", "len"), LINES | {"seen": str(seen), "goes": f"again {seen}"})
    with django_assert_num_queries(queries):
        client.get(path)
