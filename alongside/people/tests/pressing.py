"""What tests do to a page: read its key, its links, and press what stands there."""

from __future__ import annotations

import re
from typing import Any

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from alongside.partnerships.models import Partnership
from alongside.people import commands
from alongside.people.models import RoomCode
from alongside.people.secrets import code_from, new_secret, room_link
from tests.cast import Cast


def words(response: Any) -> str:
    """The page as its reader gets it."""
    return str(response.content.decode())


def link_on(response: Any, start: str = "/in/") -> str:
    """The path of the first whole address on the page that begins with `start`."""
    found = re.search(rf"https?://[^/\s\"<]+({re.escape(start)}[\w-]+/)", words(response))
    assert found, words(response)
    return found[1]


def key_on(response: Any) -> str:
    """The key that the page's form carries."""
    found = re.search(r'name="key" value="([\w-]{43})"', words(response))
    assert found, words(response)
    return found[1]


def room(cast: Cast, *, approved: bool = False, places: int = 40, hours: int = 3) -> RoomCode:
    """A code for the room, made by Amina."""
    made = commands.open_room(
        seat=cast.seat("amina"),
        code=code_from(new_secret()),
        approved=approved,
        hours=hours,
        places=places,
        at=cast.at,
    )
    assert made
    return made


def scan(made: RoomCode) -> str:
    """The address that the code on the wall holds."""
    return reverse("people:room", args=[room_link(made.code)])


def come_in(client: Client, address: str, name: str = "Sam", *, key: str = "", **more: str) -> HttpResponse:
    """Say one's name on a page that lets one in."""
    answer: Any = client.post(address, {"key": key or new_secret(), "name": name, **more})
    return answer  # type: ignore[no-any-return]


def sent_link(cast: Cast, name: str = "Priya Shah", *, organiser: bool = False, secret: str = "") -> str:
    """The address of a link that Amina made for somebody who is expected."""
    secret = secret or new_secret()
    wanted = [commands.Wanted(name, secret)]
    commands.expect(seat=cast.seat("amina"), wanted=wanted, as_organisers=organiser, at=cast.at)
    return reverse("people:enter", args=[secret])


def home(partnership: Partnership) -> str:
    """The address of the partnership's home."""
    return reverse("journey:home", args=[partnership.ref])


def inside(client: Client, partnership: Partnership) -> bool:
    """Whether this browser is let in there."""
    return client.get(reverse("people:people", args=[partnership.ref])).status_code == 200
