"""The first door by keyboard alone: Tab reaches everything, what has the focus shows it, and nothing is a trap."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from conftest import Someone

pytestmark = pytest.mark.journey
MOST = 60
STOP = """() => {
  const stop = document.activeElement;
  const label = stop.labels?.[0];
  const marked = [stop, label].filter(Boolean).some((each) => {
    const look = getComputedStyle(each);
    return (look.outlineStyle !== 'none' && parseFloat(look.outlineWidth) > 0) || look.boxShadow !== 'none';
  });
  const box = (label?.contains(stop) ? label : stop).getBoundingClientRect();
  const seen = box.width > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
  const name = stop.getAttribute('aria-label') ?? label?.innerText ?? stop.innerText;
  return { name: name.replace(/\\s+/g, ' ').trim(), isPage: stop === document.body, marked, seen };
}"""


@dataclass(frozen=True)
class Keys:
    """Somebody with a keyboard and nothing else."""

    page: Page

    def here(self) -> str:
        """Return the name of what has the focus; nothing for the page itself. It must be seen to have it."""
        stop = self.page.evaluate(STOP)
        if stop["isPage"]:
            return ""
        assert stop["marked"], f"the focus does not show on: {stop['name']}"
        assert stop["seen"], f"the focus is out of sight on: {stop['name']}"
        return str(stop["name"])

    def to(self, name: str, key: str = "Tab") -> None:
        """Go on until the thing of that name has the focus."""
        passed = []
        for _ in range(MOST):
            self.page.keyboard.press(key)
            passed.append(self.here())
            if passed[-1].startswith(name):
                return
        raise AssertionError(f"{name} cannot be reached from here, only {passed}")

    def write(self, name: str, words: str) -> None:
        self.to(name)
        self.page.keyboard.type(words)

    def go(self, name: str) -> None:
        """Go to a link or button, press Enter, and wait for the page that answers."""
        self.to(name)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def skip(self) -> None:
        """Take the skip link, which is the first thing on every page, to the page's own words."""
        self.page.keyboard.press("Tab")
        assert self.here() == "Skip to the page"
        self.page.keyboard.press("Enter")
        expect(self.page.get_by_role("main")).to_be_focused()

    def round(self) -> list[str]:
        """Go once round the whole page, forwards; returns every stop."""
        stops: list[str] = []
        for _ in range(MOST):
            self.page.keyboard.press("Tab")
            stop = self.here()
            if stop and stop in stops[:1]:
                return stops
            stops += [stop] if stop else []
        raise AssertionError(f"going round never ends: {stops}")


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
