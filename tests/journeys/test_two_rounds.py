"""Three months after the first round a second one begins where talks left off; its picture stands on the first.

Nine are here, and were asked, and talked, already, through the commands; what they answer now is sent through them too.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from alongside.framework.loading import the_edition
from tests.journeys import asking
from tests.journeys.asking import Circle
from tests.journeys.steps import PHONE, Fit, follow, press
from tests.kit import answered, peopled
from tests.kit.answered import POWER, SAID, UNSETTLED

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from conftest import Someone
    from tests.kit.servers import Server

pytestmark = pytest.mark.journey
NAME = "Autumn questions"


def test_a_second_round_begins_where_talks_left_off_and_stands_on_the_first(
    someone: Someone, server: Server, fit: Fit
) -> None:
    more = {"ALONGSIDE_DATABASE": server.database}
    people = peopled.people(server.home, 9, more)
    answered.before(server.home, people, more)
    here = Circle(someone, server, people)
    amina = here.bring(0)
    fit(amina)
    begins_where_talks_left_off(amina, fit)
    round = re.findall(r"/rounds/(\w+)/", amina.url)[0]
    answered.answers(server.home, people, round, 3, more)
    asking.end_the_day(server)
    opens(amina, fit)
    nadia = here.bring(2, js=False, **PHONE)
    follow(nadia, "All the questions of it")
    stands_on_the_first(nadia)
    looks_and_talks(amina, fit)
    goes_on(amina, fit)
    here.home(amina)
    is_told_at_home(amina, fit)


def begins_where_talks_left_off(amina: Page, fit: Fit) -> None:
    """Prepare what is suggested: it holds what a talk left open, in its words; and ask."""
    follow(amina, "Ask everyone first")
    left = amina.get_by_role("group", name="Begin where your talks left off")
    expect(left).to_contain_text(the_edition().question(POWER).plain)
    expect(left).to_contain_text(re.compile(f"Not settled in .+: {re.escape(UNSETTLED)}"))
    fit(amina)
    amina.get_by_label("What shall it be called?").fill(NAME)
    amina.get_by_label("Reflect: we look at how it has been").check()
    expect(amina.get_by_role("radio", name=re.compile("^Suggested"))).to_be_checked()
    amina.get_by_label("With names", exact=True).check()
    press(amina, "Look at it before anybody is asked")
    expect(amina.get_by_role("main")).to_contain_text(the_edition().question(POWER).quoted)
    asking.ask(amina)


def opens(amina: Page, fit: Fit) -> None:
    """Open it together, at the meeting."""
    amina.reload()
    follow(amina, "Open it together")
    amina.get_by_label("Type “open”").fill("open")
    press(amina, "Open it together")
    expect(amina.get_by_role("heading", name="What shall we talk about first?")).to_be_visible()
    fit(amina)


def stands_on_the_first(page: Page) -> None:
    """Look at the first of the questions: now stands on then, and what was said under it."""
    follow(page, "Begin with this one")
    expect(page.get_by_role("heading", level=1)).to_contain_text(the_edition().question(POWER).quoted)
    expect(page.locator("figure").first.locator("p").filter(has_text=": 7 of us", visible=True)).to_have_count(2)
    expect(page.get_by_role("main")).to_contain_text("We see it much the same way.")
    expect(page.get_by_text(SAID).first).to_be_visible()


def looks_and_talks(amina: Page, fit: Fit) -> None:
    """Look at the picture, and talk from it, with what was said beside."""
    stands_on_the_first(amina)
    fit(amina)
    press(amina, "Talk about this one")
    amina.get_by_text(f"What was said: {NAME}").click()
    expect(amina.get_by_text(SAID).first).to_be_visible()
    expect(amina.get_by_role("link", name=re.compile("^The picture"))).to_be_visible()
    fit(amina)
    writes(amina)
    fit(amina)


def writes(amina: Page) -> None:
    """Write one line, and make the page of it."""
    amina.get_by_label("What we noticed").fill("It is better than in spring.")
    press(amina, "Keep, and make the page")


def goes_on(amina: Page, fit: Fit) -> None:
    """Go on with the two others, until none is left."""
    for _ in range(2):
        expect(amina.get_by_role("heading", name="Next, if there is time")).to_be_visible()
        press(amina, "Talk about this one")
        writes(amina)
    fit(amina)
    expect(amina.get_by_role("heading", name="Next, if there is time")).to_have_count(0)


def is_told_at_home(amina: Page, fit: Fit) -> None:
    """Find both rounds and the talks at home; and on the question's own page then and now, and its history."""
    fit(amina)
    home = amina.url
    follow(amina, "Everything Alongside can do")
    follow(amina, "What we have sat with")
    for name in (answered.NAME, NAME):
        bead = amina.get_by_role("main").get_by_role("link", name=re.compile(f"we asked everyone, “{name}”")).first
        expect(bead).to_be_visible()
    fit(amina)
    amina.goto(re.sub(r"(/p/\w+/).*", r"\1rounds/", home))
    follow(amina, re.compile(f"^Opened .*: {NAME}$"))
    expect(amina.get_by_text(re.compile("^We talked about this on"))).to_have_count(3)
    fit(amina)
    here = re.sub(r"(/p/\w+/).*", r"\1", amina.url)
    amina.goto(f"{here}questions/{POWER}/")
    expect(amina.locator("figure").first.locator("p").filter(has_text=": 7 of us", visible=True)).to_have_count(2)
    history = amina.get_by_role("region", name="When we sat with it").get_by_role("listitem")
    expect(history).to_contain_text(["we talked", "we asked everyone", "we talked", "we asked everyone"])
    fit(amina)
    amina.goto(f"{here}themes/working/")
    fit(amina)
