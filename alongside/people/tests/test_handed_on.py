"""A device that is handed on: a page that its last person left open on it sends nothing as the next."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse

from alongside.people import commands
from alongside.people.secrets import new_secret
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def token(client: Client, address: str) -> str:
    found = re.search(r'csrfmiddlewaretoken" value="(\w+)"', client.get(address).content.decode())
    assert found
    return found[1]


def test_a_page_left_open_sends_nothing_once_somebody_else_has_come_in(cast: Cast) -> None:
    device = cast.client("nadia", csrf=True)
    you = reverse("people:you", args=[cast.harbour.ref])
    rename = reverse("people:rename", args=[cast.harbour.ref])
    left_open = token(device, you)
    assert device.post(rename, {"name": "Nadia B", "csrfmiddlewaretoken": left_open}).status_code == 302
    link = new_secret()
    commands.make_link(seat=cast.seat("amina"), who=cast.member("len"), secret=link, at=cast.at)
    leave = reverse("people:sign_out", args=[cast.harbour.ref])
    device.post(leave, {"typed": "sign out", "csrfmiddlewaretoken": token(device, leave)})
    enter = reverse("people:enter", args=[link])
    page = device.get(enter).content.decode()
    fields = dict(re.findall(r'name="(\w+)" value="([\w-]+)"', page))
    assert device.post(enter, fields).status_code == 302
    assert device.get(you).context["page"].name == "Len Okafor"
    assert device.post(rename, {"name": "Nadia again", "csrfmiddlewaretoken": left_open}).status_code == 403
    assert cast.member("len").name == "Len Okafor"
