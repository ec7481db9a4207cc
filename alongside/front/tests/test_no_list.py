"""What somebody looked at is written down nowhere."""

from __future__ import annotations

import urllib.error
import urllib.request

import pytest

from tests.kit.servers import Server

LOOKED_AT = (
    "/help/?lookedatthis",
    "/framework/?lookedatthis",
    "/join/lookedatthis/",
    "/in/lookedatthis/",
    "/lookedatthis/",
)
BROWSER = "Lookedatthis/1.0"


@pytest.mark.promise("no-list")
def test_no_file_of_the_server_says_what_was_looked_at(server: Server) -> None:
    for address in LOOKED_AT:
        asked = urllib.request.Request(server.url + address, headers={"User-Agent": BROWSER})  # noqa: S310
        try:
            urllib.request.urlopen(asked, timeout=10).close()  # noqa: S310
        except urllib.error.HTTPError as told:
            assert told.code == 404
            told.close()
    files = [path for path in server.home.rglob("*") if path.is_file()]
    assert any(path.name == "server.log" for path in files)
    assert [path.name for path in files if b"lookedatthis" in path.read_bytes().lower()] == []
