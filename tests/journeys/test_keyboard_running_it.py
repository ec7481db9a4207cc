"""Running a partnership by keyboard alone: people, details, what is set aside, choosing between two texts, going."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.journeys.keys import Keys, another, make_code, start
from tests.journeys.steps import PHONE, is_home, kept, line

if TYPE_CHECKING:
    from playwright.sync_api import Locator

    from conftest import Someone

pytestmark = pytest.mark.journey


def gone(keys: Keys) -> Locator:
    """What the people page tells of those who are not in it now."""
    keys.go("People")
    return keys.page.get_by_role("region", name="Gone", exact=True)


def test_people_leave_come_back_are_removed_let_back_organise_and_sign_out(someone: Someone) -> None:
    amina = Keys(someone())
    start(amina)
    nadia = another(someone, make_code(amina), "Nadia", **PHONE)
    home = nadia.page.url
    leave_and_come_back(nadia, amina)
    expect(gone(amina)).to_have_count(0)
    remove(amina)
    nadia.page.goto(home)
    nadia.round()
    nadia.go("Harbour Wards Partnership")
    expect(nadia.page.get_by_role("main")).to_contain_text("Taken for another Nadia")
    nadia.round()
    amina.round()
    amina.press("Why: Nadia")
    expect(amina.page.get_by_text("Taken for another Nadia")).to_be_visible()
    amina.go("Let back in: Nadia")
    amina.press("More: Nadia")
    amina.round()
    amina.press("Make them an organiser: Nadia")
    amina.go("Make Nadia an organiser")
    nadia.page.goto(home)
    is_home(nadia.page)
    nadia.go("People")
    nadia.go("The partnership’s name, place")  # which organisers can
    nadia.go("leave and come back")
    sign_out_by_a_word(nadia)
    nadia.page.goto(home)
    expect(nadia.page.get_by_role("navigation", name="Menu")).to_have_count(0)


def leave_and_come_back(nadia: Keys, other: Keys) -> None:
    """Nadia leaves by her own page, is seen to be gone, and comes back by herself."""
    nadia.go("Nadia")
    nadia.round()
    nadia.go("Leave this partnership")
    nadia.round()
    nadia.go("Leave")
    expect(nadia.page.get_by_role("heading", name="You have left")).to_be_visible()
    nadia.round()
    expect(gone(other)).to_contain_text(re.compile("Nadia.*Left", re.S))
    nadia.go("Come back")
    is_home(nadia.page)


def remove(amina: Keys) -> None:
    """Amina unfolds what can be done about Nadia, and removes her, with the reason."""
    amina.press("More: Nadia")
    amina.go("Remove")
    amina.round()
    amina.write("Why?", "Taken for another Nadia")
    amina.go("Remove")


def sign_out_by_a_word(nadia: Keys) -> None:
    """Nadia has no link of her own, so she is asked for a word; forgets it first, and is led to it."""
    nadia.go("Nadia")
    nadia.go("Sign out here")
    nadia.round()
    nadia.go("Sign out here")
    nadia.is_told("Please type")
    nadia.write("Type", "sign out")
    nadia.enter()


def again(someone: Someone, own: str) -> Keys:
    """Bring somebody in on one more device, by their own link."""
    keys = Keys(someone())
    keys.page.goto(own)
    keys.go("Come in")
    return keys


def test_the_details_are_changed_and_one_of_two_texts_is_chosen(someone: Someone) -> None:
    amina = Keys(someone())
    other = again(someone, start(amina))
    for keys in (amina, other):
        keys.go("People")
        keys.go("The partnership’s name, place")
    amina.round()
    amina.write("Where is it?", "Westport")
    amina.choose("Is it new?", "We have worked together")
    amina.write("Whom to tell", "Sister Grace")
    amina.enter()
    amina.is_told("One thing to put right")
    amina.write("How they are reached", "0700 900 111, 9 to 5")
    amina.go("Keep")
    other.write("Where is it?", "Northport")
    other.enter()
    other.is_told("Amina Yusuf changed these details")
    other.round()
    for asked in other.page.locator(".choosing legend").all_inner_texts():
        other.choose(asked, "Keep what Amina Yusuf wrote")
    other.go("Keep")
    assert line(other.page, "Where is it?") == "Westport"
    other.go("If someone is in danger")
    other.round()
    expect(other.page.get_by_role("main")).to_contain_text(re.compile("Sister Grace.*0700 900 111", re.S))


def test_two_texts_of_a_line_are_both_shown_and_one_is_chosen(someone: Someone) -> None:
    amina = Keys(someone())
    other = again(someone, start(amina))
    amina.go("Talk about this one")
    other.page.goto(amina.page.url)
    amina.write("What we noticed", "Four of us named the same families.")
    amina.page.keyboard.press("Tab")  # going on keeps the line
    kept(amina.page)
    other.write("What we noticed", "Nobody named the men.")
    other.page.keyboard.press("Tab")
    expect(other.page.get_by_role("button", name="See both, and choose")).to_be_visible()
    other.here()  # what comes by itself takes nobody's place away
    other.to("What we noticed", "Shift+Tab")
    other.go("See both, and choose")
    other.is_told("Two of you changed the same line")
    other.page.keyboard.press("Tab")
    other.page.keyboard.press("Enter")
    other.page.keyboard.press("Tab")
    assert other.here() == "Keep yours", "the link leads to the two texts"
    other.round()
    other.choose("Two of you changed “What we noticed”", "Write both together")
    other.write("What we noticed", "Four of us named them; nobody named the men.")
    other.go("Keep, and make the page")
    other.round()
    expect(other.page.get_by_role("main")).to_contain_text("Four of us named them; nobody named the men.")


def test_a_question_is_set_aside_and_brought_back(someone: Someone) -> None:
    amina = Keys(someone())
    start(amina)
    amina.go("Questions")
    amina.round()
    amina.go("Giving back for time")
    amina.round()
    amina.go("Not for us now")
    amina.round()
    amina.write("Why, if you like", "Nobody is paid yet.")
    amina.go("Set it aside")
    aside = amina.page.get_by_role("region", name="Not for us now")
    expect(aside).to_contain_text("Nobody is paid yet.")
    amina.round()
    amina.go("Bring it back")
    expect(aside).to_have_count(0)
    expect(amina.page.get_by_role("link", name="Not for us now")).to_be_visible()


def test_devices_are_ended_a_link_is_replaced_and_one_signs_out(someone: Someone) -> None:
    amina = Keys(someone())
    start(amina)
    nadia = another(someone, make_code(amina), "Nadia", **PHONE)
    nadia.go("Nadia")
    nadia.round()
    nadia.go("Sign out here")
    nadia.go("Make my own link first")
    own = make_own_link(nadia)
    second = again(someone, own)
    home = second.page.url
    nadia.go("Nadia")
    nadia.go("End it")
    nadia.round()
    nadia.go("Undo")
    second.page.goto(home)
    is_home(second.page)
    newer = make_own_link(nadia, "replace")
    second.page.goto(own)
    expect(second.page.get_by_role("heading", level=1)).to_contain_text("lets nobody in now")
    second.round()
    nadia.go("Nadia")
    nadia.go("Sign out here")
    nadia.round()
    nadia.go("Sign out here")
    expect(nadia.page.get_by_role("heading", name="Come in with a code")).to_be_visible()
    nadia.page.goto(newer)
    nadia.go("Come in")
    is_home(nadia.page)


def make_own_link(keys: Keys, word: str = "") -> str:
    """Make a link of one's own, by the word that replacing an earlier one takes; ends at home."""
    if word:
        keys.go("Make my own link")
        keys.is_told("Please type")
        keys.write("Type", word)
        keys.enter()
    else:
        keys.page.keyboard.press("Tab")
        assert keys.here() == "Make my own link"  # being led to it is to be there
        keys.enter()
    keys.round()
    link = keys.page.get_by_role("region", name="Your own link").inner_text()
    keys.go("I have kept it: go on")
    return link
