"""Getting in: eight people, by the room's code, by a card, by their own link, with and without scripts."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from conftest import Someone

pytestmark = pytest.mark.journey
Axe = Callable[["Page"], None]
PHONE: dict[str, Any] = {"width": 320, "height": 700}


def start(page: Page, axe: Axe) -> str:
    """Start a partnership; returns the organiser's own link."""
    page.goto("/start/")
    axe(page)
    page.get_by_role("button", name="Start").press("Enter")
    axe(page)  # everything is wrong, and says so
    page.get_by_label("What is your partnership called?").fill("Harbour Wards Partnership")
    page.get_by_label("Where is it?").fill("Eastport")
    page.get_by_label("We are just starting").check()
    page.get_by_label("What shall we call you?").fill("Amina Yusuf")
    page.get_by_label("Which organisation do you come from?").fill("Harbour Carers")
    page.get_by_role("button", name="Start").press("Enter")
    axe(page)
    link = page.locator("#own-link").inner_text()
    page.get_by_role("link", name="I have kept it: go on").click()
    axe(page)
    return link


def door(organiser: Page, axe: Axe, *, approved: bool) -> tuple[str, str]:
    """Make a code for the room; returns the code as it is read aloud, and what the QR code holds."""
    organiser.get_by_role("link", name="People", exact=True).first.click()
    axe(organiser)
    organiser.get_by_role("link", name="Make a code for the room").click()
    axe(organiser)
    if approved:
        organiser.get_by_label("Whoever an organiser lets in, one by one").check()
    organiser.get_by_role("button", name="Make the code").click()
    axe(organiser)
    return organiser.locator("p.code").inner_text(), organiser.locator("#room-link").inner_text()


def come_in(page: Page, name: str, button: str = "Come in") -> None:
    """Say what to be called, with the keyboard alone."""
    page.get_by_label("What shall we call you?").fill(name)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")


def say_where(page: Page, where: str) -> None:
    page.get_by_label(where).check()
    page.get_by_role("button", name="Go on").click()


def is_in(page: Page) -> None:
    page.wait_for_url(re.compile(r"/p/[a-z0-9]{12}/$"))


def test_eight_people_get_in(someone: Someone, axe: Axe) -> None:
    amina = someone()
    own = start(amina, axe)
    code, scanned = door(amina, axe, approved=False)
    for name, js in (("Nadia", True), ("Len", False)):  # who scan it
        phone = someone(js=js, **PHONE)
        phone.goto(scanned)
        axe(phone) if js else None
        come_in(phone, name)
        axe(phone) if js else None
        say_where(phone, "I come as a resident")
        is_in(phone)
    typing = someone(js=False, **PHONE)  # who types it
    typing.goto("/join/")
    typing.get_by_label("The code").fill(code.upper())
    typing.get_by_role("button", name="Go on").click()
    come_in(typing, "Ruth")
    say_where(typing, "Harbour Carers")
    is_in(typing)
    _by_cards(someone, axe, amina)
    tablet = someone()  # Amina again, by her own link
    tablet.goto(own)
    axe(tablet)
    tablet.get_by_role("button", name="Come in").click()
    is_in(tablet)
    _one_by_one(someone, axe, amina)
    amina.get_by_role("link", name="People", exact=True).first.click()
    shown = amina.locator("main").inner_text()
    for name in ("Amina Yusuf", "Nadia", "Len", "Ruth", "Tom Reed", "Priya Shah", "Sam", "Kim"):
        assert name in shown
    axe(amina)


