"""Knocking at a room whose people are let in one by one."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from alongside.partnerships.models import Membership
from alongside.people import commands
from alongside.people.models import Knock
from alongside.people.secrets import new_secret
from alongside.people.tests.pressing import come_in, inside, room, scan, words
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def knocked(cast: Cast, name: str = "Sam", **more: Any) -> tuple[Client, Knock]:
    """Somebody at the door."""
    client = Client()
    answer: Any = come_in(client, scan(room(cast, approved=True, **more)), name)
    assert answer["Location"] == reverse("people:waiting", args=[cast.harbour.ref])
    return client, Knock.objects.latest("pk")


def answer(cast: Cast, knock: Knock, what: str, who: str = "amina") -> None:
    cast.client(who).post(reverse(f"people:{what}", args=[cast.harbour.ref, knock.ref]))


def waits(cast: Cast, client: Client) -> Any:
    return client.get(reverse("people:waiting", args=[cast.harbour.ref]))


def test_whoever_knocks_is_not_in(cast: Cast) -> None:
    client, _knock = knocked(cast)
    assert not inside(client, cast.harbour)
    assert not Membership.objects.filter(name="Sam").exists()
    assert 'data-behaviour="again"' in words(waits(cast, client))


def test_an_organiser_sees_them_and_lets_them_in(cast: Cast) -> None:
    client, knock = knocked(cast)
    page = words(cast.client("tom").get(reverse("people:people", args=[cast.harbour.ref])))
    assert "At the door" in page
    assert "Sam" in page
    assert "At the door" not in words(cast.client("nadia").get(reverse("people:people", args=[cast.harbour.ref])))
    answer(cast, knock, "let_in", "tom")
    assert waits(cast, client)["Location"] == reverse("people:from_where", args=[cast.harbour.ref])
    assert inside(client, cast.harbour)
    assert not cast.member("amina").devices.filter(label="x").exists()


def test_whoever_was_let_in_is_named_for_a_while(cast: Cast) -> None:
    knocked(cast, "Siân Wyn")
    _client, knock = knocked(cast, "Pat Lee")
    people = reverse("people:people", args=[cast.harbour.ref])
    said = "<strong><bdi>Pat Lee</bdi></strong> is in."
    assert said not in words(cast.client("amina").get(people))
    answer(cast, knock, "let_in")
    assert said in words(cast.client("amina").get(people))
    assert said in words(cast.client("tom").get(people))  # or both would look for Pat
    assert "Siân Wyn</bdi></strong> is in." not in words(cast.client("amina").get(people))
    assert said not in words(cast.client("nadia").get(people))
    cast.later(minutes=11)
    assert said not in words(cast.client("amina").get(people))


def test_whoever_was_let_in_and_removed_is_not_said_to_be_in(cast: Cast) -> None:
    _client, knock = knocked(cast, "Pat Lee")
    answer(cast, knock, "let_in")
    pat = Membership.objects.get(name="Pat Lee")
    cast.client("amina").post(reverse("people:remove", args=[cast.harbour.ref, pat.ref]))
    assert "is in." not in words(cast.client("amina").get(reverse("people:people", args=[cast.harbour.ref])))


@pytest.mark.parametrize("page", ["room_kept", "wall"])
def test_that_somebody_is_at_the_door_stands_by_the_code_and_names_nobody(cast: Cast, page: str) -> None:
    made = room(cast, approved=True)
    address = reverse(f"people:{page}", args=[cast.harbour.ref, made.ref])
    assert "at the door" not in words(cast.client("amina").get(address))
    come_in(Client(), scan(made), "Canary Sam")
    assert "Somebody is at the door" in words(cast.client("amina").get(address))
    come_in(Client(), scan(made), "Canary Pat")
    shown = words(cast.client("tom").get(address))
    assert "2 people are at the door" in shown
    assert "Canary" not in shown
    for knock in Knock.objects.all():
        answer(cast, knock, "let_in")
    assert "at the door" not in words(cast.client("amina").get(address))


def test_no_is_said_kindly_and_can_be_taken_back(cast: Cast) -> None:
    client, knock = knocked(cast)
    answer(cast, knock, "decline")
    assert "did not let you in" in words(waits(cast, client))
    assert 'data-behaviour="again"' not in words(waits(cast, client))
    assert not inside(client, cast.harbour)
    assert "Let in after all" in words(cast.client("amina").get(reverse("people:people", args=[cast.harbour.ref])))
    answer(cast, knock, "let_in")
    assert inside(client, cast.harbour)


def test_a_no_gives_the_place_back(cast: Cast) -> None:
    made = room(cast, approved=True, places=1)
    come_in(Client(), scan(made), "Sam")
    assert come_in(Client(), scan(made), "Pat").status_code == 404
    answer(cast, Knock.objects.get(), "decline")
    assert come_in(Client(), scan(made), "Pat").status_code == 302


def test_let_in_twice_is_let_in_once(cast: Cast) -> None:
    _client, knock = knocked(cast)
    for _ in range(3):
        answer(cast, knock, "let_in")
    answer(cast, knock, "decline")
    assert Membership.objects.filter(name="Sam").count() == 1
    knock.refresh_from_db()
    assert knock.membership is not None


def test_knocking_twice_is_one_knock(cast: Cast) -> None:
    made, key = room(cast, approved=True), new_secret()
    for _ in range(3):
        come_in(Client(), scan(made), "Sam", key=key)
    assert Knock.objects.count() == 1
    made.refresh_from_db()
    assert made.taken == 1


def test_coming_back_to_the_code_leads_to_ones_own_knock(cast: Cast) -> None:
    client, knock = knocked(cast)
    assert client.get(scan(knock.room))["Location"] == reverse("people:waiting", args=[cast.harbour.ref])


def test_a_stranger_sees_no_knock(cast: Cast) -> None:
    knocked(cast)
    assert waits(cast, Client()).status_code == 404
    assert waits(cast, cast.client("ruth")).status_code == 404


def test_an_open_room_cannot_be_knocked_at_nor_a_kept_one_walked_into(cast: Cast) -> None:
    made = room(cast, approved=True)
    assert commands.join(room=made, key=new_secret(), name="Sam", label="x", at=cast.at) is None


def test_the_waiting_page_costs_the_same(cast: Cast, django_assert_num_queries: Any) -> None:
    client, knock = knocked(cast)
    with django_assert_num_queries(3):
        waits(cast, client)
    for number in range(8):
        come_in(Client(), scan(knock.room), f"Person {number}")
    with django_assert_num_queries(3):
        waits(cast, client)
