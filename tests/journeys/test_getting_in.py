"""Getting in: eight people, by the room's code, by a card, by their own link, by knocking; half without scripts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.journeys.steps import (
    PHONE,
    Code,
    Fit,
    come_in,
    follow,
    is_home,
    make_code,
    nobody_looks,
    press,
    say_name,
    say_where,
    start,
)

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from conftest import Someone

pytestmark = pytest.mark.journey


def test_eight_people_get_in(someone: Someone, fit: Fit) -> None:
    amina = someone()
    own = start(amina, fit)
    by_code(someone, fit, make_code(amina, fit))
    tablet = someone(js=False, **PHONE)  # Amina again, by her own link
    tablet.goto(own)
    press(tablet, "Come in")
    is_home(tablet)
    by_cards(someone, fit, amina)
    as_organiser(someone, fit, amina)
    by_knocking(someone, fit, amina)
    follow(amina, "People")
    fit(amina)
    for where, people in {
        "Harbour Carers": ["Amina Yusuf", "Ruth"],
        "Eastport Council": ["Tom Reed"],
        "The office of Priya Shah": ["Priya Shah"],
        "The office of Omar Bell": ["Omar Bell"],
    }.items():
        group = amina.locator("section", has=amina.get_by_role("heading", name=where, exact=True))
        assert group.locator(".what bdi").all_inner_texts() == people
        assert group.get_by_text("organiser", exact=True).count() == (where in {"Harbour Carers", "Eastport Council"})
    everybody = amina.get_by_role("main").locator(".what bdi").all_inner_texts()
    assert sorted(everybody) == ["Amina Yusuf", "Len", "Nadia", "Omar Bell", "Priya Shah", "Ruth", "Sam", "Tom Reed"]


def by_code(someone: Someone, fit: Fit, code: Code) -> None:
    """Nadia and Len scan it; Ruth types what stands on the wall."""
    nadia, len_, ruth = someone(**PHONE), someone(js=False, **PHONE), someone(js=False, **PHONE)
    nadia.goto("/join/")
    fit(nadia)
    nadia.goto(code.scanned)
    fit(nadia)
    assert nadia.locator("main input:visible, main textarea:visible, main select:visible").count() == 1
    say_name(nadia, "Nadia")
    fit(nadia)
    say_where(nadia)
    fit(nadia)
    come_in(len_, code, "Len")
    ruth.goto("/join/")
    ruth.get_by_label("The code").fill(code.aloud.upper())
    press(ruth, "Go on")
    say_name(ruth, "Ruth")
    say_where(ruth, "Harbour Carers")


def send_links(organiser: Page, names: str, fit: Fit, *, organisers: bool = False) -> list[str]:
    """Make a link for each name, and read the addresses off the cards."""
    follow(organiser, "People")
    follow(organiser, "Send links, or print cards")
    fit(organiser)
    organiser.get_by_label("Who is to come in?").fill(names)
    if organisers:
        organiser.get_by_label("They are to be organisers too").check()
    press(organiser, "Make the links")
    fit(organiser)
    return [f"http://{short}" for short in organiser.locator(".cards .address").all_inner_texts()]


def by_cards(someone: Someone, fit: Fit, amina: Page) -> None:
    """Priya and Omar type the address of their cards."""
    addresses = send_links(amina, "Priya Shah <priya@example.org>; Omar Bell", fit)
    assert len(addresses) == 2
    for name, address, js in zip(("Priya Shah", "Omar Bell"), addresses, (True, False), strict=True):
        theirs = someone(js=js, **PHONE)
        theirs.goto(address)
        assert theirs.get_by_label("What shall we call you?").input_value() == name
        (fit if js else nobody_looks)(theirs)
        press(theirs, "Come in")
        add_organisation(theirs, f"The office of {name}")


def add_organisation(page: Page, name: str) -> None:
    page.get_by_text("Mine is not there: add it").click()
    page.get_by_label("Its name").fill(name)
    press(page, "Go on")
    is_home(page)


def as_organiser(someone: Someone, fit: Fit, amina: Page) -> None:
    """Tom is to organise too, and may then do what organisers do."""
    (address,) = send_links(amina, "Tom Reed", nobody_looks, organisers=True)
    tom = someone()
    tom.goto(address)
    press(tom, "Come in")
    add_organisation(tom, "Eastport Council")
    follow(tom, "People")
    expect(tom.get_by_role("link", name="Make a code for the room")).to_be_visible()


def by_knocking(someone: Someone, fit: Fit, amina: Page) -> None:
    """Sam knocks, is let in, and Sam's page looks again by itself."""
    code = make_code(amina, approved=True)
    sam = someone(**PHONE)
    sam.goto(code.scanned)
    say_name(sam, "Sam", "Knock")
    expect(sam.get_by_role("heading", name="You have knocked")).to_be_visible()
    fit(sam)
    follow(amina, "People")
    fit(amina)
    press(amina, "Let in Sam")
    expect(sam.get_by_role("heading", name="You are in, Sam")).to_be_visible()
    say_where(sam)
