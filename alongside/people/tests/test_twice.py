"""Buttons that shut their own door, pressed twice: the second answer is what the first was."""

from __future__ import annotations

from copy import copy
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from alongside.people.secrets import new_secret
from tests.cast import Cast

pytestmark = pytest.mark.django_db
NOBODYS = "zzzzzzzzzzzz"


def press(client: Client, name: str, partnership: str) -> tuple[int, str]:
    answer: Any = client.post(reverse(f"people:{name}", args=[partnership]), {"typed": "sign out"})
    return answer.status_code, answer.headers.get("Location", "")


def twice(cast: Cast, who: str, name: str) -> list[tuple[int, str]]:
    """Press a button from two tabs: both send what the browser held before the first answer came."""
    client = cast.client(who)
    held = copy(client.cookies)
    first = press(client, name, cast.harbour.ref)
    client.cookies = held
    return [first, press(client, name, cast.harbour.ref)]


def test_leaving_twice(cast: Cast) -> None:
    assert twice(cast, "nadia", "leave") == [(302, reverse("people:gone", args=[cast.harbour.ref]))] * 2


def test_coming_back_twice(cast: Cast) -> None:
    press(cast.client("nadia"), "leave", cast.harbour.ref)
    assert twice(cast, "nadia", "come_back") == [(302, reverse("journey:home", args=[cast.harbour.ref]))] * 2


def test_stepping_down_twice(cast: Cast) -> None:
    assert twice(cast, "tom", "step_down") == [(302, reverse("people:people", args=[cast.harbour.ref]))] * 2


def test_signing_out_twice(cast: Cast) -> None:
    assert twice(cast, "nadia", "sign_out") == [(302, "/")] * 2


def test_signing_out_tells_nobody_which_partnerships_there_are(cast: Cast) -> None:
    told = []
    for ref in (cast.harbour.ref, NOBODYS):
        guest, stranger = Client(), Client()
        guest.cookies["at-" + ref] = new_secret()
        answer: Any = guest.post(reverse("people:sign_out", args=[ref]))
        told.append((answer.status_code, answer.content, answer["Location"], answer["Cache-Control"]))
        assert press(stranger, "sign_out", ref)[0] == 404
        assert guest.get(reverse("people:sign_out", args=[ref])).status_code == 404
    assert told[0] == told[1]


def test_signing_out_ends_no_device_that_left(cast: Cast) -> None:
    client = cast.client("nadia")
    press(client, "leave", cast.harbour.ref)
    assert press(client, "sign_out", cast.harbour.ref)[0] == 404
    assert press(client, "come_back", cast.harbour.ref)[0] == 302
