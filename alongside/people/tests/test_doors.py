"""Every page of this room, asked for by everybody, in every way: who is let in, and who learns nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import pytest
from django.test import Client
from django.urls import get_resolver, reverse

from alongside.people import commands
from alongside.people.models import PersonalLink
from alongside.people.secrets import new_secret
from alongside.people.tests.pressing import room, sent_link
from alongside.web.checks import patterns
from tests.cast import Cast

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("with_mail")]
NOBODYS = "zzzzzzzzzzzz"


@dataclass(frozen=True)
class Page:
    """A page inside a partnership: who may have it, and by which methods."""

    name: str
    who: str  # member, organiser, departed
    methods: str  # read, write, both
    ids: tuple[str, ...] = ()


PAGES = (
    Page("people", "member", "read"),
    Page("invite", "organiser", "both"),
    Page("end_link", "organiser", "write", ("link",)),
    Page("link_again", "organiser", "write", ("link",)),
    Page("room_new", "organiser", "both"),
    Page("room_kept", "organiser", "read", ("room",)),
    Page("wall", "organiser", "read", ("room",)),
    Page("close_room", "organiser", "write", ("room",)),
    Page("reopen_room", "organiser", "write", ("room",)),
    Page("let_in", "organiser", "write", ("knock",)),
    Page("decline", "organiser", "write", ("knock",)),
    Page("make_link", "organiser", "write", ("person",)),
    Page("make_organiser", "organiser", "write", ("person",)),
    Page("unmake_organiser", "organiser", "write", ("person",)),
    Page("remove", "organiser", "both", ("person",)),
    Page("let_back", "organiser", "write", ("person",)),
    Page("not_now", "member", "write"),
    Page("offer_again", "member", "write"),
    Page("welcome", "member", "both", ("person",)),
    Page("end_welcome", "member", "write", ("person",)),
    Page("welcome_again", "member", "write", ("person",)),
    Page("parting", "member", "both", ("person",)),
    Page("you", "member", "read"),
    Page("rename", "member", "write"),
    Page("from_where", "member", "both"),
    Page("from_no_longer", "member", "write"),
    Page("make_own_link", "member", "write"),
    Page("end_sent_link", "member", "write", ("own_sent",)),
    Page("sent_link_again", "member", "write", ("own_sent",)),
    Page("end_device", "member", "write", ("device",)),
    Page("device_again", "member", "write", ("device",)),
    Page("mail", "member", "read"),
    Page("mail_give", "member", "write"),
    Page("mail_prove", "member", "both"),
    Page("mail_for", "member", "write"),
    Page("mail_remove", "member", "write"),
    Page("sign_out", "member", "both"),
    Page("step_down", "member", "both"),
    Page("organise_again", "member", "write"),
    Page("leave", "member", "both"),
    Page("gone", "departed", "read"),
    Page("come_back", "departed", "write"),
)
NAMED = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
WITH_IDS = pytest.mark.parametrize("page", [page for page in PAGES if page.ids], ids=lambda page: page.name)


def _things(cast: Cast) -> Mapping[str, Callable[[], str]]:
    """What an address may name, in the Harbour Wards Partnership, made when it is wanted."""

    def link() -> str:
        sent_link(cast)
        return PersonalLink.objects.latest("pk").ref

    def own_sent() -> str:
        commands.make_link(seat=cast.seat("amina"), who=cast.member("tom"), secret=new_secret(), at=cast.at)
        return PersonalLink.objects.latest("pk").ref

    def knock() -> str:
        made = commands.knock(room=room(cast, approved=True), key=new_secret(), name="Sam", label="x", at=cast.at)
        assert made
        return made[0].ref

    def device() -> str:
        who = cast.member("tom")
        return commands.make_device(membership=who, secret=new_secret(), label="x", at=cast.at).ref

    return {
        "link": link,
        "own_sent": own_sent,
        "room": lambda: room(cast).ref,
        "knock": knock,
        "person": lambda: cast.member("len").ref,
        "device": device,
    }


def _address(cast: Cast, page: Page, ids: tuple[str, ...] | None = None, partnership: str = "") -> str:
    things = _things(cast)
    given = ids if ids is not None else tuple(things[name]() for name in page.ids)
    return reverse(f"people:{page.name}", args=[partnership or cast.harbour.ref, *given])


def _ask(client: Client, page: Page, address: str) -> int:
    return int((client.post if page.methods == "write" else client.get)(address).status_code)


def _let_go(cast: Cast) -> Client:
    """Nadia, who has left."""
    client = cast.client("nadia")
    client.post(reverse("people:leave", args=[cast.harbour.ref]))
    return client


def test_every_page_inside_is_asked_for() -> None:
    found = {
        entry.name
        for route, entry in patterns(get_resolver())
        if entry.callback.__module__.startswith("alongside.people") and route.startswith("p/")
    }
    assert {page.name for page in PAGES} == found


@NAMED
def test_who_may_have_it_has_it(cast: Cast, page: Page) -> None:
    client = _let_go(cast) if page.who == "departed" else cast.client("tom")
    assert _ask(client, page, _address(cast, page)) in {200, 302, 422}


@NAMED
def test_a_stranger_finds_nothing(cast: Cast, page: Page) -> None:
    assert _ask(cast.client(), page, _address(cast, page)) == 404


@NAMED
def test_somebody_of_another_partnership_finds_nothing(cast: Cast, page: Page) -> None:
    assert _ask(cast.client("ruth"), page, _address(cast, page)) == 404


@NAMED
def test_what_is_elsewhere_is_not_reached_from_home(cast: Cast, page: Page) -> None:
    """An id of another partnership, under one's own address."""
    if page.ids:
        assert _ask(cast.client("ruth"), page, _address(cast, page, partnership=cast.hill.ref)) == 404


