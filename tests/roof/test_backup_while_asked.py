"""A copy that is made while people are asked says of itself that it could be compared (P-03)."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

from alongside.home import database_file
from tests.kit import servers

SENTENCE = "throw this one away after the close"


def backed_up(home: Path) -> str:
    command = [sys.executable, "-m", "alongside", "backup"]
    environment = servers.environment(home, {"ALONGSIDE_DATABASE": ""})
    return subprocess.run(command, env=environment, check=True, capture_output=True, text=True).stdout


def asked(home: Path) -> None:
    """Ask: by now answers to it are closed by the clock, but not counted, so what was sent is still there."""
    command = [sys.executable, "-m", "tests.durability.dying", "make"]
    subprocess.run(command, env=servers.environment(home, {"ALONGSIDE_DATABASE": ""}), check=True)


def test_a_copy_made_while_people_are_asked_is_to_be_thrown_away_after_the_close(
    prepared_home: Path, tmp_path: Path
) -> None:
    home = tmp_path / "home"
    shutil.copytree(prepared_home, home)
    assert SENTENCE not in backed_up(home)
    asked(home)
    assert SENTENCE in backed_up(home)


def test_data_from_before_anybody_could_be_asked_is_backed_up_all_the_same(prepared_home: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    shutil.copytree(prepared_home, home)
    with closing(sqlite3.connect(database_file(home))) as database:
        database.execute("PRAGMA foreign_keys=OFF")
        database.execute("ALTER TABLE rounds_round RENAME TO gone")
        database.commit()
    assert "Backed up to" in (told := backed_up(home))
    assert SENTENCE not in told
