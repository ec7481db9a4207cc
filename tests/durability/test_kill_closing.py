"""Killed in the midst of the close, a round is as it was, and the next start finishes it."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Callable, Mapping
from contextlib import closing

import pytest

from tests.durability.people import opened
from tests.kit import servers
from tests.kit.servers import Server

TABLES = ("openunnamed", "sent", "answer", "closing", "picture", "shownunnamed")
BEFORE = {"openunnamed": 5, "sent": 6, "answer": 1, "closing": 0, "picture": 0, "shownunnamed": 0}
AFTER = {"openunnamed": 0, "sent": 0, "answer": 1, "closing": 1, "picture": 1, "shownunnamed": 5}


def rows(server: Server) -> Mapping[str, int]:
    with closing(opened(server)) as connection:
        cursor = connection.cursor()
        return {table: cursor.execute(f"SELECT count(*) FROM rounds_{table}").fetchone()[0] for table in TABLES}  # noqa: S608  # noqa: S608


@pytest.mark.data
def test_killed_in_the_midst_of_the_close_it_is_finished_at_the_next_start(
    start_server: Callable[..., Server],
) -> None:
    server = start_server()
    server.stop()
    more = {"ALONGSIDE_DATABASE": server.database}

    def run(*arguments: str) -> int:
        command = [sys.executable, "-m", "tests.durability.dying", *arguments]
        return subprocess.run(command, env=servers.environment(server.home, more), check=False).returncode

    assert run("make") == 0
    for statement in (4, 9, 14):
        assert run("die", str(statement)) == -signal.SIGKILL
        assert rows(server) == BEFORE
    again = servers.start(server.home, more=more)
    try:
        assert rows(again) == AFTER
    finally:
        again.stop()
