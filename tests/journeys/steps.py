"""What people do in more than one story, by the words they see."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import Page

Fit = Callable[["Page"], None]
PHONE: dict[str, Any] = {"width": 320, "height": 700}
HOME = re.compile(r"/p/[a-z0-9]{12}/$")
TALK = re.compile(r"/talks/[a-z0-9]+/$")


def nobody_looks(page: Page) -> None:
    """Look at nothing, where another story has looked already."""


def press(page: Page, button: str) -> None:
    """Press a button, and wait for the page that answers."""
    with page.expect_navigation():
        page.get_by_role("button", name=button, exact=True).click()


def follow(page: Page, link: str | re.Pattern[str]) -> None:
    """Follow a link, the first of that name, and wait for its page."""
    with page.expect_navigation():
        page.get_by_role("link", name=link, exact=isinstance(link, str)).first.click()


def is_home(page: Page) -> None:
    """Be at home in a partnership."""
    expect(page).to_have_url(HOME)


def fill_in_start(page: Page) -> None:
    """Write what starting asks for, and no more."""
    page.get_by_label("What is your partnership called?").fill("Harbour Wards Partnership")
    page.get_by_label("We are just starting").check()
    page.get_by_label("What shall we call you?").fill("Amina Yusuf")
    page.get_by_label("Which organisation do you come from?").fill("Harbour Carers")


def start(page: Page, fit: Fit = nobody_looks) -> str:
    """Start a partnership; returns the organiser's own link."""
    page.goto("/start/")
    fit(page)
    fill_in_start(page)
    press(page, "Start")
    fit(page)
    link = page.get_by_role("region", name="Your own link").inner_text()
    follow(page, "I have kept it: go on")
    is_home(page)
    return link


@dataclass(frozen=True)
class Code:
    """A code for the room: as it is read aloud, and what its picture holds."""

    aloud: str
    scanned: str


def make_code(organiser: Page, fit: Fit = nobody_looks, *, approved: bool = False) -> Code:
    """Make a code for the room."""
    follow(organiser, "People")
    follow(organiser, "Make a code for the room")
    fit(organiser)
    if approved:
        organiser.get_by_label("Whoever an organiser lets in, one by one").check()
    press(organiser, "Make the code")
    fit(organiser)
    scanned = organiser.get_by_role("region", name="The link for the room").inner_text()
    return Code(organiser.locator("p.code").inner_text(), scanned)


def say_name(page: Page, name: str, button: str = "Come in") -> None:
    """Say what to be called: the one field."""
    page.get_by_label("What shall we call you?").fill(name)
    press(page, button)


def say_where(page: Page, where: str = "I come as a resident") -> None:
    """Choose where one comes from, and arrive at home."""
    page.get_by_label(where).check()
    press(page, "Go on")
    is_home(page)


def come_in(page: Page, code: Code, name: str) -> None:
    """Scan the room's code and come in, as a resident."""
    page.goto(code.scanned)
    say_name(page, name)
    say_where(page)


def line(page: Page, label: str) -> str:
    """Return what stands in a field."""
    return page.get_by_label(label, exact=True).input_value()


def kept(page: Page) -> None:
    """Wait until the page says that all is kept; with scripts only."""
    expect(page.locator("[data-keep-status]")).to_contain_text("Kept. Everybody in the partnership can see")
