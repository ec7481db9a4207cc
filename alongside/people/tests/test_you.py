"""One's own page: name, organisation, devices, signing out."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from alongside.partnerships import commands as partnerships
from alongside.people import commands, pages
from alongside.people.models import Device
from alongside.people.secrets import new_secret
from alongside.people.tests.pressing import inside, link_on, words
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def at(cast: Cast, name: str, *ids: str) -> str:
    return reverse(f"people:{name}", args=[cast.harbour.ref, *ids])


def test_a_name_is_changed(cast: Cast) -> None:
    cast.client("nadia").post(at(cast, "rename"), {"name": "  Nadia B.  "})
    assert cast.member("nadia").name == "Nadia B."


def test_a_bad_name_is_refused_and_stays_on_the_page(cast: Cast) -> None:
    long = "N" * 81
    answer = cast.client("nadia").post(at(cast, "rename"), {"name": long})
    assert answer.status_code == 422
    assert long in words(answer)
    assert cast.member("nadia").name == "Nadia Brandt"


def test_whoever_came_from_another_page_is_led_back_there(cast: Cast) -> None:
    home = reverse("journey:home", args=[cast.harbour.ref])
    address = at(cast, "from_where") + "?back=rounds/abc/words/12/"
    page = words(cast.client("nadia").get(address))
    assert "You are in" not in page
    assert f'href="{home}rounds/abc/words/12/"' in page
    assert cast.client("nadia").post(address, {"where": "resident"})["Location"] == f"{home}rounds/abc/words/12/"


@pytest.mark.parametrize(
    "back",
    [
        "",
        "//evil.test/",
        "https://evil.test/",
        "../../evil/",
        "/evil/",
        "a//evil.test/",
        "a\\evil/",
        "a/%0d%0ab/",
        "a/?b=",
    ],
)
def test_nobody_is_led_out_of_their_partnership(cast: Cast, back: str) -> None:
    client, home = cast.client("nadia"), reverse("journey:home", args=[cast.harbour.ref])
    answer = client.post(at(cast, "from_where") + f"?back={back}", {"where": "resident"})
    assert answer["Location"] in (home, at(cast, "you"))


def test_devices_are_listed_for_their_person(cast: Cast) -> None:
    commands.make_device(membership=cast.member("nadia"), secret=new_secret(), label="Edge on Windows", at=cast.at)
    page = words(cast.client("nadia").get(at(cast, "you")))
    assert "Edge on Windows" in page
    assert page.count("(this one)") == 1
    assert "Edge on Windows" not in words(cast.client("amina").get(at(cast, "you")))


def test_devices_that_are_called_alike_are_told_apart(cast: Cast) -> None:
    for label in ("Chrome on Linux", "Edge on Windows", "Chrome on Linux"):
        commands.make_device(membership=cast.member("nadia"), secret=new_secret(), label=label, at=cast.at)
    told = pages.you(cast.seat("nadia"), at=cast.at).devices
    assert [(one.label, one.order, one.many) for one in told if one.label != told[0].label] == [
        ("Chrome on Linux", 1, 2),
        ("Edge on Windows", 0, 1),
        ("Chrome on Linux", 2, 2),
    ]
    page = words(cast.client("nadia").get(at(cast, "you")))
    assert page.index("number 1 of 2") < page.index("Edge on Windows") < page.index("number 2 of 2")
    assert '<span class="sr">: Chrome on Linux 2</span>' in page


def test_an_ended_device_is_out_at_once_and_can_be_let_in_again_for_ten_minutes(cast: Cast) -> None:
    secret = new_secret()
    device = commands.make_device(membership=cast.member("nadia"), secret=secret, label="x", at=cast.at)
    other = Client()
    other.cookies[f"at-{cast.harbour.ref}"] = secret
    assert inside(other, cast.harbour)
    cast.client("nadia").post(at(cast, "end_device", device.ref))
    assert not inside(other, cast.harbour)
    assert "Undo" in words(cast.client("nadia").get(at(cast, "you")))
    cast.client("nadia").post(at(cast, "device_again", device.ref))
    assert inside(other, cast.harbour)
    cast.client("nadia").post(at(cast, "end_device", device.ref))
    cast.later(minutes=11)
    cast.client("nadia").post(at(cast, "device_again", device.ref))
    assert not inside(other, cast.harbour)


def test_a_device_is_known_for_400_days(cast: Cast) -> None:
    cast.later(days=400)
    assert inside(cast.client("nadia"), cast.harbour)
    cast.later(days=1)
    assert not inside(cast.client("nadia"), cast.harbour)


@pytest.mark.parametrize("secure", [False, True])
def test_signing_out_kills_the_device_on_the_server(cast: Cast, secure: bool) -> None:
    client = cast.client("nadia", secure=secure)
    name, kept = next((name, morsel.value) for name, morsel in client.cookies.items() if "at-" in name)
    answer: Any = client.post(at(cast, "sign_out"), {"typed": "Sign out "})
    assert answer.cookies[name]["max-age"] == 0
    assert bool(answer.cookies[name]["secure"]) is secure
    assert answer["Clear-Site-Data"] == '"cache"'
    client.cookies[name] = kept
    assert not inside(client, cast.harbour)
    assert not Device.objects.filter(membership=cast.member("nadia")).exists()


def test_signing_out_without_a_link_of_ones_own_is_warned_of_and_typed(cast: Cast) -> None:
    client, typed = cast.client("nadia"), 'name="typed"'
    page = words(client.get(at(cast, "sign_out")))
    assert "This is your only way in" in page
    assert at(cast, "you") + "#link" in page
    assert typed in page
    commands.make_device(membership=cast.member("nadia"), secret=new_secret(), label="x", at=cast.at)
    page = words(client.get(at(cast, "sign_out")))
    assert "only your other devices let you in" in page
    assert typed in page


def test_whoever_has_a_link_of_their_own_signs_out_by_one_press_and_comes_back_by_it(cast: Cast) -> None:
    client = cast.client("nadia")
    own = link_on(client.post(at(cast, "make_own_link"), {"key": new_secret()}))
    page = words(client.get(at(cast, "sign_out")))
    assert "Your own link brings you back" in page
    assert 'name="typed"' not in page
    assert client.post(at(cast, "sign_out")).status_code == 302
    assert not inside(client, cast.harbour)
    client.post(own, {"key": new_secret()})
    assert inside(client, cast.harbour)


def test_a_link_that_has_ended_brings_nobody_back(cast: Cast) -> None:
    client = cast.client("nadia")
    client.post(at(cast, "make_own_link"), {"key": new_secret()})
    cast.member("nadia").links.update(ended_at=cast.at)
    assert client.post(at(cast, "sign_out")).status_code == 422
    assert inside(client, cast.harbour)


def test_a_new_organiser_is_told_who_made_them_one(cast: Cast) -> None:
    partnerships.make_organiser(seat=cast.seat("amina"), who=cast.member("nadia"), at=cast.at)
    said = "<bdi>Amina Yusuf</bdi></strong> made you an organiser."
    assert said in words(cast.client("nadia").get(at(cast, "you")))
    cast.later(days=31)
    assert said not in words(cast.client("nadia").get(at(cast, "you")))
    assert said not in words(cast.client("amina").get(at(cast, "you")))


def test_looking_at_the_page_for_signing_out_does_nothing(cast: Cast) -> None:
    cast.client("nadia").get(at(cast, "sign_out"))
    assert inside(cast.client("nadia"), cast.harbour)


def test_ones_own_link_is_shown_with_a_code_for_a_second_device(cast: Cast) -> None:
    page = cast.client("nadia").post(at(cast, "make_own_link"), {"key": new_secret()})
    assert page.status_code == 200
    assert "<svg" in words(page)
    other = Client()
    other.post(link_on(page), {"key": new_secret()})
    assert inside(other, cast.harbour)
    assert cast.member("nadia").devices.count() == 2


def test_several_partnerships_on_one_device_and_nothing_crosses(cast: Cast) -> None:
    client = cast.client("amina")
    client.cookies[f"at-{cast.hill.ref}"] = cast.secret("ruth")
    assert inside(client, cast.harbour)
    assert inside(client, cast.hill)
    page = words(client.get("/p/zzzzzzzzzzzz/"))
    assert "Harbour Wards Partnership" in page
    assert "Hill Farms Network" in page
    assert "Hill Farms" not in words(client.get(at(cast, "people")))
    client.cookies[f"at-{cast.hill.ref}"] = cast.secret("amina")  # one's own secret opens no other door
    assert not inside(client, cast.hill)
    assert "Hill Farms" not in words(client.get("/p/zzzzzzzzzzzz/"))
    crossed = Client()
    crossed.cookies[f"at-{cast.hill.ref}"] = cast.secret("amina")
    assert "Your partnerships on this device" not in words(crossed.get("/p/zzzzzzzzzzzz/"))


def test_the_page_costs_the_same_however_many_devices(cast: Cast, django_assert_num_queries: Any) -> None:
    client = cast.client("nadia")
    queries = 7  # the seat, the menu, devices, links, one just ended, where from, whom one welcomes
    with django_assert_num_queries(queries):
        client.get(at(cast, "you"))
    for _ in range(9):
        commands.make_device(membership=cast.member("nadia"), secret=new_secret(), label="x", at=cast.at)
    with django_assert_num_queries(queries):
        client.get(at(cast, "you"))
