"""Where people come from: several at once, each from a day on and until one."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from alongside.partnerships import commands
from alongside.partnerships.commands import RESIDENT, Origin
from alongside.partnerships.models import Affiliation, Organisation
from tests.cast import Cast
from tests.kit.at_once import at_once

pytestmark = [pytest.mark.django_db, pytest.mark.data]


def named(cast: Cast, day: datetime.date | None = None) -> dict[str, list[str]]:
    """Where everybody comes from on a day, by name; a resident is "-"."""
    said = Affiliation.objects.within(cast.seat("amina")).on(day or cast.at.date()).by_person()
    return {
        who.name.split()[0]: [each.name if each else "-" for each in said[who.pk]]
        for who in cast.harbour.memberships.all()
        if who.pk in said
    }


def carers() -> Origin:
    return Origin(Organisation.objects.get(name="Harbour Carers"))


def test_somebody_comes_from_several_at_once_the_first_said_first(cast: Cast) -> None:
    assert commands.come_from(seat=cast.seat("tom"), origin=carers(), at=cast.at)
    assert commands.come_from(seat=cast.seat("tom"), origin=RESIDENT, at=cast.at)
    everybody = {"Amina": ["Harbour Carers"], "Nadia": ["-"], "Len": ["Harbour Carers"]}
    assert named(cast) == everybody | {"Tom": ["Eastport Council", "Harbour Carers", "-"]}


def test_on_a_day_only_what_held_on_it_is_told_and_what_ended_then_is_not(cast: Cast) -> None:
    first = cast.at.date()
    cast.later(days=10)
    commands.come_from(seat=cast.seat("len"), origin=RESIDENT, at=cast.at)
    commands.come_from_no_longer(seat=cast.seat("len"), origin=carers(), at=cast.at)
    assert named(cast)["Len"] == ["-"]
    assert named(cast, cast.at.date() - datetime.timedelta(days=1))["Len"] == ["Harbour Carers"]
    assert named(cast, first)["Len"] == ["Harbour Carers"]
    assert "Len" not in named(cast, first - datetime.timedelta(days=1))


def test_it_is_one_query_however_many_people_there_are(cast: Cast, django_assert_num_queries: Any) -> None:
    for number in range(6):
        cast.add(f"Person{number}", cast.harbour, carers())
    seat = cast.seat("amina")
    with django_assert_num_queries(1):
        assert len(Affiliation.objects.within(seat).on(cast.at.date()).by_person()) == 10


def test_the_same_is_said_once_and_its_day_can_be_put_right(cast: Cast) -> None:
    seat, earlier = cast.seat("len"), datetime.date(2024, 1, 5)
    assert not commands.come_from(seat=seat, origin=carers(), at=cast.at)
    assert commands.come_from(seat=seat, origin=carers(), since=earlier, at=cast.at)
    assert not commands.come_from(seat=seat, origin=Origin(new="HARBOUR carers"), since=earlier, at=cast.at)
    assert seat.membership.affiliations.get().since == earlier


def test_what_ended_today_is_taken_up_again_as_it_was(cast: Cast) -> None:
    seat = cast.seat("len")
    cast.later(days=10)
    assert commands.come_from_no_longer(seat=seat, origin=carers(), at=cast.at)
    assert not commands.come_from_no_longer(seat=seat, origin=carers(), at=cast.at)
    assert commands.come_from(seat=seat, origin=carers(), at=cast.at)
    row = seat.membership.affiliations.get()
    assert (row.since, row.until) == (datetime.date(2026, 3, 20), None)


def test_what_ended_before_stays_as_it_was_and_a_new_time_begins(cast: Cast) -> None:
    seat, ended = cast.seat("len"), cast.at.date()
    commands.come_from_no_longer(seat=seat, origin=carers(), at=cast.at)
    cast.later(days=1)
    commands.come_from(seat=seat, origin=carers(), at=cast.at)
    before, now = seat.membership.affiliations.all()
    assert (before.until, now.since, now.until) == (ended, cast.at.date(), None)


@pytest.mark.parametrize("who", ["len", "nadia"])
def test_the_database_keeps_nobody_twice_at_once_in_one_place(cast: Cast, who: str) -> None:
    row = cast.member(who).affiliations.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        Affiliation.objects.create(membership=row.membership, organisation=row.organisation, since=row.since)


@pytest.mark.django_db(transaction=True)
def test_said_by_several_presses_at_once_it_is_said_once(cast: Cast) -> None:
    seat = cast.seat("nadia")
    presses = [lambda: commands.come_from(seat=seat, origin=Origin(new="Dock"), at=cast.at) for _ in range(4)]
    assert sorted(map(str, at_once(presses))) == ["False", "False", "False", "True"]
    assert Organisation.objects.filter(name="Dock").count() == 1
    presses = [
        lambda: commands.come_from_no_longer(seat=seat, origin=RESIDENT, at=cast.at),
        lambda: commands.come_from_no_longer(seat=seat, origin=RESIDENT, at=cast.at),
    ]
    assert sorted(map(str, at_once(presses))) == ["False", "True"]
