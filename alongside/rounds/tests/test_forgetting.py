"""Forgetting what was not sent: 30 days after the close, never by a clock that has jumped, and never "only me"."""

from __future__ import annotations

from random import Random

import pytest

from alongside.rounds import commands
from alongside.rounds.models import Draft, Forgetting, Kind, Returned, Round
from alongside.rounds.sheets import AWAY, ME, Entry
from alongside.rounds.tests import steps
from tests.cast import Cast

pytestmark = [pytest.mark.django_db, pytest.mark.data]
VISION, POWER, ACTION = steps.QUESTIONS


@pytest.fixture
def round(cast: Cast) -> Round:
    """A round that is counted, with drafts of every kind left in it."""
    made = steps.asked(cast)
    steps.write(cast, "nadia", made, VISION, "Not sent.")
    steps.write(cast, "nadia", made, POWER, "For me.", how=ME)
    steps.write(cast, "nadia", made, ACTION, "Not now.", how=AWAY)
    for place in (commands.Place(Kind.FOR, cast.member("len").ref), commands.Place(Kind.SHEET, sheet=1)):
        typed = [commands.Typed(VISION, 0, Entry(words="Typed."))]
        commands.keep(seat=cast.seat("tom"), secret=cast.secret("tom"), round=made, typed=typed, place=place)
    cast.later(days=14)
    assert commands.count(round=made, at=cast.at, rng=Random(1))
    return made


def test_what_was_not_sent_goes_30_days_after_the_close_and_only_me_stays(cast: Cast, round: Round) -> None:
    cast.later(days=29, hours=23)
    assert commands.forget(at=cast.at) == 0
    assert not Forgetting.objects.exists()
    cast.later(hours=1)
    assert commands.forget(at=cast.at) == 0
    cast.later(days=1)
    assert commands.forget(at=cast.at) == 1
    assert [draft.kind for draft in Draft.objects.all()] == [Kind.ME]
    assert {q: e.words for q, e in steps.book(cast, "nadia", round).entries.items()} == {POWER: "For me."}
    assert not Forgetting.objects.exists()
    assert commands.forget(at=cast.at) == 0


def test_nothing_goes_before_the_clock_has_said_so_for_a_day(cast: Cast, round: Round) -> None:
    cast.later(days=365)
    for _ in range(3):
        assert commands.forget(at=cast.at) == 0
        cast.later(hours=7)
    assert Draft.objects.count() == 4
    cast.later(hours=7)
    assert commands.forget(at=cast.at) == 1


def test_a_clock_that_was_ahead_and_is_right_again_has_confirmed_nothing(cast: Cast, round: Round) -> None:
    cast.later(days=365)
    commands.forget(at=cast.at)
    cast.later(days=-334)  # right again: 31 days after the close
    assert commands.forget(at=cast.at) == 0
    cast.later(hours=23)
    assert commands.forget(at=cast.at) == 0
    assert Draft.objects.count() == 4
    cast.later(hours=1)
    assert commands.forget(at=cast.at) == 1


def test_what_came_back_from_a_withdrawn_round_goes_too(cast: Cast) -> None:
    round = steps.asked(cast)
    steps.answer(cast, "nadia", round, POWER, "Mine.")
    assert commands.withdraw(seat=cast.seat("amina"), round=round, at=cast.at)
    cast.later(days=30)
    commands.forget(at=cast.at)
    assert Returned.objects.count() == 1
    cast.later(days=1)
    assert commands.forget(at=cast.at) == 1
    assert not Returned.objects.exists()


def test_a_round_that_is_open_is_left_alone(cast: Cast) -> None:
    round = steps.asked(cast, days=400)
    steps.write(cast, "nadia", round, POWER, "Not sent.")
    for _ in range(3):
        cast.later(days=40)
        assert commands.forget(at=cast.at) == 0
    assert Draft.objects.exists()
