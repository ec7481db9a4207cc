"""Looking round an example: in from the front page, as each of three, out again, and on to one's own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.journeys.steps import PHONE, Fit, fill_in_start, follow, is_home, press

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from conftest import Someone

pytestmark = pytest.mark.journey
PATIENCE = 60_000
"""Milliseconds: a copy is made beside the pages, and others may use this computer too."""
HOME = re.compile(r"/p/\w+/$")


def band(page: Page) -> str:
    """What stands above every page of an example."""
    return page.get_by_role("complementary", name="An invented example").inner_text()


def walk_in(page: Page, name: str, button: str) -> None:
    """Press one of the three buttons, and wait until the page leads in by itself."""
    page.get_by_role("region", name=name).get_by_role("button", name=button).click()
    page.wait_for_url(HOME, timeout=PATIENCE)


def look_as(page: Page, name: str) -> None:
    """Look as somebody else: one press, on any page."""
    page.get_by_text("Look as somebody else").click()
    page.get_by_role("button", name=name).click()
    page.wait_for_url(HOME)
    assert f"You are looking as {name}" in band(page)


def test_a_stranger_walks_in_looks_as_three_and_starts_their_own(someone: Someone, fit: Fit) -> None:
    page = someone()
    page.goto("/")
    follow(page, "Look round an example")
    fit(page)
    walk_in(page, "Wendle Valley Together", "As somebody who organises")
    assert "You are looking as Amira Haddad, who organises." in band(page)
    fit(page)
    look_as(page, "Joan Tranter")
    follow(page, "Answer")
    assert "Nobody here is real." in band(page)
    look_as(page, "Robin Ferris")
    fit(page)
    follow(page, "Leave the example")
    expect(page.get_by_role("heading", name="An example you have open")).to_be_visible()
    follow(page, "Wendle Valley Together")
    follow(page, "Start your own")
    fill_in_start(page)
    press(page, "Start")
    expect(page.get_by_role("complementary", name="An invented example")).to_have_count(0)
    page.goto("/")
    expect(page.get_by_role("heading", name="Your partnerships on this device")).to_be_visible()


def test_without_scripts_on_a_phone_it_is_the_same_and_goes_when_thrown_away(someone: Someone) -> None:
    page = someone(js=False, **PHONE)
    page.goto("/example/")
    walk_in(page, "Orchard Road Neighbours", "As a member")
    home = page.url
    assert "Tilly Roper" in band(page)
    is_home(page)
    page.goto("/example/")
    page.get_by_role("button", name="Throw it away now").click()
    expect(page.get_by_text("It is thrown away, with all that you typed there.")).to_be_visible()
    answer = page.goto(home)
    assert answer is not None
    assert answer.status == 404
