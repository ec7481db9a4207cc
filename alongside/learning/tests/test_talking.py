"""A talk is begun once, finished once, and says where we are as long as it speaks last."""

from __future__ import annotations

import datetime

import pytest

from alongside.agreements.models import Standing
from alongside.learning import commands
from alongside.learning.commands import NothingWritten
from alongside.learning.models import Finish, Line, Talk
from alongside.learning.tests.talks import QUESTION, begun, finished
from alongside.partnerships.models import Moment
from tests.cast import Cast

pytestmark = [pytest.mark.django_db, pytest.mark.data]


def stands(cast: Cast) -> list[tuple[int, str]]:
    return [(row.version, row.words) for row in Standing.objects.order_by("version")]


def change(cast: Cast, talk: Talk, words: str, who: str = "amina") -> None:
    line = Line.objects.filter(talk=talk, kind="standing").first()
    seen = line.version if line else 0
    commands.keep_line(seat=cast.seat(who), talk=talk, kind="standing", seen=seen, words=words, at=cast.at)


def test_one_that_is_not_finished_today_is_gone_on_with(cast: Cast) -> None:
    talk = begun(cast.seat("amina"), at=cast.at)
    assert begun(cast.seat("tom"), at=cast.later(hours=2)) == talk
    assert begun(cast.seat("tom"), at=cast.at, question="purpose.impact") != talk
    assert begun(cast.seat("tom"), at=cast.later(days=1)) != talk


def test_another_partnership_begins_its_own(cast: Cast) -> None:
    key = "k" * 43
    ours, theirs = (
        commands.begin_talk(seat=cast.seat(who), question=QUESTION, on=cast.at.date(), at=cast.at, key=key)
        for who in ("amina", "ruth")
    )
    assert ours != theirs
    assert theirs.partnership == cast.hill


def test_the_same_key_gives_the_same_talk_even_once_it_is_finished(cast: Cast) -> None:
    seat, key = cast.seat("amina"), "k" * 43
    first = commands.begin_talk(seat=seat, question=QUESTION, on=cast.at.date(), at=cast.at, key=key)
    commands.keep_line(seat=seat, talk=first, kind="noticed", seen=0, words="Four.", at=cast.at)
    commands.finish_talk(seat=seat, talk=first, at=cast.at)
    assert commands.begin_talk(seat=seat, question=QUESTION, on=cast.at.date(), at=cast.at, key=key) == first
    assert commands.begin_talk(seat=seat, question=QUESTION, on=cast.at.date(), at=cast.at) != first


def test_it_is_finished_once_by_whoever_was_first(cast: Cast) -> None:
    talk = finished(cast.seat("amina"), at=cast.at)
    again = commands.finish_talk(seat=cast.seat("tom"), talk=talk, at=cast.later(hours=1))
    assert again.by.name == "Amina Yusuf"
    assert Finish.objects.count() == 1


@pytest.mark.parametrize("kind", ["", "present"])
def test_without_a_word_on_its_five_lines_it_makes_no_page(cast: Cast, kind: str) -> None:
    seat = cast.seat("amina")
    talk = begun(seat, at=cast.at)
    if kind:
        commands.keep_line(seat=seat, talk=talk, kind=kind, seen=0, words="All of us", at=cast.at)
    with pytest.raises(NothingWritten):
        commands.finish_talk(seat=seat, talk=talk, at=cast.at)
    assert not Finish.objects.exists()


def test_a_day_alone_is_something_to_make_a_page_of(cast: Cast) -> None:
    seat = cast.seat("amina")
    talk = begun(seat, at=cast.at)
    day = datetime.date(2026, 5, 15)
    commands.keep_line(seat=seat, talk=talk, kind="again", seen=0, words="", due=day, at=cast.at)
    assert commands.finish_talk(seat=seat, talk=talk, at=cast.at).talk == talk


def test_nothing_is_said_of_where_we_are_before_it_is_finished(cast: Cast) -> None:
    talk = begun(cast.seat("amina"), at=cast.at)
    change(cast, talk, "Older people.")
    assert stands(cast) == []
    commands.finish_talk(seat=cast.seat("amina"), talk=talk, at=cast.at)
    assert stands(cast) == [(1, "Older people.")]


def test_where_we_are_says_who_was_there_and_from_which_talk(cast: Cast) -> None:
    talk = finished(cast.seat("amina"), at=cast.at, standing="Older people.", present="Amina, Tom")
    row = Standing.objects.get()
    assert (row.who_was_there, row.talk, row.on, row.by.name) == ("Amina, Tom", talk.ref, talk.on, "Amina Yusuf")
    seat = cast.seat("tom")
    commands.keep_line(seat=seat, talk=talk, kind="present", seen=1, words="Amina, Tom, Len", at=cast.later(days=1))
    assert [row.who_was_there for row in Standing.objects.all()] == ["Amina, Tom, Len"]


