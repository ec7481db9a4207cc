"""What is taken away of people, their devices, and the partnership's own details, and how it comes back."""

from __future__ import annotations

from django.test import Client
from django.urls import reverse

from alongside.partnerships import commands as partnerships
from alongside.partnerships.models import Membership
from alongside.people import commands as people
from alongside.people.secrets import new_secret
from tests.access.objects import Things
from tests.access.undoing.shapes import Undone, Values, Worded
from tests.cast import Cast


def another_organiser(cast: Cast, here: Things) -> Values:
    return {"person": cast.member("tom").ref}


def made_organiser(cast: Cast, here: Things) -> Values:
    ada = Membership.objects.get(name__startswith="Ada of")
    partnerships.make_organiser(seat=cast.seat("amina"), who=ada, at=cast.at)
    return {"person": ada.ref}


def comes_from_carers(cast: Cast, here: Things) -> Values:
    return {"where": str(cast.harbour.organisations.get(name="Harbour Carers").pk)}


def own_link(cast: Cast, here: Things) -> tuple[Client, Values]:
    client = cast.client("nadia")
    client.post(reverse("people:make_own_link", args=[here.partnership]), {"key": new_secret()})
    return client, {"key": new_secret()}


def no_own_link(cast: Cast, here: Things) -> tuple[Client, Values]:
    return cast.client("nadia"), {}


def on_anothers_device(cast: Cast, here: Things) -> tuple[Client, Values]:
    secret = new_secret()
    people.make_link(seat=cast.seat("amina"), who=cast.member("len"), secret=secret, at=cast.at)
    return cast.client("nadia"), {"secret": secret, "key": new_secret()}


def last_of_all(cast: Cast, here: Things) -> tuple[Client, Values]:
    return cast.client("ruth"), {"partnership": cast.hill.ref}


DETAILS = {"seen": "1", "name": "Harbour", "place": "", "stage": "new", "contact_name": "Kim", "contact_reach": "0123"}
NEW = {"code": "harbour 7", "name": "New Hands", "person": "Zoe", "stage": "new", "resident": "on"}
UNDONE = (
    Undone("people:end_link", "people:people", "Let the ended link work again"),
    Undone("people:end_sent_link", "people:you", "Undo"),
    Undone("people:end_device", "people:you", "Undo"),
    Undone("people:close_room", "people:room_kept", "Open it again"),
    Undone(
        "people:decline", "people:people", "Let in after all", gives=frozenset({"called", "device", "is offered all"})
    ),
    Undone("people:remove", "people:people", "Let back in", first=another_organiser),
    Undone("people:leave", "people:gone", "Come back", who="tom"),
    Undone("people:step_down", "people:people", "Be one again"),
    Undone("people:make_organiser", "people:people", "Undo"),
    Undone("people:unmake_organiser", "people:people", "Make Ada", first=made_organiser),
    Undone("people:rename", "people:you", "Change", sends={"name": "Nobody"}, types={"name": "Amina Yusuf"}),
    Undone("people:end_welcome", "people:welcome", "Undo"),
    Undone("people:parting", "people:parting", "Put that back", sends={"seen": "1", "goes": "Nothing"}),
    Undone("people:not_now", "people:people", "Show again", sends={"about": "talk 20260320"}),
    Undone("people:from_no_longer", "people:from_where", "Undo", first=comes_from_carers),
    Undone("partnerships:settings", "partnerships:settings", "Put that back", sends=DETAILS),
)
WORDED = (
    Worded("people:make_own_link", "replace", own_link),
    Worded("people:sign_out", "sign out", no_own_link),
    Worded("people:enter", "sign out", on_anothers_device),
    Worded("people:leave", "leave", last_of_all),
)
ONLY_GIVE: dict[str, Values] = {
    "people:start": NEW,
    "people:come_in": {"email": "zoe@example.org"},
    "people:mail_give": {"email": "zoe@example.org"},
    "people:join": {},
    "people:room": {"name": "Zoe"},
    "people:invite": {"names": "Zoe Hart"},
    "people:welcome": {},
    "people:welcome_again": {},
    "people:offer_again": {},
    "people:from_where": {"where": "resident"},
    "people:room_new": {"approved": "no", "hours": "3", "places": "9"},
    "people:make_link": {},
    "people:let_in": {},
    "people:link_again": {},
    "people:sent_link_again": {},
    "people:device_again": {},
    "people:reopen_room": {},
    "people:let_back": {},
    "people:organise_again": {},
    "people:come_back": {},
}
