"""A watch on every statement of every test: what writes does so in a transaction that was opened for writing (R-09).

SQLite: a transaction that begins with a read and writes later fails at once when another writes in between, without
waiting its turn; so every one is to begin with BEGIN IMMEDIATE. Both databases: a write of ours outside of any
transaction, which the test's own does not count for, could be half of something. Writes that a test makes itself,
without any of our code on the way, are its own business.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

import alongside

OURS = str(Path(alongside.__file__).parent)
UPGRADES = 'INTO "django_migrations"'
"""How Django notes an upgrade that is done, outside of its transaction if indexes came last."""
WRITES = ("INSERT", "UPDATE", "DELETE", "REPLACE")
Execute = Callable[[str, Any, bool, dict[str, Any]], Any]


class Watch:
    """Sees every statement of the connections it is put on; `.wrong` says which ones were amiss, and where."""

    def __init__(self, ours: Callable[[str], bool]) -> None:
        self.ours = ours
        self.wrong: list[str] = []
        self.begun = 0
        self.written = 0

    def __call__(self, execute: Execute, sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
        """Look at one statement and let it pass."""
        word = sql.lstrip("( \n").split(None, 1)[0].upper() if sql.strip() else ""
        connection = context["connection"]
        if word == "BEGIN" and connection.vendor == "sqlite":
            self.begun += 1
            if "IMMEDIATE" not in sql.upper():
                self.wrong.append(f"a deferred transaction: {sql}")
        if word in WRITES:
            self._wrote(sql, connection)
        return execute(sql, params, many, context)

    def _wrote(self, sql: str, connection: Any) -> None:
        place = self._our_place(sys._getframe(2))
        if place is None or UPGRADES in sql:
            return
        self.written += 1
        if all(block._from_testcase for block in connection.atomic_blocks):
            self.wrong.append(f"outside of any transaction, at {place}: {sql[:60]}")

    def _our_place(self, frame: FrameType | None) -> str | None:
        """Return where in our own code, nearest to the database, this comes from; None if it does not."""
        while frame is not None:
            if self.ours(frame.f_code.co_filename):
                return f"{frame.f_code.co_filename}:{frame.f_lineno}"
            frame = frame.f_back
        return None


def in_our_code(file: str) -> bool:
    """Whether a file is Alongside's own, and none of its tests or of what upgrades the database."""
    return file.startswith(OURS) and "/tests/" not in file and not file.endswith("/preparing.py")


_watch = Watch(in_our_code)


def _put_on(sender: object, connection: Any, **more: object) -> None:
    if _watch not in connection.execute_wrappers:
        connection.execute_wrappers.append(_watch)


@pytest.fixture(autouse=True, scope="session")
def _every_connection() -> Iterator[None]:
    from django.db import connections
    from django.db.backends.signals import connection_created

    connection_created.connect(_put_on, dispatch_uid="tests.transactions")
    for connection in connections.all(initialized_only=True):
        _put_on(None, connection)
    yield
    connection_created.disconnect(dispatch_uid="tests.transactions")


@pytest.fixture(autouse=True)
def _nothing_written_by_halves() -> Iterator[None]:
    """Fail a test whose statements were amiss."""
    _watch.wrong.clear()
    yield
    assert not _watch.wrong, _watch.wrong
