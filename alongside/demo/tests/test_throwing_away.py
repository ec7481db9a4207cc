"""Throwing a copy away: of every table the rows that were made, and none of anybody else's."""

from __future__ import annotations

import datetime

import pytest
from django.db import connection

from alongside.demo import commands
from alongside.demo.belongings import belongings
from alongside.demo.models import Example
from alongside.demo.tests.looking import counts, looking
from alongside.partnerships.models import Membership, Partnership
from alongside.people.secrets import new_secret
from tests.access.objects import things
from tests.cast import Cast
from tests.kit.examples import MadeExample, make_example

pytestmark = [pytest.mark.django_db, pytest.mark.data]
DAY = datetime.timedelta(days=1)


def everything_of_ones_own(cast: Cast) -> dict[str, set[object]]:
    """The rows of the cast's two partnerships, by table."""
    found: dict[str, set[object]] = {}
    for partnership in (cast.harbour, cast.hill):
        for model, keys in belongings(partnership).items():
            found.setdefault(model._meta.db_table, set()).update(keys)
    return found


@pytest.mark.parametrize("name", ["orchard", "wendle"])
def test_of_every_table_there_is_as_much_after_as_before(cast: Cast, name: str) -> None:
    things(cast, "amina", cast.harbour)
    before, own = counts(), everything_of_ones_own(cast)
    made = make_example(name, visitor=new_secret(), at=cast.at)
    things_typed_there(made)
    assert counts() != before
    assert commands.throw_away_due(at=cast.at + DAY) == 1
    connection.check_constraints()
    assert everything_of_ones_own(cast) == own
    left = {name: many for name, many in counts().items() if many != before[name]}
    assert left == {"demo_thrownaway": 1}


def things_typed_there(made: MadeExample) -> None:
    """What a visitor may do: let somebody else in, and write."""
    client = looking(made)
    client.post(f"{made.home}people/rooms/", {"approved": "yes", "hours": "1", "places": "5", "key": new_secret()})
    client.post(f"{made.home}people/invite/", {"names": "Somebody Else", "key": new_secret()})
    assert Membership.objects.filter(partnership__ref=made.ref, name="Somebody Else").exists()


def test_only_what_is_due_goes(cast: Cast, orchard: MadeExample) -> None:
    commands.want(content="wendle", visitor=b"v" * 32, at=cast.later(seconds=1))
    assert commands.throw_away_due(at=cast.at - datetime.timedelta(seconds=2) + DAY) == 0
    assert commands.throw_away_due(at=cast.at - datetime.timedelta(seconds=1) + DAY) == 1
    assert [each.content for each in Example.objects.all()] == ["wendle"]
    assert not Partnership.objects.filter(ref=orchard.ref).exists()


def test_one_that_the_program_was_stopped_at_goes_too(cast: Cast, orchard: MadeExample) -> None:
    Example.objects.update(made_at=None)
    assert commands.throw_away_due(at=cast.at + datetime.timedelta(minutes=9)) == 0
    assert commands.throw_away_due(at=cast.at + datetime.timedelta(minutes=10)) == 1
    assert not Partnership.objects.filter(ref=orchard.ref).exists()


def test_thrown_away_twice_is_thrown_away_once(cast: Cast, orchard: MadeExample) -> None:
    example = Example.objects.get()
    assert commands.throw_away(example=example, at=cast.at)
    assert not commands.throw_away(example=example, at=cast.at)


@pytest.mark.django_db(transaction=True)
def test_what_the_files_still_hold_is_swept_an_hour_later(cast: Cast, orchard: MadeExample) -> None:
    commands.throw_away(example=Example.objects.get(), at=cast.at)
    commands.throw_away_due(at=cast.at + datetime.timedelta(minutes=59))
    assert counts()["demo_thrownaway"] == 1
    commands.throw_away_due(at=cast.at + datetime.timedelta(minutes=60))
    assert (counts()["demo_thrownaway"], counts()["demo_copywanted"]) == (0, 0)
