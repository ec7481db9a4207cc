"""Answering in a real browser: kept while one writes, the network lost, two windows."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from alongside.rounds.tests.browsing import ACTION, POWER, WORDS, Come, has_a_copy, press, says
from tests.kit import asked, servers
from tests.kit.browsers import wait_until

if TYPE_CHECKING:
    from playwright.sync_api import Page, Route

pytestmark = pytest.mark.journey
STANCE = f"[name='{POWER}-stance']"
WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
SMALL = """() => [...document.querySelectorAll('main a[href], main button, main input, main textarea, main summary')]
.filter(each => {
  const box = (each.closest('label') ?? each).getBoundingClientRect();
  return box.width && getComputedStyle(each).display !== 'inline' && (box.height < 44 || box.width < 24)
    && !each.matches('.as-link, .links a, p > a');
}).map(each => each.outerHTML)"""


def test_words_a_place_and_a_tick_are_kept_while_one_writes(come: Come) -> None:
    page = come(1)
    page.locator(WORDS).press_sequentially("The same two speak first.")
    page.get_by_label("We have talked, not agreed").check()
    page.get_by_label("I would like us to talk about this").check()
    summary = page.locator("details.how > summary")
    expect(summary).to_have_text("Your words are shown without your name · change", use_inner_text=True)
    summary.click()
    page.get_by_label("Only me: it is sent to nobody").check()
    expect(summary).to_have_text("Only you will ever read this · change", use_inner_text=True)
    page.get_by_label("With my name").check()
    says(page, "Kept. Only you can see it.")
    page.reload()
    expect(summary).to_have_text("Your name stands beside this · change", use_inner_text=True)
    assert page.locator(WORDS).input_value() == "The same two speak first."
    assert page.get_by_label("We have talked, not agreed").is_checked()
    assert page.get_by_label("I would like us to talk about this").is_checked()
    assert page.get_by_label("With my name").is_checked()
    page.get_by_label("I would like us to talk about this").uncheck()
    page.get_by_label("Leave this open").check()
    page.locator(WORDS).focus()
    says(page, "Kept.")
    page.reload()
    assert not page.get_by_label("I would like us to talk about this").is_checked()
    assert page.get_by_label("Leave this open").is_hidden()


@pytest.mark.parametrize(("js", "width"), [(True, 1280), (False, 320)])
def test_from_the_first_page_to_it_is_in(come: Come, js: bool, width: int) -> None:
    page = come(1, "answer/", js=js, width=width)
    with page.expect_navigation():
        page.get_by_role("link", name="One question a page").click()
    page.get_by_label("Some of us work that way").check()
    press(page, "Keep, and go on")
    page.locator(WORDS).fill("The same two speak first.")
    press(page, "Keep, and go on")
    page.locator(f"[name='{ACTION}-words']").fill("Half a thought")
    press(page, "Not now")
    assert "Not now: it goes nowhere" in page.inner_text("main")
    press(page, "Send my answers")
    assert "It is in. Thank you." in page.inner_text("main")
    assert "2 answers went without your name." in page.inner_text("main")
    page.reload()
    page.go_back()
    assert "The same two speak first." not in page.content()


def test_the_network_goes_while_one_writes_and_all_arrives_once_it_is_back(come: Come, here: asked.Served) -> None:
    page, tablet = come(1), come(1)
    page.locator(WORDS).press_sequentially("Kept first.")
    says(page, "Kept.")
    page.context.set_offline(True)
    page.locator(WORDS).press_sequentially(" And more, in the tunnel.")
    page.get_by_label("Some of us work that way").check()
    says(page, "Not kept yet: keeping a copy on this device, and trying again.")
    tablet.reload()
    assert tablet.locator(WORDS).input_value() == "Kept first."
    page.context.set_offline(False)
    says(page, "Kept.")
    tablet.reload()
    assert tablet.locator(WORDS).input_value() == "Kept first. And more, in the tunnel."
    assert tablet.get_by_label("Some of us work that way").is_checked()


def test_what_was_typed_while_one_was_not_let_in_is_offered_again_whole(come: Come) -> None:
    page = come(1)
    cookies = page.context.cookies()
    page.context.clear_cookies()
    for label in ("Some of us work that way", "I would like us to talk about this"):
        # heard of with the words: the first copy that is made is the whole
        page.get_by_label(label).evaluate("each => (each.checked = true)")
    page.locator(WORDS).fill("Only here.")
    page.locator(WORDS).blur()
    says(page, "Not kept: this page is too old, or you are not let in here now.")
    has_a_copy(page)
    page.context.add_cookies([{**cookie} for cookie in cookies])  # type: ignore[typeddict-item]
    page.reload()
    found = page.locator(".found")
    for words in ("Some of us work that way", "Only here.", "I would like us to talk about this"):
        expect(found).to_contain_text(words)
    page.get_by_role("button", name="Put it back").click()
    says(page, "Kept.")
    page.reload()
    assert page.locator(WORDS).input_value() == "Only here."
    assert page.get_by_label("Some of us work that way").is_checked()
    assert page.get_by_label("I would like us to talk about this").is_checked()


@pytest.mark.parametrize("js", [True, False])
def test_two_windows_choose_by_keyboard(come: Come, axe: Callable[[Page], None], js: bool) -> None:
    page = come(1, js=js, width=320)
    other = come(1, beside=page)
    other.locator(WORDS).fill("In the other window.")
    press(other, "Keep, and go on")
    page.locator(WORDS).fill("In this window.")
    if js:
        look = page.get_by_role("button", name="See both, and choose")
        look.wait_for()
        with page.expect_navigation():
            look.press("Enter")
    else:
        press(page, "Keep, and go on")
    for words in ("You wrote two things here", "In this window.", "In the other window."):
        assert words in page.inner_text("main")
    assert page.evaluate(WIDE) == 0 if js else True
    if js:
        axe(page)
    three = page.get_by_role("group", name="Which of the two?").get_by_role("radio")
    assert three.count() == 3
    three.first.focus()
    page.keyboard.press("Space")
    for _ in range(2):
        page.keyboard.press("ArrowDown")
    expect(page.get_by_label("Write both together, here:")).to_be_checked()
    page.locator(WORDS).focus()
    page.keyboard.press("Control+a")
    page.keyboard.type("In both.")
    with page.expect_navigation():
        page.get_by_role("button", name="Keep, and go on").press("Enter")
    page.goto(other.url.replace(ACTION, POWER))
    assert page.locator(WORDS).input_value() == "In both."


def test_what_one_is_at_stays_in_sight_when_two_texts_meet(come: Come) -> None:
    page = come(1, "answer/all/", width=320)
    page.set_viewport_size({"width": 320, "height": 568})
    other = come(1, beside=page)
    other.locator(WORDS).fill("In the other window.")
    press(other, "Keep, and go on")
    arriving: list[Route] = []
    page.route("**/keep/", lambda route: arriving.append(route))
    page.locator(WORDS).fill("In this window.")
    away = page.locator(f"button[name='not-now'][value='{POWER}']")
    away.focus()
    # as low as may be: whatever comes above it pushes it out
    away.evaluate("each => scrollBy(0, each.getBoundingClientRect().bottom - innerHeight + 1)")
    wait_until(lambda: page.title() and arriving)
    arriving[0].continue_()
    look = page.get_by_role("button", name="See both, and choose")
    look.wait_for()
    box, held = away.bounding_box(), page.locator(".held").bounding_box()
    assert box and held
    assert box["y"] >= 0
    assert box["y"] + box["height"] <= held["y"] + 1
    page.keyboard.press("Shift+Tab")
    expect(look).to_be_focused()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert "You wrote two things here" in page.inner_text("main")


@pytest.mark.parametrize("js", [True, False])
@pytest.mark.parametrize("at", [f"answer/{POWER}/", "answer/all/", "type-in/", "type-in/sheets/1/"])
def test_enter_on_a_choice_keeps_and_stays_on_the_page(come: Come, at: str, js: bool) -> None:
    page = come(1, at, js=js)
    if at == "type-in/":
        with page.expect_navigation():
            page.get_by_role("link", name="Person 2").click()
    there = page.url
    page.locator(WORDS).fill("Kept by Enter.")
    place = page.locator(f"{STANCE}[value='1']")
    place.focus()
    page.keyboard.press("Space")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.url.partition("#")[0] == there
    assert page.locator(WORDS).input_value() == "Kept by Enter."
    assert place.is_checked()


def test_the_form_says_to_browsers_that_nothing_is_to_be_remembered(come: Come) -> None:
    page = come(1)
    assert page.locator("form#answers").get_attribute("autocomplete") == "off"
    assert page.locator(WORDS).get_attribute("autocomplete") == "off"


@pytest.mark.parametrize("width", [320, 1280])
def test_every_page_is_fit_for_everybody(come: Come, axe: Callable[[Page], None], width: int) -> None:
    page = come(1, width=width)
    page.locator(WORDS).fill("A sentence.")
    page.get_by_label("Some of us work that way").check()
    press(page, "Keep, and go on")
    base = page.url.split("answer/")[0]
    for at in ("answer/", f"answer/{POWER}/", "answer/all/", "review/"):
        page.goto(base + at)
        axe(page)
        assert page.evaluate(WIDE) == 0, page.url
        assert page.evaluate(SMALL) == [], page.url
    press(page, "Send my answers")
    for at in ("sent/", f"answer/{POWER}/", "answer/all/", "review/", "../../finished/"):
        page.goto(base + at)
        axe(page)
        assert page.evaluate(WIDE) == 0, page.url


@pytest.mark.parametrize("js", [True, False])
def test_nothing_is_stuck_over_the_questions_before_there_is_something_to_say(come: Come, js: bool) -> None:
    page = come(1, "answer/all/", js=js)
    assert page.locator(".held").is_hidden()
    page.locator(WORDS).fill("Mine.")
    if js:
        says(page, "Kept.")
        assert page.locator(".held").is_visible()
    else:
        press(page, "Keep")
        expect(page.locator(".held")).to_have_css("position", "static")


@pytest.mark.parametrize("at", [f"answer/{POWER}/", "answer/all/"])
def test_the_two_buttons_are_of_one_size(come: Come, at: str) -> None:
    page = come(1, at)
    boxes = [page.get_by_role("button", name=name).first.bounding_box() for name in ("Keep, and go on", "Not now")]
    first, second = boxes
    assert first and second
    assert abs(first["width"] - second["width"]) < 2
    assert abs(first["height"] - second["height"]) < 2


def test_before_scripts_have_come_what_is_typed_is_kept_too(
    come: Come, here: asked.Served, server: servers.Server
) -> None:
    page = come(1, "answer/")
    held = []
    page.route("**/*.js", lambda route: held.append(route))
    page.goto(server.url + here.at(f"answer/{POWER}/"), wait_until="commit")
    page.get_by_label("Some of us work that way").check()
    page.locator(WORDS).fill("Early.")
    for route in held:
        route.continue_()
    page.unroute_all()
    says(page, "Kept.")
    page.reload()
    assert page.locator(WORDS).input_value() == "Early."
    assert page.get_by_label("Some of us work that way").is_checked()


def test_three_questions_go_on_one_side_of_paper(come: Come) -> None:
    page = come(0, "sheet/")
    printed = page.pdf(format="A4", margin={"top": "10mm", "right": "10mm", "bottom": "10mm", "left": "10mm"})
    assert len(re.findall(rb"/Type\s*/Page\b", printed)) == 1


def test_a_draft_is_in_no_file_of_the_server(come: Come, server: servers.Server) -> None:
    page = come(1)
    page.locator(WORDS).fill("A nightingale sings.")
    says(page, "Kept.")
    for folder, _, names in os.walk(server.home):
        for name in names:
            with open(os.path.join(folder, name), "rb") as file:  # noqa: PTH118, PTH123
                assert b"nightingale" not in file.read(), name
