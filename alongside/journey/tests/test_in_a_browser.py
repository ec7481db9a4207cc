"""Every page of the journey, in every state that it can be in, in a real browser: fit for everybody, at every width."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from tests.kit import servers

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from conftest import Someone

WHO = "questions/purpose.beneficiaries/"
THEME, SHEET, VERSIONS = "themes/purpose/", f"{WHO}sheet/", f"{WHO}where-we-are/"
PAGES = {
    "first day": ("", "questions/", THEME, WHO, SHEET, VERSIONS),
    "begun": ("", "questions/purpose.impact/"),
    "three talks": ("", WHO, "questions/working.lead/"),
    "many talks": ("", VERSIONS),
    "long words": ("", "questions/", THEME, WHO, VERSIONS),
}
WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
SMALL = """() => [...document.querySelectorAll('main a[href], main button, main summary')].filter(each => {
  const box = each.getBoundingClientRect();
  return box.width && getComputedStyle(each).display !== 'inline' && (box.height < 24 || box.width < 24);
}).map(each => each.textContent.trim())"""


def stages(server: servers.Server) -> dict[str, tuple[str, str, str]]:
    """Set every stage on this server; of each its path, and the cookie that lets one in."""
    told = subprocess.run(
        [sys.executable, "-m", "alongside.journey.tests.stage"],
        env=servers.environment(server.home, {"ALONGSIDE_DATABASE": server.database}),
        capture_output=True,
        text=True,
        check=True,
    )
    return {name: (path, cookie, value) for name, (path, cookie, value) in json.loads(told.stdout).items()}


def come_in(page: Page, server: servers.Server, cookie: str, value: str) -> None:
    page.context.add_cookies([{"name": cookie, "value": value, "url": server.url}])


@pytest.mark.journey
@pytest.mark.parametrize("look", ["narrow", "wide and dark"])
def test_every_page_in_every_state_is_fit_for_everybody(
    server: servers.Server, someone: Someone, axe: Callable[[Page], None], look: str
) -> None:
    page = someone(width=320) if look == "narrow" else someone(width=1280, color_scheme="dark")
    for name, (path, cookie, value) in stages(server).items():
        come_in(page, server, cookie, value)
        for rest in PAGES[name]:
            page.goto(path + rest)
            page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
            axe(page)
            assert page.evaluate(WIDE) == 0, path + rest
            assert page.evaluate(SMALL) == [], path + rest


@pytest.mark.journey
def test_the_first_talk_is_begun_by_keyboard_alone_and_without_scripts_and_home_then_tells_of_it(
    server: servers.Server, someone: Someone
) -> None:
    page = someone(js=False)
    path, cookie, value = stages(server)["first day"]
    come_in(page, server, cookie, value)
    page.goto(path)
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.locator("main form button:focus").count():
            break
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{path}talks/**")
    page.get_by_label("What we noticed").fill("We each named others.")
    page.get_by_role("button", name="Keep, and make the page").click()
    page.wait_for_url("**/done/")
    page.goto(path)
    assert page.get_by_role("heading", name="What we have talked about").is_visible()
    assert page.get_by_text("We each named others.").is_visible()
