"""Killed in the midst of the close or of the opening, a round is as it was; what was begun is done again, whole."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing

import pytest

from tests.durability.people import opened
from tests.kit import servers
from tests.kit.servers import Server

Run = Callable[..., "subprocess.CompletedProcess[str]"]
SENT = {"openunnamed": 5, "sent": 11, "answer": 12, "shownunnamed": 0, "samepeople": 0, "samestances": 0}
SENT |= {"closing": 1, "picture": 1, "stances": 1, "opening": 1, "counted": 1, "opened": 1}
COUNTED = SENT | {"openunnamed": 0, "sent": 0, "shownunnamed": 5, "samepeople": 1, "samestances": 2}
COUNTED |= {"closing": 2, "picture": 2, "stances": 3, "counted": 2}
OPENED = COUNTED | {"opening": 2, "opened": 2}


@pytest.fixture
def over(start_server: Callable[..., Server]) -> tuple[Server, Run]:
    """A data folder with a round whose day is over, and what runs a program there."""
    server = start_server()
    server.stop()
    environment = servers.environment(server.home, {"ALONGSIDE_DATABASE": server.database})

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "tests.durability.dying", *arguments]
        return subprocess.run(command, env=environment, check=False, capture_output=True, text=True)

    assert run("make").returncode == 0
    return server, run


def killed_everywhere(run: Run, what: str) -> list[Mapping[str, int]]:
    """Do a thing, killed at each of its statements in turn; return what was there before, and after each."""
    done = run(what)
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


@pytest.mark.data
def test_killed_at_any_statement_of_the_close_nothing_of_it_is_done(over: tuple[Server, Run]) -> None:
    _, run = over
    *killed, done = killed_everywhere(run, "count")
    assert len(killed) > 25 and all(each == SENT for each in killed)
    assert done == COUNTED


@pytest.mark.data
def test_killed_at_any_statement_of_the_opening_it_is_not_open(over: tuple[Server, Run]) -> None:
    _, run = over
    assert run("count").returncode == 0
    *killed, done = killed_everywhere(run, "due")
    assert len(killed) > 4 and all(each == COUNTED for each in killed)
    assert done == OPENED


@pytest.mark.data
def test_killed_as_it_is_counted_and_opened_at_once_neither_is_done(over: tuple[Server, Run]) -> None:
    _, run = over
    *killed, done = killed_everywhere(run, "together")
    assert len(killed) > 25 and all(each == SENT for each in killed)
    assert done == OPENED


def rows(server: Server) -> Iterator[tuple[str, int]]:
    with closing(opened(server)) as connection:
        cursor = connection.cursor()
        for table in (name for name in SENT if name not in ("counted", "opened")):
            yield table, cursor.execute(f"SELECT count(*) FROM rounds_{table}").fetchone()[0]  # noqa: S608


@pytest.mark.data
def test_killed_in_the_midst_of_the_close_it_is_finished_at_the_next_start(over: tuple[Server, Run]) -> None:
    server, run = over
    assert run("die", "14").returncode == -signal.SIGKILL
    assert SENT.items() >= dict(rows(server)).items()
    again = servers.start(server.home, more={"ALONGSIDE_DATABASE": server.database})
    try:
        assert COUNTED.items() >= dict(rows(again)).items()
    finally:
        again.stop()
