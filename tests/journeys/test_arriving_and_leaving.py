"""Somebody comes in by a card and is shown round; later they leave with three lines, offered to those who stay."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.journeys.steps import PHONE, Fit, follow, is_home, nobody_looks, press, say_name, start

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from conftest import Someone

pytestmark = pytest.mark.journey
STANDING = "Older people living alone, and whoever looks after them."


@pytest.mark.parametrize("js", [False, True])
def test_who_comes_by_a_card_is_shown_round_and_who_leaves_leaves_three_lines(
    someone: Someone, fit: Fit, js: bool
) -> None:
    amina, priya = someone(), someone(js=js, **PHONE)
    look = fit if js else nobody_looks
    start(amina)
    talk(amina)
    card = invite(amina, "Priya Shah")
    arrives(priya, card, look)
    comes_from_two(priya, look)
    is_welcomed(amina, priya, fit, look)
    leaves(priya, look)
    is_offered(amina, fit)


def press_first(page: Page, button: str) -> None:
    """Press the first of several buttons of which each also says of whom it is."""
    with page.expect_navigation():
        page.get_by_role("button", name=button).first.click()


def talk(page: Page) -> None:
    """Keep one line of a talk as a page."""
    press(page, "Talk about this one")
    page.get_by_label("Where we are, for now", exact=True).fill(STANDING)
    press(page, "Keep, and make the page")


def invite(page: Page, name: str) -> str:
    """Make a card for somebody, and read the address on it."""
    follow(page, "People")
    follow(page, "Send links, or print cards")
    page.get_by_label("Who is to come in?").fill(name)
    press(page, "Make the links")
    return f"http://{page.locator('.cards .address').inner_text()}"


def arrives(page: Page, card: str, look: Fit) -> None:
    """Come in: what to be called, where from, and one page about us; one press on is home."""
    page.goto(card)
    say_name(page, "Priya")
    page.get_by_label("Harbour Carers").check()
    press(page, "Go on")
    expect(page.get_by_role("heading", level=1)).to_have_text("Welcome, Priya")
    expect(page.get_by_role("region", name="What we last talked about")).to_contain_text(STANDING)
    look(page)
    follow(page, "Go to home")
    is_home(page)


def comes_from_two(page: Page, look: Fit) -> None:
    """Say that one comes from another too, end the first and take that back."""
    follow(page, "Priya")
    follow(page, "Change where you come from, or add to it")
    page.get_by_label("I come as a resident").check()
    page.get_by_label("Since when?").fill("5 January 2024")
    look(page)
    press(page, "Add it")
    expect(page.get_by_role("main")).to_contain_text("Harbour Carers, and as a resident")
    follow(page, "Change where you come from, or add to it")
    press_first(page, "Not any more")
    look(page)
    press_first(page, "Undo")
    expect(page.get_by_role("main")).to_contain_text("Harbour Carers, and as a resident")


def is_welcomed(amina: Page, priya: Page, fit: Fit, look: Fit) -> None:
    """Amina offers to show Priya round; Priya sees who it is, and how to reach her."""
    follow(amina, "People")
    row = amina.get_by_role("listitem").filter(has_text="Priya")
    row.locator("summary").first.click()
    row.get_by_role("link", name="Who shows them round").click()
    amina.get_by_label("How they can reach you, if you like").fill("In the hall on Tuesdays")
    fit(amina)
    press(amina, "I will")
    expect(amina.get_by_role("main")).to_contain_text("You show them round.")
    fit(amina)
    follow(priya, "Priya")
    expect(priya.get_by_role("heading", name="Amina Yusuf shows you round")).to_be_visible()
    follow(priya, "For whoever is new")
    expect(priya.get_by_role("main")).to_contain_text(re.compile("Amina Yusuf will show you round.*In the hall on Tu"))
    look(priya)


def leaves(page: Page, look: Fit) -> None:
    """Write two of the three lines while leaving."""
    follow(page, "Priya")
    follow(page, "Leave this partnership")
    page.get_by_label("What goes with me").fill("The list of ward sisters")
    page.get_by_label("Who could take it").fill("Amina, with an hour of my time")
    look(page)
    press(page, "Leave")
    expect(page.get_by_role("heading", name="You have left")).to_be_visible()


def is_offered(page: Page, fit: Fit) -> None:
    """Those who stay are offered to read them, and put that away once they have."""
    follow(page, "go back")
    changed = page.get_by_role("region", name="What has changed")
    expect(changed).to_contain_text("Priya wrote down what goes with them.")
    fit(page)
    follow(page, "Read it")
    expect(page.get_by_role("main")).to_contain_text("Amina, with an hour of my time")
    fit(page)
    follow(page, "go back")
    press_first(page, "Not now")
    expect(changed).not_to_contain_text("Priya wrote down")
    expect(page.get_by_role("region", name="Gone")).to_contain_text("What went with them")
    press(page, "Show again what I put away")
    expect(changed).to_contain_text("Priya wrote down")
