"""The page that finds: what is found, by whom, and what never is."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from alongside.finding.models import Entry
from alongside.finding.pages import find_page
from alongside.finding.shown import AT_MOST, OFF, ON, piece
from alongside.journey.tests.talks import talked
from alongside.learning.models import Outcome
from alongside.learning.tests.talks import to_try
from alongside.rounds import commands as rounds
from alongside.rounds.models import Answer, Withholding
from alongside.rounds.sheets import NAMED
from alongside.rounds.tests import steps
from tests.cast import Cast

pytestmark = [pytest.mark.django_db, pytest.mark.data]
WHO = "purpose.beneficiaries"


def path(cast: Cast, words: str = "", **more: Any) -> str:
    return reverse("finding:find", args=[cast.harbour.ref], query={"words": words, **more})


def found(cast: Cast, words: str, who: str = "amina", **more: Any) -> list[str]:
    """The words of what is found."""
    page = find_page(cast.seat(who), words, **more)
    return ["".join(run.text for run in hit.piece.runs) for hit in page.hits]


def marked(cast: Cast, words: str) -> list[str]:
    page = find_page(cast.seat("amina"), words)
    return [run.text for hit in page.hits for run in hit.piece.runs if run.found]


def test_a_line_of_a_talk_is_found_by_its_words_and_stands_with_its_day_and_question(cast: Cast) -> None:
    talk = talked(cast.seat("amina"), WHO, at=cast.at, noticed="Four of us named the same families.")
    page = find_page(cast.seat("nadia"), "family named")
    (hit,) = page.hits
    assert (hit.what, hit.on, hit.question and hit.question.id) == ("What we noticed", cast.at.date(), WHO)
    assert hit.url == reverse("passing_on:done", args=[cast.harbour.ref, talk.ref]) + "#noticed"
    assert [run.text for run in hit.piece.runs if run.found] == ["named", "families"]


def test_case_marks_on_letters_and_endings_do_not_matter(cast: Cast) -> None:
    talked(cast.seat("amina"), WHO, at=cast.at, noticed="Zoë’s café: MEETINGS, in the self-employed people's way")
    for words in ("cafe", "CAFÉ", "zoe", "meeting", "self employed", "self-employed", "meet", '"in the self"', "peop"):
        assert found(cast, words), words
    assert found(cast, '"self way"') == []
    assert marked(cast, "cafe") == ["café"]


def test_words_of_another_partnership_are_never_found(cast: Cast) -> None:
    talked(cast.seat("ruth"), WHO, at=cast.at, noticed="Badgers")
    assert found(cast, "badgers") == []
    assert found(cast, "badgers", who="ruth") == ["Badgers"]


def test_what_was_said_in_a_round_is_found_from_its_opening_on_and_never_before(cast: Cast) -> None:
    names = steps.fill(cast, 12)
    round = steps.asked(cast, without_names=True, questions=steps.QUESTIONS[1:2])
    for who in names[-5:]:
        steps.answer(cast, who, round, steps.QUESTIONS[1], f"{who} says badger")
    steps.answer(cast, "nadia", round, steps.QUESTIONS[1], "Nadia says badger", how=NAMED)
    assert not Entry.objects.filter(words__contains="badger").exists()
    rounds.close_early(seat=cast.seat("amina"), round=round, at=cast.at, rng=steps.chance())
    assert found(cast, "badger") == []
    assert not Entry.objects.filter(words__contains="badger").exists()
    rounds.open_together(seat=cast.seat("amina"), round=round, at=cast.at, rng=steps.chance())
    assert len(found(cast, "badger")) == 6


def test_words_put_aside_are_not_found_and_nothing_says_that_there_are_any(cast: Cast) -> None:
    round = steps.opened_with_words(cast)
    assert found(cast, "nadia signs", who="len") == ["Nadia signs this."]
    said = Answer.objects.get(round=round, words="Nadia signs this.")
    ask = {"by": cast.member("nadia"), "reason": "Mine", "alone": True, "at": cast.at, "done_at": cast.at}
    Withholding.objects.create(round=round, said=said.pk, back=False, **ask)
    assert found(cast, "signs", who="len") == []
    empty = cast.client("len").get(path(cast, "elephant nadia")).content
    now = cast.client("len").get(path(cast, "signs nadia")).content
    assert now.replace(b"signs nadia", b"elephant nadia").replace(b"signs+nadia", b"elephant+nadia") == empty
    Withholding.objects.create(round=round, said=said.pk, back=True, **ask)
    assert found(cast, "signs", who="len") == ["Nadia signs this."]


def test_words_without_a_name_have_no_day_and_nobody_beside_them(cast: Cast) -> None:
    steps.opened_with_words(cast)
    hits = find_page(cast.seat("len"), "without").hits
    assert len(hits) == 5
    assert {(hit.on, hit.by, hit.what) for hit in hits} == {(None, "", "Somebody said, in “June questions”")}


def test_what_is_undone_is_not_found(cast: Cast) -> None:
    seat = cast.seat("amina")
    tried = to_try(seat, at=cast.at, what="Breakfast at the mosque")
    by = {"at": cast.at, "by": seat.membership, "partnership": seat.partnership}
    told = Outcome.objects.create(action=tried, happened="yes", words="Badgers came", **by)
    assert found(cast, "badgers") == ["Badgers came"]
    Outcome.objects.filter(pk=told.pk).update(undone_at=cast.at, undone_by=seat.membership)
    assert found(cast, "badgers") == []


def test_a_prepared_round_is_found_by_organisers_alone(cast: Cast) -> None:
    steps.prepared(cast, name="Badger questions")
    assert found(cast, "badger", who="tom") == ["Badger questions"]
    assert found(cast, "badger", who="nadia") == []


def test_where_not_all_words_stand_together_some_of_them_do_and_the_page_says_so(cast: Cast) -> None:
    talked(cast.seat("amina"), WHO, at=cast.at, noticed="Badgers at dusk")
    page = find_page(cast.seat("amina"), "badgers dawn")
    assert page.any_word
    assert len(page.hits) == 1
    assert "These hold some" in cast.client("len").get(path(cast, "badgers dawn")).content.decode()


def test_the_framework_is_found_by_the_same_words(cast: Cast) -> None:
    page = find_page(cast.seat("amina"), "beneficiaries")
    assert WHO in {hit.question.id for hit in page.framework if hit.question}
    only = find_page(cast.seat("amina"), "maxim", kind="framework")
    assert [hit.url.partition("#")[2] for hit in only.framework] == ["tool-maxims"]
    assert only.hits == ()


def test_it_is_narrowed_by_theme_and_by_kind(cast: Cast) -> None:
    talked(cast.seat("amina"), WHO, at=cast.at, noticed="Badgers", what="Count badgers")
    talked(cast.seat("amina"), "working.power", at=cast.at, noticed="Badgers too")
    assert found(cast, "badgers", theme="working") == ["Badgers too"]
    assert found(cast, "badgers", kind="tries") == ["Count badgers"]
    assert found(cast, "badgers", kind="tries", theme="working") == []
    page = cast.client("len").get(path(cast, "badgers", kind="tries", theme="working")).content.decode()
    assert "Look everywhere" in page


def test_pages_are_turned_and_hold_everything_once(cast: Cast) -> None:
    for number in range(45):
        talked(cast.seat("amina"), WHO, at=cast.at, noticed=f"Badger {number}")
    pages = [found(cast, "badger", page=number) for number in (1, 2, 3)]
    assert [len(page) for page in pages] == [20, 20, 5]
    assert sorted(word for page in pages for word in page) == sorted(f"Badger {number}" for number in range(45))
    assert pages[0][0] == "Badger 44"
    first, last = (find_page(cast.seat("amina"), "badger", page=number) for number in (1, 3))
    assert first.older == "?words=badger&page=2"
    assert last.newer == "?words=badger&page=2"
    assert last.older == ""


def test_what_it_asks_of_the_database_does_not_grow_with_what_is_found(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client = cast.client("len")
    talked(cast.seat("amina"), WHO, at=cast.at, noticed="Badger")
    with CaptureQueriesContext(connection) as one:
        client.get(path(cast, "badger"))
    for _ in range(30):
        talked(cast.seat("amina"), WHO, at=cast.at, noticed="Badger")
    with django_assert_num_queries(len(one)):
        client.get(path(cast, "badger"))


def test_a_long_text_is_shown_in_a_piece_around_what_was_found() -> None:
    before, after = "word " * 200, " end" * 200
    shown = piece(f"{before}{ON}badger{OFF}{after}")
    text = "".join(run.text for run in shown.runs)
    assert "badger" in text
    assert len(text) <= AT_MOST
    assert not shown.begins
    assert not shown.ends
    assert [run.text for run in piece("x" * 4000).runs] == ["x" * AT_MOST]


def test_hostile_words_are_shown_as_words_and_what_is_looked_for_is_in_no_script(cast: Cast) -> None:
    talked(cast.seat("amina"), WHO, at=cast.at, noticed="<script>badger</script> שלום")
    page = cast.client("len").get(path(cast, '"><script>badger')).content.decode()
    assert "<script>badger" not in page
    assert "<mark>badger</mark>" in page
    assert found(cast, "שלום")


@pytest.mark.parametrize("more", [{"page": "0"}, {"page": "x"}, {"theme": "nothing"}, {"kind": "nothing"}])
def test_what_is_no_page_no_theme_and_no_kind_is_not_there(cast: Cast, more: dict[str, str]) -> None:
    assert cast.client("len").get(path(cast, "badger", **more)).status_code == 404


def test_it_is_for_those_who_are_here_and_only_to_be_looked_at(cast: Cast) -> None:
    page = cast.client("nadia").get(path(cast, "badger"))
    assert page.status_code == 200
    assert "no-store" in page.headers["Cache-Control"]
    assert cast.client("ruth").get(path(cast, "badger")).status_code == 404
    assert cast.client().get(path(cast, "badger")).status_code == 404
    assert cast.client("nadia").post(path(cast, "badger")).status_code == 405
    assert cast.client("nadia").get("/p/zzzzzzzzzzzz/find/").status_code == 404


def test_without_words_it_says_what_can_be_found(cast: Cast) -> None:
    for words in ("", "   ", "?!", "“”"):
        page = cast.client("nadia").get(path(cast, words))
        assert page.status_code == 200
        assert b'aria-labelledby="found"' not in page.content
        assert b"Nothing found" not in page.content
