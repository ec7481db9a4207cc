"""A talk begun from what was said in a round remembers it, and the round knows its talks."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from alongside.learning import commands
from alongside.learning.models import Talk
from alongside.learning.tests.talks import begun, finished, opened
from alongside.rounds import commands as rounds
from alongside.rounds.models import Round
from alongside.rounds.talks import TalkOf, talks_of
from alongside.rounds.tests import steps
from tests.cast import Cast

pytestmark = [pytest.mark.django_db, pytest.mark.data]
VISION, POWER, ACTION = steps.QUESTIONS


def press(cast: Cast, round: str, question: str = POWER, who: str = "nadia") -> Any:
    url = reverse("learning:begin", args=[cast.harbour.ref, question])
    return cast.client(who).post(url, {"round": round})


def test_a_press_begins_a_talk_that_remembers_its_round(cast: Cast) -> None:
    round = opened(cast)
    answer = press(cast, round.ref)
    talk = Talk.objects.get()
    assert answer["Location"] == reverse("learning:talk", args=[cast.harbour.ref, talk.ref])
    assert (talk.round, talk.question, talk.on) == (round, POWER, cast.at.date())


def test_a_talk_that_has_begun_goes_on_at_another_day_too(cast: Cast) -> None:
    round = opened(cast)
    press(cast, round.ref)
    cast.later(days=3)
    press(cast, round.ref, who="amina")
    assert Talk.objects.count() == 1


def test_todays_own_talk_goes_on_and_remembers_the_round_from_then_on(cast: Cast) -> None:
    talk = begun(cast.seat("amina"), at=cast.later(days=15), question=POWER)
    cast.later(days=-15)
    round = opened(cast)
    press(cast, round.ref)
    assert Talk.objects.get().round == round
    assert Talk.objects.get() == talk


def test_what_was_finished_or_put_away_is_not_gone_on_with(cast: Cast) -> None:
    round = opened(cast)
    for end in (commands.finish_talk, commands.put_away):
        press(cast, round.ref)
        talk = Talk.objects.first()
        assert talk is not None
        commands.keep_line(seat=cast.seat("amina"), talk=talk, kind="noticed", seen=0, words="This.", at=cast.at)
        end(seat=cast.seat("amina"), talk=talk, at=cast.at)
    press(cast, round.ref)
    assert Talk.objects.count() == 3


@pytest.mark.parametrize("ref", ["222222222222", "' OR 1=1", "\x00", "é" * 12])
def test_a_round_that_is_none_is_not_found(cast: Cast, ref: str) -> None:
    assert press(cast, ref).status_code == 404
    assert not Talk.objects.exists()


def test_a_question_that_it_did_not_ask_is_not_found(cast: Cast) -> None:
    assert press(cast, opened(cast).ref, "role.change").status_code == 404


def test_nothing_begins_from_what_is_not_opened(cast: Cast) -> None:
    round = steps.asked(cast)
    assert press(cast, round.ref, who="amina").status_code == 404
    cast.later(days=15)
    rounds.count_due(at=cast.at, rng=steps.chance())
    assert press(cast, round.ref, who="amina").status_code == 404


def test_nothing_begins_from_anothers_round(cast: Cast) -> None:
    round = opened(cast)
    url = reverse("learning:begin", args=[cast.hill.ref, POWER])
    assert cast.client("ruth").post(url, {"round": round.ref}).status_code == 404
    assert press(cast, round.ref, who="ruth").status_code == 404
    assert not Talk.objects.exists()


def test_a_round_knows_the_newest_talk_of_each_question(cast: Cast, django_assert_num_queries: Any) -> None:
    round, seat = opened(cast), cast.seat("nadia")
    made = [_talked(cast, round, question) for question in (POWER, POWER, VISION)]
    finished(seat, at=cast.at, question=ACTION)  # not begun from the round
    going_on = commands.begin_talk(seat=seat, question=ACTION, on=cast.at.date(), at=cast.at, round=round)
    with django_assert_num_queries(1):
        found = talks_of(seat, round)
    day = cast.at.date()
    assert found == {
        POWER: TalkOf(made[1].ref, day, is_finished=True),
        VISION: TalkOf(made[2].ref, day, is_finished=True),
        ACTION: TalkOf(going_on.ref, day, is_finished=False),
    }
    assert talks_of(cast.seat("ruth"), round) == {}


def test_a_talk_put_away_is_no_talk_of_the_round(cast: Cast) -> None:
    round, seat = opened(cast), cast.seat("nadia")
    talk = commands.begin_talk(seat=seat, question=POWER, on=cast.at.date(), at=cast.at, round=round)
    commands.put_away(seat=seat, talk=talk, at=cast.at)
    assert talks_of(seat, round) == {}


def _talked(cast: Cast, round: Round, question: str) -> Talk:
    seat = cast.seat("amina")
    talk = commands.begin_talk(seat=seat, question=question, on=cast.at.date(), at=cast.at, round=round)
    commands.keep_line(seat=seat, talk=talk, kind="noticed", seen=0, words="This.", at=cast.at)
    commands.finish_talk(seat=seat, talk=talk, at=cast.at)
    return talk
