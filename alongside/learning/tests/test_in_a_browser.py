"""The page of a talk in a real browser: with scripts and without, two at once, by keyboard, at every width."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from tests.kit import peopled, servers

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from conftest import Someone

pytestmark = pytest.mark.journey

QUESTION = "questions/purpose.beneficiaries/"
WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
SMALL = """() => [...document.querySelectorAll('main a[href], main button, main input, main textarea')].filter(each => {
  const box = (each.closest('label') ?? each).getBoundingClientRect();
  return box.width && getComputedStyle(each).display !== 'inline' && (box.height < 24 || box.width < 24);
}).map(each => each.outerHTML)"""

Fit = Callable[["Page"], None]
Come = Callable[..., "Page"]


@pytest.fixture
def come(server: servers.Server, someone: Someone) -> Come:
    """Bring the person of that number, with a browser of their own."""
    here = peopled.people(server.home, 3, {"ALONGSIDE_DATABASE": server.database})

    def arrive(number: int, *, js: bool = True, width: int = 1280) -> Page:
        page = someone(js=js, width=width)
        name, _, value = here.cookie(number).partition("=")
        page.context.add_cookies([{"name": name, "value": value, "url": server.url}])
        page.goto(f"/p/{here.partnership}/suggest/")
        return page

    return arrive


@pytest.fixture
def fit(axe: Fit) -> Fit:
    """Assert that a page is fit for everybody as it is now."""

    def check(page: Page) -> None:
        axe(page)
        assert page.evaluate(WIDE) == 0, page.url
        assert page.evaluate(SMALL) == [], page.url

    return check


def line(page: Page, name: str) -> str:
    return page.input_value(f"[name={name}]")


def kept(page: Page) -> None:
    """Wait until the page says that all is kept."""
    page.wait_for_selector('[data-keep-status][data-is="kept"]')


def press(page: Page, button: str) -> None:
    """Press a button that leads to a page, perhaps after what is on its way has arrived."""
    with page.expect_navigation():
        page.get_by_role("button", name=button, exact=True).last.click()


def write_no_day(page: Page, *, js: bool) -> None:
    """Write what is no day. With scripts that is said at once, before anything is pressed."""
    page.fill("[name=try-due]", "soon")
    if js:
        page.press("[name=try-due]", "Tab")
        page.locator("p.error", has_text="We could not read that as a day.").wait_for()


def talked(page: Page, *, js: bool = True) -> None:
    """Talk about the question that is suggested, and keep what will be tried, by a day that is none at first."""
    press(page, "Talk about this one")
    page.fill("[name=standing-words]", "Older people living alone.")
    page.fill("[name=try-what]", "Sit at the breakfast and ask.")
    write_no_day(page, js=js)
    press(page, "Keep, and make the page")
    assert page.title().startswith("Put right:")
    assert line(page, "try-due") == "soon"
    page.fill("[name=try-due]", "12 April 2027")
    page.fill("[name=again-due]", "2027-05-15")
    press(page, "Keep, and make the page")


@pytest.mark.parametrize(("js", "width"), [(True, 1280), (False, 320)])
def test_from_a_question_to_five_lines_and_the_next_talk_opens_on_what_was_tried(
    come: Come, js: bool, width: int
) -> None:
    page = come(0, js=js, width=width)
    talked(page, js=js)
    assert "by 12 April 2027" in page.inner_text("main")
    assert page.get_by_role("link", name="Put the day in your calendar").is_visible()
    page.goto(page.url.split("/talks/")[0] + "/suggest/?not=purpose.impact")
    press(page, "Talk about this one")
    page.get_by_label("Yes", exact=True).check()
    page.get_by_label("It helped", exact=True).check()
    page.fill("[name=unsettled-words]", "Whether.")
    press(page, "Keep : Sit at the breakfast and ask.")
    assert "Yes. It helped." in page.inner_text("main")
    assert line(page, "unsettled-words") == "Whether."
    press(page, "Take that back : Sit at the breakfast and ask.")
    assert page.get_by_label("Yes", exact=True).is_visible()


@pytest.mark.parametrize("width", [320, 1280])
def test_every_page_in_every_state_is_fit_for_everybody(come: Come, fit: Fit, width: int) -> None:
    page = come(0, width=width)
    fit(page)
    press(page, "Talk about this one")
    fit(page)
    write_no_day(page, js=True)
    fit(page)
    press(page, "Keep, and make the page")
    assert page.title().startswith("Put right:")
    fit(page)
    page.goto(page.url.split("/talks/")[0] + "/suggest/")
    talked(page)
    fit(page)
    home = page.url.split("/talks/")[0]
    page.goto(home + "/suggest/?not=purpose.impact")
    press(page, "Talk about this one")
    page.get_by_label("Yes", exact=True).check()
    fit(page)
    press(page, "Keep : Sit at the breakfast and ask.")
    fit(page)
    assert page.get_by_role("button", name="Take that back : Sit at the breakfast and ask.").is_visible()
    press(page, "Take that back : Sit at the breakfast and ask.")
    tells_in_part(page, home, fit)
    page.goto(home + "/questions/role.change/set-aside/")
    fit(page)


def tells_in_part(page: Page, home: str, fit: Fit) -> None:
    """Begin to say of a try that it was changed, and not into what."""
    page.goto(home + "/tries/")
    assert "Sit at the breakfast and ask." in page.inner_text("main")
    fit(page)
    page.get_by_role("link", name=re.compile("Did it happen")).click()
    fit(page)
    page.get_by_label("We changed it").check()
    press(page, "Keep")
    assert page.title().startswith("Put right:")
    fit(page)


def test_what_is_not_asked_yet_is_not_in_the_way(come: Come) -> None:
    page = come(0)
    press(page, "Talk about this one")
    page.fill("[name=try-what]", "Ask")
    press(page, "Keep, and make the page")
    page.goto(page.url.split("/talks/")[0] + "/tries/")
    page.get_by_role("link", name=re.compile("Did it happen")).click()
    assert page.get_by_role("group", name="Did it help?").is_hidden()
    page.get_by_label("Not yet").check()
    assert page.get_by_role("group", name="Did it help?").is_hidden()
    assert page.get_by_label(re.compile("A line on it")).is_visible()
    page.get_by_label("Partly").check()
    assert page.get_by_role("group", name="Did it help?").is_visible()


@pytest.mark.parametrize("js", [True, False])
def test_enter_in_a_line_keeps_and_does_nothing_else(come: Come, js: bool) -> None:
    page = come(0, js=js)
    press(page, "Talk about this one")
    page.fill("[name=try-what]", "Ask")
    press(page, "Keep, and make the page")
    page.goto(page.url.split("/talks/")[0] + "/suggest/?not=purpose.impact")
    press(page, "Talk about this one")
    where = page.url
    page.get_by_label("We let it go").check()
    press(page, "Keep : Ask")
    page.fill("[name=noticed-words]", "Four of us.")
    with page.expect_navigation():
        page.press("[name=try-who]", "Enter")
    assert page.url == where
    assert line(page, "noticed-words") == "Four of us."
    assert "We let it go." in page.inner_text("main"), "what came of it was taken back"


def test_with_much_to_be_tried_the_lines_are_one_press_away_and_long_words_take_two_lines(come: Come, fit: Fit) -> None:
    page = come(0, width=320)
    home = page.url.removesuffix("/suggest/")
    for question in ("role.change", "role.landscape", "purpose.impact", "people.assets", "people.changes"):
        page.goto(f"{home}/questions/{question}/")
        press(page, "Talk about this now")
        page.fill("[name=try-what]", "Sit at the breakfast and ask.\n" * 20)
        press(page, "Keep, and make the page")
    page.goto(home + "/suggest/")
    press(page, "Talk about this one")
    fit(page)
    lines = "each => each.clientHeight / parseFloat(getComputedStyle(each).lineHeight)"
    assert [round(cut.evaluate(lines)) for cut in page.locator(".cut").all()] == [2, 2, 2]
    page.get_by_text("and 2 more", exact=True).click()
    fit(page)
    page.get_by_role("link", name="To the five lines").click()
    top = page.locator("[name=noticed-words]").bounding_box()
    assert top is not None
    assert 0 <= top["y"] < 800
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.name") == "noticed-words"


def test_each_line_is_kept_while_one_types_and_nothing_is_pressed(come: Come) -> None:
    page = come(0)
    press(page, "Talk about this one")
    page.fill("[name=noticed-words]", "Four of us.")
    page.fill("[name=again-due]", "15 May 2027")
    kept(page)
    assert "Kept. Everybody in the partnership can see these lines." in page.inner_text("main")
    page.reload()
    assert (line(page, "noticed-words"), line(page, "again-due")) == ("Four of us.", "15 May 2027")


@pytest.mark.parametrize("js", [True, False])
def test_a_past_day_is_asked_about_and_kept_once_it_is_ticked(come: Come, fit: Fit, js: bool) -> None:
    page = come(0, js=js, width=320)
    press(page, "Talk about this one")
    page.fill("[name=again-due]", "1 January 2020")
    if js:
        page.locator("p.error", has_text="That day is past. Keep it?").wait_for()
    press(page, "Keep")
    tick = page.get_by_label("Keep that day, though it is past")
    assert line(page, "again-due") == "1 January 2020"
    if js:
        fit(page)
    tick.check()
    press(page, "Keep")
    assert tick.count() == 0
    page.reload()
    assert line(page, "again-due") == "1 January 2020"


def test_two_on_one_line_choose_by_keyboard_and_nothing_is_lost(come: Come, fit: Fit) -> None:
    amina, tom = come(0), come(1, width=320)
    press(amina, "Talk about this one")
    tom.goto(amina.url)
    amina.fill("[name=noticed-words]", "Four of us.")
    kept(amina)
    tom.fill("[name=noticed-words]", "Five of us.")
    tom.fill("[name=unsettled-words]", "Whether.")
    look = tom.get_by_role("button", name="See both, and choose")
    look.wait_for()
    fit(tom)
    look.press("Enter")
    tom.get_by_role("heading", name="Two of you changed the same line").wait_for()
    fit(tom)
    text = tom.inner_text("main")
    assert "Four of us." in text
    assert "Five of us." in text
    assert line(tom, "unsettled-words") == "Whether."
    both = tom.get_by_label("Write both together, here:")
    both.focus()
    tom.keyboard.press("Space")
    tom.keyboard.press("Tab")
    tom.keyboard.press("Control+a")
    tom.keyboard.type("Four, or five.")
    press(tom, "Keep")
    amina.reload()
    assert line(amina, "noticed-words") == "Four, or five."
    assert line(amina, "unsettled-words") == "Whether."


def test_the_clock_turned_off_stays_off_and_without_scripts_there_is_a_sentence(come: Come) -> None:
    page = come(0)
    press(page, "Talk about this one")
    page.get_by_role("button", name="Without the clock").click()
    page.reload()
    assert page.get_by_role("button", name="Start two quiet minutes").is_hidden()
    still = come(1, js=False)
    still.goto(page.url)
    assert still.get_by_role("button", name="Start two quiet minutes").is_hidden()
    assert "Take two quiet minutes" in still.inner_text("main")
