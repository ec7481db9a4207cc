"""Whoever reads a page that is for anybody finds the way back to where they came from."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse

from alongside.partnerships.commands import leave
from tests.cast import Cast

pytestmark = pytest.mark.django_db

PLACES = ("front:help", "front:who_sees_what", "front:privacy", "front:danger", "editions:framework")
every_page = pytest.mark.parametrize("name", PLACES)


def ways(client: Client, name: str) -> dict[str, str]:
    """The links of the page's menu, by their words without the marks that keep a name apart."""
    page = client.get(reverse(name)).content.decode()
    head = page[: page.index("<main")]
    found = re.findall(r'<a href="([^"]+)">([^<]+)</a>', head)
    return {words.translate({0x2068: None, 0x2069: None}): url for url, words in found}


@every_page
def test_there_is_a_way_back_to_ones_partnership(cast: Cast, name: str) -> None:
    home = reverse("journey:home", args=[cast.harbour.ref])
    assert ways(cast.client("nadia"), name) == {"Back to Harbour Wards Partnership": home}


@every_page
def test_of_several_none_is_named_to_who_looks_over_ones_shoulder(cast: Cast, name: str) -> None:
    client = cast.client("nadia")
    client.cookies[f"at-{cast.hill.ref}"] = cast.secret("ruth")
    assert ways(client, name) == {"Back to your partnerships": reverse("front:front")}


@every_page
def test_a_stranger_is_led_nowhere_and_whoever_left_to_the_page_that_says_so(cast: Cast, name: str) -> None:
    assert ways(cast.client(), name) == {}
    leave(seat=cast.seat("len"), at=cast.at)
    gone = reverse("people:gone", args=[cast.harbour.ref])
    assert ways(cast.client("len"), name) == {"Back to Harbour Wards Partnership (you are not in it now)": gone}


@every_page
def test_what_names_a_partnership_is_kept_by_no_cache(cast: Cast, name: str) -> None:
    assert "no-store" in cast.client("nadia").get(reverse(name))["Cache-Control"]


def test_the_front_page_names_them_itself(cast: Cast) -> None:
    assert ways(cast.client("nadia"), "front:front") == {}
