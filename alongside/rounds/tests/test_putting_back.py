"""What was put away can be put back; what came back from a withdrawn round is its writer's to keep or let go."""

from __future__ import annotations

from typing import Any

import pytest

from alongside.rounds import commands
from alongside.rounds.models import Returned, Round
from alongside.rounds.sheets import AWAY
from alongside.rounds.tests import steps
from tests.cast import Cast

pytestmark = [pytest.mark.django_db, pytest.mark.data]
VISION, POWER, ACTION = steps.QUESTIONS


def put_back(cast: Cast, round: Round, seen: int) -> bool:
    nadia, secret = cast.seat("nadia"), cast.secret("nadia")
    return commands.put_back(seat=nadia, secret=secret, round=round, question=POWER, seen=seen)


def test_what_was_put_away_is_a_draft_to_send_again(cast: Cast) -> None:
    round = steps.asked(cast)
    seen = steps.write(cast, "nadia", round, POWER, "Not now.", how=AWAY)
    assert not put_back(cast, round, seen + 1)
    assert put_back(cast, round, seen)
    assert not put_back(cast, round, seen)
    assert steps.send(cast, "nadia", round) == commands.Receipt((POWER,), 0)


def came_back(cast: Cast, round: Round) -> dict[str, str]:
    keys = steps.held(cast, "nadia")
    return {q: e.words for q, e in commands.came_back(keys, round, Returned.objects.filter(round=round)).items()}


def test_what_came_back_is_let_go_question_by_question(cast: Cast) -> None:
    round = steps.asked(cast)
    steps.answer(cast, "nadia", round, POWER, "On power.")
    steps.answer(cast, "nadia", round, VISION, "On vision.")
    steps.answer(cast, "len", round, VISION, "Len’s.")
    commands.withdraw(seat=cast.seat("amina"), round=round, at=cast.at)
    nadias: dict[str, Any] = {"seat": cast.seat("nadia"), "secret": cast.secret("nadia"), "round": round}
    assert came_back(cast, round) == {POWER: "On power.", VISION: "On vision."}
    assert commands.let_go(question=POWER, **nadias)
    assert not commands.let_go(question=POWER, **nadias)
    assert came_back(cast, round) == {VISION: "On vision."}
    assert commands.let_go(question=VISION, **nadias)
    assert Returned.objects.get().key.membership == cast.member("len")
