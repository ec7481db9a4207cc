"""Speaking through somebody: words alone, in no order and with no link to who said them."""

from __future__ import annotations

from typing import Any

import pytest

from alongside.rounds import commands
from alongside.rounds.models import Draft, Round, SpokenFor
from alongside.rounds.tests import steps
from tests.cast import Cast

pytestmark = [pytest.mark.django_db, pytest.mark.data]
VISION, POWER, ACTION = steps.QUESTIONS


def speak(cast: Cast, round: Round, seen: int | None = None) -> bool:
    version = commands.Book(steps.held(cast, "tom"), round, commands.THROUGH).version if seen is None else seen
    return commands.speak(seat=cast.seat("tom"), secret=cast.secret("tom"), round=round, seen=version, at=cast.at)


def spoken(cast: Cast) -> tuple[Round, SpokenFor]:
    """A round with one person's words in it, through Tom."""
    round = steps.asked(cast, through=cast.member("tom"), through_reach="At the centre")
    steps.keep_in(cast, "tom", round, commands.THROUGH, {POWER: "We are asked last."})
    assert speak(cast, round)
    return round, SpokenFor.objects.get()


def test_the_words_are_kept_as_said_through_somebody_and_the_draft_goes(cast: Cast) -> None:
    round, row = spoken(cast)
    assert (row.round, row.question, row.words) == (round, POWER, "We are asked last.")
    assert row.through == cast.member("tom")
    assert not Draft.objects.exists()
    assert not speak(cast, round)
    assert SpokenFor.objects.count() == 1


def test_after_the_day_nothing_is_put_in(cast: Cast) -> None:
    round = steps.asked(cast, days=1, through=cast.member("tom"))
    steps.keep_in(cast, "tom", round, commands.THROUGH, {POWER: "Too late."})
    cast.later(days=1)
    with pytest.raises(commands.Closed):
        speak(cast, round)
    assert Draft.objects.exists() and not SpokenFor.objects.exists()


def test_two_people_may_say_something_on_one_question(cast: Cast) -> None:
    round, _ = spoken(cast)
    steps.keep_in(cast, "tom", round, commands.THROUGH, {POWER: "So are we.", VISION: "Fewer meetings."})
    with pytest.raises(commands.Changed):
        speak(cast, round, seen=7)
    assert speak(cast, round)
    assert SpokenFor.objects.filter(question=POWER).count() == 2


def test_words_can_be_changed_until_the_close_and_never_over_others_unseen(cast: Cast) -> None:
    round, row = spoken(cast)
    said: dict[str, Any] = {"round": round, "spoken": row, "at": cast.at}
    assert commands.say_otherwise(words="We are asked late.", seen=1, **said)
    assert not commands.say_otherwise(words="We are asked late.", seen=1, **said)
    with pytest.raises(commands.Changed):
        commands.say_otherwise(words="We are not asked.", seen=1, **said)
    with pytest.raises(commands.Changed):
        commands.unsay(seen=1, **said)
    assert SpokenFor.objects.values_list("words", "version").get() == ("We are asked late.", 2)
    cast.later(days=30)
    with pytest.raises(commands.Closed):
        commands.say_otherwise(words="Too late.", seen=2, **{**said, "at": cast.at})
    with pytest.raises(commands.Closed):
        commands.unsay(seen=2, **{**said, "at": cast.at})


def test_words_can_be_taken_out(cast: Cast) -> None:
    round, row = spoken(cast)
    assert commands.unsay(round=round, spoken=row, seen=1, at=cast.at)
    assert not commands.unsay(round=round, spoken=row, seen=1, at=cast.at)
    assert not SpokenFor.objects.exists()
