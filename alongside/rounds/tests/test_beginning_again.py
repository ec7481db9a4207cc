"""A round begins where talks left off, and can ask the same again."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from typing import Any

import pytest
from django.urls import reverse

from alongside.framework.loading import the_edition
from alongside.partnerships.seats import Seat
from alongside.rounds import unsettled
from alongside.rounds.tests import steps
from alongside.rounds.unsettled import Left, LeftOpen
from tests.cast import Cast

pytestmark = pytest.mark.django_db
VISION, POWER, ACTION = steps.QUESTIONS
JUNE = datetime.date(2025, 6, 12)


@pytest.fixture
def left(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> dict[str, LeftOpen]:
    """What the room above found; nothing, until a test says something."""
    found: dict[str, LeftOpen] = {}

    def finder(seat: Seat, today: datetime.date) -> Mapping[str, LeftOpen]:
        assert (seat.partnership, today) == (cast.harbour, cast.at.date())
        return found

    monkeypatch.setattr(unsettled, "_finders", [finder])
    return found


def page(cast: Cast, who: str = "amina", **query: str) -> Any:
    return cast.client(who).get(reverse("rounds:prepare", args=[cast.harbour.ref]), query)


def three(answer: Any) -> set[str]:
    return {question.id for question in answer.context["form"].three}


def text(answer: Any) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", answer.content.decode()))


def test_what_talks_left_open_is_suggested_first_with_its_words(cast: Cast, left: dict[str, LeftOpen]) -> None:
    left[POWER] = LeftOpen(Left.UNSETTLED, "Who <chairs>.", JUNE)
    left[ACTION] = LeftOpen(Left.EXPECTED, "Money; we ask Tom.", cast.at.date())
    answer = page(cast)
    assert {POWER, ACTION} < three(answer)
    assert len(three(answer)) == 3
    assert "Not settled in June 2025: Who &lt;chairs&gt;." in text(answer)
    assert "Expected in March to be hard: Money; we ask Tom." in text(answer)
    assert re.search(r'name="which" value="three" id="\w+" checked', answer.content.decode())


def test_no_more_than_three_are_suggested_those_said_last(cast: Cast, left: dict[str, LeftOpen]) -> None:
    for question in (POWER, ACTION, VISION, "role.change"):
        left[question] = LeftOpen(Left.AGAIN, "", JUNE)
    answer = page(cast)
    assert three(answer) == {POWER, ACTION, VISION}
    assert text(answer).count("To look at again on 12 June 2025.") == 3
    assert text(answer).count("(left open)") == 4


def test_what_is_asked_elsewhere_or_set_aside_is_not_suggested(cast: Cast, left: dict[str, LeftOpen]) -> None:
    steps.asked(cast, questions=[POWER])
    cast.client("tom").post(reverse("agreements:set_aside", args=[cast.harbour.ref, ACTION]), {})
    for question in (POWER, ACTION, "purpose.nothing"):
        left[question] = LeftOpen(Left.UNSETTLED, "Who.", JUNE)
    answer = page(cast)
    assert not three(answer) & {POWER, ACTION}
    assert "Not settled" not in text(answer)


def test_where_nothing_was_left_open_nothing_is_said_of_it(cast: Cast, left: dict[str, LeftOpen]) -> None:
    assert "left off" not in text(page(cast))


def test_the_same_is_asked_again_with_a_tick_for_each(cast: Cast) -> None:
    round = steps.asked(cast)
    page_of_it = page(cast, again=round.ref).content.decode()
    ticked = re.findall(r'name="picked-\w+" value="([\w.]+)"[^>]*checked', page_of_it)
    assert sorted(ticked) == sorted(steps.QUESTIONS)
    assert re.search(r'name="which" value="picked" id="\w+" checked', page_of_it)


def test_all_of_them_are_asked_again_as_all(cast: Cast) -> None:
    round = steps.asked(cast, questions=[each.id for each in the_edition().questions])
    page_of_it = page(cast, again=round.ref).content.decode()
    assert re.search(r'name="which" value="all" id="\w+" checked', page_of_it)


@pytest.mark.parametrize("ref", ["222222222222", "' OR 1=1", "\x00"])
def test_a_round_that_is_none_cannot_be_asked_again(cast: Cast, ref: str) -> None:
    assert page(cast, again=ref).status_code == 404


def test_nobody_asks_anothers_again_or_what_was_never_asked(cast: Cast) -> None:
    assert page(cast, again=steps.prepared(cast).ref).status_code == 404
    round = steps.asked(cast)
    assert page(cast, "nadia", again=round.ref).status_code == 404
    theirs = reverse("rounds:prepare", args=[cast.hill.ref])
    assert cast.client("ruth").get(theirs, {"again": round.ref}).status_code == 404
