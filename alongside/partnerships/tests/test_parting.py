"""What goes with whoever leaves: by them or by an organiser with them, every version kept, nobody's words lost."""

from __future__ import annotations

import datetime
from dataclasses import replace
from typing import Any

import pytest

from alongside.partnerships import commands
from alongside.partnerships.commands import PartingWords
from alongside.partnerships.models import Moment, Parting, PartingVersion
from alongside.partnerships.texts import Conflict
from tests.cast import Cast
from tests.kit.at_once import at_once

pytestmark = [pytest.mark.django_db, pytest.mark.data]
WORDS = PartingWords(datetime.date(2026, 6, 30), "The key to the hall", "Nadia, if asked", "Who has the other key")


def say(cast: Cast, by: str, words: PartingWords = WORDS, *, who: str = "len", seen: int = 0) -> bool:
    return commands.say_parting(seat=cast.seat(by), who=cast.member(who), seen=seen, said=words, at=cast.at)


def stands(who: Any) -> PartingWords:
    row = Parting.objects.get(membership=who)
    return PartingWords(row.leaves_on, row.goes, row.takers, row.ask)


def test_it_is_said_by_oneself_or_by_an_organiser_and_each_version_says_by_whom(cast: Cast) -> None:
    assert say(cast, "len")
    better = replace(WORDS, takers="Priya")
    assert say(cast, "amina", better, seen=1)
    assert stands(cast.member("len")) == better
    kept = PartingVersion.objects.values_list("version", "by__name", "takers")
    assert list(kept) == [(1, "Len Okafor", "Nadia, if asked"), (2, "Amina Yusuf", "Priya")]
    assert Moment.objects.filter(what="said_parting").count() == 2


def test_said_twice_or_with_nothing_to_say_it_is_kept_once_or_not_at_all(cast: Cast) -> None:
    assert not say(cast, "len", PartingWords())
    assert [say(cast, "len") for _ in "12"] == [True, False]
    assert PartingVersion.objects.count() == 1


def test_nobodys_words_are_overwritten(cast: Cast) -> None:
    say(cast, "len")
    with pytest.raises(Conflict):
        say(cast, "amina", replace(WORDS, goes="Nothing"))
    assert stands(cast.member("len")) == WORDS


@pytest.mark.parametrize("by", ["nadia", "ruth"])
def test_another_member_and_somebody_elsewhere_do_not_write_it(cast: Cast, by: str) -> None:
    with pytest.raises(commands.Refused):
        say(cast, by)
    assert not Parting.objects.exists()


def test_coming_back_keeps_it_and_an_organiser_may_add_to_it_once_they_have_gone(cast: Cast) -> None:
    say(cast, "len")
    commands.leave(seat=cast.seat("len"), at=cast.at)
    assert say(cast, "amina", replace(WORDS, ask=""), seen=1)
    commands.come_back(seat=cast.seat("len"), at=cast.at)
    assert stands(cast.member("len")).goes == WORDS.goes


@pytest.mark.django_db(transaction=True)
def test_two_who_write_at_once_one_is_kept_and_the_other_is_told(cast: Cast) -> None:
    seats, who = {by: cast.seat(by) for by in ("len", "amina", "tom")}, cast.member("len")

    def go(by: str) -> Any:
        said = replace(WORDS, goes=f"By {by}")
        return lambda: commands.say_parting(seat=seats[by], who=who, seen=0, said=said, at=cast.at)

    got = at_once([go(by) for by in seats])
    assert sorted(type(each).__name__ for each in got) == ["Conflict", "Conflict", "bool"]
    assert PartingVersion.objects.count() == 1
