"""The page that starts a partnership."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client, override_settings
from django.urls import reverse

from alongside.partnerships.models import Membership, Organisation, Partnership
from alongside.people.commands import guesses
from alongside.people.models import Device, PersonalLink, WrongCodes
from alongside.people.secrets import hashed, new_secret
from alongside.people.tests.pressing import inside, key_on, link_on, room, words
from tests.cast import Cast

pytestmark = pytest.mark.django_db
SAID = {"name": "Harbour", "place": "Eastport", "stage": "new", "person": "Zoe", "organisation": "Carers", "kind": ""}


def send(client: Client, **more: str) -> Any:
    """Fill the page in and send it."""
    return client.post("/start/", {"key": new_secret(), **SAID, "size": "small", **more})


def test_it_asks_for_few_things() -> None:
    page = words(Client().get("/start/"))
    typed = page.count('type="text"') + page.count("<textarea")
    assert typed == 4  # the partnership's name, its place, one's own name, one's organisation
    assert "password" not in page.replace("no password", "")


def test_one_press_starts_it_and_lets_its_organiser_in(cast: Cast) -> None:
    client = Client()
    response = send(client)
    made = Partnership.objects.get(name="Harbour")
    assert response.status_code == 200
    assert inside(client, made)
    who = made.memberships.get()
    assert (who.name, who.affiliations.get().organisation) == ("Zoe", made.organisations.get())
    assert made.organisations.get().size == "small"


@pytest.mark.promise("shown-once")
def test_ones_own_link_is_shown_once_and_not_kept(cast: Cast) -> None:
    client = Client()
    address = link_on(send(client))
    secret = address.split("/")[2]
    (link,) = PersonalLink.objects.filter(own=True)
    assert bytes(link.secret_hash) == hashed(secret)
    assert secret not in str(list(PersonalLink.objects.values()))
    made = Partnership.objects.get(name="Harbour")
    for name in ("people:you", "people:people", "journey:home"):
        assert secret not in words(client.get(reverse(name, args=[made.ref])))


def test_the_link_lets_one_in_on_another_device(cast: Cast) -> None:
    address = link_on(send(Client()))
    other = Client()
    other.post(address, {"key": new_secret()})
    assert inside(other, Partnership.objects.get(name="Harbour"))


def test_a_second_organiser_is_asked_for(cast: Cast) -> None:
    page = words(send(Client()))
    made = Partnership.objects.get(name="Harbour")
    assert reverse("people:invite", args=[made.ref]) + "?organiser" in page
    assert reverse("journey:home", args=[made.ref]) in page


def test_sent_twice_it_starts_once_and_answers_alike(cast: Cast) -> None:
    key = new_secret()
    first, second = Client(), Client()
    before = Membership.objects.count()
    links = [link_on(send(client, key=key)) for client in (first, second, first)]
    assert len(set(links)) == 1
    made = Partnership.objects.get(name="Harbour")
    assert Membership.objects.count() == before + 1
    assert made.memberships.get().devices.count() == 1
    assert inside(first, made)
    assert inside(second, made)


def test_an_old_page_is_no_way_in(cast: Cast) -> None:
    key = new_secret()
    send(Client(), key=key)
    cast.later(minutes=11)
    stranger = Client()
    response = send(stranger, key=key)
    assert response.status_code == 422
    assert "started a partnership already" in words(response)
    assert not inside(stranger, Partnership.objects.get(name="Harbour"))


def test_after_signing_out_the_page_behind_is_no_way_in(cast: Cast) -> None:
    key, client = new_secret(), Client()
    send(client, key=key)
    made = Partnership.objects.get(name="Harbour")
    client.post(reverse("people:sign_out", args=[made.ref]))
    assert send(client, key=key).status_code == 422
    assert not inside(client, made)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"name": ""}, "Please write what your partnership is called."),
        ({"name": "x" * 81}, "That is longer than 80 letters."),
        ({"name": "a\x00b"}, "cannot be shown"),
        ({"person": "\u200b"}, "Please write what we should call you."),
        ({"stage": "old"}, "Please choose one."),
        ({"organisation": ""}, "tick that you come as a resident"),
        ({"resident": "on"}, "Keep one of the two."),
        ({"key": "short"}, "This page is too old."),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_lost(cast: Cast, wrong: dict[str, str], said: str) -> None:
    response = send(Client(), **{"place": "Upper Ward", **wrong})
    assert response.status_code == 422
    assert said in words(response)
    assert 'value="Upper Ward"' in words(response)
    assert not Partnership.objects.filter(place="Upper Ward").exists()


def test_a_resident_starts_one_without_an_organisation(cast: Cast) -> None:
    before = Organisation.objects.count()
    assert send(Client(), organisation="", resident="on").status_code == 200
    assert Organisation.objects.count() == before
    assert Membership.objects.get(name="Zoe").affiliations.get().organisation is None


@override_settings(PUBLIC_HOSTS=["alongside.example.org"], START_CODE="harbour 7")
def test_on_a_public_server_it_takes_the_code(cast: Cast) -> None:
    assert 'name="code"' in words(Client().get("/start/"))
    for code in ("", "harbour 8"):
        assert send(Client(), code=code).status_code == 422
    assert not Partnership.objects.filter(name="Harbour").exists()
    assert send(Client(), code="harbour 7").status_code == 200


@pytest.mark.parametrize("code", ["", " "])
def test_without_a_code_nobody_starts_one_on_a_public_server(cast: Cast, code: str) -> None:
    with override_settings(PUBLIC_HOSTS=["alongside.example.org"], START_CODE=code, HOST_CONTACT="Ask at 01 234"):
        for typed in ("", " ", "guess"):
            assert send(Client(), code=typed).status_code == 422
        page = words(Client().get("/start/"))
    assert not Partnership.objects.filter(name="Harbour").exists()
    assert "Nobody can start a partnership here now" in page
    assert "Ask at 01 234" in page
    assert 'name="name"' not in page


@override_settings(PUBLIC_HOSTS=["alongside.example.org"], START_CODE="harbour 7")
def test_only_so_many_wrong_start_codes_are_taken_in_an_hour(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guesses, "WRONG_STARTS", 3)
    for _ in range(3):
        assert "That is not the code" in words(send(Client(), code="guess"))
    for code in ("guess", "harbour 7"):  # or the next right guess would still be found
        answer = send(Client(), code=code)
        assert answer.status_code == 422
        assert "none are taken until the next full hour" in words(answer)
        assert 'value="Harbour"' in words(answer)
    assert not Partnership.objects.filter(name="Harbour").exists()
    cast.later(hours=1)
    assert send(Client(), code="harbour 7").status_code == 200


@override_settings(PUBLIC_HOSTS=["alongside.example.org"], START_CODE="harbour 7")
def test_wrong_start_codes_and_wrong_codes_of_rooms_are_counted_apart(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(guesses, "WRONG_STARTS", 1)
    send(Client(), code="guess")
    made = room(cast)
    assert Client().post("/join/", {"code": "abcd efgh"}).status_code == 422
    assert Client().post("/join/", {"code": made.code}).status_code == 302
    assert set(WrongCodes.objects.values_list("kind", "count")) == {("start", 1), ("room", 1)}


@override_settings(PUBLIC_HOSTS=["alongside.example.org"], START_CODE="harbour 7")
def test_what_else_is_wrong_tells_nothing_of_the_code(cast: Cast) -> None:
    told = [words(send(Client(), name="", code=code)) for code in ("guess", "harbour 7")]
    assert not any("not the code" in each for each in told)


@override_settings(PUBLIC_HOSTS=["alongside.example.org"], START_CODE="harbour 7", ALLOWED_HOSTS=["localhost"])
def test_calling_a_public_server_by_a_loopback_name_does_not_do_instead_of_the_code(cast: Cast) -> None:
    client = Client(headers={"host": "localhost"})
    assert send(client).status_code == 422


@override_settings(PUBLIC_HOSTS=["alongside.example.org"], HALL="192.168.1.20")
def test_in_a_hall_anybody_may(cast: Cast) -> None:
    assert send(Client()).status_code == 200


def test_the_page_itself_starts_nothing(cast: Cast) -> None:
    before = Partnership.objects.count()
    client = Client()
    key_on(client.get("/start/"))
    assert Partnership.objects.count() == before
    assert client.put("/start/").status_code == 405
    assert Device.objects.filter(membership__partnership__name="Harbour").count() == 0
