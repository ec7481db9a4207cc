"""The head of a page tells whose partnership this is, and leads only to where its reader may go."""

from __future__ import annotations

import re

from django.test import RequestFactory
from django.urls import resolve

from alongside.journey.mast import mast
from alongside.partnerships.commands import leave
from tests.cast import Cast


def head(cast: Cast, name: str, path: str = "") -> str:
    page = cast.client(name).get(f"/p/{cast.harbour.ref}/{path}").content.decode()
    return page[: page.index("<main")]


def test_it_names_the_partnership_and_the_person(cast: Cast) -> None:
    found = head(cast, "nadia")
    assert "Harbour Wards Partnership" in found
    assert "Nadia Brandt" in found
    assert re.findall(r'data-theme="(\w+)"(?: aria-current="page")?>', found)[-5:] == [
        "purpose",
        "role",
        "people",
        "working",
        "learning",
    ]


def test_everything_in_it_and_in_the_foot_is_there(cast: Cast) -> None:
    page = cast.client("nadia").get(f"/p/{cast.harbour.ref}/").content.decode()
    links = re.findall(r'href="(/[^"]*)"', page[: page.index("<main")] + page[page.index("</main") :])
    links = [link for link in links if not link.startswith("/static/")]
    assert f"/p/{cast.harbour.ref}/danger/" in links
    for link in links:
        assert cast.client("nadia").get(link).status_code == 200, link


def test_no_two_of_its_links_sound_alike_and_each_sounds_as_it_looks(cast: Cast) -> None:
    links = re.findall(r"<a [^>]*>(.*?)</a>", head(cast, "nadia"), re.DOTALL)
    heard = [" ".join(re.sub(r"<[^>]+>", "", link).split()) for link in links]
    seen = [
        " ".join(re.sub(r"<[^>]+>", "", re.sub(r'<span class="sr">.*?</span>', "", link)).split()) for link in links
    ]
    assert len(set(heard)) == len(heard) > 8
    assert "People" in heard
    assert "Theme: People" in heard
    assert all(words in aloud for words, aloud in zip(seen, heard, strict=True))


def test_it_marks_where_one_is(cast: Cast) -> None:
    assert re.search(r'questions/" aria-current="page"', head(cast, "nadia", "questions/"))
    for path in ("themes/role/", "questions/role.change/", "questions/role.change/where-we-are/"):
        found = head(cast, "nadia", path)
        assert re.findall(r'data-theme="(\w+)" aria-current="page"', found) == ["role"]
    assert "aria-current" not in head(cast, "nadia")


def test_somebody_who_left_has_no_mast_of_the_partnership(cast: Cast, rf: RequestFactory) -> None:
    leave(seat=cast.seat("len"), at=cast.at)
    for path, there in (("gone/", False), ("questions/", True)):
        request = rf.get(f"/p/{cast.harbour.ref}/{path}")
        request.resolver_match = resolve(request.path)
        request.seat = cast.seat("len")  # type: ignore[attr-defined]
        assert (mast(request) is not None) is there


def test_outside_a_partnership_there_is_none(cast: Cast) -> None:
    page = cast.client("nadia").get("/help/").content.decode()
    assert "Nadia Brandt" not in page
