"""Putting a backup back: whole or not at all, and what was there is kept (R-13)."""

from __future__ import annotations

import hashlib
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from pytest_django import DjangoDbBlocker

from alongside import backup, envelope, hold, restore
from alongside.home import database_file
from alongside.refusal import Refusal
from tests.kit import peopled, servers
from tests.kit.footing import POSTGRESQL
from tests.kit.servers import Server
from tests.roof.test_serving import refused

pytestmark = pytest.mark.skipif(POSTGRESQL, reason="a PostgreSQL has backups of its own")
MADE = datetime(2026, 3, 20, 11, 0, tzinfo=UTC)
LATER = datetime(2026, 3, 20, 12, 0, tzinfo=UTC)


ON_THE_WALL = """
INSERT INTO people_roomcode (partnership_id, ref, code, approved, places, taken, made_by_id, opens_at, closes_at)
    VALUES (1, 'abcdefghjkmn', 'ABCD2345', 1, 20, 1, 1, '2026-03-20 10:00:00', '2026-03-20 14:00:00');
INSERT INTO people_knock (room_id, ref, secret_hash, device_label, name, at)
    VALUES (1, 'abcdefghjkmp', x'01', 'Firefox on Android', 'Sam', '2026-03-20 10:05:00');
INSERT INTO people_personallink (membership_id, ref, secret_hash, own, made_at, made_by_id)
    VALUES (1, 'abcdefghjkmq', x'02', 1, '2026-03-20 10:00:00', 1);
"""


