"""What every story may ask for: `fit`, which looks whether a page is fit for everybody."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from conftest import PATIENCE
from tests.journeys.steps import Fit

if TYPE_CHECKING:
    from playwright.sync_api import Page

FOOT = ["Help", "Who sees what", "Privacy", "If someone is in danger"]
MORE = "Everything Alongside can do"
WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"

expect.set_options(timeout=PATIENCE)


@pytest.fixture
def fit(axe: Callable[[Page], None]) -> Fit:
    """Assert that a page is fit: axe, nothing sideways, one great heading, and help where it always is.

    Only with scripts: axe is one itself.
    """

    def check(page: Page) -> None:
        page.wait_for_load_state()
        axe(page)
        assert page.evaluate(WIDE) == 0, f"{page.url} scrolls sideways"
        assert page.get_by_role("heading", level=1).count() == 1, page.url
        last = page.locator("body > :last-child")
        foot = last.get_by_role("navigation", name="Help").get_by_role("link").all_inner_texts()
        assert (foot[:4], foot[4:]) in ((FOOT, []), (FOOT, [MORE])), page.url

    return check
