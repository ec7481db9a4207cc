"""Several press at the very same moment: what was typed in is taken once, whoever is first."""

from __future__ import annotations

from collections import Counter
from random import Random

import pytest

from alongside.rounds import commands
from alongside.rounds.models import Answer, Kind, OpenUnnamed, Sent, SpokenFor, TypedIn
from alongside.rounds.tests import steps
from tests.cast import Cast
from tests.kit.at_once import at_once

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.data]
VISION, POWER, ACTION = steps.QUESTIONS
TIMES = 6
ONCE = {True: 1, False: TIMES - 1}


def test_handed_in_many_times_at_once_it_is_there_once(cast: Cast) -> None:
    round, len_, tom, secret = steps.asked(cast), cast.member("len"), cast.seat("tom"), cast.secret("tom")
    steps.keep_in(cast, "tom", round, commands.place_for(len_), {POWER: "From paper.", VISION: "And this."})

    seen = commands.Book(steps.held(cast, "tom"), round, commands.place_for(len_)).version

    def press() -> bool:
        return commands.hand_in(seat=tom, secret=secret, round=round, member=len_, seen=seen, at=cast.at)

    assert Counter(at_once([press] * TIMES)) == ONCE
    assert TypedIn.objects.count() == 2


def test_accepted_many_times_at_once_there_is_one_answer(cast: Cast) -> None:
    round = steps.asked(cast)
    row = TypedIn.objects.create(
        round=round, membership=cast.member("len"), by=cast.member("tom"), question=POWER, words="From paper."
    )
    seat, secret = cast.seat("len"), cast.secret("len")

    def accept() -> bool:
        return commands.accept(seat=seat, secret=secret, round=round, number=row.pk, at=cast.at)

    def take_over() -> bool:
        return bool(commands.take_over(seat=seat, secret=secret, round=round, number=row.pk, at=cast.at))

    assert Counter(at_once([accept, take_over] * (TIMES // 2))) == ONCE
    there = Answer.objects.count() + bool(steps.book(cast, "len", round).entries)
    assert there == 1 and not TypedIn.objects.exists()
    assert Sent.objects.count() == Answer.objects.count()


def test_sheets_handed_in_many_times_at_once_are_there_once(cast: Cast) -> None:
    steps.fill(cast)
    round, tom, secret = steps.asked(cast, without_names=True), cast.seat("tom"), cast.secret("tom")
    for number in range(1, 6):
        steps.keep_in(cast, "tom", round, commands.Place(Kind.SHEET, sheet=number), {POWER: "On paper."})

    seen = sum(book.version for book in commands.sheets_of(steps.held(cast, "tom"), round).values())

    def press() -> bool:
        chance = Random(1)
        return commands.hand_in_sheets(seat=tom, secret=secret, round=round, seen=seen, at=cast.at, rng=chance)

    assert Counter(at_once([press] * TIMES)) == ONCE
    assert OpenUnnamed.objects.count() == 5


def test_words_said_through_somebody_are_put_in_once(cast: Cast) -> None:
    round, tom, secret = steps.asked(cast, through=cast.member("tom")), cast.seat("tom"), cast.secret("tom")
    steps.keep_in(cast, "tom", round, commands.THROUGH, {POWER: "We are asked last."})

    seen = commands.Book(steps.held(cast, "tom"), round, commands.THROUGH).version

    def press() -> bool:
        return commands.speak(seat=tom, secret=secret, round=round, seen=seen, at=cast.at)

    assert Counter(at_once([press] * TIMES)) == ONCE
    assert SpokenFor.objects.count() == 1
