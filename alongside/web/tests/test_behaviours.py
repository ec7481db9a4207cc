"""The small behaviours do what they say, and a page without them has no button that does nothing."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from alongside.web.views import KINDS
from tests.kit import servers
from tests.kit.servers import Server

if TYPE_CHECKING:
    from playwright.sync_api import Page, Route

pytestmark = pytest.mark.journey

PAGES = ["/patterns/", *(f"/patterns/{kind}/" for kind in KINDS), "/nowhere/"]


@pytest.fixture(scope="module")
def server(prepared_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One server for all of these: they keep nothing on it."""
    home = tmp_path_factory.mktemp("behaviours") / "home"
    shutil.copytree(prepared_home, home)
    started = servers.start(home, more={"ALONGSIDE_DATABASE": ""})
    yield started
    started.stop()


@pytest.fixture
def clock_page(page: Page) -> Page:
    """The page one writes on, with a clock that only the test moves."""
    page.clock.install()
    page.goto("/patterns/writing/")
    page.get_by_role("timer").wait_for()
    return page


def heard(page: Page) -> str:
    return page.locator("[data-clock=heard]").inner_text()


def test_every_kind_of_page_is_clean_at_every_width(someone: Callable[..., Page], axe: Callable[[Page], None]) -> None:
    for width in (320, 1280):
        page = someone(width=width)
        for address in PAGES:
            page.goto(address)
            axe(page)
            assert page.evaluate("document.documentElement.scrollWidth") <= width, address


def test_the_clock_says_half_the_last_ten_seconds_and_the_end_and_no_more(clock_page: Page) -> None:
    page = clock_page
    page.get_by_role("button", name="Start two quiet minutes").click()
    page.clock.run_for(59_000)
    assert heard(page) == ""
    page.clock.run_for(2_000)
    assert heard(page) == "Half the time is gone."
    page.clock.run_for(50_000)
    assert heard(page) == "Ten seconds."
    page.clock.run_for(10_000)
    assert heard(page) == "The quiet time is over. Now talk."
    assert page.get_by_role("timer").inner_text() == "0:00"


def test_the_clock_can_be_paused_and_given_another_minute(clock_page: Page) -> None:
    page = clock_page
    page.get_by_role("button", name="Start two quiet minutes").click()
    page.clock.run_for(30_000)
    page.get_by_role("button", name="Pause").click()
    page.clock.run_for(60_000)
    assert page.get_by_role("timer").inner_text() == "1:30"
    page.get_by_role("button", name="One more minute").click()
    page.get_by_role("button", name="Go on").click()
    page.clock.run_for(30_000)
    assert page.get_by_role("timer").inner_text() == "2:00"


def test_whoever_turns_the_clock_off_finds_it_off_and_can_have_it_back(clock_page: Page) -> None:
    page = clock_page
    page.get_by_role("button", name="Without the clock").press("Enter")
    assert not page.get_by_role("timer").is_visible()
    page.reload()
    back = page.get_by_role("button", name="Use a clock for two quiet minutes")
    back.wait_for()
    assert not page.get_by_role("timer").is_visible()
    back.press("Enter")
    assert page.get_by_role("timer").inner_text() == "2:00"
    page.reload()
    page.get_by_role("timer").wait_for()


def test_copy_as_text_gives_the_text_as_it_stands_and_says_so(page: Page) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto("/patterns/")
    page.get_by_role("button", name="Copy as text").click()
    page.get_by_text("Copied", exact=True).wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == page.locator("pre#five").text_content()
    assert "\n\nWHAT WE NOTICED\n" in copied


def test_where_a_browser_will_not_copy_the_text_is_marked_for_the_reader(page: Page) -> None:
    page.add_init_script("delete Navigator.prototype.clipboard; document.execCommand = () => false;")
    page.goto("/patterns/")
    page.get_by_role("button", name="Copy as text").click()
    page.get_by_text("It is marked: copy it").wait_for()
    assert page.evaluate("getSelection().toString()").startswith("Harbour Wards Partnership, 20 March 2025")


def test_print_prints(page: Page) -> None:
    page.add_init_script("window.print = () => { window.printed = true; };")
    page.goto("/patterns/")
    page.get_by_role("button", name="Print").click()
    assert page.evaluate("window.printed")


def test_without_scripts_no_button_is_there_that_does_nothing(someone: Callable[..., Page]) -> None:
    page = someone(js=False)
    page.goto("/patterns/")
    for name in ("Copy as text", "Print", "Start two quiet minutes"):
        assert page.get_by_role("button", name=name).count() == 0
    assert page.locator("pre#five").is_visible()


def test_a_page_that_waits_looks_again_until_it_need_not(page: Page, server: Server) -> None:
    looked: list[str] = []

    def answer(route: Route) -> None:
        looked.append(route.request.url)
        got = route.fetch()
        waiting = got.text().replace("</body>", '<p data-behaviour="again">Wait</p></body>')
        waiting = re.sub(
            r'data-behaviour-file="clock"( href="[^"]*)clock', r'data-behaviour-file="again"\1again', waiting
        )
        waiting = re.sub(r"(js/again)\.\w+\.js", r"\1.js", waiting).replace('data-behaviour="clock"', "")
        route.fulfill(response=got, body=waiting if len(looked) < 3 else got.text())

    page.route(f"{server.url}/patterns/writing/", answer)
    page.clock.install()
    page.goto("/patterns/writing/")
    page.get_by_text("Wait", exact=True).wait_for()
    for _ in range(6):
        page.clock.run_for(5_000)
        page.wait_for_timeout(150)
    assert page.get_by_text("Wait", exact=True).count() == 0
    assert len(looked) == 4, "once to come, twice while it waited, once to go there"
