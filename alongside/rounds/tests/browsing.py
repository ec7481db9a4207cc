"""Answering in a real browser: where the words go, and what the page says of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from playwright.sync_api import expect

from tests.kit import asked
from tests.kit.browsers import STORES, wait_until

if TYPE_CHECKING:
    from playwright.sync_api import Page

VISION, POWER, ACTION = asked.QUESTIONS
WORDS = f"[name='{POWER}-words']"
Come = Callable[..., "Page"]
"""Brings the person of a number to a page of the round (conftest.py)."""


def says(page: Page, words: str) -> None:
    expect(page.locator("[data-keep-status]")).to_contain_text(words)


def has_a_copy(page: Page) -> None:
    wait_until(lambda: any("keep" in each for each in page.evaluate(STORES)))


def press(page: Page, button: str) -> None:
    with page.expect_navigation():
        page.get_by_role("button", name=button, exact=True).click()
