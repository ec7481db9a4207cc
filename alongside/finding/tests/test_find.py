"""The page that finds: what is found, by whom, and what never is."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from alongside.finding.models import Entry
from alongside.finding.pages import find_page
from alongside.journey.tests.talks import talked
from alongside.rounds import commands as rounds
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