def _by_cards(someone: Someone, axe: Axe, amina: Page) -> None:
    """Tom and Priya are sent links."""
    amina.get_by_role("link", name="People", exact=True).first.click()
    amina.get_by_role("link", name="Send links, or print cards").click()
    axe(amina)
    amina.get_by_label("Who is to come in?").fill("Tom Reed <tom@example.org>; Priya Shah")
    amina.get_by_role("button", name="Make the links").click()
    axe(amina)
    cards = amina.locator(".cards > li")
    assert cards.count() == 2
    addresses = cards.locator(".address").all_inner_texts()
    for name, address, js in zip(("Tom Reed", "Priya Shah"), addresses, (True, False), strict=True):
        theirs = someone(js=js, **PHONE)
        theirs.goto(f"http://{address}")
        assert theirs.get_by_label("What shall we call you?").input_value() == name
        theirs.get_by_role("button", name="Come in").click()
        theirs.get_by_text("Mine is not there: add it").click()
        theirs.get_by_label("Its name").fill(f"The office of {name}")
        theirs.get_by_role("button", name="Go on").click()
        is_in(theirs)
    amina.get_by_role("link", name="Done: back to people").click()


def _one_by_one(someone: Someone, axe: Axe, amina: Page) -> None:
    """Sam and Kim knock, Sam's page looks again by itself, and Kim presses."""
    _code, scanned = door(amina, axe, approved=True)
    knocking = []
    for name, js in (("Sam", True), ("Kim", False)):
        phone = someone(js=js, **PHONE)
        phone.goto(scanned)
        come_in(phone, name, "Knock")
        phone.get_by_role("heading", name="You have knocked").wait_for()
        knocking.append(phone)
    axe(knocking[0])
    amina.get_by_role("link", name="People", exact=True).first.click()
    axe(amina)
    for name in ("Sam", "Kim"):
        amina.get_by_role("button", name=f"Let in {name}").click()
    knocking[1].get_by_role("button", name="Look again").click()
    for phone in knocking:
        say_where(phone, "I come as a resident")
        is_in(phone)


def test_going_and_coming_back(someone: Someone, axe: Axe) -> None:
    amina, nadia = someone(), someone(**PHONE)
    start(amina, axe)
    _code, scanned = door(amina, axe, approved=False)
    nadia.goto(scanned)
    come_in(nadia, "Nadia")
    nadia.get_by_role("link", name="Say it later").click()
    nadia.get_by_role("link", name="Nadia").click()
    axe(nadia)
    nadia.get_by_role("link", name="Leave this partnership").click()
    axe(nadia)
    nadia.get_by_role("button", name="Leave").click()
    axe(nadia)
    nadia.get_by_role("button", name="Come back").click()
    is_in(nadia)
    _remove(amina, nadia, axe)
    nadia.goto(nadia.url.replace("/gone/", "/"))
    axe(nadia)


def _remove(amina: Page, nadia: Page, axe: Axe) -> None:
    """Remove Nadia, who is told why, and let her back in."""
    amina.get_by_role("link", name="People", exact=True).first.click()
    amina.locator("li", has_text="Nadia").get_by_text("More").click()
    axe(amina)
    amina.locator("li", has_text="Nadia").get_by_role("link", name="Remove").click()
    axe(amina)
    amina.get_by_label("Why?").fill("A mistake")
    amina.get_by_role("button", name="Remove").click()
    axe(amina)
    nadia.reload()
    axe(nadia)
    nadia.get_by_role("link", name=re.compile("you are not in it now")).click()
    assert "A mistake" in nadia.locator("main").inner_text()
    axe(nadia)
    amina.get_by_role("button", name="Let back in").click()


def test_two_change_the_details(someone: Someone, axe: Axe) -> None:
    amina = someone()
    own = start(amina, axe)
    other = someone()
    other.goto(own)
    other.get_by_role("button", name="Come in").click()
    for page in (amina, other):
        page.get_by_role("link", name="People", exact=True).first.click()
        page.get_by_role("link", name="The partnership’s name, place").click()
    axe(amina)
    amina.get_by_label("Where is it?").fill("Westport")
    amina.get_by_role("button", name="Keep").click()
    other.get_by_label("Where is it?").fill("Northport")
    other.get_by_role("button", name="Keep").click()
    axe(other)
    other.get_by_label("Keep what Amina Yusuf wrote").check()
    other.get_by_role("button", name="Keep").click()
    assert other.get_by_label("Where is it?").input_value() == "Westport"
    axe(other)
