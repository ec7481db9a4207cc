"""In a real browser nothing that was written runs, with the content security policy on and with it off."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.hostile.everywhere import everywhere
from tests.kit.servers import Server

if TYPE_CHECKING:
    from playwright.sync_api import Dialog

    from conftest import Someone


@pytest.mark.journey
@pytest.mark.parametrize("first", [0, 25, 50])
def test_nothing_written_runs(server: Server, someone: Someone, first: int) -> None:
    filled = everywhere(server.home, first)
    name, value = filled["cookie"]
    for policy in (False, True):  # without the policy, then with it; `someone` fails on what breaks it
        page = someone(bypass_csp=not policy)
        page.context.add_cookies([{"name": name, "value": value, "url": server.url}])
        dialogs: list[str] = []

        def refuse(dialog: Dialog, said: list[str] = dialogs) -> None:
            said.append(dialog.message)
            dialog.dismiss()

        page.on("dialog", refuse)
        for path in filled["pages"]:
            if path.endswith((".ics", "/text/", "/save/")) or "/you/mail/" in path:  # no mail is set up here
                continue
            answer = page.goto(path)
            assert answer
            assert answer.status == 200, path
            assert page.evaluate("window.pwned") is None, f"{path} ran what somebody wrote"
            # where something is open to all already, the page that opens it leads to what there is to look at
            assert page.url in (server.url + path, server.url + re.sub(r"/open/$", "/opened/", path))
        assert not dialogs
