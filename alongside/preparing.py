"""Making ready to serve: the database brought up to date, the static files collected; both only when needed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from django.contrib.staticfiles.finders import get_finders
from django.core.files import locks
from django.core.management import call_command
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from alongside import backup
from alongside.finding.keeping import make_sure
from alongside.guard import check_database, unlike_ours
from alongside.home import static_root
from alongside.refusal import Refusal

BEFORE = "before-upgrade"


def prepare(home: Path) -> None:
    """Bring the database of the data folder `home` up to date and collect the static files."""
    check_database()
    with _alone(home / ".preparing"):
        bring_up_to_date(home)
    collect(static_root())


@contextmanager
def _alone(file: Path) -> Iterator[None]:
    """Wait until nobody else holds `file`, and hold it meanwhile: two starts at once do the work once."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with file.open("w") as handle:
        locks.lock(handle, locks.LOCK_EX)
        try:
            yield
        finally:
            locks.unlock(handle)


def bring_up_to_date(home: Path) -> None:
    """Run the migrations that are due, after putting a copy of a database that holds something aside."""
    executor = MigrationExecutor(connection)
    applied = executor.loader.applied_migrations
    if not applied.keys() <= executor.loader.disk_migrations.keys():
        raise Refusal(
            "This data was last used by a newer Alongside: use that one, or name another folder with "
            "ALONGSIDE_HOME=/path/to/folder."
        )
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        if applied and connection.vendor == "sqlite":
            copy_aside(home / "backups", datetime.now(UTC))
        _migrate()
    if unlike := unlike_ours(connection):
        raise Refusal(
            f"This data does not fit this Alongside (in {unlike}): use the Alongside that last worked with it, or name "
            "another folder with ALONGSIDE_HOME=/path/to/folder."
        )
    make_sure()  # in a copy that was put back nothing can be found before


def _migrate() -> None:
    try:
        call_command("migrate", verbosity=0, interactive=False)
    except DatabaseError as error:
        raise Refusal(
            f"The database could not be brought up to date ({error}): nothing is lost; if the disk is full, make room "
            "and start again."
        ) from error


def copy_aside(folder: Path, at: datetime) -> Path:
    """Put a backup of the SQLite database into `folder`, named for `at`, and return where it lies."""
    place = folder / backup.name_for(BEFORE, at)
    try:
        backup.make(Path(connection.settings_dict["NAME"]), place, at=at)
    except Refusal as refusal:
        raise Refusal(f"The database is due to be upgraded and was left as it is. {refusal}") from refusal
    backup.prune(folder, BEFORE)
    return place


def collect(root: Path) -> None:
    """Collect the static files into `root`, unless just these were collected there before."""
    stamp = root.with_name(f"{root.name}.stamp")
    with _alone(root.with_name(f".{root.name}.lock")):
        wanted = fingerprint()
        manifest = root / "staticfiles.json"
        if manifest.exists() and stamp.exists() and stamp.read_text(encoding="ascii") == wanted:
            return
        call_command("collectstatic", verbosity=0, interactive=False)
        stamp.write_text(wanted, encoding="ascii")


def fingerprint() -> str:
    """Return a hash of every static file's name and content, and of what collects them."""
    told = hashlib.sha256(f"{version('django')} {version('whitenoise')}\n".encode())
    for finder in get_finders():
        for name, storage in sorted(finder.list([]), key=lambda found: found[0]):
            with storage.open(name) as file:
                told.update(f"{name}\n{hashlib.sha256(file.read()).hexdigest()}\n".encode())
    return told.hexdigest()
