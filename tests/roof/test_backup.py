"""Making backups: whole, while others write, and nothing left lying about (R-12, small)."""

from __future__ import annotations

import errno
import os
import sqlite3
import stat
import threading
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from alongside import backup, envelope
from alongside.refusal import Refusal

AT = datetime(2026, 3, 29, 1, 30, tzinfo=UTC)


@pytest.fixture
def database(tmp_path: Path) -> Path:
    place = tmp_path / "home" / "alongside.sqlite3"
    place.parent.mkdir()
    with closing(opened(place)) as connection:
        connection.execute("CREATE TABLE django_migrations (id INTEGER PRIMARY KEY, app TEXT, name TEXT)")
        connection.execute("INSERT INTO django_migrations (app, name) VALUES ('words', '0001')")
        connection.execute("CREATE TABLE words (id INTEGER PRIMARY KEY, line)")
        connection.execute("CREATE TABLE copies (id INTEGER PRIMARY KEY, word REFERENCES words)")
    return place


def opened(place: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(place, timeout=20, isolation_level=None)
    connection.executescript("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON")
    return connection


class Writer(threading.Thread):
    """Keeps words, each with its copy in the same transaction, until told to stop."""

    def __init__(self, database: Path) -> None:
        super().__init__()
        self.database, self.kept, self.enough = database, 0, threading.Event()

    def run(self) -> None:
        with closing(opened(self.database)) as connection:
            while not self.enough.is_set():
                connection.execute("BEGIN IMMEDIATE")
                made = connection.execute("INSERT INTO words (line) VALUES (?)", ["word " * 40]).lastrowid
                connection.execute("INSERT INTO copies (word) VALUES (?)", [made])
                connection.execute("COMMIT")
                self.kept = made or 0


@pytest.fixture
def writer(database: Path) -> Iterator[Writer]:
    writer = Writer(database)
    writer.start()
    yield writer
    writer.enough.set()
    writer.join()


def test_each_backup_holds_all_that_was_kept_before_it_began_and_no_halves(
    database: Path, writer: Writer, tmp_path: Path
) -> None:
    seen = []
    for number in range(5):
        before = writer.kept
        backup.make(database, tmp_path / f"{number}.zip", at=AT)
        envelope.unpack(tmp_path / f"{number}.zip", tmp_path / f"{number}.sqlite3")
        with closing(backup.connect(tmp_path / f"{number}.sqlite3", "ro")) as copy:
            words, copies = copy.execute("SELECT (SELECT max(id) FROM words), (SELECT max(id) FROM copies)").fetchone()
        assert words == copies
        assert (words or 0) >= before  # and perhaps what was kept while it ran
        seen.append(before)
    assert seen[-1] > seen[0], "nobody wrote meanwhile, so nothing was tried"


def test_nothing_lies_beside_a_backup_or_the_data_and_only_its_owner_reads_it(database: Path, tmp_path: Path) -> None:
    place = tmp_path / "new folder" / "b.zip"
    backup.make(database, place, at=AT)
    assert [path.name for path in place.parent.iterdir()] == ["b.zip"]
    assert stat.S_IMODE(place.stat().st_mode) == 0o600
    assert {path.name for path in database.parent.iterdir()} == {"alongside.sqlite3", ".backing-up"}


def test_what_was_deleted_is_in_no_backup(database: Path, tmp_path: Path) -> None:
    with closing(opened(database)) as connection:
        connection.execute("INSERT INTO words (line) VALUES ('canary-7391')")
        backup.make(database, tmp_path / "with.zip", at=AT)
        connection.execute("DELETE FROM words")
        backup.make(database, tmp_path / "without.zip", at=AT)
    assert b"canary-7391" in (tmp_path / "with.zip").read_bytes()
    assert b"canary-7391" not in (tmp_path / "without.zip").read_bytes()


def test_a_file_that_is_there_is_left_alone(database: Path, tmp_path: Path) -> None:
    (tmp_path / "b.zip").write_text("a letter")
    with pytest.raises(Refusal, match="left alone"):
        backup.make(database, tmp_path / "b.zip", at=AT)
    assert (tmp_path / "b.zip").read_text() == "a letter"


def test_of_a_damaged_database_no_backup_is_made(database: Path, tmp_path: Path) -> None:
    database.write_bytes(database.read_bytes()[:4096] + b"\xff" * 8192)
    with pytest.raises(backup.Damaged, match="put the last good one back"):
        backup.make(database, tmp_path / "b.zip", at=AT)
    assert [path.name for path in tmp_path.iterdir()] == ["home"]


def test_what_points_nowhere_is_damage(database: Path, tmp_path: Path) -> None:
    with closing(opened(database)) as connection:
        connection.execute("INSERT INTO copies (word) VALUES (99)")
    with pytest.raises(backup.Damaged, match="points to what is not there"):
        backup.make(database, tmp_path / "b.zip", at=AT)


def test_what_alongside_never_makes_is_damage(database: Path, tmp_path: Path) -> None:
    with closing(opened(database)) as connection:
        connection.execute("CREATE TRIGGER evil AFTER INSERT ON words BEGIN DELETE FROM words; END")
    with pytest.raises(backup.Damaged, match="never makes"):
        backup.make(database, tmp_path / "b.zip", at=AT)


def test_on_a_full_disk_there_is_a_sentence_and_no_half_backup(
    database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(Refusal, match=r"No space left.*make room"):
        backup.make(database, tmp_path / "b.zip", at=AT)
    assert [path.name for path in tmp_path.iterdir()] == ["home"]


def test_what_a_killed_backup_left_is_taken_away_by_the_next(database: Path, tmp_path: Path) -> None:
    (database.parent / ".copy-0001").write_text("half of everything")
    backup.make(database, tmp_path / "b.zip", at=AT)
    assert not (database.parent / ".copy-0001").exists()


def test_the_newest_five_of_a_kind_are_kept(tmp_path: Path) -> None:
    made = [tmp_path / backup.name_for("before-upgrade", AT + timedelta(minutes=30 * step)) for step in range(8)]
    other = tmp_path / backup.name_for("alongside", AT)
    for place in [*made, other]:
        place.touch()
    backup.prune(tmp_path, "before-upgrade", spare=made[1])
    assert set(tmp_path.iterdir()) == {*made[-5:], made[1], other}
