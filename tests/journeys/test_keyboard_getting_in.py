"""Getting in by keyboard alone: every way, at a desk and on a narrow screen; and keeping the door the same way."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from tests.journeys.keys import Keys, make_code, say_name, say_where, start, type_code
from tests.journeys.steps import PHONE, is_home

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from conftest import Someone

pytestmark = pytest.mark.journey
BOTH = pytest.mark.parametrize("screen", [{}, PHONE], ids=["desk", "narrow"])


def organises(page: Page) -> bool:
    """Say whether somebody may keep the door."""
    return page.get_by_role("link", name="Make a code for the room").count() == 1


@BOTH
def test_one_comes_in_by_a_code_by_knocking_and_by_ones_own_link(someone: Someone, screen: dict[str, Any]) -> None:
    amina = Keys(someone())
    own = start(amina)
    code = make_code(amina)
    nadia = Keys(someone(**screen))
    nadia.page.goto("/")
    nadia.round()
    nadia.write("The code", "brook")
    nadia.enter()
    nadia.is_told("One thing to put right")
    nadia.to("The code: A code has eight or sixteen")
    nadia.page.keyboard.press("Enter")
    expect(nadia.page.get_by_label("The code")).to_be_focused()
    nadia.page.keyboard.press("ControlOrMeta+A")
    nadia.page.keyboard.type(code.aloud.upper())
    nadia.enter()
    assert {"What shall we call you?", "Come in"} <= set(nadia.round())
    say_name(nadia, "Nadia")
    nadia.round()
    say_where(nadia)
    nadia.round()
    knock(someone, amina, screen)
    tablet = Keys(someone(**screen))  # Amina again
    tablet.page.goto(own)
    tablet.round()
    tablet.go("Come in")
    is_home(tablet.page)
    tablet.go("People")
    assert organises(tablet.page)
    tablet.round()


def knock(someone: Someone, amina: Keys, screen: dict[str, Any]) -> None:
    """Sam knocks and is told no, looks again, and is let in after all."""
    code = make_code(amina, approved=True)
    sam = Keys(someone(**screen))
    type_code(sam, code.aloud)
    say_name(sam, "Sam")
    expect(sam.page.get_by_role("heading", name="You have knocked")).to_be_visible()
    sam.go("Look again")
    expect(sam.page.get_by_role("heading", name="You have knocked")).to_be_visible()
    amina.go("People")
    amina.round()
    amina.go("No: Sam")
    expect(sam.page.get_by_role("heading", name="An organiser did not let you in")).to_be_visible()
    sam.round()
    amina.go("Let in after all: Sam")
    sam.go("Look again")
    expect(sam.page.get_by_role("heading", name="You are in, Sam")).to_be_visible()
    say_where(sam)
    expect(amina.page.get_by_role("status")).to_have_text("Sam is in.")


@BOTH
def test_one_comes_in_by_a_card_as_a_member_or_to_organise(someone: Someone, screen: dict[str, Any]) -> None:
    amina = Keys(someone())
    start(amina)
    priya, omar = invite(amina, "Priya Shah <priya@example.org>; Omar Bell")
    by_card = Keys(someone(**screen))
    by_card.page.goto("/join/")
    by_card.round()
    by_card.write("The code", priya.rpartition("/in/")[2].strip("/"))  # the card's letters, without its address
    by_card.enter()
    by_card.round()
    by_card.go("Come in")
    add_organisation(by_card, "Eastport Council")
    by_address = Keys(someone(**screen))
    by_address.page.goto(omar)
    say_name(by_address, "Omar")
    say_where(by_address, "Eastport Council")
    (tom,) = invite(amina, "Tom Reed", organisers=True)
    to_organise = Keys(someone(**screen))
    to_organise.page.goto(tom)
    to_organise.go("Come in")
    to_organise.go("Say it later")
    for keys, does in ((by_address, False), (by_card, False), (to_organise, True)):
        keys.go("People")
        assert organises(keys.page) == does
    people = to_organise.page.get_by_role("main").locator(".what bdi")
    assert sorted(people.all_inner_texts()) == ["Amina Yusuf", "Omar", "Priya Shah", "Tom Reed"]


def invite(keys: Keys, names: str, *, organisers: bool = False) -> list[str]:
    """Make a link for each name, look at the page of letters and cards, and read their addresses."""
    keys.go("People")
    keys.go("Send links, or print cards")
    keys.round()
    keys.write("Who is to come in?", names)
    if organisers:
        keys.tick("They are to be organisers too")
    keys.go("Make the links")
    keys.round()
    return [f"http://{short}" for short in keys.page.locator(".cards .address").all_inner_texts()]


def add_organisation(keys: Keys, name: str) -> None:
    """Open what is folded away, choose a kind with the arrows, and arrive at home."""
    keys.press("Mine is not there: add it")
    keys.write("Its name", name)
    keys.to("What kind is it?")
    keys.page.keyboard.press("ArrowDown")
    assert keys.page.get_by_label("What kind is it?").input_value()
    keys.round()
    keys.go("Go on")
    is_home(keys.page)


def test_links_are_copied_and_printed_as_letters(someone: Someone) -> None:
    amina = Keys(someone())
    start(amina)
    page = amina.page
    invite(amina, "Priya Shah")
    page.evaluate("window.print = () => { document.title = 'Printed' }")
    amina.press("Print")
    expect(page).to_have_title("Printed")
    amina.choose("What is printed?", "Letters")
    page.emulate_media(media="print")
    expect(page.locator(".letter")).to_be_visible()
    expect(page.locator(".cards")).to_be_hidden()
    page.emulate_media(media="screen")
    amina.press("Copy as text")
    expect(page.get_by_role("status").filter(has_text="Copied").or_(page.get_by_text("It is marked"))).to_be_visible()
    amina.to("Priya Shah")  # the words to send scroll, so they take the focus
    amina.to("See the cards", "Shift+Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert amina.here() == "Help"  # below the cards: going there is really going there


def test_a_room_is_shown_closed_and_opened_again(someone: Someone) -> None:
    amina = Keys(someone())
    start(amina)
    code = make_code(amina, approved=True)
    room = amina.page.url
    amina.round()
    amina.go("Show it on the wall")
    expect(amina.page.locator(".code")).to_have_text(code.aloud)
    amina.round()
    amina.page.goto(room)
    amina.go("Close it now")
    amina.round()
    nadia = Keys(someone())
    type_code(nadia, code.aloud)
    expect(nadia.page.get_by_role("main")).to_contain_text("No room or card has this code now")
    amina.go("Open it again")
    type_code(nadia, code.aloud)
    say_name(nadia, "Nadia")
    expect(nadia.page.get_by_role("heading", name="You have knocked")).to_be_visible()
