"""What was asked of everybody and opened stands on home, with the talks; and the day of the next meeting."""

from __future__ import annotations

import datetime
import re

import pytest
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from alongside.framework.loading import the_edition
from alongside.journey.pages import home as pages
from alongside.journey.pages import latest
from alongside.journey.pages.asked_of_all import Meeting, asked_of_all
from alongside.journey.pages.home import FirstDay, Home
from alongside.journey.tests.talks import many, talked
from alongside.journey.tests.test_home import chance, home, later_home
from alongside.learning.tests.talks import opened
from alongside.rounds import commands as rounds
from alongside.rounds.models import Opens
from alongside.rounds.tests import steps
from tests.cast import Cast

pytestmark = [pytest.mark.django_db, pytest.mark.data]
VISION, POWER, ACTION = steps.QUESTIONS


def told(cast: Cast, who: str = "nadia") -> str:
    page = cast.client(who).get(reverse("journey:home", args=[cast.harbour.ref])).content.decode()
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.split("<main")[1].split("</main")[0]))


def meeting(cast: Cast, who: str = "nadia") -> Meeting | None:
    return asked_of_all(cast.seat(who), "", (), at=cast.at, today=cast.at.date()).meeting


def test_what_was_opened_last_comes_first_with_its_questions(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    first, second = opened(cast, name="March questions"), opened(cast, name="April questions", questions=[POWER])
    steps.asked(cast, name="Not opened", questions=[VISION])
    seat = cast.seat("nadia")
    with django_assert_num_queries(1):
        found = latest.opened_rounds(seat)
    day = cast.at.date()
    assert found == (
        latest.Opened(second.pk, second.ref, "April questions", "reflect", day, (POWER,)),
        latest.Opened(
            first.pk, first.ref, "March questions", "reflect", day - datetime.timedelta(days=15), steps.QUESTIONS
        ),
    )
    assert latest.opened_rounds(cast.seat("ruth")) == ()


def test_after_the_first_opening_home_is_no_first_day_any_more(cast: Cast) -> None:
    steps.asked(cast)
    assert isinstance(home(cast), FirstDay)
    cast.later(days=15)
    assert isinstance(home(cast), FirstDay)
    opened(cast, days=1, questions=["role.change"])
    assert isinstance(home(cast), Home)


def test_a_round_is_one_bead_on_each_string_whose_questions_it_asked(cast: Cast) -> None:
    round = opened(cast, questions=[VISION, "purpose.impact", ACTION])
    for days in (1, 2):
        cast.later(days=days)
        talked(cast.seat("amina"), VISION, at=cast.at, noticed="This.")
    strings = later_home(cast).strings
    assert strings is not None
    assert strings.has_rounds
    beads = {
        string.theme: [(bead.kind, bead.ref, bead.label) for slot in string.slots for bead in slot.beads]
        for string in strings.strings
    }
    bead = ("round", round.ref, "4 April 2026: we asked everyone, “June questions”")
    assert beads["learning"] == [bead]
    assert beads["purpose"][0] == bead
    assert len(beads["purpose"]) == 2
    assert beads["role"] == []
    page = told(cast)
    assert page.count("we asked everyone, “June questions”") == 4  # drawn, and as a list
    assert "we talked we asked everyone" in page


def test_without_a_round_no_key_is_needed(cast: Cast) -> None:
    many(cast.seat("amina"), 5, at=cast.at)
    assert "we asked everyone" not in told(cast)


def test_home_asks_the_same_number_of_queries_after_many_rounds(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    every = [question.id for question in the_edition().questions]
    many(cast.seat("amina"), 12, at=cast.at)
    counted = []
    for number in range(1, 5):
        opened(cast, days=3, questions=every if number > 1 else [POWER])
        seat = cast.seat("tom")
        if number in (1, 4):
            with django_assert_num_queries(9):
                page = pages.home(seat, at=cast.at, today=cast.at.date(), rng=chance(1), key="key")
            assert isinstance(page, Home)
            assert page.strings is not None
            counted.append(sum(len(slot.beads) for string in page.strings.strings for slot in string.slots))
    assert counted[0] < counted[1]


def test_what_is_open_to_all_leads_to_it(cast: Cast) -> None:
    round = opened(cast)
    page = cast.client("nadia").get(reverse("journey:home", args=[cast.harbour.ref])).content.decode()
    assert reverse("rounds:opened", args=[cast.harbour.ref, round.ref]) in page
    assert "Look at it together" in told(cast)
    assert "Open to all of us" not in told(cast)
    cast.later(days=7)
    assert "Open to all of us: the pictures, and what was said." in told(cast)


@pytest.mark.parametrize("first_day", [True, False])
def test_the_next_meeting_stands_beside_what_comes_first(cast: Cast, first_day: bool) -> None:
    if not first_day:
        talked(cast.seat("amina"), "role.change", at=cast.at, noticed="This.")
    steps.asked(cast, meeting_on=cast.at.date() + datetime.timedelta(days=20))
    page = told(cast)
    assert "Next meeting Thursday 9 April We open June questions together." in page
    assert page.index("Your turn") < page.index("Next meeting")


def test_the_soonest_meeting_counts_and_one_that_is_over_does_not(cast: Cast) -> None:
    day = cast.at.date()
    steps.asked(cast, name="Later", questions=[VISION], meeting_on=day + datetime.timedelta(days=30))
    steps.asked(cast, name="Sooner", questions=[POWER], meeting_on=day + datetime.timedelta(days=20))
    steps.asked(cast, name="At once", questions=[ACTION], opens=Opens.CLOSE)
    for days, name in ((0, "Sooner"), (20, "Sooner"), (1, "Later"), (9, "Later")):
        cast.later(days=days)
        found = meeting(cast)
        assert found is not None
        assert found.told.name == name
    cast.later(days=1)
    assert meeting(cast) is None


def test_what_is_only_prepared_or_withdrawn_or_open_already_is_no_meeting(cast: Cast) -> None:
    day = cast.at.date() + datetime.timedelta(days=40)
    steps.prepared(cast, questions=[VISION], meeting_on=day)
    gone = steps.asked(cast, questions=[POWER], meeting_on=day)
    rounds.withdraw(seat=cast.seat("amina"), round=gone, at=cast.at)
    opened(cast, questions=[ACTION], meeting_on=day)
    assert meeting(cast, "amina") is None


def test_without_a_day_an_organiser_can_open_it_once_answers_are_closed(cast: Cast) -> None:
    round = steps.asked(cast)
    home = reverse("journey:home", args=[cast.harbour.ref])
    url = reverse("rounds:open", args=[cast.harbour.ref, round.ref])
    assert url not in cast.client("amina").get(home).content.decode()
    cast.later(days=15)
    assert url in cast.client("amina").get(home).content.decode()
    assert url not in cast.client("nadia").get(home).content.decode()


def test_on_the_day_an_organiser_can_open_it(cast: Cast) -> None:
    round = steps.asked(cast, meeting_on=cast.at.date() + datetime.timedelta(days=20))
    url = reverse("rounds:open", args=[cast.harbour.ref, round.ref])
    cast.later(days=19)
    assert url not in cast.client("amina").get(reverse("journey:home", args=[cast.harbour.ref])).content.decode()
    cast.later(days=1)
    assert "Our meeting is today We open June questions together." in told(cast)
    assert "Our meeting is today Open June questions together" in told(cast, "amina")
    assert url in cast.client("amina").get(reverse("journey:home", args=[cast.harbour.ref])).content.decode()
    assert url not in cast.client("nadia").get(reverse("journey:home", args=[cast.harbour.ref])).content.decode()
