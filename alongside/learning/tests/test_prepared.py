"""What was said while a partnership prepared, for the first time it looks back."""

from __future__ import annotations

import dataclasses
import datetime

import pytest
from pytest_django import DjangoAssertNumQueries

from alongside.learning import commands
from alongside.learning.models import Talk
from alongside.learning.prepared import Prepared, Words, while_preparing
from alongside.learning.tests.talks import QUESTION, begun, finished
from alongside.partnerships.commands.details import Details, change_details
from alongside.partnerships.models import Stage
from alongside.partnerships.seats import Seat
from tests.cast import Cast

pytestmark = [pytest.mark.django_db, pytest.mark.data]

HARD = "Each of us must ask at home first. Then we wait, and say so."


def expecting(seat: Seat, *, at: datetime.datetime, words: str = HARD, **lines: str) -> Talk:
    """A finished talk that says what may be hard later."""
    talk = begun(seat, at=at)
    for kind, said in lines.items():
        commands.keep_line(seat=seat, talk=talk, kind=kind, seen=0, words=said, at=at)
    commands.keep_line(seat=seat, talk=talk, kind="unsettled", seen=0, words=words, expected=True, at=at)
    commands.finish_talk(seat=seat, talk=talk, at=at)
    return talk


def turn(cast: Cast, stage: Stage) -> None:
    """Let the partnership that is just starting say that it is not, or is again."""
    seat = cast.seat("ruth")
    details = Details(name=cast.hill.name, place=cast.hill.place, stage=stage)
    change_details(seat=seat, seen=seat.partnership.version, details=details, at=cast.later(days=1))


def test_where_we_are_and_what_may_be_hard_are_found_by_their_question(cast: Cast) -> None:
    talk = expecting(cast.seat("ruth"), at=cast.at, standing="Farms below fifty acres.")
    said = while_preparing(cast.seat("ruth"), [QUESTION, "role.change"])
    where, expected = Words("Farms below fifty acres.", talk.on, talk.ref), Words(HARD, talk.on, talk.ref)
    assert said == {QUESTION: Prepared(where, expected)}
    assert while_preparing(cast.seat("ruth"), ["role.change"]) == {}


def test_the_newest_words_count(cast: Cast) -> None:
    expecting(cast.seat("ruth"), at=cast.at, standing="Farms.", words="An old one.")
    expecting(cast.seat("ruth"), at=cast.later(days=2), standing="Small farms.")
    said = while_preparing(cast.seat("ruth"), [QUESTION])[QUESTION]
    assert said.where
    assert said.expected
    assert (said.where.words, said.expected.words) == ("Small farms.", HARD)


def test_what_is_not_settled_but_not_expected_is_left_out_and_so_is_a_talk_that_is_not_finished(cast: Cast) -> None:
    finished(cast.seat("ruth"), at=cast.at, unsettled="Whether.")
    talk = begun(cast.seat("ruth"), at=cast.later(days=1))
    commands.keep_line(
        seat=cast.seat("ruth"), talk=talk, kind="unsettled", seen=0, words=HARD, expected=True, at=cast.at
    )
    assert while_preparing(cast.seat("ruth"), [QUESTION]) == {}


def test_what_is_said_once_it_reflects_does_not_change_what_was_said_before(cast: Cast) -> None:
    expecting(cast.seat("ruth"), at=cast.at, standing="Farms.")
    turn(cast, Stage.ESTABLISHED)
    before = while_preparing(cast.seat("ruth"), [QUESTION])
    expecting(cast.seat("ruth"), at=cast.later(days=30), standing="All farms.", words="Another thing.")
    assert while_preparing(cast.seat("ruth"), [QUESTION]) == before
    assert before[QUESTION].where
    turn(cast, Stage.NEW)
    again = while_preparing(cast.seat("ruth"), [QUESTION])[QUESTION]
    assert again.where
    assert again.where.words == "All farms."


def test_who_never_prepared_has_nothing(cast: Cast) -> None:
    expecting(cast.seat("amina"), at=cast.at, standing="Older people.")
    assert while_preparing(cast.seat("amina"), [QUESTION]) == {}


def test_nothing_of_another_partnership_is_found(cast: Cast) -> None:
    expecting(cast.seat("amina"), at=cast.at, standing="Older people.")
    assert while_preparing(cast.seat("ruth"), [QUESTION]) == {}


def test_it_costs_three_queries_however_much_was_said(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(3):
        expecting(cast.seat("ruth"), at=cast.later(days=1), standing=f"Farms {cast.at}.")
    seat = cast.seat("ruth")
    with django_assert_num_queries(3):
        while_preparing(seat, [QUESTION, "role.change"])


def test_it_cannot_be_changed() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        Prepared().where = None  # type: ignore[misc]
