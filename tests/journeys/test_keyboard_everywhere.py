"""Every page by keyboard alone: whatever links lead to, on a narrow screen, with all that is folded away unfolded."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

import pytest
from django.urls import resolve

from tests.journeys.keys import Keys, start
from tests.journeys.steps import PHONE

if TYPE_CHECKING:
    from conftest import Someone

pytestmark = pytest.mark.journey
NO_PAGES = {
    *("passing_on:calendar", "passing_on:text", "passing_on:try_calendar"),
    *("passing_on:decision_calendar", "passing_on:decision_text"),
}
LINKS = "[...document.querySelectorAll('a[href^=\"/\"]')].map((link) => link.getAttribute('href'))"
UNFOLD = "document.querySelectorAll('details').forEach((more) => { more.open = true })"


def test_every_page_that_links_lead_to_can_be_gone_round(someone: Someone) -> None:
    amina = Keys(someone(**PHONE))
    start(amina)
    waiting = [urlsplit(amina.page.url).path]
    amina.go("Talk about this one")
    for line in ("What we noticed", "Where we are, for now", "What is not settled", "What", "Who"):
        amina.write(line, "Ask at the breakfast.")
    amina.write("By when", "12 April 2031")
    amina.go("Keep, and make the page")
    met = set(NO_PAGES)
    while waiting:
        path = urlsplit(urljoin("/", waiting.pop(0))).path
        name = resolve(path).view_name
        if name in met:
            continue
        met.add(name)
        amina.page.goto(path)
        amina.page.evaluate(UNFOLD)
        waiting += amina.page.evaluate(LINKS)
        amina.round()
    assert {"journey:questions", "learning:suggest", "people:leave", "editions:framework", "front:help"} <= met
