"""Sending: with a name and without, once, and taking back."""

from __future__ import annotations

from typing import Any

import pytest

from alongside.rounds import commands
from alongside.rounds.models import Answer, Draft, OpenUnnamed, Sent
from alongside.rounds.sheets import AWAY, ME, NAMED
from alongside.rounds.tests import steps
from tests.cast import Cast

pytestmark = [pytest.mark.django_db, pytest.mark.data]
VISION, POWER, ACTION = steps.QUESTIONS


def test_with_a_name_it_is_a_row_that_says_whose_it_is(cast: Cast) -> None:
    round = steps.asked(cast)
    receipt = steps.answer(cast, "nadia", round, POWER, "The same people speak first.", stance=1, wishes=True)
    (row,) = Answer.objects.filter(round=round)
    assert (row.membership, row.question, row.stance, row.wishes) == (cast.member("nadia"), POWER, 1, True)
    assert row.words == "The same people speak first."
    assert receipt == commands.Receipt((POWER,), 0)
    assert not Draft.objects.exists()


def test_without_a_name_no_row_says_whose_it_is(cast: Cast) -> None:
    steps.fill(cast)
    round = steps.asked(cast, without_names=True)
    receipt = steps.answer(cast, "nadia", round, POWER, "The same people speak first.", stance=1)
    (row,) = OpenUnnamed.objects.filter(round=round)
    assert (row.question, row.words, row.stance) == (POWER, "The same people speak first.", 1)
    assert Sent.objects.get(round=round).membership == cast.member("nadia")
    assert receipt == commands.Receipt((), 1)
    assert not Answer.objects.exists() and not Draft.objects.exists()


def test_what_is_signed_only_for_oneself_or_put_away_is_not_sent(cast: Cast) -> None:
    steps.fill(cast)
    round = steps.asked(cast, without_names=True)
    steps.write(cast, "nadia", round, VISION, "Signed.", how=NAMED)
    steps.write(cast, "nadia", round, POWER, "For me.", how=ME)
    steps.write(cast, "nadia", round, ACTION, "Not now.", how=AWAY)
    assert steps.send(cast, "nadia", round) == commands.Receipt((VISION,), 0)
    assert {q: e.words for q, e in steps.book(cast, "nadia", round).entries.items()} == {
        POWER: "For me.",
        ACTION: "Not now.",
    }


def test_a_second_press_sends_nothing_twice_and_is_told_the_same(cast: Cast) -> None:
    round = steps.asked(cast)
    steps.write(cast, "nadia", round, POWER, "Once.")
    seen = steps.book(cast, "nadia", round).version
    again: dict[str, Any] = {
        "seat": cast.seat("nadia"),
        "secret": cast.secret("nadia"),
        "round": round,
        "seen": seen,
        "at": cast.at,
    }
    assert commands.send(**again) == commands.send(**again) == commands.Receipt((POWER,), 0)
    assert Answer.objects.count() == Sent.objects.count() == 1


def test_what_was_written_after_the_page_was_made_is_not_sent_with_it(cast: Cast) -> None:
    round = steps.asked(cast)
    steps.write(cast, "nadia", round, POWER, "Reviewed.")
    seen = steps.book(cast, "nadia", round).version
    steps.write(cast, "nadia", round, VISION, "Not reviewed.")
    with pytest.raises(commands.Changed):
        commands.send(seat=cast.seat("nadia"), secret=cast.secret("nadia"), round=round, seen=seen, at=cast.at)
    assert not Answer.objects.exists()


def test_an_old_page_that_sends_does_not_send_what_was_begun_after_it(cast: Cast) -> None:
    steps.fill(cast)
    round = steps.asked(cast, without_names=True)
    steps.write(cast, "nadia", round, POWER, "Reviewed, and sent.")
    seen = steps.book(cast, "nadia", round).version
    press: dict[str, Any] = {"seat": cast.seat("nadia"), "secret": cast.secret("nadia"), "round": round, "at": cast.at}
    commands.send(seen=seen, **press)
    steps.write(cast, "nadia", round, VISION, "Half a thought.")
    with pytest.raises(commands.Changed):
        commands.send(seen=seen, **press)
    assert [row.words for row in OpenUnnamed.objects.all()] == ["Reviewed, and sent."]


def test_after_the_day_nothing_is_sent_and_the_draft_stays(cast: Cast) -> None:
    round = steps.asked(cast, days=1)
    steps.write(cast, "nadia", round, POWER, "Too late.")
    cast.later(days=1)
    with pytest.raises(commands.Closed):
        steps.send(cast, "nadia", round)
    assert steps.book(cast, "nadia", round).entries[POWER].words == "Too late."


def test_a_sent_answer_can_be_changed_with_ones_name(cast: Cast) -> None:
    round = steps.asked(cast)
    steps.answer(cast, "nadia", round, POWER, "First.")
    steps.answer(cast, "nadia", round, POWER, "Second.", base=1)
    assert Answer.objects.values_list("words", "version").get() == ("Second.", 2)


def test_what_is_taken_back_is_a_draft_again(cast: Cast) -> None:
    round = steps.asked(cast)
    steps.answer(cast, "nadia", round, POWER, "Mine.", stance=2)
    took: dict[str, Any] = {
        "seat": cast.seat("nadia"),
        "secret": cast.secret("nadia"),
        "round": round,
        "question": POWER,
        "at": cast.at,
    }
    assert commands.take_back(seen=1, **took)
    assert not commands.take_back(seen=1, **took)
    entry = steps.book(cast, "nadia", round).entries[POWER]
    assert (entry.words, entry.stance, entry.how) == ("Mine.", 2, NAMED)
    assert not Answer.objects.exists() and not Sent.objects.exists()
    assert steps.send(cast, "nadia", round) == commands.Receipt((POWER,), 0)
