"""Putting a backup back: into a file beside the data, looked through, brought up to date, and only then exchanged.

Until the exchange, which is one renaming, nothing of what is there is touched. What was there is kept as a backup.
"""

from __future__ import annotations

import secrets
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.db import connections, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.models import Model
from django.utils.timezone import localdate

from alongside import backup, envelope, hold
from alongside.guard import unlike_ours
from alongside.home import database_file
from alongside.partnerships.models import Moment, Partnership
from alongside.passing_on.commands import erase_again
from alongside.people.commands import fitting_nobody, remember_erased
from alongside.people.models import Device, Erasure, Knock, PersonalLink, RoomCode
from alongside.refusal import Refusal
from alongside.rounds.models import Answer, ShownUnnamed, SpokenFor, Withholding

SIDE = "restoring"
"""What Django calls the database that is being brought up to date."""
REPLACED = "before-restore"


@dataclass(frozen=True)
class Restored:
    """What was put back, and where what it replaced is kept (nowhere, if there was nothing).

    `again` is what was done again of what had been done since; None where that could not be read.
    """

    manifest: envelope.Manifest
    partnerships: int
    replaced: Path | None
    again: Again | None


@dataclass(frozen=True)
class Again:
    """How many people were erased again, how many marks of erased people fit nobody, and what is shown again."""

    erased: int
    fit_nobody: int
    shown: int


def restore(home: Path, file: Path, *, at: datetime, revoke_links: bool) -> Restored:
    """Put the backup `file` in the place of the database in `home`.

    Codes for the room end; personal links and devices do only if `revoke_links`. Raises Refusal, with the data as it
    was, if anything is wrong with the backup or somebody uses the data.
    """
    with hold.alone(home), _side_file(home) as side:
        manifest = envelope.unpack(file, side)
        _look_through(side)
        with _opened(side):
            _bring_up_to_date()
            partnerships = _settle(at=at, revoke_links=revoke_links)
        _close_up(side)
        replaced = _put_aside(database_file(home), home / "backups", at)
        again = _do_again(side, database_file(home), at)
        _exchange(side, database_file(home))
        backup.prune(home / "backups", REPLACED, spare=file)
    return Restored(manifest, partnerships, replaced, again)


@contextmanager
def _side_file(home: Path) -> Iterator[Path]:
    """Give a place beside the database; nothing of it, nor of an earlier one that was killed, is left afterwards."""
    _clear(home)
    try:
        yield home / f".restoring-{secrets.token_hex(4)}.sqlite3"
    finally:
        _clear(home)


def _clear(home: Path) -> None:
    for left in home.glob(".restoring-*"):
        left.unlink(missing_ok=True)


def _look_through(side: Path) -> None:
    try:
        backup.examine(side)
    except backup.Broken as broken:
        raise Refusal(
            f"The database in this backup is damaged ({broken}), so nothing was changed: put back another one."
        ) from broken


@contextmanager
def _opened(side: Path) -> Iterator[None]:
    """Let Django know the file `side` as a database of its own."""
    connections.settings[SIDE] = {**connections.settings["default"], "NAME": str(side)}
    try:
        yield
    finally:
        connections[SIDE].close()
        del connections[SIDE]
        del connections.settings[SIDE]


def _bring_up_to_date() -> None:
    """Run the migrations that were written since the backup was made."""
    loader = MigrationExecutor(connections[SIDE]).loader
    if not loader.applied_migrations.keys() <= loader.disk_migrations.keys():
        raise Refusal("The backup was made by a newer Alongside, so nothing was changed: put it back with that one.")
    try:
        call_command("migrate", database=SIDE, verbosity=0, interactive=False)
    except Exception as error:
        raise Refusal(
            f"The backup could not be brought up to date ({error}), so nothing was changed: if the disk is full, make "
            "room; else put it back with the Alongside that made it."
        ) from error
    if unlike := unlike_ours(connections[SIDE]):
        raise Refusal(
            f"The backup does not fit this Alongside (in {unlike}), so nothing was changed: put it back with the one "
            "that made it."
        )


def _settle(*, at: datetime, revoke_links: bool) -> int:
    """End what must not come back to life, note it in each partnership, and return how many there are."""
    with transaction.atomic(using=SIDE):
        RoomCode.objects.using(SIDE).filter(closed_at=None).update(closed_at=at)
        Knock.objects.using(SIDE).filter(answered_at=None).delete()
        if revoke_links:
            PersonalLink.objects.using(SIDE).filter(ended_at=None).update(ended_at=at)
            Device.objects.using(SIDE).filter(ended_at=None).update(ended_at=at)
        moments = [Moment(partnership=each, what="restored", at=at) for each in Partnership.objects.using(SIDE).all()]
        return len(Moment.objects.using(SIDE).bulk_create(moments))


