"""A page that broke leaves one line for whoever runs the server, and nothing in it of anybody who uses it."""

from __future__ import annotations

import http.client
import re
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from urllib.parse import urlencode, urlsplit

from tests.durability.people import opened
from tests.kit import peopled, servers
from tests.kit.servers import Server

WORDS, ASKED, BROWSER = "canarywords", "canaryquery", "canarybrowser"
KEY = "k" * 32


BREAKS = f"""
import asyncio
from alongside import asgi

async def breaks(*_):
    raise ValueError("{WORDS}")

asgi._pages = breaks
asyncio.run(asgi.application({{"type": "http", "path": "/in/{ASKED}/"}}, None, None))
"""


def broken(server: Server, method: str, place: str, cookie: str) -> None:
    """Ask for a page that breaks, with a form full of words."""
    address = urlsplit(server.url)
    form = urlencode({"noticed-words": WORDS, "noticed-seen": "0", "csrfmiddlewaretoken": KEY})
    headers = {
        "Cookie": f"{cookie}; csrf={KEY}",
        "Content-Type": "application/x-www-form-urlencoded",
        "User-Agent": BROWSER,
    }
    with closing(http.client.HTTPConnection(address.hostname or "", address.port, timeout=30)) as connection:
        connection.request(method, f"{place}?not={ASKED}", form if method == "POST" else None, headers)
        answer = connection.getresponse()
        assert answer.status == 500
        assert b"Something broke here" in answer.read()


def test_a_page_that_broke_says_where_and_holds_nobodys_words_or_address(server: Server) -> None:
    here = peopled.people(server.home, 1, {"ALONGSIDE_DATABASE": server.database})
    with closing(opened(server)) as database:
        database.execute(f"ALTER TABLE learning_line RENAME TO {WORDS}")
        database.commit()
    place = f"/p/{here.partnership}/talks/{here.talks[0]}/"
    broken(server, "POST", place, here.cookie(0))
    broken(server, "GET", place, here.cookie(0))
    server.stop()
    posted, looked = server.log.splitlines()
    shape = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ %s learning:talk django\.db\.utils\.(Operational|Programming)Error: (.*)"
    post, get = re.fullmatch(shape % "POST", posted), re.fullmatch(shape % "GET", looked)
    assert post
    assert get
    assert re.search(r"learning/views/talks\.py:\d+ talk > learning/commands/keeping\.py:\d+ keep > ", post[2])
    assert re.search(r"learning/views/talks\.py:\d+ talk > learning/pages/talks\.py:\d+ talk_page > ", get[2])
    for secret in (
        WORDS,
        ASKED,
        BROWSER,
        KEY,
        here.partnership,
        here.talks[0],
        here.secrets[0],
        "Amina",
        "Harbour",
        "learning_line",
        str(server.home),
    ):
        assert secret not in server.log


def test_what_breaks_around_a_page_is_told_no_other_way(tmp_path: Path) -> None:
    """The server by itself would print the message and all."""
    told = subprocess.run(
        [sys.executable, "-c", BREAKS], env=servers.environment(tmp_path), capture_output=True, text=True, check=False
    )
    assert told.returncode == 0, told.stderr
    assert re.fullmatch(r"\S+Z \? \? builtins\.ValueError: asgi\.py:\d+ application\n", told.stderr)
