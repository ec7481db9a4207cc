"""Where we are has every version; a question is set aside once at a time, and comes back."""

from __future__ import annotations

import datetime

import pytest
from django.db import IntegrityError, transaction

from alongside.agreements import commands
from alongside.agreements.models import SettingAside, Standing
from alongside.agreements.pages import aside_ids, stands
from alongside.partnerships.models import Moment
from tests.cast import Cast

pytestmark = [pytest.mark.django_db, pytest.mark.data]
QUESTION = "purpose.beneficiaries"


def record(cast: Cast, words: str, who: str = "amina", **more: str) -> Standing | None:
    seat, on = cast.seat(who), cast.at.date()
    return commands.record_standing(seat=seat, question=QUESTION, words=words, on=on, at=cast.at, **more)


def test_each_saying_is_a_version_and_none_is_lost(cast: Cast) -> None:
    for words in ("Older people.", "Everybody.", "Older people."):
        record(cast, words)
    rows = Standing.objects.within(cast.seat("nadia")).of(QUESTION)
    assert [(row.version, row.words) for row in rows] == [
        (3, "Older people."),
        (2, "Everybody."),
        (1, "Older people."),
    ]


def test_the_same_words_are_no_version(cast: Cast) -> None:
    assert record(cast, "Older people.")
    moments = Moment.objects.count()
    assert record(cast, "Older people.", who="tom") is None
    assert Standing.objects.count() == 1
    assert Moment.objects.count() == moments


def test_saying_nothing_first_is_nothing(cast: Cast) -> None:
    assert record(cast, "") is None
    assert stands(cast.seat("amina"), QUESTION) is None


@pytest.mark.parametrize(
    ("by", "talk", "minutes", "versions"),
    [
        ("amina", "talk23456789", 5, 1),
        ("amina", "talk23456789", 11, 2),
        ("tom", "talk23456789", 5, 2),
        ("amina", "another34567", 5, 2),
        ("amina", "", 5, 2),
    ],
)
def test_only_the_same_hand_in_the_same_talk_within_minutes_puts_it_better(
    cast: Cast, by: str, talk: str, minutes: int, versions: int
) -> None:
    record(cast, "Older people.", talk="talk23456789")
    cast.later(minutes=minutes)
    record(cast, "Older people living alone.", who=by, talk=talk)
    assert Standing.objects.count() == versions
    now = stands(cast.seat("amina"), QUESTION)
    assert now
    assert now.words == "Older people living alone."


def test_another_partnership_stands_elsewhere(cast: Cast) -> None:
    record(cast, "Older people.")
    record(cast, "Farmers.", who="ruth")
    assert [row.words for row in Standing.objects.within(cast.seat("ruth")).of(QUESTION)] == ["Farmers."]
    assert Standing.objects.get(words="Farmers.").version == 1


def test_a_question_is_set_aside_once_and_stays_as_it_was_said_first(cast: Cast) -> None:
    day = datetime.date(2027, 1, 1)
    first = commands.set_aside(
        seat=cast.seat("amina"), question=QUESTION, reason="Too early.", look_again=day, at=cast.at
    )
    assert commands.set_aside(seat=cast.seat("tom"), question=QUESTION, reason="No.", at=cast.at) == first
    assert SettingAside.objects.count() == 1
    assert aside_ids(cast.seat("nadia")) == {QUESTION}
    assert aside_ids(cast.seat("ruth")) == set()


def test_it_comes_back_once_and_can_be_set_aside_again(cast: Cast) -> None:
    commands.set_aside(seat=cast.seat("amina"), question=QUESTION, at=cast.at)
    moments = Moment.objects.count()
    for _ in range(2):
        commands.bring_back(seat=cast.seat("nadia"), question=QUESTION, at=cast.at)
    assert Moment.objects.count() == moments + 1
    assert SettingAside.objects.get().ended_by == cast.member("nadia")
    commands.set_aside(seat=cast.seat("amina"), question=QUESTION, at=cast.at)
    assert SettingAside.objects.count() == 2


def test_another_partnership_brings_nothing_of_ours_back(cast: Cast) -> None:
    commands.set_aside(seat=cast.seat("amina"), question=QUESTION, at=cast.at)
    commands.bring_back(seat=cast.seat("ruth"), question=QUESTION, at=cast.at)
    assert aside_ids(cast.seat("amina")) == {QUESTION}


def test_the_database_itself_holds_one_setting_aside_at_a_time(cast: Cast) -> None:
    commands.set_aside(seat=cast.seat("amina"), question=QUESTION, at=cast.at)
    with pytest.raises(IntegrityError), transaction.atomic():
        SettingAside.objects.create(partnership=cast.harbour, question=QUESTION, at=cast.at, by=cast.member("tom"))
