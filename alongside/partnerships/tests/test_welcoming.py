"""Who shows somebody new round: offered by anybody, named by organisers, ended by either of the two; and put away."""

from __future__ import annotations

import datetime

import pytest
from django.db import IntegrityError, transaction

from alongside.partnerships import commands
from alongside.partnerships.models import Membership, Moment, NotNow, Welcoming
from tests.cast import Cast
from tests.kit.at_once import at_once

pytestmark = [pytest.mark.django_db, pytest.mark.data]


def name(cast: Cast, by: str, welcomer: str, new: str = "nadia", reach: str | None = None) -> bool:
    return commands.name_welcomer(
        seat=cast.seat(by), new=cast.member(new), welcomer=cast.member(welcomer), reach=reach, at=cast.at
    )


def named() -> list[tuple[str, str, str]]:
    rows = Welcoming.objects.now().values_list("welcomer__name", "membership__name", "reach")
    return [(welcomer.split()[0], new.split()[0], reach) for welcomer, new, reach in rows]


def test_anybody_offers_themselves_and_says_how_they_are_reached(cast: Cast) -> None:
    assert name(cast, "len", "len", reach="In the hall, Tuesdays")
    assert not name(cast, "len", "len")
    assert named() == [("Len", "Nadia", "In the hall, Tuesdays")]
    assert name(cast, "len", "len", reach="")
    assert named() == [("Len", "Nadia", "")]


def test_organisers_name_others_and_instead_of_others(cast: Cast) -> None:
    assert name(cast, "amina", "len", reach="said for another")
    assert named() == [("Len", "Nadia", "")]
    assert name(cast, "tom", "amina")
    assert named() == [("Amina", "Nadia", "")]
    assert Welcoming.objects.filter(until=None).count() == 1


@pytest.mark.parametrize(
    ("by", "welcomer", "new"), [("len", "amina", "nadia"), ("nadia", "nadia", "nadia"), ("amina", "ruth", "nadia")]
)
def test_nobody_names_another_themselves_or_somebody_elsewhere(cast: Cast, by: str, welcomer: str, new: str) -> None:
    with pytest.raises(commands.Refused):
        name(cast, by, welcomer, new)
    with pytest.raises(commands.Refused):
        name(cast, "amina", "amina", "ruth")
    assert named() == []


def test_whoever_has_gone_is_neither_named_nor_new(cast: Cast) -> None:
    commands.leave(seat=cast.seat("nadia"), at=cast.at)
    for welcomer, new in (("len", "nadia"), ("nadia", "len")):
        with pytest.raises(commands.Refused):
            name(cast, "amina", welcomer, new)


def test_a_second_who_offers_does_not_take_the_place_of_the_first_until_they_have_gone(cast: Cast) -> None:
    cast.add("Priya Shah", cast.harbour)
    name(cast, "len", "len")
    with pytest.raises(commands.Refused):
        name(cast, "priya", "priya")
    commands.leave(seat=cast.seat("len"), at=cast.at)
    assert named() == []
    assert name(cast, "priya", "priya")
    commands.come_back(seat=cast.seat("len"), at=cast.at)
    assert named() == [("Priya", "Nadia", "")]


@pytest.mark.parametrize("by", ["len", "nadia", "tom"])
def test_either_of_the_two_and_organisers_end_it_and_take_that_back_for_ten_minutes(cast: Cast, by: str) -> None:
    name(cast, "len", "len", reach="In the hall")
    assert [commands.end_welcome(seat=cast.seat(by), new=cast.member("nadia"), at=cast.at) for _ in "12"] == [
        True,
        False,
    ]
    assert named() == []
    cast.later(minutes=9)
    assert [commands.welcome_again(seat=cast.seat(by), new=cast.member("nadia"), at=cast.at) for _ in "12"] == [
        True,
        False,
    ]
    assert named() == [("Len", "Nadia", "In the hall")]
    commands.end_welcome(seat=cast.seat(by), new=cast.member("nadia"), at=cast.at)
    cast.later(minutes=11)
    assert not commands.welcome_again(seat=cast.seat(by), new=cast.member("nadia"), at=cast.at)


def test_others_do_not_end_it_nor_take_back_that_somebody_did(cast: Cast) -> None:
    cast.add("Priya Shah", cast.harbour)
    name(cast, "len", "len")
    with pytest.raises(commands.Refused):
        commands.end_welcome(seat=cast.seat("priya"), new=cast.member("nadia"), at=cast.at)
    commands.end_welcome(seat=cast.seat("nadia"), new=cast.member("nadia"), at=cast.at)
    assert not commands.welcome_again(seat=cast.seat("len"), new=cast.member("nadia"), at=cast.at)


def test_the_database_keeps_one_at_a_time(cast: Cast) -> None:
    name(cast, "len", "len")
    row = Welcoming.objects.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        Welcoming.objects.create(membership=row.membership, welcomer=cast.member("tom"), since=cast.at, by=row.by)


@pytest.mark.django_db(transaction=True)
def test_two_who_offer_at_once_one_is_named(cast: Cast) -> None:
    cast.add("Priya Shah", cast.harbour)
    seats, new = [cast.seat("len"), cast.seat("priya")], cast.member("nadia")
    presses = [
        lambda seat=seat: commands.name_welcomer(seat=seat, new=new, welcomer=seat.membership, at=cast.at)
        for seat in seats
    ]
    assert sorted(type(each).__name__ for each in at_once(presses)) == ["Refused", "bool"]
    assert Welcoming.objects.count() == 1


def test_somebody_is_new_for_sixty_days_but_not_who_began_it(cast: Cast) -> None:
    def new() -> list[str]:
        return [who.name for who in Membership.objects.new(cast.seat("amina"), at=cast.at)]

    assert new() == []
    cast.later(days=7)
    cast.add("Priya Shah", cast.harbour)
    assert new() == []
    cast.later(minutes=1)
    cast.add("Sam Hill", cast.harbour)
    cast.add("Kit Lowe", cast.hill)
    assert new() == ["Sam Hill"]
    cast.later(days=60)
    assert new() == []


def test_what_is_put_away_is_put_away_once_and_offered_again(cast: Cast) -> None:
    seat = cast.seat("len")
    assert [commands.not_now(seat=seat, about="lines abc", at=cast.at) for _ in "12"] == [True, False]
    assert NotNow.objects.count() == 1
    assert [commands.offer_again(seat=seat, at=cast.at) for _ in "12"] == [True, False]
    assert not NotNow.objects.exists()


def test_each_leaves_one_moment(cast: Cast) -> None:
    name(cast, "len", "len", reach="here")
    name(cast, "len", "len", reach="there")
    commands.end_welcome(seat=cast.seat("len"), new=cast.member("nadia"), at=cast.at)
    commands.welcome_again(seat=cast.seat("len"), new=cast.member("nadia"), at=cast.at)
    commands.not_now(seat=cast.seat("len"), about="x", at=cast.at)
    commands.offer_again(seat=cast.seat("len"), at=cast.at)
    said = list(Moment.objects.order_by("-pk").values_list("what", flat=True)[:6])[::-1]
    assert said == ["named_welcomer", "said_reach", "ended_welcome", "welcome_again", "not_now", "offered_again"]
    assert datetime.timedelta() == cast.at - Welcoming.objects.get().since
