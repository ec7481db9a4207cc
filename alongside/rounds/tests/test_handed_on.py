"""A device handed round: whoever has finished leaves nothing on it, in no tab, and other people's copies stay."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from alongside.rounds.tests.browsing import WORDS, Come, has_a_copy, press, says
from tests.kit import asked, servers
from tests.kit.browsers import STORES

if TYPE_CHECKING:
    from conftest import Someone

pytestmark = pytest.mark.journey


@pytest.mark.promise("handed-on")
def test_whoever_has_finished_leaves_nothing_on_the_device(
    come: Come, here: asked.Served, server: servers.Server
) -> None:
    page = come(1)
    page.locator(WORDS).fill("The canary sings.")
    says(page, "Kept.")
    page.locator(WORDS).fill("The canary sings louder. " * 200)
    says(page, "That is longer than 4000 letters.")
    has_a_copy(page)
    page.goto(server.url + here.at("review/"))
    press(page, "Send my answers")
    with page.expect_navigation():
        page.get_by_role("link", name="I have finished: next person").click()
    page.get_by_role("button", name="I have finished: next person").click()
    page.wait_for_url("**/join/")
    left = page.evaluate(STORES)
    assert not any("canary" in each or here.round in each for each in left), left
    assert not page.context.cookies() or not any(cookie["name"].startswith("at-") for cookie in page.context.cookies())
    for _ in range(4):
        page.go_back()
        assert "canary" not in page.content()
        assert "Person 1" not in page.content()
        assert page.locator("textarea").count() == 0


@pytest.mark.promise("handed-on")
@pytest.mark.parametrize("hall", [False, True])
def test_no_other_tab_goes_on_showing_what_they_wrote(
    come: Come, someone: Someone, here: asked.Served, server: servers.Server, hall: bool
) -> None:
    first = someone()
    if hall:
        # over plain http, where copies lie in each tab
        first.context.add_init_script("Object.defineProperty(window, 'isSecureContext', { value: false })")
    page = come(1, beside=first)
    page.locator(WORDS).fill("The canary sings.")
    says(page, "Kept.")
    page.locator(WORDS).fill("The canary sings louder. " * 200)
    says(page, "That is longer than 4000 letters.")
    has_a_copy(page)
    others = [page, *(come(1, at, beside=page) for at in ("review/", "answer/", "../../mine/"))]
    elsewhere = page.context.new_page()
    elsewhere.goto(f"{server.url}/framework/")
    last = come(1, "../../finished/", beside=page)
    last.get_by_label("Type “finished”").fill("finished")
    last.get_by_role("button", name="I have finished: next person").click()
    for each in (last, *others):
        each.wait_for_url("**/join/")
        assert "canary" not in each.content()
    assert elsewhere.url.endswith("/framework/")
    assert not any(here.round in each for each in page.evaluate(STORES))
    others[0].go_back()
    assert "canary" not in others[0].content()


def test_another_persons_copies_stay_when_one_hands_the_device_on(
    come: Come, here: asked.Served, server: servers.Server
) -> None:
    page = come(1)
    page.locator(WORDS).fill("First person's. " * 300)
    says(page, "That is longer than 4000 letters.")
    has_a_copy(page)
    come(2, "sent/", beside=page).goto(f"{server.url}/p/{here.here.partnership}/finished/")
    second = page.context.pages[-1]
    second.get_by_role("button", name="I have finished: next person").click()
    second.wait_for_url("**/join/")
    assert any(here.round in each for each in second.evaluate(STORES))
