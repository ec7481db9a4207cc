"""What the tests of answering in a browser may ask for: people who are asked, and one of them at a page."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, count
from typing import TYPE_CHECKING

import pytest

from alongside.rounds.tests.browsing import POWER, Come
from tests.kit import asked, servers

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from conftest import Someone


@pytest.fixture
def server(shared_server: servers.Server) -> servers.Server:
    """One for them all: each test has a partnership of its own."""
    return shared_server


@pytest.fixture(scope="module")
def partnerships(shared_server: servers.Server) -> Iterator[asked.Served]:
    """Partnerships of nine, who are asked without names, made some at a time."""
    more = {"ALONGSIDE_DATABASE": shared_server.database}
    return chain.from_iterable(asked.several(shared_server.home, 9, 12, more) for _ in count())


@pytest.fixture
def here(partnerships: Iterator[asked.Served]) -> asked.Served:
    """One that no other test has met."""
    return next(partnerships)


@pytest.fixture
def come(server: servers.Server, someone: Someone, here: asked.Served) -> Come:
    """Bring the person of that number to a page of the round, with a browser of their own or in another's."""

    def arrive(
        number: int, at: str = f"answer/{POWER}/", *, beside: Page | None = None, js: bool = True, width: int = 1280
    ) -> Page:
        page = beside.context.new_page() if beside else someone(js=js, width=width)
        name, _, value = here.cookie(number).partition("=")
        page.context.add_cookies([{"name": name, "value": value, "url": server.url}])
        page.goto(server.url + here.at(at))
        return page

    return arrive
