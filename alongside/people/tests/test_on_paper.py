"""What comes out of a printer: cards, eight on a sheet, letters, a page each, and the sheet for the room's door."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

from tests.kit import peopled, servers

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from conftest import Someone

pytestmark = pytest.mark.journey

LONG = "Bartholomew-Fitzwilliam Featherstonehaugh-Cholmondeley of Llanfairpwll and Upon-Sea"
EIGHT = ["Priya Shah", "Sam Field", "Ruth Ade", "Omar Bell", "Siân Wyn", "Len Okafor", "Ama Mensah", LONG[:69]]
# what stands on a card and is not seen there: it has no size, or ends below the card or below the part that holds it
CUT = """() => [...document.querySelectorAll('.cards li')].flatMap(card =>
  [...card.querySelectorAll('p, .qr')].filter(each => {
    const box = each.getBoundingClientRect(), holds = each.closest('.upper') ?? card;
    const ends = Math.min(holds.getBoundingClientRect().bottom, card.getBoundingClientRect().bottom);
    return !box.height || !box.width || box.bottom > ends + 1;
  }).map(each => each.textContent.trim() || each.className))"""

Invite = Callable[[list[str]], "Page"]


def pages_of(page: Page, **options: Any) -> int:
    """How many pages this page is on paper."""
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", page.pdf(**{"format": "A4", **options})))


def seen_on_the_cards(page: Page) -> None:
    """Look at the cards as they come out of the printer: all that stands on them is there to be read."""
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 726, "height": 1000})  # the width of the sheet's inside: 192 mm
    assert page.locator(".cards .qr svg").count() == page.locator(".cards > li").count()
    assert page.evaluate(CUT) == []
    page.emulate_media(media="null")


@pytest.fixture
def organiser(server: servers.Server, someone: Someone) -> Page:
    """An organiser at a desk."""
    here = peopled.people(server.home, 1, {"ALONGSIDE_DATABASE": server.database})
    page = someone()
    name, _, value = here.cookie(0).partition("=")
    page.context.add_cookies([{"name": name, "value": value, "url": server.url}])
    page.goto(f"/p/{here.partnership}/people/")
    return page


@pytest.fixture
def invite(organiser: Page) -> Invite:
    """Make links for those who are named."""

    def go(names: list[str]) -> Page:
        organiser.get_by_role("link", name="Send links, or print cards").click()
        organiser.get_by_label("Who is to come in?").fill("\n".join(names))
        organiser.get_by_role("button", name="Make the links").click()
        organiser.wait_for_selector(".cards")
        return organiser

    return go


def test_eight_cards_are_one_sheet_and_nine_are_two(invite: Invite) -> None:
    page = invite(EIGHT)
    assert page.locator(".cards > li").count() == 8
    assert pages_of(page) == 1
    assert pages_of(page, prefer_css_page_size=True) == 1
    assert pages_of(page, format="Letter") == 1
    seen_on_the_cards(page)
    page.get_by_role("link", name="Done: back to people").click()
    assert pages_of(invite([*EIGHT, "Nadia Brandt"])) == 2


def test_letters_are_a_page_each(invite: Invite) -> None:
    page = invite(EIGHT[:3])
    assert page.locator(".letter").first.is_hidden()
    page.get_by_label("Letters, a page for each").check()
    assert pages_of(page) == 3
    page.emulate_media(media="print")
    assert page.locator(".cards").is_hidden()
    assert "Hello Priya Shah," in page.locator(".letter").first.inner_text()


def test_the_longest_name_leaves_the_address_on_the_card(organiser: Page, invite: Invite) -> None:
    home = organiser.url.removesuffix("people/")
    organiser.goto(f"{home}settings/")
    organiser.get_by_label("What is your partnership called?").fill(("Harbour Wards Together " * 4)[:80])
    organiser.get_by_role("main").get_by_role("button").first.click()
    organiser.goto(f"{home}people/")
    page = invite([LONG[:80], "Wójcik-Wawrzyniak " * 4])
    assert page.locator(".cards .upper").first.get_by_text(("Harbour Wards Together " * 4)[:80].strip()).is_visible()
    seen_on_the_cards(page)


def test_the_sheet_for_the_door_says_nothing_to_whoever_runs_the_server(organiser: Page) -> None:
    organiser.get_by_role("link", name="Make a code for the room").click()
    organiser.get_by_role("button", name="Make the code").click()
    note = organiser.get_by_text("This address works on this computer only")
    note.wait_for()
    organiser.emulate_media(media="print")
    assert note.is_hidden()
    assert organiser.locator("p.code").is_visible()
    assert pages_of(organiser) == 1
