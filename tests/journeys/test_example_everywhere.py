"""Each kind of page of both examples, in a browser, as each of the three: fit for everybody, said to be invented."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urldefrag, urlsplit

import pytest
from django.urls import Resolver404, resolve

from tests.journeys.steps import Fit
from tests.journeys.test_example import band, look_as, walk_in
from tests.journeys.test_keyboard_everywhere import LINKS, NO_PAGES

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from conftest import Someone

pytestmark = pytest.mark.journey
OTHERWISE = {"journey:home", "journey:question", "journey:joining", "people:people", "rounds:round", "people:you"}
"""The pages that show each person something else: these are looked at as each of them."""


@pytest.mark.parametrize(
    ("name", "others"),
    [
        ("Wendle Valley Together", ("Joan Tranter", "Robin Ferris")),
        ("Orchard Road Neighbours", ("Tilly Roper", "Harriet Oduya")),
    ],
)
def test_each_kind_of_page_is_fit_as_each_person(
    someone: Someone, fit: Fit, name: str, others: tuple[str, ...]
) -> None:
    page = someone()
    page.goto("/example/")
    walk_in(page, name, "As somebody who organises")
    home, met = page.url, set(NO_PAGES)
    _round(page, fit, met)
    assert {"finding:find", "journey:timeline", "journey:then_and_now", "journey:year", "learning:tries"} <= met
    for other in others:
        page.goto(home)
        look_as(page, other)
        met -= OTHERWISE
        _round(page, fit, met)


def _round(page: Page, fit: Fit, met: set[str]) -> None:
    """Look at one page of each kind that was not met yet, from here to wherever links lead."""
    waiting = [urlsplit(page.url).path]
    while waiting:
        path = urldefrag(waiting.pop(0))[0]
        try:
            view = resolve(urlsplit(path).path).view_name
        except Resolver404:
            continue
        if view in met:
            continue
        met.add(view)
        page.goto(path)
        fit(page)
        if urlsplit(page.url).path.startswith("/p/"):
            assert "Nobody here is real." in band(page), page.url
        waiting += page.evaluate(LINKS)
