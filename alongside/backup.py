"""Making a backup: a whole copy of the database, made while people go on writing, looked through, and wrapped.

SQLite itself makes the copy (`VACUUM INTO`): it holds everything that was kept before it began, and nothing that was
deleted.
"""

from __future__ import annotations

import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote

from django.core.files import locks

from alongside import envelope
from alongside.refusal import Refusal

PATIENCE = 20
KEPT = 5
"""How many of the copies that are made by themselves are kept, of each kind."""


LEFT_OUT = ("rounds_openunnamed", "rounds_sent")
"""Tables that no copy holds: while answers are open they say what was sent without a name, and who has sent. Two copies
made on two days could be compared, to find out who sent what between them."""
MADE_ANEW = ("finding_entry",)
"""Copies of words, to find them by. What keeps them right is left out too, by how its name begins: no copy that can be
put back does anything by itself."""
OVER_SOON = ("mail_waitingletter", "mail_code", "mail_tally")
"""Tables that no copy holds either: codes and letters, which are over in minutes or days and let somebody in."""


class Broken(Exception):
    """A database file is broken, or is not of our making; says how."""


class Damaged(Refusal):
    """The database that a backup was to be made of is itself broken."""

    def __init__(self, how: object) -> None:
        super().__init__(f"The database is damaged ({how}), so no backup was made of it: put the last good one back.")


def name_for(kind: str, at: datetime) -> str:
    """Return the name of a backup of this `kind` made at `at`; such names sort by age."""
    return f"{kind}-{at.astimezone(UTC):%Y%m%d-%H%M%S-%f}.zip"


def make(database: Path, place: Path, *, at: datetime) -> envelope.Manifest:
    """Write a backup of the SQLite file `database` to `place`. Raises Refusal, and leaves nothing, if it cannot.

    Raises Damaged if what cannot be read is the database.
    """
    if place.exists():
        raise Refusal(f"There is a file {place} already, and it was left alone: name another.")
    try:
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with _scratch(database.parent) as copy:
            _copy(database, copy)
            return envelope.wrap(copy, place, migrations=examine(copy), at=at)
    except Broken as broken:
        raise Damaged(broken) from broken
    except OSError as error:
        raise Refusal(
            f"No backup could be written to {place} ({error.strerror}): make room, or name another place."
        ) from error


@contextmanager
def _scratch(home: Path) -> Iterator[Path]:
    """Give a place in `home` for a copy, which is taken away afterwards; one backup is made at a time."""
    with (home / ".backing-up").open("w") as lock:
        locks.lock(lock, locks.LOCK_EX)
        for left in home.glob(".copy-*"):  # by a backup that was killed
            left.unlink()
        copy = home / f".copy-{secrets.token_hex(4)}"
        try:
            yield copy
        finally:
            copy.unlink(missing_ok=True)


def _copy(database: Path, copy: Path) -> None:
    with envelope.own_file(copy):
        pass  # SQLite writes into an empty file, and this one only its owner may read
    try:
        with closing(connect(database, "rw")) as connection:
            connection.execute("VACUUM INTO ?", [str(copy)])
        _leave_out(copy)
    except sqlite3.DatabaseError as error:
        if is_damage(error):
            raise Broken(error) from error
        raise Refusal(f"No backup could be made ({error}): if the disk is full, make room and try again.") from error


def _leave_out(copy: Path) -> None:
    """Take out of a copy what joins somebody to what they send without a name; VACUUM leaves no byte of it."""
    with closing(connect(copy, "rw")) as connection:
        dropped = _leave_out_what_is_made_anew(connection)
        there = {name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
        left_out = [table for table in LEFT_OUT + OVER_SOON + MADE_ANEW if table in there]
        gone = [connection.execute(f"DELETE FROM {table}").rowcount for table in left_out]  # noqa: S608
        if dropped or any(gone):
            connection.execute("VACUUM")


def _leave_out_what_is_made_anew(connection: sqlite3.Connection) -> int:
    """Take out the index of what can be found, and the triggers that keep it: the next start makes it. Say how many."""
    ours = "name LIKE 'finding\\_%' ESCAPE '\\' AND (type IN ('trigger', 'view') OR sql LIKE 'CREATE VIRTUAL %')"
    found = connection.execute(f"SELECT type, name FROM sqlite_schema WHERE {ours} ORDER BY type = 'table'").fetchall()  # noqa: S608
    for kind, name in found:
        connection.execute(f'DROP {kind} "{name}"')
    return len(found)


def connect(database: Path, mode: str) -> sqlite3.Connection:
    """Open a SQLite file by itself, without Django: `mode` is "rw", or "ro" for a file that nobody else uses."""
    alone = "&immutable=1" if mode == "ro" else ""
    address = f"file:{quote(str(database))}?mode={mode}{alone}"
    return sqlite3.connect(address, uri=True, timeout=PATIENCE, isolation_level=None)


def is_damage(error: sqlite3.DatabaseError) -> bool:
    """Whether `error` says that the file itself is broken, rather than busy, full or forbidden."""
    return getattr(error, "sqlite_errorname", "").startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB"))


def examine(copy: Path) -> tuple[str, ...]:
    """Return the migrations of the database file `copy`; raises Broken unless it is whole and of our making."""
    try:
        with closing(connect(copy, "ro")) as connection:
            connection.execute("PRAGMA trusted_schema=OFF")
            (found,) = connection.execute("PRAGMA integrity_check(1)").fetchone()
            if found != "ok":
                raise Broken(found)
            if connection.execute("PRAGMA foreign_key_check").fetchone():
                raise Broken("something in it points to what is not there")
            if connection.execute("SELECT 1 FROM sqlite_schema WHERE type IN ('trigger', 'view')").fetchone():
                raise Broken("there is something in it that Alongside never makes")
            done = connection.execute("SELECT app || '.' || name FROM django_migrations ORDER BY id")
            return tuple(str(row[0]) for row in done)
    except sqlite3.DatabaseError as error:
        raise Broken(error) from error


def prune(folder: Path, kind: str, *, spare: Path | None = None) -> None:
    """Take away all but the newest `KEPT` of the backups of one `kind` in `folder`, and never `spare`."""
    for old in sorted(folder.glob(f"{kind}-*.zip"))[:-KEPT]:
        if spare is None or old.resolve() != spare.resolve():
            old.unlink()
