"""The first door by keyboard alone: Tab reaches everything, what has the focus shows it, and nothing is a trap."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.journeys.keys import Keys

if TYPE_CHECKING:
    from conftest import Someone

pytestmark = pytest.mark.journey


def test_the_first_door_by_keyboard_alone(someone: Someone) -> None:
    page = someone()
    keys = Keys(page)
    page.goto("/")
    keys.skip()
    keys.go("Start a partnership")
    start(keys)
    keys.skip()
    keys.to("Copy as text")
    page.keyboard.press("Space")
    expect(page.get_by_text(re.compile("Copied|It is marked"))).to_be_visible()
    keys.go("I have kept it: go on")
    keys.skip()
    keys.go("Talk about this one")
    talk(keys)
    expect(page.get_by_role("heading", name="Done. Pass it on")).to_be_visible()
    keys.skip()
    with page.expect_download():
        keys.to("Put the day in your calendar")
        page.keyboard.press("Enter")
    keys.go("Change a line")
    expect(page.get_by_label("What we noticed")).to_have_value("We each named others.")


def start(keys: Keys) -> None:
    """Press Start too early, be led to what is wrong, go back by Shift and Tab, and start."""
    page = keys.page
    keys.skip()
    keys.write("What is your partnership called?", "Harbour Wards")
    keys.go("Start")
    keys.to("Is it new?")
    page.keyboard.press("Enter")
    expect(page.get_by_role("radio").first).to_be_focused()
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("radio").last).to_be_checked()
    page.keyboard.press("ArrowUp")
    expect(page.get_by_role("radio").first).to_be_checked()
    keys.to("What is your partnership called?", "Shift+Tab")
    page.keyboard.press("End")
    page.keyboard.type(" Partnership")
    keys.write("What shall we call you?", "Amina Yusuf")
    keys.write("Which organisation do you come from?", "Harbour Carers")
    keys.go("Start")


def talk(keys: Keys) -> None:
    """Go once round, start the clock and pause it, and write the five lines."""
    page = keys.page
    stops = keys.round()
    assert stops[0] == "Skip to the page"
    assert {"What we noticed", "Keep, and make the page", "If someone is in danger"} <= set(stops)
    keys.to("Start two quiet minutes")
    page.keyboard.press("Space")
    assert keys.here() == "Pause"
    page.keyboard.press("Enter")
    assert keys.here() == "Go on"
    keys.write("What we noticed", "We each named others.")
    keys.write("Where we are, for now", "Older people living alone.")
    keys.write("What is not settled", "Young carers.")
    keys.write("What", "Sit at the breakfast and ask.")
    keys.write("Who", "Nadia")
    keys.write("By when", "12 April 2031")
    keys.write("Day", "15 May 2031")
    keys.go("Keep, and make the page")
