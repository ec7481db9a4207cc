"""The form of a backup: whatever was changed, cut, or made by another is refused in a sentence (R-13)."""

from __future__ import annotations

import hashlib
import json
import random
import sqlite3
import stat
import zipfile
from collections.abc import Callable
from dataclasses import asdict, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from alongside import envelope
from alongside.envelope import DATABASE, MANIFEST
from alongside.refusal import Refusal

AT = datetime(2026, 3, 20, 10, 0, tzinfo=UTC)


@pytest.fixture
def database(tmp_path: Path) -> Path:
    place = tmp_path / "some.sqlite3"
    connection = sqlite3.connect(place)
    connection.execute("CREATE TABLE words (line)")
    connection.executemany("INSERT INTO words VALUES (?)", [(f"line {number}",) for number in range(500)])
    connection.commit()
    connection.close()
    return place


@pytest.fixture
def backup(database: Path, tmp_path: Path) -> Path:
    place = tmp_path / "b" / "backup.zip"
    place.parent.mkdir()
    envelope.wrap(database, place, migrations=("words.0001",), at=AT)
    return place


def test_what_is_wrapped_comes_out_equal(database: Path, backup: Path, tmp_path: Path) -> None:
    manifest = envelope.unpack(backup, tmp_path / "side")
    assert (tmp_path / "side").read_bytes() == database.read_bytes()
    assert (manifest.made_at, manifest.migrations) == ("2026-03-20T10:00:00+00:00", ("words.0001",))


def test_only_its_owner_may_read_it_and_nothing_lies_beside_it(backup: Path, tmp_path: Path) -> None:
    assert [path.name for path in backup.parent.iterdir()] == ["backup.zip"]
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600
    envelope.unpack(backup, tmp_path / "side")
    assert stat.S_IMODE((tmp_path / "side").stat().st_mode) == 0o600


def test_any_program_that_knows_zip_files_opens_it(database: Path, backup: Path) -> None:
    with zipfile.ZipFile(backup) as box:
        assert box.testzip() is None
        assert box.read(DATABASE) == database.read_bytes()


def refused(backup: Path, side: Path) -> str:
    with pytest.raises(Refusal) as refusal:
        envelope.unpack(backup, side)
    side.unlink(missing_ok=True)
    assert "nothing was changed" in str(refusal.value)
    return str(refusal.value)


def test_every_flipped_bit_is_noticed(backup: Path, tmp_path: Path) -> None:
    whole = backup.read_bytes()
    chance = random.Random(1)
    ends = [*range(300), *range(len(whole) - 300, len(whole))]
    told = set()
    for place in [*ends, *(chance.randrange(len(whole)) for _ in range(200))]:
        flipped = bytearray(whole)
        flipped[place] ^= 1 << chance.randrange(8)
        backup.write_bytes(flipped)
        told.add(refused(backup, tmp_path / "side").partition(",")[0])
    assert told == {"The backup is damaged or was cut short", f"The file {backup} is no backup of Alongside"}


def test_every_cut_is_noticed(backup: Path, tmp_path: Path) -> None:
    whole = backup.read_bytes()
    for length in [0, 1, 63, 64, 65, 300, len(whole) // 2, len(whole) - 64, len(whole) - 1]:
        backup.write_bytes(whole[:length])
        sentence = refused(backup, tmp_path / "side")
        assert length < 300 or "damaged or was cut short" in sentence
    backup.write_bytes(whole + b"more")
    assert "damaged" in refused(backup, tmp_path / "side")


def test_what_is_something_else_is_told_so(database: Path, tmp_path: Path) -> None:
    side = tmp_path / "side"
    (tmp_path / "text").write_text("hello " * 100)
    with zipfile.ZipFile(tmp_path / "holiday.zip", "w") as box:
        box.writestr("photo.jpg", b"x" * 1000)
    for other in (tmp_path / "text", tmp_path / "holiday.zip", database):
        assert "is no backup of Alongside" in refused(other, side)
    refused(tmp_path, side)  # a folder
    with pytest.raises(Refusal, match="There is no file"):
        envelope.unpack(tmp_path / "none", side)


Spoil = Callable[[dict[str, Any], bytes], tuple[list[tuple[str, bytes]], int]]


def told(**more: Any) -> Spoil:
    return lambda manifest, content: (
        [(MANIFEST, json.dumps({**manifest, **more}).encode()), (DATABASE, content)],
        zipfile.ZIP_STORED,
    )


SPOILT: dict[str, Spoil] = {
    "a bomb": lambda manifest, content: (
        [(MANIFEST, json.dumps(manifest).encode()), (DATABASE, content)],
        zipfile.ZIP_DEFLATED,
    ),
    "one thing more": lambda manifest, content: (
        [(MANIFEST, json.dumps(manifest).encode()), (DATABASE, content), ("../../evil", b"x")],
        zipfile.ZIP_STORED,
    ),
    "no database": lambda manifest, content: ([(MANIFEST, json.dumps(manifest).encode())], zipfile.ZIP_STORED),
    "another size": told(size=7),
    "another sum": told(sha256="0" * 64),
    "another maker": told(what="a backup of something"),
    "no moment": told(made_at="once"),
    "a word too many": told(surprise=1),
    "no number": told(format="1"),
    "odd migrations": told(migrations=5),
    "a list": lambda _, content: ([(MANIFEST, b"[1]"), (DATABASE, content)], zipfile.ZIP_STORED),
    "no JSON": lambda _, content: ([(MANIFEST, b"\xff{"), (DATABASE, content)], zipfile.ZIP_STORED),
    "a deep one": lambda _, content: ([(MANIFEST, b"[" * 200_000), (DATABASE, content)], zipfile.ZIP_STORED),
    "a long one": lambda _, content: ([(MANIFEST, b" " * 2_000_000), (DATABASE, content)], zipfile.ZIP_STORED),
}


def sealed(place: Path, entries: list[tuple[str, bytes]], way: int) -> None:
    """Make a zip file that carries the right seal, as somebody who has read the code could."""
    with zipfile.ZipFile(place, "w", way) as box:
        box.comment = b"0" * 64
        for name, content in entries:
            box.writestr(name, content)
    body = place.read_bytes()[:-64]
    place.write_bytes(body + hashlib.sha256(body).hexdigest().encode())


@pytest.mark.parametrize("name", SPOILT)
def test_one_made_by_hand_is_refused(name: str, database: Path, backup: Path, tmp_path: Path) -> None:
    manifest = asdict(envelope.unpack(backup, tmp_path / "side"))
    (tmp_path / "side").unlink()
    sealed(backup, *SPOILT[name](manifest, database.read_bytes()))
    assert "is no backup of Alongside" in refused(backup, tmp_path / "side")


def test_one_made_by_hand_and_right_is_let_through(database: Path, backup: Path, tmp_path: Path) -> None:
    manifest = envelope.unpack(backup, tmp_path / "side")
    sealed(backup, *told()(asdict(manifest), database.read_bytes()))
    assert envelope.unpack(backup, tmp_path / "other side") == manifest


def test_a_newer_form_is_told_from_a_broken_one(database: Path, backup: Path, tmp_path: Path) -> None:
    manifest = replace(envelope.unpack(backup, tmp_path / "side"), format=envelope.FORMAT + 1)
    sealed(backup, *told()(asdict(manifest), database.read_bytes()))
    assert "newer Alongside" in refused(backup, tmp_path / "other side")
