"""One's own link: it ends what an organiser made, and an organiser's beside it stands on one's own page."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from alongside.people.models import PersonalLink
from alongside.people.secrets import new_secret
from alongside.people.tests.pressing import inside, key_on, link_on, sent_link, words
from alongside.people.tests.test_links import enter, press
from tests.cast import Cast

pytestmark = pytest.mark.django_db


@pytest.mark.promise("own-link-ends-theirs")
def test_ones_own_link_ends_the_organisers(cast: Cast) -> None:
    card = sent_link(cast)
    client = enter(card)
    page = client.get(reverse("people:you", args=[cast.harbour.ref]))
    address = reverse("people:make_own_link", args=[cast.harbour.ref])
    assert client.post(address, {"key": key_on(page)}).status_code == 422  # it ends another: that is typed
    own = link_on(client.post(address, {"key": key_on(page), "typed": "replace"}))
    assert Client().get(card).status_code == 404
    assert inside(enter(own), cast.harbour)


def test_a_new_own_link_ends_the_one_before(cast: Cast) -> None:
    address = reverse("people:make_own_link", args=[cast.harbour.ref])
    client = cast.client("nadia")
    first = link_on(client.post(address, {"key": new_secret()}))
    second = link_on(client.post(address, {"key": new_secret(), "typed": "replace"}))
    assert Client().get(first).status_code == 404
    assert inside(enter(second), cast.harbour)


def test_ones_own_link_made_twice_by_one_press_is_one(cast: Cast) -> None:
    address, key = reverse("people:make_own_link", args=[cast.harbour.ref]), new_secret()
    client = cast.client("nadia")
    made = {link_on(client.post(address, {"key": key})) for _ in range(3)}
    assert len(made) == 1
    assert cast.member("nadia").links.count() == 1


def test_one_key_makes_two_people_two_links(cast: Cast) -> None:
    address, key = reverse("people:make_own_link", args=[cast.harbour.ref]), new_secret()
    made = {link_on(cast.client(name).post(address, {"key": key})) for name in ("nadia", "len")}
    assert len(made) == 2


@pytest.mark.promise("another-link-shown")
def test_a_link_that_an_organiser_made_stands_on_ones_own_page_and_can_be_ended_there(cast: Cast) -> None:
    address = reverse("people:you", args=[cast.harbour.ref])
    assert "made a link for you" not in words(cast.client("nadia").get(address))
    link = link_on(press(cast, "make_link", cast.member("nadia").ref, key=new_secret()))
    page = words(cast.client("nadia").get(address))
    assert "<bdi>Amina Yusuf</bdi></strong> made a link for you" in page
    press(cast, "end_sent_link", PersonalLink.objects.latest("pk").ref, who="nadia")
    assert Client().get(link).status_code == 404


def test_an_organisers_link_does_not_end_ones_own(cast: Cast) -> None:
    address = reverse("people:make_own_link", args=[cast.harbour.ref])
    own = link_on(cast.client("nadia").post(address, {"key": new_secret()}))
    press(cast, "make_link", cast.member("nadia").ref, key=new_secret())
    assert inside(enter(own), cast.harbour)


def test_whoever_has_a_link_of_their_own_makes_room_on_a_device_by_one_press(cast: Cast) -> None:
    link, client = sent_link(cast), cast.client("nadia")
    client.post(reverse("people:make_own_link", args=[cast.harbour.ref]), {"key": new_secret()})
    page = words(client.get(link))
    assert "Their own link brings them back." in page
    assert 'name="typed"' not in page
    enter(link, client)
    assert not inside(cast.client("nadia"), cast.harbour)


def test_what_an_organiser_ended_its_person_does_not_let_work_again(cast: Cast) -> None:
    link = link_on(press(cast, "make_link", cast.member("nadia").ref, key=new_secret()))
    made = PersonalLink.objects.latest("pk").ref
    press(cast, "end_link", made)
    press(cast, "sent_link_again", made, who="nadia")
    assert Client().get(link).status_code == 404
    assert "You have just ended" not in words(cast.client("nadia").get(reverse("people:you", args=[cast.harbour.ref])))
