"""Leaving, stepping down, and coming back."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.urls import reverse

from alongside.partnerships import commands
from alongside.partnerships.models import Departure, Membership
from alongside.people.tests.pressing import inside, words
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def at(cast: Cast, name: str) -> str:
    return reverse(f"people:{name}", args=[cast.harbour.ref])


@pytest.mark.promise("leave-when-you-like")
def test_whoever_leaves_is_out_and_everybody_sees_it(cast: Cast) -> None:
    client = cast.client("nadia")
    assert client.get(at(cast, "leave")).status_code == 200
    assert client.post(at(cast, "leave"))["Location"] == at(cast, "gone")
    assert not inside(client, cast.harbour)
    page = words(cast.client("len").get(at(cast, "people")))
    assert "Nadia Brandt" in page
    assert "Left, " in page


@pytest.mark.promise("come-back")
def test_whoever_left_comes_back_within_thirty_days(cast: Cast) -> None:
    client = cast.client("nadia")
    client.post(at(cast, "leave"))
    cast.later(days=30)
    assert "Come back" in words(client.get(at(cast, "gone")))
    client.post(at(cast, "come_back"))
    assert inside(client, cast.harbour)


def test_later_only_an_organiser_lets_them_back(cast: Cast) -> None:
    client = cast.client("nadia")
    client.post(at(cast, "leave"))
    cast.later(days=30, minutes=1)
    assert "Come back" not in words(client.get(at(cast, "gone")))
    client.post(at(cast, "come_back"))
    assert not inside(client, cast.harbour)
    cast.client("amina").post(reverse("people:let_back", args=[cast.harbour.ref, cast.member("nadia").ref]))
    assert inside(client, cast.harbour)


def test_whoever_was_removed_does_not_come_back_alone(cast: Cast) -> None:
    client = cast.client("nadia")
    cast.client("amina").post(reverse("people:remove", args=[cast.harbour.ref, cast.member("nadia").ref]))
    page = words(client.get(at(cast, "gone")))
    assert "You were removed" in page
    assert "Amina Yusuf" in page
    assert "Come back" not in page
    client.post(at(cast, "come_back"))
    assert not inside(client, cast.harbour)


def test_the_page_of_what_is_not_found_leads_them_to_theirs(cast: Cast) -> None:
    client = cast.client("nadia")
    client.post(at(cast, "leave"))
    page = words(client.get(at(cast, "people")))
    assert at(cast, "gone") in page
    assert "you are not in it now" in page


def test_left_twice_is_left_once(cast: Cast) -> None:
    seat = cast.seat("nadia")
    assert [commands.leave(seat=seat, at=cast.at) for _ in range(3)] == [True, False, False]
    assert Departure.objects.filter(membership=seat.membership).count() == 1
    assert [commands.come_back(seat=seat, at=cast.at) for _ in range(2)] == [True, False]


def test_stepping_down_can_be_taken_back_for_ten_minutes(cast: Cast) -> None:
    client = cast.client("tom")
    client.post(at(cast, "step_down"))
    assert not cast.seat("tom").is_organiser
    assert "Be one again" in words(client.get(at(cast, "people")))
    cast.later(minutes=9)
    client.post(at(cast, "organise_again"))
    assert cast.seat("tom").is_organiser
    client.post(at(cast, "step_down"))
    cast.later(minutes=11)
    assert "Be one again" not in words(client.get(at(cast, "people")))
    client.post(at(cast, "organise_again"))
    assert not cast.seat("tom").is_organiser


def test_a_member_who_never_organised_does_not_begin_by_undoing(cast: Cast) -> None:
    cast.client("nadia").post(at(cast, "organise_again"))
    assert not cast.seat("nadia").is_organiser


def test_the_last_organiser_asks_another_first(cast: Cast) -> None:
    cast.client("tom").post(at(cast, "step_down"))
    amina = cast.client("amina")
    for name in ("step_down", "leave"):
        answer = amina.post(at(cast, name))
        assert answer.status_code == 422
        assert "only organiser" in words(answer)
    assert cast.seat("amina").is_organiser
    amina.post(reverse("people:make_organiser", args=[cast.harbour.ref, cast.member("nadia").ref]))
    assert amina.post(at(cast, "leave")).status_code == 302
    assert cast.seat("nadia").is_organiser


def test_an_organiser_who_is_only_expected_does_not_count(cast: Cast) -> None:
    from alongside.people.tests.pressing import sent_link

    sent_link(cast, "Priya Shah", organiser=True)
    cast.client("tom").post(at(cast, "step_down"))
    assert cast.client("amina").post(at(cast, "leave")).status_code == 422


def test_the_last_of_all_types_it(cast: Cast) -> None:
    client = cast.client("ruth")
    address = reverse("people:leave", args=[cast.hill.ref])
    for typed in ("", "yes"):
        assert client.post(address, {"typed": typed}).status_code == 422
    assert inside(client, cast.hill)
    assert client.post(address, {"typed": " Leave "}).status_code == 302
    assert not inside(client, cast.hill)
    client.post(reverse("people:come_back", args=[cast.hill.ref]))
    assert cast.seat("ruth").is_organiser  # or nobody would


def test_others_type_nothing(cast: Cast) -> None:
    assert 'name="typed"' not in words(cast.client("nadia").get(at(cast, "leave")))


@pytest.mark.data
@pytest.mark.django_db(transaction=True)
def test_two_organisers_who_step_down_at_once_leave_one(cast: Cast) -> None:
    together = threading.Barrier(2)
    seats = [cast.seat("amina"), cast.seat("tom")]

    def go(number: int) -> bool:
        together.wait()
        try:
            return commands.step_down(seat=seats[number], at=cast.at)
        except commands.Refused:
            return False
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as both:
        assert sorted(both.map(go, range(2))) == [False, True]
    assert Membership.objects.within(seats[0]).here().organisers().count() == 1


@pytest.mark.data
@pytest.mark.django_db(transaction=True)
def test_two_organisers_who_remove_each_other_at_once_leave_one(cast: Cast) -> None:
    together = threading.Barrier(2)
    seats = [cast.seat("amina"), cast.seat("tom")]

    def go(number: int) -> bool:
        together.wait()
        try:
            return commands.remove(seat=seats[number], who=seats[1 - number].membership, reason="", at=cast.at)
        except commands.Refused:
            return False
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as both:
        assert sorted(both.map(go, range(2))) == [False, True]
    assert Membership.objects.within(seats[0]).here().organisers().count() == 1
