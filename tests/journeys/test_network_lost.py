"""The network goes while a line is typed: the page says so, and what was typed arrives once it is back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.journeys.steps import PHONE, Fit, is_home, kept, line, press, start

if TYPE_CHECKING:
    from playwright.sync_api import Route

    from conftest import Someone

pytestmark = pytest.mark.journey
NOTICED, UNSETTLED = "What we noticed", "What is not settled"


def test_the_network_goes_while_a_line_is_typed_and_comes_back(someone: Someone, fit: Fit) -> None:
    amina, tablet = someone(**PHONE), someone()
    own = start(amina)
    press(amina, "Talk about this one")
    amina.get_by_label(NOTICED).press_sequentially("Four of us")
    kept(amina)
    amina.context.set_offline(True)
    amina.get_by_label(NOTICED).press_sequentially(" named the same families.")
    status = amina.locator("[data-keep-status]")
    expect(status).to_contain_text("Not kept yet")
    amina.get_by_label(UNSETTLED).fill("Whether young carers come first.")
    expect(status).to_contain_text("Not kept yet: keeping a copy on this device, and trying again.")
    tablet.goto(own)
    press(tablet, "Come in")
    is_home(tablet)
    tablet.goto(amina.url)
    assert (line(tablet, NOTICED), line(tablet, UNSETTLED)) == ("Four of us", "")
    assert status.inner_text().startswith("Not kept yet")
    amina.context.set_offline(False)
    kept(amina)
    fit(amina)
    tablet.reload()
    assert line(tablet, NOTICED) == "Four of us named the same families."
    assert line(tablet, UNSETTLED) == "Whether young carers come first."


def test_what_is_typed_before_the_scripts_have_come_is_kept_too(someone: Someone) -> None:
    amina = someone(**PHONE)
    start(amina)
    held: list[Route] = []
    amina.route("**/*.js", lambda route: held.append(route))
    with amina.expect_navigation(wait_until="commit"):
        amina.get_by_role("button", name="Talk about this one").click()
    amina.get_by_label(NOTICED).fill("Four of us.")
    assert held
    for route in held:
        route.continue_()
    amina.unroute_all()
    kept(amina)
    amina.reload()
    assert line(amina, NOTICED) == "Four of us."
