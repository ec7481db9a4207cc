"""The form of a backup: one file, in which every changed or missing byte is noticed.

It is a zip file that any program opens, with `manifest.json` and the whole database beside it. Neither is compressed,
so there is nothing to blow up when it is read. The zip's comment, which stands at its very end, is the SHA-256 of all
that comes before it.
"""

from __future__ import annotations

import hashlib
import json
import os
import secrets
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

from alongside import __version__
from alongside.refusal import Refusal

FORMAT = 1
WHAT = "a backup of Alongside"
MANIFEST = "manifest.json"
DATABASE = "alongside.sqlite3"
SEAL = 64
"""How long the comment is: a SHA-256 in hexadecimal."""
PIECE = 1024 * 1024
LONGEST_MANIFEST = 1024 * 1024


@dataclass(frozen=True)
class Manifest:
    """What a backup says of itself: by which Alongside it was made and when, and how large its database is."""

    what: str
    format: int
    made_at: str
    program: str
    migrations: tuple[str, ...]
    size: int
    sha256: str


def digest(file: IO[bytes], size: int) -> str:
    """Return the SHA-256 of the next `size` bytes of `file`."""
    told = hashlib.sha256()
    while size and (piece := file.read(min(PIECE, size))):
        told.update(piece)
        size -= len(piece)
    return told.hexdigest()


def wrap(database: Path, place: Path, *, migrations: tuple[str, ...], at: datetime) -> Manifest:
    """Put the `database` file into a backup at `place`, which is there whole, on the disk, or not at all."""
    size = database.stat().st_size
    with database.open("rb") as file:
        sha256 = digest(file, size)
    made_at = at.astimezone(UTC).isoformat(timespec="seconds")
    manifest = Manifest(WHAT, FORMAT, made_at, __version__, migrations, size, sha256)
    draft = place.with_name(f".{place.name}.{secrets.token_hex(4)}.part")
    try:
        with own_file(draft) as file:
            _write(file, manifest, database)
            _seal(file)
        draft.replace(place)
        sync_folder(place.parent)
    finally:
        draft.unlink(missing_ok=True)
    return manifest


@contextmanager
def own_file(path: Path) -> Iterator[IO[bytes]]:
    """Open a new file that only its owner may read; it is on the disk when this ends."""
    handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w+b") as file:
        yield file
        sync(file)


def sync(file: IO[bytes]) -> None:
    """Have what was written to `file` on the disk before going on."""
    file.flush()
    os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Let a new name in `folder` outlast a power cut, where this system knows how."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _write(file: IO[bytes], manifest: Manifest, database: Path) -> None:
    when = datetime.fromisoformat(manifest.made_at).timetuple()[:6]
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as box, database.open("rb") as content:
        box.comment = b"0" * SEAL
        box.writestr(_entry(MANIFEST, when), json.dumps(asdict(manifest), indent=1))
        entry = _entry(DATABASE, when)
        entry.file_size = manifest.size
        with box.open(entry, "w") as target:
            while piece := content.read(PIECE):
                target.write(piece)


def _entry(name: str, when: tuple[int, ...]) -> zipfile.ZipInfo:
    year, month, day, hour, minute, second = when
    entry = zipfile.ZipInfo(name, (max(year, 1980), month, day, hour, minute, second))
    entry.external_attr = 0o600 << 16
    return entry


def _seal(file: IO[bytes]) -> None:
    size = file.seek(0, os.SEEK_END) - SEAL
    file.seek(0)
    seal = digest(file, size)
    file.seek(size)
    file.write(seal.encode("ascii"))


def unpack(backup: Path, side: Path) -> Manifest:
    """Write the database of `backup` to the new file `side`; raises Refusal unless it is whole and understood."""
    try:
        with backup.open("rb") as file:
            _check_seal(file)
            file.seek(0)
            with zipfile.ZipFile(file) as box:
                manifest = _manifest(box)
                _copy_out(box, manifest, side)
                return manifest
    except Refusal:
        raise
    except FileNotFoundError:
        raise Refusal(f"There is no file {backup}: name the backup that is to be put back.") from None
    except OSError as error:
        raise Refusal(f"The backup could not be put beside the data ({error}), so nothing was changed.") from error
    except Exception as error:  # a file made by others can break the reading of it in more ways than can be listed
        raise Refusal(f"The file {backup} is no backup of Alongside, so nothing was changed: name another.") from error


def _check_seal(file: IO[bytes]) -> None:
    """Refuse a file whose last 64 letters are not the SHA-256 of what comes before them."""
    size = file.seek(0, os.SEEK_END) - SEAL
    file.seek(0)
    begins_as_ours = MANIFEST.encode() in file.read(64)
    file.seek(0)
    if size > 0 and digest(file, size).encode("ascii") == file.read(SEAL):
        return
    if begins_as_ours:
        raise Refusal("The backup is damaged or was cut short, so nothing was changed: put back another one.")
    raise ValueError("no seal")


def _manifest(box: zipfile.ZipFile) -> Manifest:
    entries = box.infolist()
    if [entry.filename for entry in entries] != [MANIFEST, DATABASE]:
        raise ValueError("other entries")
    if any(entry.compress_type != zipfile.ZIP_STORED or entry.file_size != entry.compress_size for entry in entries):
        raise ValueError("compressed")
    if entries[0].file_size > LONGEST_MANIFEST:
        raise ValueError("a long manifest")
    told = json.loads(box.read(MANIFEST))
    if told["what"] != WHAT or type(told["format"]) is not int:
        raise ValueError("not ours")
    if told["format"] > FORMAT:
        raise Refusal("The backup was made by a newer Alongside, so nothing was changed: put it back with that one.")
    datetime.fromisoformat(told["made_at"])
    return Manifest(**{**told, "migrations": tuple(told["migrations"])})


def _copy_out(box: zipfile.ZipFile, manifest: Manifest, side: Path) -> None:
    if box.getinfo(DATABASE).file_size != manifest.size:
        raise ValueError("another size")
    told = hashlib.sha256()
    with box.open(DATABASE) as content, own_file(side) as target:
        while piece := content.read(PIECE):
            told.update(piece)
            target.write(piece)
    if told.hexdigest() != manifest.sha256:
        raise ValueError("another database")