@pytest.fixture(autouse=True)
def by_itself(django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Let Django open files of our own; the tests' database is not touched here."""
    with django_db_blocker.unblock():
        yield


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A data folder that has nothing in it yet."""
    place = tmp_path / "home"
    place.mkdir()
    return place


@pytest.fixture(scope="session")
def lived_in(prepared_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with three people in it, a code on the wall, somebody knocking, and a link of one's own."""
    place = tmp_path_factory.mktemp("lived-in") / "home"
    shutil.copytree(prepared_home, place)
    peopled.people(place, 3, {"ALONGSIDE_DATABASE": ""})
    with closing(sqlite3.connect(database_file(place))) as opened:
        opened.executescript(ON_THE_WALL)
    return database_file(place)


@pytest.fixture
def lively(lived_in: Path, tmp_path: Path) -> Path:
    """A backup of that database."""
    backup.make(lived_in, tmp_path / "lively.zip", at=MADE)
    return tmp_path / "lively.zip"


def rows(database: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table, but of those that are made anew at the next start."""
    with closing(sqlite3.connect(database)) as opened:
        wanted = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'finding%' ORDER BY name"
        tables = [row[0] for row in opened.execute(wanted)]
        return {
            table: sorted(opened.execute(f'SELECT * FROM "{table}"'), key=repr)  # noqa: S608
            for table in tables
        }


def count(home: Path, condition: str) -> int:
    with closing(sqlite3.connect(database_file(home))) as opened:
        return int(opened.execute(f"SELECT count(*) FROM {condition}").fetchone()[0])  # noqa: S608


def put_back(home: Path, file: Path, *, revoke_links: bool = False, hours: int = 0) -> restore.Restored:
    return restore.restore(home, file, at=LATER + timedelta(hours=hours), revoke_links=revoke_links)


def files(home: Path) -> set[str]:
    return {path.name for path in home.iterdir()}


def test_every_row_comes_back(lived_in: Path, lively: Path, home: Path) -> None:
    before = rows(lived_in)
    done = put_back(home, lively)
    after = rows(database_file(home))
    touched = {"people_roomcode", "people_knock", "partnerships_moment", "sqlite_sequence"}
    assert {table: told for table, told in after.items() if table not in touched} == {
        table: told for table, told in before.items() if table not in touched
    }
    assert len(after["partnerships_moment"]) == len(before["partnerships_moment"]) + 1
    assert (done.partnerships, done.replaced) == (1, None)
    assert {"people_device", "people_personallink", "partnerships_membership"} <= after.keys() - touched
    assert files(home) == {"alongside.sqlite3", ".in-use"}


def test_a_copy_does_nothing_by_itself_and_finding_is_made_anew_when_it_is_served(lively: Path, home: Path) -> None:
    put_back(home, lively)
    assert count(home, "sqlite_schema WHERE type IN ('trigger', 'view') OR sql LIKE 'CREATE VIRTUAL%'") == 0
    assert count(home, "finding_entry") == 0
    servers.prepare(home, {"ALONGSIDE_DATABASE": ""})
    assert count(home, "finding_words WHERE finding_words MATCH 'amina'") == 1
    assert count(home, "finding_entry") == 3


def test_codes_for_the_room_are_dead_and_links_and_devices_live(lively: Path, home: Path) -> None:
    put_back(home, lively)
    assert count(home, "people_roomcode") == 1
    assert count(home, "people_roomcode WHERE closed_at IS NULL") == 0
    assert count(home, "people_knock") == 0
    assert count(home, "people_personallink WHERE ended_at IS NULL") == 1
    assert count(home, "people_device WHERE ended_at IS NULL") == 3


def test_links_and_devices_end_when_that_is_asked(lively: Path, home: Path) -> None:
    put_back(home, lively, revoke_links=True)
    assert count(home, "people_personallink WHERE ended_at IS NULL") == 0
    assert count(home, "people_device WHERE ended_at IS NULL") == 0
    assert count(home, "people_device") == 3


def test_everybody_can_see_that_it_was_put_back(lively: Path, home: Path) -> None:
    put_back(home, lively)
    assert count(home, "partnerships_moment WHERE what = 'restored' AND who_id IS NULL") == 1


def test_it_can_be_undone(lively: Path, home: Path) -> None:
    put_back(home, lively)
    with closing(sqlite3.connect(database_file(home))) as opened:
        opened.execute("PRAGMA journal_mode=WAL")
        opened.execute("UPDATE partnerships_partnership SET name = 'Renamed since'")
        opened.commit()
    done = put_back(home, lively)
    assert count(home, "partnerships_partnership WHERE name = 'Renamed since'") == 0
    assert done.replaced
    put_back(home, done.replaced, hours=1)
    assert count(home, "partnerships_partnership WHERE name = 'Renamed since'") == 1


def test_a_broken_database_can_be_replaced_and_its_files_are_kept(lively: Path, home: Path) -> None:
    broken = b"SQLite format 3\0" + b"\xff" * 5000
    database_file(home).write_bytes(broken)
    (home / "alongside.sqlite3-wal").write_bytes(b"its log")
    done = put_back(home, lively)
    assert count(home, "partnerships_partnership") == 1
    assert done.replaced
    assert files(done.replaced) >= {"alongside.sqlite3", "alongside.sqlite3-wal"}
    assert (done.replaced / "alongside.sqlite3").read_bytes() == broken


def test_an_older_backup_is_brought_up_to_date(lively: Path, prepared_home: Path, home: Path, tmp_path: Path) -> None:
    older = tmp_path / "older"
    put_back(home, lively)
    home.rename(older)
    command = [sys.executable, "-m", "django", "migrate", "learning", "zero", "--settings=alongside.settings"]
    subprocess.run(command, env=servers.environment(older, {"ALONGSIDE_DATABASE": ""}), check=True, capture_output=True)
    assert "learning_talk" not in rows(database_file(older))
    backup.make(database_file(older), tmp_path / "older.zip", at=LATER)
    home.mkdir()
    put_back(home, tmp_path / "older.zip")
    assert rows(database_file(home)).keys() == rows(database_file(prepared_home)).keys()
    assert count(home, "partnerships_partnership") == 1


def spoil_newer(opened: sqlite3.Connection) -> None:
    opened.execute("INSERT INTO django_migrations (app, name, applied) VALUES ('learning', '9999_later', '2030-01-01')")


def spoil_pointing_nowhere(opened: sqlite3.Connection) -> None:
    opened.execute("UPDATE partnerships_membership SET partnership_id = 999 WHERE id = 1")


def spoil_column(opened: sqlite3.Connection) -> None:
    opened.execute("ALTER TABLE learning_talk RENAME COLUMN start_key TO pressed")


def spoil_table(opened: sqlite3.Connection) -> None:
    opened.execute("DROP TABLE people_knock")


def spoil_trigger(opened: sqlite3.Connection) -> None:
    opened.execute("CREATE TRIGGER evil AFTER INSERT ON people_device BEGIN DELETE FROM people_device; END")


def spoil_index(opened: sqlite3.Connection) -> None:
    opened.execute("PRAGMA writable_schema=ON")
    opened.execute("DELETE FROM sqlite_schema WHERE name = 'partnerships_partnership'")


@pytest.mark.parametrize(
    ("spoil", "why"),
    [
        (spoil_newer, "newer Alongside"),
        (spoil_pointing_nowhere, "points to what is not there"),
        (spoil_column, "does not fit this Alongside .*learning_talk"),
        (spoil_table, "does not fit this Alongside .*people_knock"),
        (spoil_trigger, "never makes"),
        (spoil_index, "damaged"),
    ],
)
def test_a_bad_database_in_a_good_envelope_changes_nothing(
    spoil: Callable[[sqlite3.Connection], None],
    why: str,
    lively: Path,
    home: Path,
    tmp_path: Path,
) -> None:
    put_back(home, lively)
    bad = tmp_path / "bad.sqlite3"
    bad.write_bytes(database_file(home).read_bytes())
    with closing(sqlite3.connect(bad)) as opened:
        spoil(opened)
        opened.commit()
    envelope.wrap(bad, tmp_path / "bad.zip", migrations=(), at=LATER)
    unchanged(home, tmp_path / "bad.zip", why)
    assert count(home, "partnerships_partnership") == 1


def unchanged(home: Path, file: Path, why: str) -> None:
    before, there = hashlib.sha256(database_file(home).read_bytes()).digest(), files(home)
    with pytest.raises(Refusal, match=why) as refusal:
        put_back(home, file)
    assert "nothing was changed" in str(refusal.value)
    assert hashlib.sha256(database_file(home).read_bytes()).digest() == before
    assert files(home) == there


def test_a_damaged_envelope_changes_nothing(lively: Path, home: Path) -> None:
    put_back(home, lively)
    lively.write_bytes(lively.read_bytes()[:-100])
    unchanged(home, lively, "damaged or was cut short")


def test_data_that_another_program_has_open_is_not_changed(lively: Path, home: Path) -> None:
    put_back(home, lively)
    with closing(sqlite3.connect(database_file(home))) as opened:
        opened.execute("PRAGMA journal_mode=WAL")
        opened.execute("SELECT count(*) FROM partnerships_moment").fetchall()
        with pytest.raises(Refusal, match="Another program uses the data"):
            put_back(home, lively)
        assert not list((home / "backups").iterdir())
        assert opened.execute("SELECT count(*) FROM partnerships_partnership").fetchone() == (1,)


def test_stopped_before_the_exchange_nothing_is_changed(
    lively: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_back(home, lively)
    before = rows(database_file(home))

    def stopped(*_: Path) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
        patched.setattr(restore, "_exchange", stopped)
        put_back(home, lively)
    assert rows(database_file(home)) == before
    assert not list(home.glob(".restoring-*"))


def test_what_a_killed_restore_left_is_taken_away_by_the_next(lively: Path, home: Path) -> None:
    (home / ".restoring-0001.sqlite3").write_text("half of everything")
    (home / ".restoring-0001.sqlite3-wal").write_text("and its log")
    put_back(home, lively)
    assert not list(home.glob(".restoring-*"))


def test_whoever_uses_the_folder_is_not_interrupted(lively: Path, home: Path) -> None:
    hold.share(home)
    try:
        with pytest.raises(Refusal, match="running on this data"):
            put_back(home, lively)
    finally:
        hold._shared.pop(home).close()
    put_back(home, lively)


def test_nothing_starts_on_the_folder_meanwhile(home: Path) -> None:
    with hold.alone(home), pytest.raises(Refusal, match="just being put back"):
        hold.share(home)
    hold.share(home)
    hold._shared.pop(home).close()


def told(home: Path, *arguments: str) -> str:
    command = [sys.executable, "-m", "alongside", *arguments]
    done = subprocess.run(
        command, env=servers.environment(home), capture_output=True, text=True, timeout=60, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def test_the_two_commands_on_a_real_server(server: Server, tmp_path: Path) -> None:
    assert "Backed up to" in told(server.home, "backup", str(tmp_path / "while running.zip"))
    assert "Backed up to" in told(server.home, "backup", str(tmp_path))
    assert "Backed up to" in told(server.home, "backup")
    assert len(list(tmp_path.glob("*.zip"))) == 2
    assert len(list((server.home / "backups").glob("alongside-*.zip"))) == 1
    assert "stop it first" in refused(server.home, "restore", str(tmp_path / "while running.zip"))
    server.kill()
    shown = told(server.home, "restore", str(tmp_path / "while running.zip"))
    assert "Put back" in shown
    assert "What was there before is kept in" in shown
    again = servers.start(server.home)
    again.stop()


def test_an_empty_folder_has_nothing_to_back_up(tmp_path: Path) -> None:
    assert "nothing to back up" in refused(tmp_path / "none", "backup")
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize(("arguments", "program"), [(["backup"], "pg_dump"), (["restore", "x"], "pg_restore")])
def test_a_postgresql_has_commands_of_its_own(arguments: list[str], program: str, tmp_path: Path) -> None:
    sentence = refused(tmp_path, *arguments, ALONGSIDE_DATABASE="postgresql://nobody@127.0.0.1:9/none")
    assert program in sentence
    assert '"$ALONGSIDE_DATABASE"' in sentence
