"""Who was erased can be read in no file of the database's, nor in an older copy that is put back (P-09, R-14).

The search is shown to bite: before, it finds them.
"""

from __future__ import annotations

import re
import secrets
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from alongside.home import secret_key_file
from tests.durability.answering import asked_of
from tests.durability.people import opened
from tests.durability.test_sealed_on_disk import Browser, found, shapes
from tests.kit import peopled, servers
from tests.kit.footing import POSTGRESQL
from tests.kit.peopled import Peopled
from tests.kit.servers import Server

WHO = 3
MINUTE = 60
ERASE = {"answers": "remove", "typed": "erase me"}


def leaves_traces(server: Server, people: Peopled) -> dict[str, str]:
    """Let somebody leave a word of their own wherever they can; return these words."""
    here = Browser(server, people, WHO)
    word = {name: f"canary{secrets.token_hex(8)}" for name in ("before", "name", "sent", "draft")}
    first, second, *_ = asked_of(people)[people.named]
    for name in ("before", "name"):
        assert here.ask("you/name/", {"name": word[name]})[0] == 302
    here.keep(people.named, first, word["sent"])
    here.send(people.named)
    here.keep(people.named, second, word["draft"])
    return word


def erased(server: Server, people: Peopled) -> None:
    """Let them be erased."""
    assert Browser(server, people, WHO).ask("you/erase/", dict(ERASE))[0] == 302


def in_postgresql(server: Server, word: str) -> list[str]:
    """Return the tables and indexes in whose files the word lies in some shape."""
    with closing(opened(server)) as connection:
        cursor = connection.cursor()
        cursor.execute("CHECKPOINT")
        cursor.execute(
            "SELECT relname, pg_read_binary_file(pg_relation_filepath(oid)) FROM pg_class "
            "WHERE relkind IN ('r', 'i', 't') AND relnamespace = 'public'::regnamespace"
        )
        return [name for name, held in cursor.fetchall() if any(shape in bytes(held) for shape in shapes(word))]


def lies_in(server: Server, word: str) -> list[str]:
    return in_postgresql(server, word) if POSTGRESQL else found(word, server.home)


def traces(server: Server, word: dict[str, str]) -> dict[str, list[str]]:
    """Return where any of the words still lies: the tick sweeps them away."""
    return {name: there for name, each in word.items() if (there := lies_in(server, each))}


@pytest.mark.data
@pytest.mark.promise("erased-in-bytes")
def test_of_somebody_erased_no_byte_is_left(start_server: Callable[..., Server]) -> None:
    server = start_server()
    more = {"ALONGSIDE_DATABASE": server.database}
    people = peopled.people(server.home, 9, more, asked=True)
    word = leaves_traces(server, people)
    assert lies_in(server, word["name"]), "the search finds nothing at all"
    assert lies_in(server, word["sent"]), "the search finds nothing at all"
    erased(server, people)
    until = time.monotonic() + MINUTE
    while (left := traces(server, word)) and time.monotonic() < until:
        time.sleep(1)
    assert left == {}


@pytest.mark.promise("erased-again")
@pytest.mark.parametrize("key", ["kept", "lost"])
def test_an_older_copy_that_is_put_back_brings_nobody_back(
    start_server: Callable[..., Server], tmp_path: Path, key: str
) -> None:
    server = start_server(ALONGSIDE_DATABASE="")
    people = peopled.people(server.home, 9, {"ALONGSIDE_DATABASE": ""}, asked=True)
    word = leaves_traces(server, people)
    copy = tmp_path / "elsewhere.zip"
    alongside(server.home, "backup", str(copy))
    erased(server, people)
    server.stop()
    if key == "lost":
        secret_key_file(server.home).unlink()
    told = alongside(server.home, "restore", str(copy))
    assert re.search(r"erased again: 1\b", told)
    assert {name: there for name, each in word.items() if (there := found(each, server.home))} == {}
    again = servers.start(server.home, more={"ALONGSIDE_DATABASE": ""})
    try:
        assert Browser(again, people, WHO).ask("you/")[0] == 404
        assert "Somebody who left" in Browser(again, people, 0).ask("people/")[1]
    finally:
        again.stop()


def alongside(home: Path, *arguments: str) -> str:
    """Run a command on this data, and return what it says."""
    command = [sys.executable, "-m", "alongside", *arguments]
    environment = servers.environment(home, {"ALONGSIDE_DATABASE": ""})
    return subprocess.run(command, env=environment, check=True, capture_output=True, text=True).stdout
