"""Several press at the very same moment, each on a connection of their own: one is first, the others are told."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TypeVar

import pytest
from django.db import connection

from alongside.agreements import commands as agreements
from alongside.agreements.models import SettingAside, Standing
from alongside.learning import commands
from alongside.learning.commands import Told
from alongside.learning.models import Finish, Line, LineVersion, Outcome, Talk
from alongside.learning.tests.talks import QUESTION, begun, to_try
from alongside.partnerships.texts import Conflict
from tests.cast import Cast

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.data]
T = TypeVar("T")
PEOPLE = ("amina", "tom", "nadia", "len")


def at_once(cast: Cast, press: Callable[[str], T]) -> list[T | BaseException]:
    """Let everybody press at the same moment; what each got, or what was raised."""
    ready = threading.Barrier(len(PEOPLE))
    got: dict[str, T | BaseException] = {}

    def one(who: str) -> None:
        try:
            ready.wait(10)
            got[who] = press(who)
        except Exception as told:
            got[who] = told
        finally:
            connection.close()

    threads = [threading.Thread(target=one, args=(who,)) for who in PEOPLE]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert set(got) == set(PEOPLE)
    return list(got.values())


def test_one_line_has_one_first_and_the_others_are_told(cast: Cast) -> None:
    talk = begun(cast.seat("amina"), at=cast.at)
    seats = {who: cast.seat(who) for who in PEOPLE}

    def press(who: str) -> Line:
        words = f"{who} {seen}"
        return commands.keep_line(seat=seats[who], talk=talk, kind="noticed", seen=seen, words=words, at=cast.at)

    for seen in range(5):
        got = at_once(cast, press)
        (line,) = (one for one in got if isinstance(one, Line))
        theirs = [one.row for one in got if isinstance(one, Conflict)]
        assert len(theirs) == len(PEOPLE) - 1
        assert {(row.words, row.version) for row in theirs if isinstance(row, Line)} == {(line.words, seen + 1)}
    assert [row.version for row in LineVersion.objects.order_by("version")] == [1, 2, 3, 4, 5]


def test_a_talk_is_begun_once_and_finished_once(cast: Cast) -> None:
    seats = {who: cast.seat(who) for who in PEOPLE}
    talks = at_once(cast, lambda who: begun(seats[who], at=cast.at))
    assert len({talk.pk for talk in talks if isinstance(talk, Talk)}) == Talk.objects.count() == 1
    talk = Talk.objects.get()
    commands.keep_line(seat=seats["tom"], talk=talk, kind="standing", seen=0, words="Older people.", at=cast.at)
    done = at_once(cast, lambda who: commands.finish_talk(seat=seats[who], talk=talk, at=cast.at))
    assert all(isinstance(one, Finish) for one in done), done
    assert Finish.objects.count() == Standing.objects.count() == 1


def test_where_we_are_is_what_the_finished_line_says_whoever_was_first(cast: Cast) -> None:
    seats = {who: cast.seat(who) for who in PEOPLE}
    talk = begun(seats["amina"], at=cast.at)
    commands.keep_line(seat=seats["amina"], talk=talk, kind="standing", seen=0, words="Older people.", at=cast.at)

    def press(who: str) -> object:
        if who == "amina":
            return commands.finish_talk(seat=seats[who], talk=talk, at=cast.at)
        return commands.keep_line(seat=seats[who], talk=talk, kind="standing", seen=1, words=f"{who}.", at=cast.at)

    at_once(cast, press)
    line = LineVersion.objects.order_by("version").last()
    newest = Standing.objects.order_by("version").last()
    assert line and newest
    assert newest.words == line.words


def test_the_same_key_says_what_came_of_it_once(cast: Cast) -> None:
    seats = {who: cast.seat(who) for who in PEOPLE}
    action = to_try(seats["amina"], at=cast.at)
    told = Told("yes", "yes", "Two families came.")
    got = at_once(
        cast,
        lambda who: commands.record_outcome(seat=seats[who], action=action, told=told, at=cast.at, key="one key"),
    )
    assert all(isinstance(one, Outcome) for one in got), got
    assert Outcome.objects.count() == 1


def test_a_question_is_set_aside_once(cast: Cast) -> None:
    seats = {who: cast.seat(who) for who in PEOPLE}
    got = at_once(cast, lambda who: agreements.set_aside(seat=seats[who], question=QUESTION, reason=who, at=cast.at))
    assert all(isinstance(one, SettingAside) for one in got), got
    assert SettingAside.objects.count() == 1
