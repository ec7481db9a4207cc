"""Preparing a round, changing it while nobody is asked, asking it, and moving its day."""

from __future__ import annotations

import datetime
from dataclasses import replace
from typing import Any

import pytest

from alongside.partnerships.models import Moment
from alongside.partnerships.texts import Conflict
from alongside.rounds import commands
from alongside.rounds.models import Round, Whom
from alongside.rounds.tests import steps
from tests.cast import Cast

pytestmark = [pytest.mark.django_db, pytest.mark.data]
VISION, POWER, ACTION = steps.QUESTIONS


def ask(cast: Cast, round: Round) -> bool:
    return commands.ask(seat=cast.seat("amina"), round=round, at=cast.at, rng=steps.chance())


def test_a_second_press_prepares_no_second_one(cast: Cast) -> None:
    plan = steps.plan(cast)
    sent: dict[str, Any] = {"seat": cast.seat("amina"), "plan": plan, "key": "k" * 43, "at": cast.at}
    assert commands.prepare(**sent) == commands.prepare(**sent)
    assert Round.objects.count() == 1


@pytest.mark.parametrize(
    "said",
    [
        {"name": "July questions"},
        {"words": "Why."},
        {"questions": (POWER,)},
        {"questions": (POWER, VISION, ACTION)},
        {"way": "prepare"},
        {"opens": "close"},
        {"meeting_on": datetime.date(2026, 4, 9)},
        {"through_reach": "On Tuesdays"},
    ],
    ids=lambda said: next(iter(said)),
)
def test_whatever_is_changed_makes_a_version_and_a_conflict_for_who_saw_the_one_before(
    cast: Cast, said: dict[str, Any]
) -> None:
    made = steps.prepared(cast)
    changed = replace(commands.plan_of(made), **said)
    now = commands.change(seat=cast.seat("amina"), round=made, plan=changed, seen=1, at=cast.at)
    assert (now.version, commands.plan_of(now)) == (2, changed)
    other = replace(changed, words="Toms words.")
    with pytest.raises(Conflict) as conflict:
        commands.change(seat=cast.seat("tom"), round=made, plan=other, seen=1, at=cast.at)
    assert conflict.value.row.version == 2
    assert commands.plan_of(Round.objects.get()) == changed


def test_a_second_press_of_the_same_changes_nothing_again(cast: Cast) -> None:
    made = steps.prepared(cast)
    changed = replace(commands.plan_of(made), name="July questions")
    for _ in range(2):
        commands.change(seat=cast.seat("amina"), round=made, plan=changed, seen=1, at=cast.at)
    assert Round.objects.get().version == 2
    assert Moment.objects.filter(what="changed_round").count() == 1


def test_who_is_asked_can_be_changed_and_is_compared(cast: Cast) -> None:
    made = steps.prepared(cast, whom=Whom.FEW, chosen=(cast.member("len"),))
    plan = replace(commands.plan_of(made), chosen=(cast.member("len"), cast.member("nadia")))
    assert commands.change(seat=cast.seat("amina"), round=made, plan=plan, seen=1, at=cast.at).version == 2
    assert {who.name for who in made.people()} == {"Len Okafor", "Nadia Brandt"}


def test_once_asked_it_is_changed_no_more(cast: Cast) -> None:
    made = steps.prepared(cast)
    assert ask(cast, made)
    assert not ask(cast, made)
    with pytest.raises(commands.Closed):
        commands.change(
            seat=cast.seat("amina"), round=made, plan=steps.plan(cast, questions=[POWER]), seen=1, at=cast.at
        )
    assert not commands.discard_round(seat=cast.seat("amina"), round=made, at=cast.at)


@pytest.mark.parametrize(
    ("said", "why"),
    [({"days": -1}, "day"), ({"without_names": True}, "names"), ({"whom": Whom.FEW}, "nobody")],
    ids=["its day is over", "too few are asked for sending without names", "nobody is asked"],
)
def test_it_is_not_asked_when(cast: Cast, said: dict[str, Any], why: str) -> None:
    with pytest.raises(commands.NotYet) as not_yet:
        ask(cast, steps.prepared(cast, **said))
    assert not_yet.value.why == why


def test_the_day_is_moved_later_and_never_earlier(cast: Cast) -> None:
    round = steps.asked(cast)
    seat, day = cast.seat("tom"), round.closes_at
    meeting = datetime.date(2026, 4, 30)
    assert not commands.move_day(seat=seat, round=round, closes_at=day, at=cast.at)
    assert not commands.move_day(seat=seat, round=round, closes_at=day - datetime.timedelta(days=1), at=cast.at)
    later = day + datetime.timedelta(days=7)
    assert commands.move_day(seat=seat, round=round, closes_at=later, meeting_on=meeting, at=cast.at)
    now = Round.objects.get()
    assert (now.closes_at, now.meeting_on, now.version) == (later, meeting, 2)
    cast.later(days=30)
    with pytest.raises(commands.Closed):
        commands.move_day(seat=seat, round=round, closes_at=later + datetime.timedelta(days=90), at=cast.at)


def test_thrown_away_nothing_of_it_is_left(cast: Cast) -> None:
    made = steps.prepared(cast)
    assert commands.discard_round(seat=cast.seat("amina"), round=made, at=cast.at)
    assert not Round.objects.exists()