def test_the_same_words_are_no_new_version(cast: Cast) -> None:
    finished(cast.seat("amina"), at=cast.at, standing="Older people.")
    finished(cast.seat("amina"), at=cast.later(days=30), standing="Older people.")
    assert stands(cast) == [(1, "Older people.")]


def test_a_line_changed_later_is_a_new_version(cast: Cast) -> None:
    talk = finished(cast.seat("amina"), at=cast.at, standing="Older people.")
    cast.later(hours=1)
    change(cast, talk, "Older people living alone.")
    assert stands(cast) == [(1, "Older people."), (2, "Older people living alone.")]


def test_pauses_while_one_types_are_one_version(cast: Cast) -> None:
    talk = finished(cast.seat("amina"), at=cast.at, standing="Older people.")
    cast.later(hours=1)
    for words in ("Older", "Older people li", "Older people living alone."):
        cast.later(seconds=5)
        change(cast, talk, words)
    assert stands(cast) == [(1, "Older people."), (2, "Older people living alone.")]


def test_another_hand_makes_a_version_of_its_own(cast: Cast) -> None:
    talk = finished(cast.seat("amina"), at=cast.at, standing="Older people.")
    change(cast, talk, "Everybody.", who="tom")
    assert stands(cast) == [(1, "Older people."), (2, "Everybody.")]


def test_a_newer_talk_is_not_overwritten_by_an_older_one(cast: Cast) -> None:
    old = finished(cast.seat("amina"), at=cast.at, standing="Older people.")
    finished(cast.seat("amina"), at=cast.later(days=30), standing="Everybody.")
    cast.later(days=1)
    change(cast, old, "Older people living alone.")
    assert stands(cast)[-1] == (2, "Everybody.")


def test_an_older_talk_finished_late_does_not_overwrite_either(cast: Cast) -> None:
    late = begun(cast.seat("amina"), at=cast.at)
    change(cast, late, "Older people.")
    finished(cast.seat("amina"), at=cast.later(days=30), standing="Everybody.")
    commands.finish_talk(seat=cast.seat("amina"), talk=late, at=cast.later(days=1))
    assert stands(cast) == [(1, "Everybody.")]


def test_of_two_talks_on_one_day_the_one_finished_last_speaks(cast: Cast) -> None:
    first = finished(cast.seat("amina"), at=cast.at, standing="Older people.")
    finished(cast.seat("amina"), at=cast.later(hours=1), standing="Everybody.")
    cast.later(hours=1)
    change(cast, first, "Nobody.")
    assert stands(cast) == [(1, "Older people."), (2, "Everybody.")]


def test_a_line_emptied_lets_what_stood_before_stand_again(cast: Cast) -> None:
    finished(cast.seat("amina"), at=cast.at, standing="Older people.")
    talk = finished(cast.seat("amina"), at=cast.later(days=30), standing="In the wrong line.")
    cast.later(hours=1)
    change(cast, talk, "")
    assert stands(cast)[-1] == (3, "Older people.")
    cast.later(hours=1)
    change(cast, talk, "Everybody.")
    assert stands(cast)[-1] == (4, "Everybody.")


def test_the_first_line_emptied_leaves_the_question_open(cast: Cast) -> None:
    talk = finished(cast.seat("amina"), at=cast.at, standing="In the wrong line.")
    cast.later(hours=1)
    change(cast, talk, "")
    assert stands(cast)[-1] == (2, "")


def test_words_that_stand_can_be_begun_from_and_are_never_put_over_others(cast: Cast) -> None:
    finished(cast.seat("amina"), at=cast.at, standing="Older people.")
    seat = cast.seat("tom")
    talk = begun(seat, at=cast.later(days=30))
    for _ in range(2):
        commands.start_from_what_stands(seat=seat, talk=talk, at=cast.at)
    assert Line.objects.get(talk=talk).version == 1
    assert Line.objects.get(talk=talk).words == "Older people."
    change(cast, talk, "Everybody.")
    commands.start_from_what_stands(seat=seat, talk=talk, at=cast.at)
    assert Line.objects.get(talk=talk).words == "Everybody."


def test_every_step_leaves_one_moment_that_says_no_words(cast: Cast) -> None:
    before = Moment.objects.count()
    finished(cast.seat("amina"), at=cast.at, standing="Older people.")
    new = list(Moment.objects.all()[before:])
    assert [moment.what for moment in new] == ["talk-begun", "line-kept", "standing-recorded", "talk-finished"]
    assert all("Older" not in moment.about for moment in new)
