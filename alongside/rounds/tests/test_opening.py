"""The opening: nobody reads what was sent before it, organisers neither; at a meeting, or by itself after 30 days."""

from __future__ import annotations

import datetime

import pytest

from alongside.rounds import commands
from alongside.rounds.models import Closing, Opening, Opens, Round
from alongside.rounds.pages.organising import CLOSED, OPENED, state_of
from alongside.rounds.tests import steps
from tests.cast import Cast

pytestmark = [pytest.mark.django_db, pytest.mark.data]


def ticks(cast: Cast) -> int:
    """Let a tick count what is due and open what waits no longer; return how many it opened."""
    commands.count_due(at=cast.at, rng=steps.chance())
    return commands.open_due(at=cast.at)


def opens(cast: Cast, round: Round, who: str = "amina") -> bool:
    return commands.open_together(seat=cast.seat(who), round=round, at=cast.at, rng=steps.chance())


def test_it_is_opened_once_by_somebody_at_a_moment(cast: Cast) -> None:
    round = steps.asked(cast)
    cast.later(days=15)
    ticks(cast)
    assert state_of(Round.objects.get(), at=cast.at) == CLOSED
    assert opens(cast, round)
    assert not opens(cast, round, "tom")
    opening = Opening.objects.get()
    assert (opening.by, opening.at) == (cast.member("amina"), cast.at)
    assert state_of(Round.objects.get(), at=cast.at) == OPENED
    assert Round.objects.opened().get() == round


def test_what_the_clock_has_closed_and_no_tick_has_counted_is_counted_first(cast: Cast) -> None:
    round = steps.asked(cast)
    cast.later(days=15)
    assert not Closing.objects.exists()
    assert opens(cast, round)
    assert Closing.objects.get().round == round


def test_what_takes_answers_still_cannot_be_opened(cast: Cast) -> None:
    with pytest.raises(commands.NotClosed):
        opens(cast, steps.asked(cast))
    assert not Opening.objects.exists()


def test_what_was_withdrawn_cannot_be_opened(cast: Cast) -> None:
    round = steps.asked(cast)
    commands.withdraw(seat=cast.seat("amina"), round=round, at=cast.at)
    cast.later(days=60)
    assert ticks(cast) == 0
    with pytest.raises(commands.NotClosed):
        opens(cast, round)


def test_it_opens_by_itself_thirty_days_after_it_was_counted_and_not_before(cast: Cast) -> None:
    steps.asked(cast)
    cast.later(days=15)
    assert ticks(cast) == 0
    cast.at += commands.WAITS - datetime.timedelta(days=1)
    assert ticks(cast) == 0
    cast.at += datetime.timedelta(days=1, seconds=-1)
    assert ticks(cast) == 0
    cast.at += datetime.timedelta(seconds=1)
    assert ticks(cast) == 1
    assert Opening.objects.get().by is None
    assert ticks(cast) == 0


def test_one_that_is_to_open_as_soon_as_answers_close_opens_at_the_same_tick(cast: Cast) -> None:
    steps.asked(cast, opens=Opens.CLOSE)
    assert ticks(cast) == 0
    cast.later(days=15)
    assert ticks(cast) == 1


def test_a_clock_that_was_a_year_ahead_for_a_while_opens_nothing(cast: Cast) -> None:
    steps.asked(cast)
    cast.later(days=15)
    ticks(cast)
    right, cast.at = cast.at, cast.at + datetime.timedelta(days=365)
    assert ticks(cast) == 0
    cast.at = right
    assert ticks(cast) == 0
    cast.later(days=2)
    assert ticks(cast) == 0
    assert not Opening.objects.exists()


def test_after_a_long_sleep_it_opens_a_day_after_the_first_tick(cast: Cast) -> None:
    steps.asked(cast)
    cast.later(days=15)
    ticks(cast)
    cast.later(days=200)
    assert ticks(cast) == 0
    cast.later(days=1)
    assert ticks(cast) == 1
