"""What talks left open since everybody was last asked, for the next round to begin with."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from alongside.learning import commands
from alongside.learning.models import Mark
from alongside.learning.tests.talks import begun, finished, opened
from alongside.rounds import commands as rounds
from alongside.rounds.tests import steps
from alongside.rounds.unsettled import Left, LeftOpen, left_open
from tests.cast import Cast

pytestmark = [pytest.mark.django_db, pytest.mark.data]
VISION, POWER, ACTION = steps.QUESTIONS


def left(cast: Cast, who: str = "amina") -> list[tuple[str, Left, str]]:
    found = left_open(cast.seat(who), today=cast.at.date())
    return [(question, each.how, each.words) for question, each in found.items()]


def look_again(cast: Cast, question: str, words: str = "", *, days: int) -> None:
    seat = cast.seat("amina")
    talk, due = begun(seat, at=cast.at, question=question), cast.at.date() + datetime.timedelta(days=days)
    commands.keep_line(seat=seat, talk=talk, kind="again", seen=0, words=words, due=due, at=cast.at)
    commands.finish_talk(seat=seat, talk=talk, at=cast.at)


def test_the_last_words_of_each_question_come_the_newest_first(cast: Cast, django_assert_num_queries: Any) -> None:
    finished(cast.seat("amina"), at=cast.at, question=POWER, unsettled="Who chairs.")
    cast.later(days=1)
    finished(cast.seat("amina"), at=cast.at, question=VISION, unsettled="How far.")
    cast.later(days=1)
    finished(cast.seat("amina"), at=cast.at, question=POWER, unsettled="Who minutes.")
    finished(cast.seat("amina"), at=cast.at, question=ACTION)
    seat = cast.seat("amina")
    with django_assert_num_queries(5):
        found = left_open(seat, today=cast.at.date())
    day = cast.at.date()
    assert list(found.items()) == [
        (POWER, LeftOpen(Left.UNSETTLED, "Who minutes.", day)),
        (VISION, LeftOpen(Left.UNSETTLED, "How far.", day - datetime.timedelta(days=1))),
    ]
    assert left(cast, "ruth") == []


def test_what_stood_before_everybody_was_last_asked_is_not_offered_again(cast: Cast) -> None:
    finished(cast.seat("amina"), at=cast.at, question=POWER, unsettled="Who chairs.")
    cast.later(days=1)
    opened(cast)
    assert left(cast) == []
    finished(cast.seat("amina"), at=cast.at, question=VISION, unsettled="How far.")
    assert left(cast) == [(VISION, Left.UNSETTLED, "How far.")]


def test_what_was_withdrawn_or_only_prepared_asked_nobody(cast: Cast) -> None:
    finished(cast.seat("amina"), at=cast.at, question=POWER, unsettled="Who chairs.")
    cast.later(days=1)
    round = steps.asked(cast, questions=[VISION])
    rounds.withdraw(seat=cast.seat("amina"), round=round, at=cast.at)
    steps.prepared(cast, questions=[VISION])
    assert left(cast) == [(POWER, Left.UNSETTLED, "Who chairs.")]


def test_a_talk_that_is_not_finished_left_nothing(cast: Cast) -> None:
    talk = begun(cast.seat("amina"), at=cast.at, question=POWER)
    commands.keep_line(seat=cast.seat("amina"), talk=talk, kind="unsettled", seen=0, words="Who.", at=cast.at)
    assert left(cast) == []


def test_what_was_expected_says_so(cast: Cast) -> None:
    talk, seat = begun(cast.seat("amina"), at=cast.at, question=POWER), cast.seat("amina")
    commands.keep_line(
        seat=seat, talk=talk, kind="unsettled", seen=0, words="Money; we ask Tom.", expected=True, at=cast.at
    )
    commands.finish_talk(seat=seat, talk=talk, at=cast.at)
    assert left(cast) == [(POWER, Left.EXPECTED, "Money; we ask Tom.")]


def test_a_day_to_look_again_is_offered_once_it_has_come_and_until_we_looked(cast: Cast) -> None:
    look_again(cast, POWER, "With the boats", days=10)
    cast.later(days=9)
    assert left(cast) == []
    cast.later(days=1)
    assert left(cast) == [(POWER, Left.AGAIN, "With the boats")]
    finished(cast.seat("amina"), at=cast.at, question=POWER)
    assert left(cast) == []


def test_what_is_not_settled_comes_before_a_day_and_stands_once(cast: Cast) -> None:
    look_again(cast, POWER, days=3)
    cast.later(days=1)
    look_again(cast, VISION, days=2)
    finished(cast.seat("amina"), at=cast.at, question=VISION, unsettled="How far.")
    finished(cast.seat("amina"), at=cast.at, question=ACTION, unsettled="Whose.")
    cast.later(days=5)
    assert left(cast) == [
        (ACTION, Left.UNSETTLED, "Whose."),
        (VISION, Left.UNSETTLED, "How far."),
        (POWER, Left.AGAIN, ""),
    ]


def test_a_sentence_of_ours_that_is_not_settled_is_left_open(cast: Cast) -> None:
    seat = cast.seat("amina")
    made = commands.begin_gathering(seat=seat, question="people.assets", round=None, at=cast.at)
    for words, mark in (("Who keeps the list?", Mark.UNSETTLED), ("Time and goodwill", Mark.LIVE_WITH)):
        says = commands.Sentence(words, mark, "both")
        commands.write_sentence(seat=seat, gathering=made, says=says, at=cast.at)
    assert left_open(seat, today=cast.at.date()) == {
        "people.assets": LeftOpen(Left.UNSETTLED, "Who keeps the list?", cast.at.date())
    }
