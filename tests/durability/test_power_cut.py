"""A power cut at any moment loses nothing that was said to be kept (R-03, SQLite)."""

from __future__ import annotations

import random
import shutil
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from alongside.home import database_file
from tests.durability import crashes
from tests.durability.crashes import Crash, Event, File, Write
from tests.kit import peopled, servers
from tests.kit.footing import POSTGRESQL

NAMES = ("alongside.sqlite3", "alongside.sqlite3-wal")
ONLY_HERE = {"ALONGSIDE_DATABASE": ""}

pytestmark = [
    pytest.mark.skipif(POSTGRESQL, reason="a PostgreSQL has power cuts of its own"),
    pytest.mark.skipif(crashes.STRACE is None, reason="without strace nothing can be recorded here"),
]


@dataclass
class Outcome:
    """How many crash states there were, what was lost in them, and which could not be read."""

    states: int = 0
    acknowledged: int = 0
    lost: list[str] = field(default_factory=list)
    corrupt: list[str] = field(default_factory=list)


@pytest.fixture
def home(prepared_home: Path, tmp_path: Path) -> Path:
    place = tmp_path / "home"
    shutil.copytree(prepared_home, place)
    peopled.people(place, 1, ONLY_HERE)
    return place


def recorded(home: Path, lines: int, *more: str) -> tuple[dict[str, bytes], list[Event]]:
    """Write so many lines under the eyes of strace; return the files as they were, and what happened."""
    before = {name: (home / name).read_bytes() if (home / name).exists() else b"" for name in NAMES}
    command = [sys.executable, "-m", "tests.durability.writer", str(lines), *more]
    return before, crashes.record(command, servers.environment(home, ONLY_HERE), home.parent / "trace", NAMES)


def versions(crash: Crash, folder: Path) -> list[int]:
    """Open the database as it lies after a crash; return the line's version, of its history and of the Moments."""
    for name, content in crash.files.items():
        (folder / name).write_bytes(content)
    with closing(sqlite3.connect(database_file(folder))) as opened:
        (found,) = opened.execute("PRAGMA integrity_check").fetchone()
        if found != "ok":
            raise sqlite3.DatabaseError(found)
        questions = (
            "SELECT coalesce(max(version), 0) FROM learning_line",
            "SELECT coalesce(max(version), 0) FROM learning_lineversion",
            "SELECT count(*) FROM partnerships_moment WHERE what = 'line-kept'",
        )
        return [opened.execute(question).fetchone()[0] for question in questions]


def tried(home: Path, lines: int, states: int, folder: Path, *more: str) -> Outcome:
    """Record, crash so many times, and look at each."""
    before, events = recorded(home, lines, *more)
    outcome = Outcome(acknowledged=sum(bool(event.said) for event in events))
    for crash in crashes.crashes(events, before, states, random.Random(7)):
        outcome.states += 1
        kept = len(crash.said)
        for old in folder.iterdir():
            old.unlink()
        try:
            line, history, moments = versions(crash, folder)
        except sqlite3.DatabaseError as error:
            outcome.corrupt.append(str(error))
            continue
        # one more may have arrived before it was said; what is there is whole
        if not (line == history == moments and kept <= line <= kept + 1):
            outcome.lost.append(f"{kept} were kept, and found {line}, {history}, {moments}")
    return outcome


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """Where crash states are laid out: in memory if this system has such a place, for they are many."""
    memory = Path("/dev/shm")  # noqa: S108
    place = (memory if memory.is_dir() else tmp_path) / f"alongside-crash-{tmp_path.name}"
    place.mkdir()
    yield place
    shutil.rmtree(place)


def small(home: Path, folder: Path, *more: str) -> Outcome:
    return tried(home, 60, 250, folder, *more)


def test_nothing_that_was_kept_is_lost(home: Path, folder: Path) -> None:
    outcome = small(home, folder)
    assert (outcome.states, outcome.acknowledged) == (250, 60)
    assert (outcome.lost, outcome.corrupt) == ([], [])


def test_the_common_recipe_loses_some(home: Path, folder: Path) -> None:
    """The case bites: with `synchronous=NORMAL` a power cut takes what was said to be kept."""
    outcome = small(home, folder, "--hasty")
    assert outcome.acknowledged == 60
    assert len(outcome.lost) > 100


@pytest.mark.prove
def test_nothing_is_lost_in_ten_thousand_power_cuts(home: Path, folder: Path) -> None:
    outcome = tried(home, 400, 10_000, folder)
    assert (outcome.states, outcome.acknowledged) == (10_000, 400)
    assert (outcome.lost, outcome.corrupt) == ([], [])


def test_the_play_back_itself() -> None:
    events = [
        Event("a", Write(0, b"1111")),
        Event("a"),
        Event(said="kept 1"),
        Event("a", Write(2, b"22")),
        Event("a", Write(1, None)),
    ]
    seen = {
        (crash.files["a"], len(crash.said)) for crash in crashes.crashes(events, {"a": b"0"}, 500, random.Random(1))
    }
    written, kept = {(b"0", 0), (b"1111", 0), (b"", 0)}, {(b"1111", 1), (b"1122", 1), (b"1", 1)}
    assert seen == (written - {(b"", 0)}) | kept


def test_a_write_past_the_end_leaves_zeros_between() -> None:
    file = File(bytearray(b"ab"), [Write(4, b"ef")])
    file.settle()
    assert bytes(file.safe) == b"ab\0\0ef"
