"""A talk begun from what was said in a round remembers it, and the round knows its talks."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.urls import reverse

from alongside.framework.loading import the_edition
from alongside.learning import commands, from_rounds
from alongside.learning.models import Talk
from alongside.learning.tests.talks import at, begun, finished, opened, talked_of
from alongside.rounds import commands as rounds
from alongside.rounds.models import Answer, Round
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
    made = [talked_of(cast, round, question) for question in (POWER, POWER, VISION)]
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


def begin(cast: Cast, round: Round, question: str = POWER) -> Talk:
    seat = cast.seat("amina")
    return commands.begin_talk(seat=seat, question=question, on=cast.at.date(), at=cast.at, round=round)


def text(cast: Cast, talk: Talk, who: str = "len") -> str:
    page = cast.client(who).get(at(cast, talk)).content.decode()
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", page.split("<main")[1]))


def test_beside_the_talk_stands_some_of_what_was_said_and_the_way_to_the_picture(cast: Cast) -> None:
    round = steps.opened_with_words(cast)
    talk = begin(cast, round)
    page = text(cast, talk)
    found = from_rounds.beside(cast.seat("len"), talk)
    assert found is not None
    assert (len(found.said), found.has_more) == (6, True)
    for said in found.said:
        assert f"“{said.words}”" in page
    assert "What was said: June questions" in page
    link = reverse("rounds:opened_question", args=[cast.harbour.ref, round.ref, POWER])
    assert link in cast.client("len").get(at(cast, talk)).content.decode()


def test_the_picture_stands_there_in_words(cast: Cast) -> None:
    names = steps.fill(cast, 6)
    round = steps.asked(cast)
    for who in names[:5]:
        steps.answer(cast, who, round, POWER, stance=1)
    talk = begin(cast, steps.opened(cast, round))
    assert "We see it much the same way." in text(cast, talk)
    other = begin(cast, round, VISION)
    assert "We see it" not in text(cast, other)
    assert "The picture" in text(cast, other)


def test_what_was_put_aside_does_not_stand_there(cast: Cast) -> None:
    round = steps.opened_with_words(cast)
    talk, signed = begin(cast, round), Answer.objects.get(words="Nadia signs this.")
    shown = from_rounds.beside(cast.seat("len"), talk)
    rounds.ask_aside(
        seat=cast.seat("nadia"), round=round, said=signed.pk, back=False, reason="I named my street.", at=cast.at
    )
    after = from_rounds.beside(cast.seat("len"), talk)
    assert shown is not None
    assert after is not None
    assert signed.pk not in [said.key for said in after.said]
    assert "Nadia signs this." not in text(cast, talk)


def test_a_talk_of_its_own_asks_nothing_of_rounds(cast: Cast, django_assert_num_queries: Any) -> None:
    steps.opened_with_words(cast)
    talk = begun(cast.seat("amina"), at=cast.at, question=VISION)
    seat = cast.seat("amina")
    with django_assert_num_queries(0):
        assert from_rounds.beside(seat, talk) is None
        assert from_rounds.next_one(seat, talk, today=cast.at.date()) is None
    assert "What was said" not in text(cast, talk)


def test_beside_a_talk_it_costs_the_same_however_much_was_said(cast: Cast, django_assert_num_queries: Any) -> None:
    for round in (opened(cast, questions=[ACTION]), steps.opened_with_words(cast)):
        talk, seat = begin(cast, round, round.question_ids[0]), cast.seat("len")
        with django_assert_num_queries(6):
            from_rounds.beside(seat, talk)


def test_the_next_one_is_the_first_that_was_not_talked_about(cast: Cast, django_assert_num_queries: Any) -> None:
    names = steps.fill(cast, 6)
    round = steps.asked(cast)
    for who in names[:5]:
        steps.answer(cast, who, round, ACTION, "Yes.", wishes=True)
    round = steps.opened(cast, round)
    first = talked_of(cast, round, VISION)
    finished(cast.seat("amina"), at=cast.at, question=ACTION)  # of its own, not of the round
    seat, today = cast.seat("nadia"), cast.at.date()
    with django_assert_num_queries(4):
        found = from_rounds.next_one(seat, first, today=today)
    assert found == from_rounds.NextOne(round.ref, the_edition().question(ACTION))
    talked_of(cast, round, ACTION)
    found = from_rounds.next_one(seat, first, today=today)
    assert found is not None
    assert found.question.id == POWER
    last = talked_of(cast, round, POWER)
    assert from_rounds.next_one(seat, last, today=today) is None


def test_another_day_is_another_sitting(cast: Cast) -> None:
    talk = talked_of(cast, opened(cast), POWER)
    assert from_rounds.next_one(cast.seat("amina"), talk, today=cast.at.date()) is not None
    cast.later(days=1)
    assert from_rounds.next_one(cast.seat("amina"), talk, today=cast.at.date()) is None


def test_the_list_of_what_was_opened_says_which_were_talked_about(cast: Cast) -> None:
    names = steps.fill(cast, 6)
    round = steps.asked(cast)
    for who in names[:5]:
        for question in steps.QUESTIONS:
            steps.write(cast, who, round, question, stance=1)
        steps.send(cast, who, round)
    round = steps.opened(cast, round)
    done, going_on = talked_of(cast, round, POWER), begin(cast, round, VISION)
    there = reverse("rounds:opened", args=[cast.harbour.ref, round.ref])
    page = cast.client("nadia").get(there).content.decode()
    assert page.count("We talked about this on 3 April 2026") == 1
    assert reverse("passing_on:done", args=[cast.harbour.ref, done.ref]) in page
    assert page.count("A talk about this has begun") == 1
    assert at(cast, going_on) in page
    for question, words in (
        (POWER, "Talk about it again"),
        (VISION, "Carry on with this talk"),
        (ACTION, "Talk about"),
    ):
        one = reverse("rounds:opened_question", args=[cast.harbour.ref, round.ref, question])
        assert words in cast.client("nadia").get(one).content.decode()


def test_an_organiser_can_ask_the_same_again(cast: Cast) -> None:
    round = opened(cast)
    url = f"{reverse('rounds:prepare', args=[cast.harbour.ref])}?again={round.ref}"
    there = reverse("rounds:round", args=[cast.harbour.ref, round.ref])
    assert url in cast.client("tom").get(there).content.decode()
    assert url not in cast.client("nadia").get(there).content.decode()
