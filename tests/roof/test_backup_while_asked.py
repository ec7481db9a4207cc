"""A copy that is made while people are asked holds nothing of what was sent without a name (P-03)."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

from alongside.backup import LEFT_OUT
from alongside.home import database_file
from alongside.rounds.models import OpenUnnamed, Sent
from tests.kit import servers

SENTENCE = "left out of every backup until answers close"


def backed_up(home: Path) -> str:
    command = [sys.executable, "-m", "alongside", "backup"]
    environment = servers.environment(home, {"ALONGSIDE_DATABASE": ""})
    return subprocess.run(command, env=environment, check=True, capture_output=True, text=True).stdout


def asked(home: Path) -> None:
    """Ask: by now answers to it are closed by the clock, but not counted, so what was sent is still there."""
    command = [sys.executable, "-m", "tests.durability.dying", "make"]
    subprocess.run(command, env=servers.environment(home, {"ALONGSIDE_DATABASE": ""}), check=True)


def restored(home: Path, to: Path, told: str) -> Path:
    """Put the backup that was told of into another data folder; return its database."""
    made = told.split("Backed up to ")[1].split(" (")[0]
    command = [sys.executable, "-m", "alongside", "restore", made]
    subprocess.run(command, env=servers.environment(to, {"ALONGSIDE_DATABASE": ""}), check=True)
    return database_file(to)


def rows(database: Path, table: str) -> int:
    with closing(sqlite3.connect(database)) as connection:
        return int(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])  # noqa: S608


def test_what_was_sent_without_a_name_is_in_no_copy_made_while_people_are_asked(
    prepared_home: Path, tmp_path: Path
) -> None:
    home = tmp_path / "home"
    shutil.copytree(prepared_home, home)
    assert SENTENCE not in backed_up(home)
    asked(home)
    told = backed_up(home)
    assert SENTENCE in told
    copy = restored(home, tmp_path / "there", told)
    assert [rows(database_file(home), table) for table in LEFT_OUT] == [5, 11]
    assert [rows(copy, table) for table in LEFT_OUT] == [0, 0]
    assert rows(copy, "rounds_answer") == 12
    assert b"From 3 at 2." in database_file(home).read_bytes()
    assert b"From 3 at 2." not in copy.read_bytes()


def test_the_tables_that_are_left_out_are_called_so() -> None:
    assert (OpenUnnamed._meta.db_table, Sent._meta.db_table) == LEFT_OUT


def test_data_from_before_anybody_could_be_asked_is_backed_up_all_the_same(prepared_home: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    shutil.copytree(prepared_home, home)
    with closing(sqlite3.connect(database_file(home))) as database:
        database.execute("PRAGMA foreign_keys=OFF")
        database.execute("ALTER TABLE rounds_round RENAME TO gone")
        database.commit()
    assert "Backed up to" in (told := backed_up(home))
    assert SENTENCE not in told
