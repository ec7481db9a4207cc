"""The pages that anybody may read, in a real browser: nothing asked of elsewhere, and fit for everybody."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from conftest import Someone

GUIDES = ("/guide/first-meeting/", "/guide/running-it/")
PAGES = ("/", "/help/", "/who-sees-what/", "/privacy/", "/danger/", *GUIDES, "/framework/")


@pytest.mark.journey
@pytest.mark.promise("no-other-server")
@pytest.mark.parametrize("js", [True, False], ids=["with scripts", "without"])
def test_no_page_asks_another_server_for_anything(someone: Someone, js: bool) -> None:
    page = someone(js=js)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for address in PAGES:
        page.goto(address, wait_until="networkidle")
    home = page.url.removesuffix("/framework/")
    assert len(asked) > len(PAGES)  # the style sheet at least was asked for, so asking is seen
    assert [url for url in asked if not url.startswith(f"{home}/")] == []


@pytest.mark.journey
@pytest.mark.parametrize("width", [320, 1280])
def test_every_page_is_fit_for_everybody(someone: Someone, axe: Callable[[Page], None], width: int) -> None:
    page = someone(width=width)
    for address in PAGES:
        page.goto(address)
        axe(page)
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide == 0, address
