"""The first door: from the front page to five lines taken away, and next time to what came of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.journeys.steps import Fit, fill_in_start, follow, is_home, line, nobody_looks, press

if TYPE_CHECKING:
    from playwright.sync_api import Page, Response

    from conftest import Someone

pytestmark = pytest.mark.journey
LINES = {
    "What we noticed": "We each named different people first.",
    "Where we are, for now": "Older people living alone, and whoever looks after them.",
    "What is not settled": "Whether young carers come first.",
    "What": "Sit at the Saturday breakfast and ask.",
    "Who": "Nadia",
    "By when, like 15 May": "12 April 2031",
    "Day, like 15 May": "15 May 2031",
}
HEADS = ["What we noticed", "Where we are, for now", "What is not settled", "What we will try", "When we look again"]


@dataclass
class Walk:
    """Counts the pages that a browser is answered with."""

    page: Page
    pages: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("response", self.answered)

    def answered(self, response: Response) -> None:
        if response.request.is_navigation_request() and response.status == 200:
            self.pages.append(response.url)


def visible(page: Page, within: str) -> list[str]:
    """The words beside the fields that can be seen."""
    return [label.inner_text() for label in page.locator(within).all() if label.is_visible()]


@pytest.mark.parametrize(("js", "width"), [(True, 1280), (True, 320), (False, 320)])
def test_from_the_front_page_to_the_second_talk(
    someone: Someone, fit: Fit, tmp_path: Path, js: bool, width: int
) -> None:
    permissions = ["clipboard-read", "clipboard-write"] if js else []
    page = someone(js=js, width=width, permissions=permissions)
    look = fit if js else nobody_looks
    walk = Walk(page)
    start_from_the_front(page, look)
    talk(page, look)
    assert len(walk.pages) == 6, walk.pages
    take_away(page, tmp_path, js=js)
    next_time(page, look)


def start_from_the_front(page: Page, look: Fit) -> None:
    """Three pages, four answers."""
    page.goto("/")
    look(page)
    follow(page, "Start a partnership")
    look(page)
    main = page.get_by_role("main")
    assert [box.is_visible() for box in main.get_by_role("textbox").all()] == [True] * 4
    assert (main.get_by_role("radio").count(), main.get_by_role("checkbox").count()) == (2, 1)
    assert main.locator("select:visible").count() == 0
    fill_in_start(page)  # of the six it needs four
    press(page, "Start")
    look(page)
    assert "/in/" in page.get_by_role("region", name="Your own link").inner_text()
    follow(page, "I have kept it: go on")
    is_home(page)
    look(page)


def talk(page: Page, look: Fit) -> None:
    """Five lines: seven short fields that matter, and three that need not be: one is there while one prepares."""
    press(page, "Talk about this one")
    look(page)
    assert page.locator(".five-lines input:visible, .five-lines textarea:visible").count() == 10
    assert page.locator(".five-lines [required]").count() == 0
    assert visible(page, ".five-lines .field:not(fieldset .field) > :is(label, legend)")[:6] == [
        *HEADS[:3],
        "It may be hard later: this is what we shall do then",
        "What we will try, who, by when",
        "When we look again",
    ]
    for label, words in LINES.items():
        page.get_by_label(label, exact=True).fill(words)
    press(page, "Keep, and make the page")
    expect(page.get_by_role("heading", name="Done. Pass it on")).to_be_visible()
    look(page)


def take_away(page: Page, folder: Path, *, js: bool) -> None:
    """As text, as a note for the calendar, and on paper."""
    text = page.get_by_role("region", name="The five lines as text").inner_text()
    if js:
        page.get_by_role("button", name="Copy as text").click()
        expect(page.get_by_text("Copied", exact=True)).to_be_visible()
        assert page.evaluate("navigator.clipboard.readText()").strip() == text.strip()
    for words in (*(head.upper() for head in HEADS), *LINES.values()):
        assert words in text
    with page.expect_download() as download:
        page.get_by_role("link", name="Put the day in your calendar").click()
    download.value.save_as(folder / "note.ics")
    note = (folder / "note.ics").read_text(encoding="utf-8")
    assert "DTSTART;VALUE=DATE:20310515" in note
    page.emulate_media(media="print")
    printed = page.get_by_role("main").inner_text()
    for words in (*HEADS, *LINES.values()):
        assert words in printed
    assert "Pass it on" not in printed
    page.emulate_media(media="screen")


def next_time(page: Page, look: Fit) -> None:
    """The next talk opens on what was to be tried; the one after it does not ask again."""
    follow(page, "Harbour Wards Partnership")
    look(page)
    begin_another(page, "What should change")
    tried = page.get_by_role("region", name="Last time we said we would try. Did it happen?")
    expect(tried).to_contain_text(LINES["What"])
    expect(tried).to_contain_text("Nadia, by 12 April 2031")
    look(page)
    tried.get_by_label("Yes", exact=True).check()
    tried.get_by_label("It helped", exact=True).check()
    tried.get_by_label("A line on it, if you like.").fill("Two families came back the week after.")
    with page.expect_navigation():
        tried.get_by_role("button", name="Keep").click()
    expect(tried).to_contain_text("Yes. It helped. Two families came back the week after.")
    look(page)
    page.get_by_label("What we noticed").fill("The breakfast is where people ask.")
    press(page, "Keep, and make the page")
    begin_another(page, "Who leads, and how")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(tried).to_have_count(0)
    assert line(page, "What we noticed") == ""
    look(page)


def begin_another(page: Page, question: str) -> None:
    """Choose another question from all of them, and talk about it."""
    follow(page, "Questions")
    follow(page, question)
    press(page, "Talk about this now")
