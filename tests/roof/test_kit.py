"""What the tests stand on, tried itself: a watch that never barks would prove nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from conftest import _watch
from tests.kit.footing import POSTGRESQL
from tests.kit.servers import Server

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page


@pytest.mark.journey
def test_the_watch_sees_what_a_page_asks_of_other_hosts(browser: Browser, server: Server) -> None:
    wrong: list[str] = []
    page = browser.new_page()
    _watch(page, server.url, wrong)
    page.goto(f"{server.url}/healthz")
    assert wrong == []
    page.goto("about:blank")
    page.set_content('<img src="http://elsewhere.example/x.png">')
    page.wait_for_timeout(200)
    page.evaluate("setTimeout(() => { throw new Error('broken') })")
    page.wait_for_timeout(200)
    page.close()
    assert any("asked elsewhere: http://elsewhere.example" in fault for fault in wrong)
    assert any("broken" in fault for fault in wrong)


@pytest.mark.journey
def test_axe_sees_what_is_wrong(browser: Browser, axe: Callable[[Page], None]) -> None:
    page = browser.new_page()
    page.set_content('<html lang="en"><title>x</title><main><h1>Hello</h1><input></main>')
    with pytest.raises(AssertionError, match="label"):
        axe(page)
    page.set_content('<html lang="en"><title>x</title><main><h1>Hello</h1><label>Name <input></label></main>')
    axe(page)
    page.close()


@pytest.mark.data
def test_a_server_keeps_its_data_in_the_database_asked_for(server: Server) -> None:
    assert (server.home / "secret-key").exists()
    assert ("postgresql" in server.database) == POSTGRESQL


@pytest.mark.data
def test_two_servers_share_nothing(start_server: Callable[..., Server]) -> None:
    one, other = start_server(), start_server()
    assert one.url != other.url
    assert one.home != other.home
    assert one.database == other.database == "" or one.database != other.database