@NAMED
def test_the_wrong_role_finds_nothing(cast: Cast, page: Page) -> None:
    if page.who == "organiser":
        assert _ask(cast.client("nadia"), page, _address(cast, page)) == 404
    elif page.who == "member":
        assert _ask(_let_go(cast), page, _address(cast, page)) == 404
    elif page.name != "come_back":  # whoever has pressed that already is here: see test_twice.py
        assert _ask(cast.client("nadia"), page, _address(cast, page)) == 404


@NAMED
def test_the_wrong_method_is_refused_and_does_nothing(cast: Cast, page: Page) -> None:
    client = _let_go(cast) if page.who == "departed" else cast.client("tom")
    address = _address(cast, page)
    wrong = {"read": ("POST", "PUT", "DELETE"), "write": ("GET", "PUT", "DELETE"), "both": ("PUT", "PATCH", "DELETE")}
    for method in wrong[page.methods]:
        assert client.generic(method, address).status_code == 405


@WITH_IDS
def test_a_reference_that_names_nothing_finds_nothing(cast: Cast, page: Page) -> None:
    assert _ask(cast.client("tom"), page, _address(cast, page, ids=(NOBODYS,))) == 404


def test_a_malformed_reference_is_no_address(cast: Cast) -> None:
    assert cast.client("tom").get(f"/p/{cast.harbour.ref}/people/1/remove/").status_code == 404
    assert cast.client("tom").get("/p/1/people/").status_code == 404


def test_not_mine_and_not_there_are_answered_alike(cast: Cast) -> None:
    client = cast.client("ruth")
    other = client.get(reverse("people:people", args=[cast.harbour.ref]))
    none = client.get(reverse("people:people", args=[NOBODYS]))
    assert (other.status_code, other.content) == (none.status_code, none.content)


def test_ones_own_device_is_not_ended_by_another(cast: Cast) -> None:
    device = cast.member("len").devices.get()
    address = reverse("people:end_device", args=[cast.harbour.ref, device.ref])
    assert cast.client("amina").post(address).status_code == 404
    device.refresh_from_db()
    assert device.ended_at is None


def test_an_own_link_is_not_in_an_organisers_reach(cast: Cast) -> None:
    commands.make_own_link(seat=cast.seat("nadia"), secret=new_secret(), device=cast.secret("nadia"), at=cast.at)
    own = cast.member("nadia").links.get()
    assert cast.client("amina").post(reverse("people:end_link", args=[cast.harbour.ref, own.ref])).status_code == 404
    own.refresh_from_db()
    assert own.ended_at is None


@NAMED
def test_pages_behind_a_door_are_not_stored(cast: Cast, page: Page) -> None:
    client = _let_go(cast) if page.who == "departed" else cast.client("tom")
    address = _address(cast, page)
    response = (client.post if page.methods == "write" else client.get)(address)
    assert "no-store" in response["Cache-Control"]
