"""Wanting a copy: one of each for a browser, and not too many."""

from __future__ import annotations

import pytest

from alongside.demo import commands
from alongside.demo.commands import wanting
from alongside.demo.models import CopyWanted, Example
from tests.cast import Cast

pytestmark = [pytest.mark.django_db, pytest.mark.data]
MINE, THEIRS = b"m" * 32, b"t" * 32


def test_wanted_twice_it_is_one(cast: Cast) -> None:
    first = commands.want(content="orchard", visitor=MINE, at=cast.at)
    assert commands.want(content="orchard", visitor=MINE, at=cast.later(minutes=1)) == first
    assert CopyWanted.objects.count() == 1


def test_each_browser_has_its_own(cast: Cast) -> None:
    mine = commands.want(content="orchard", visitor=MINE, at=cast.at)
    theirs = commands.want(content="orchard", visitor=THEIRS, at=cast.at)
    assert mine.ref != theirs.ref
    assert commands.secret_of(mine, "member") != commands.secret_of(theirs, "member")
    assert commands.secret_of(mine, "member") != commands.secret_of(mine, "organiser")


def test_a_browser_may_want_only_so_many_in_an_hour(cast: Cast) -> None:
    for _ in range(wanting.IN_AN_HOUR):
        commands.throw_away(example=commands.want(content="orchard", visitor=MINE, at=cast.at), at=cast.at)
    with pytest.raises(commands.TooMany) as told:
        commands.want(content="orchard", visitor=MINE, at=cast.at)
    assert told.value.mine
    commands.want(content="orchard", visitor=THEIRS, at=cast.at)
    commands.want(content="orchard", visitor=MINE, at=cast.later(hours=1))
    assert Example.objects.count() == 2


def test_a_server_has_only_so_many_at_once(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wanting, "AT_ONCE", 1)
    mine = commands.want(content="orchard", visitor=MINE, at=cast.at)
    with pytest.raises(commands.TooMany) as told:
        commands.want(content="orchard", visitor=THEIRS, at=cast.at)
    assert not told.value.mine
    commands.throw_away(example=mine, at=cast.at)
    commands.want(content="orchard", visitor=THEIRS, at=cast.at)
    assert Example.objects.count() == 1


def test_browsers_that_forget_who_they_are_cannot_have_copies_made_without_end(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wanting, "OF_ALL_IN_AN_HOUR", 3)
    for each in range(3):
        visitor = bytes([each]) * 32
        commands.throw_away(example=commands.want(content="orchard", visitor=visitor, at=cast.at), at=cast.at)
    with pytest.raises(commands.TooMany) as told:
        commands.want(content="orchard", visitor=THEIRS, at=cast.at)
    assert not told.value.mine
    commands.want(content="orchard", visitor=THEIRS, at=cast.later(hours=1))
