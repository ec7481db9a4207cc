"""Leaving, being removed, coming back; and a question that is set aside and brought back."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.journeys.steps import PHONE, Fit, come_in, follow, is_home, make_code, nobody_looks, press, start

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

    from conftest import Someone

pytestmark = pytest.mark.journey
DAY = r"\d{1,2} \w+ 20\d\d"


def gone(page: Page) -> Locator:
    """What the people page tells of those who are not in it now."""
    follow(page, "People")
    return page.get_by_role("region", name="Gone", exact=True)


def test_who_leaves_or_is_removed_is_seen_to_be_gone_and_may_come_back(someone: Someone, fit: Fit) -> None:
    amina, nadia, len_ = someone(), someone(**PHONE), someone(js=False, **PHONE)
    start(amina)
    code = make_code(amina)
    come_in(nadia, code, "Nadia")
    come_in(len_, code, "Len")
    home = nadia.url
    leaves_and_comes_back(nadia, len_, fit)
    is_removed(amina, fit)
    nadia.goto(home + "people/")  # the very next thing she asks for
    expect(nadia.get_by_role("heading", level=1)).not_to_have_text("People")
    assert "Len" not in nadia.get_by_role("main").inner_text()
    fit(nadia)
    follow(nadia, re.compile("you are not in it now"))
    expect(nadia.get_by_role("main")).to_contain_text(re.compile(f"Amina Yusuf removed you from .*: .*{DAY}"))
    expect(nadia.get_by_role("main")).to_contain_text("Taken for another Nadia")
    expect(nadia.get_by_role("button", name="Come back")).to_have_count(0)
    fit(nadia)
    for page, told in ((amina, True), (len_, False)):
        shown = gone(page)
        expect(shown).to_contain_text(re.compile(f"Nadia.*Removed by Amina Yusuf, .*{DAY}", re.S))
        assert shown.get_by_text("Taken for another Nadia").count() == told
    with amina.expect_navigation():
        amina.get_by_role("button", name="Let back in").click()
    nadia.goto(home)
    is_home(nadia)
    expect(nadia.get_by_role("navigation", name="Menu").get_by_role("link", name="People")).to_be_visible()


def leaves_and_comes_back(nadia: Page, other: Page, fit: Fit) -> None:
    """Nadia leaves; Len sees that; she comes back by herself."""
    follow(nadia, "Nadia")
    fit(nadia)
    follow(nadia, "Leave this partnership")
    fit(nadia)
    press(nadia, "Leave")
    expect(nadia.get_by_role("heading", name="You have left")).to_be_visible()
    fit(nadia)
    expect(gone(other)).to_contain_text(re.compile(f"Nadia.*Left, .*{DAY}", re.S))
    press(nadia, "Come back")
    is_home(nadia)
    expect(gone(other)).to_have_count(0)


def is_removed(amina: Page, fit: Fit) -> None:
    """Amina removes Nadia, and says why."""
    follow(amina, "People")
    row = amina.get_by_role("listitem").filter(has_text="Nadia")
    row.locator("summary").first.click()
    fit(amina)
    row.get_by_role("link", name="Remove").click()
    amina.get_by_label("Why?").fill("Taken for another Nadia")
    fit(amina)
    press(amina, "Remove")
    fit(amina)


@pytest.mark.parametrize("js", [True, False])
def test_a_question_is_set_aside_and_brought_back(someone: Someone, fit: Fit, js: bool) -> None:
    amina, look = someone(js=js, **PHONE), (fit if js else nobody_looks)
    start(amina)
    follow(amina, "Questions")
    follow(amina, "Giving back for time")
    follow(amina, "Not for us now")
    look(amina)
    amina.get_by_label(re.compile("Why")).fill("Nobody is paid yet.")
    press(amina, "Set it aside")
    aside = amina.get_by_role("region", name="Not for us now")
    expect(aside).to_contain_text("Nobody is paid yet.")
    expect(aside).to_contain_text(re.compile(f"Set aside {DAY} by Amina Yusuf"))
    look(amina)
    with amina.expect_navigation():
        aside.get_by_role("button", name="Bring it back").click()
    expect(aside).to_have_count(0)
    expect(amina.get_by_role("link", name="Not for us now")).to_be_visible()
