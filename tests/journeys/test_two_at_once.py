"""Two at once: on the same line of a talk, and on the partnership's details; nothing that was written is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.journeys.steps import PHONE, Fit, come_in, follow, is_home, kept, line, make_code, nobody_looks, press, start

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from conftest import Someone

pytestmark = pytest.mark.journey
NOTICED, UNSETTLED = "What we noticed", "What is not settled"
BOTH = "Two of you changed the same line"


def on_one_talk(someone: Someone, *, js: bool) -> tuple[Page, Page]:
    """Amina begins a talk; Nadia, on her phone, has the same page open."""
    amina, nadia = someone(js=js), someone(js=js, **PHONE)
    start(amina)
    come_in(nadia, make_code(amina), "Nadia")
    follow(amina, "Harbour Wards Partnership")
    press(amina, "Talk about this one")
    nadia.goto(amina.url)
    return amina, nadia


@pytest.mark.parametrize("js", [True, False])
def test_two_write_the_same_line(someone: Someone, fit: Fit, js: bool) -> None:
    amina, nadia = on_one_talk(someone, js=js)
    amina.get_by_label(NOTICED).fill("Four of us named the same families.")
    if js:
        kept(amina)
    else:
        press(amina, "Keep")
    nadia.get_by_label(UNSETTLED).fill("Whether young carers come first.")
    nadia.get_by_label(NOTICED).fill("Nobody named the men.")
    nadia.get_by_label(UNSETTLED).focus()  # with scripts, going on keeps the line
    press(nadia, "See both, and choose" if js else "Keep")
    look = fit if js else nobody_looks
    look(nadia)
    both = nadia.get_by_role("group", name="Two of you changed this line")
    for whose in ("Keep yours", "Keep what Amina Yusuf wrote"):
        expect(nadia.get_by_label(whose)).not_to_be_checked()
    expect(nadia.get_by_role("heading", name=BOTH)).to_be_visible()
    expect(nadia.get_by_role("main")).to_contain_text("Four of us named the same families.")
    expect(nadia.get_by_role("main")).to_contain_text("Nobody named the men.")
    press(nadia, "Keep")  # without a choice nothing is decided for her
    expect(nadia.get_by_role("main")).to_contain_text("Choose one of the three.")
    expect(nadia.get_by_role("main")).to_contain_text("Nobody named the men.")
    look(nadia)
    nadia.get_by_label("Write both together, here:").check()
    assert line(nadia, NOTICED) == "Nobody named the men.\nFour of us named the same families."
    press(nadia, "Keep")
    expect(both).to_have_count(0)
    for page in (amina, nadia):
        page.reload()
        assert line(page, NOTICED) == "Nobody named the men.\nFour of us named the same families."
        assert line(page, UNSETTLED) == "Whether young carers come first."


def test_one_of_the_two_is_chosen(someone: Someone) -> None:
    amina, nadia = on_one_talk(someone, js=False)
    for label, choice, stands in ((NOTICED, "Keep yours", "Hers."), (UNSETTLED, "Keep what Amina Yusuf wrote", "His.")):
        for page, words in ((amina, "His."), (nadia, "Hers.")):
            page.get_by_label(label).fill(words)
            press(page, "Keep")
        nadia.get_by_label(choice).check()
        press(nadia, "Keep")
        amina.reload()
        assert line(amina, label) == line(nadia, label) == stands


def test_two_change_the_details(someone: Someone, fit: Fit) -> None:
    amina, other = someone(), someone()
    other.goto(start(amina))
    press(other, "Come in")
    is_home(other)
    for page in (amina, other):
        follow(page, "People")
        follow(page, "The partnership’s name, place, and whom to tell of harm")
    fit(amina)
    amina.get_by_label("Where is it?").fill("Westport")
    press(amina, "Keep")
    other.get_by_label("Where is it?").fill("Northport")
    press(other, "Keep")
    fit(other)
    other.get_by_label("Keep what Amina Yusuf wrote").check()
    press(other, "Keep")
    assert line(other, "Where is it?") == "Westport"
    fit(other)