def _close_up(side: Path) -> None:
    """Leave one whole file on the disk, without a log beside it."""
    with closing(backup.connect(side, "rw")) as connection:
        connection.execute("PRAGMA journal_mode=DELETE")
    _look_through(side)
    with side.open("rb+") as file:
        envelope.sync(file)


def _put_aside(live: Path, folder: Path, at: datetime) -> Path | None:
    """Keep what is there in `folder`, and leave it without a log beside it; return where it is kept.

    Its files are copied as they are first: only opening a broken database can change it and lose its log.
    """
    if not live.exists():
        return None
    place = folder / backup.name_for(REPLACED, at)
    as_it_is = _copy_as_it_is(live, place.with_suffix(""))
    try:
        backup.make(live, place, at=at)
        _alone(live)
    except backup.Damaged:
        return as_it_is
    except Refusal:
        place.unlink(missing_ok=True)
        shutil.rmtree(as_it_is)
        raise
    shutil.rmtree(as_it_is)
    return place


def _do_again(side: Path, live: Path, at: datetime) -> Again | None:
    """Erase from `side` whoever was erased in `live`, which has no log beside it now, since the copy was made.

    What was put aside since is only counted: who asked for it and agreed may not be in the copy.
    """
    try:
        places, marks = _erased_in(live)
        aside = _put_aside_in(live)
    except sqlite3.DatabaseError:
        return None
    erased = fit_nobody = 0
    if places or marks:
        with _opened(side):
            remember_erased(places, marks, on=localdate(at), using=SIDE)
            erased = erase_again(using=SIDE, at=at, rng=secrets.SystemRandom())
            fit_nobody = fitting_nobody(marks, using=SIDE)
        _close_up(side)
    return Again(erased, fit_nobody, len((aside & _said_in(side)) - _put_aside_in(side)))


def _rows(database: Path, table: type[Model], wanted: str) -> list[tuple[Any, ...]]:
    """Return what is wanted of a database; nothing where it is not there, or is older than there being such a table."""
    if not database.exists():
        return []
    with closing(backup.connect(database, "ro")) as connection:
        is_there = connection.execute("SELECT 1 FROM sqlite_schema WHERE name = ?", [table._meta.db_table]).fetchone()
        return connection.execute(wanted).fetchall() if is_there else []


def _erased_in(live: Path) -> tuple[set[str], set[bytes]]:
    """Return the places of everybody erased in `live`; of those whose place is not in it, the marks."""
    wanted = "SELECT ref, tombstone FROM people_erasure e LEFT JOIN partnerships_membership m ON m.id = e.membership_id"
    found = _rows(live, Erasure, wanted)
    return {ref for ref, _ in found if ref}, {bytes(mark) for ref, mark in found if not ref}


def _put_aside_in(database: Path) -> set[tuple[str, int]]:
    """Return what is put aside: in which round, and its key. What came about last of it decides."""
    last = "SELECT max(id) FROM rounds_withholding WHERE done_at IS NOT NULL GROUP BY round_id, said"
    wanted = f"""SELECT ref, said FROM rounds_withholding w JOIN rounds_round r ON r.id = w.round_id
        WHERE NOT back AND w.id IN ({last})"""  # noqa: S608
    return set(_rows(database, Withholding, wanted))


def _said_in(database: Path) -> set[tuple[str, int]]:
    """Return what was said in words: in which round, and its key."""
    found: set[tuple[str, int]] = set()
    for table in (Answer, ShownUnnamed, SpokenFor):
        said = f"SELECT ref, s.id FROM {table._meta.db_table} s JOIN rounds_round r ON r.id = s.round_id"  # noqa: S608
        found.update(_rows(database, table, said))
    return found


def _alone(live: Path) -> None:
    """Write the log into the database `live`, which only works while nobody else has it open."""
    with closing(backup.connect(live, "rw")) as connection:
        connection.execute("PRAGMA busy_timeout=1000")
        try:
            connection.execute("PRAGMA journal_mode=DELETE")
        except sqlite3.OperationalError as error:
            raise Refusal(f"Another program uses the data ({error}), so nothing was changed: stop it first.") from error


def _copy_as_it_is(live: Path, folder: Path) -> Path:
    """Copy the database and what lies beside it into the new `folder`."""
    try:
        folder.mkdir(mode=0o700, parents=True)
        for part in _parts(live):
            if part.exists():
                shutil.copy2(part, folder)
    except OSError as error:
        shutil.rmtree(folder, ignore_errors=True)
        raise Refusal(f"What is there could not be kept ({error}), so nothing was changed: make room first.") from error
    return folder


def _parts(live: Path) -> list[Path]:
    return [live.with_name(live.name + ending) for ending in ("", "-wal", "-shm")]


def _exchange(side: Path, live: Path) -> None:
    """Let `side` be the database from now on. A log left beside a broken one must not be taken for its own."""
    for part in _parts(live)[1:]:
        part.unlink(missing_ok=True)
    side.replace(live)
    envelope.sync_folder(live.parent)
