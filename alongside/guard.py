"""What is looked at before anything is served: will the words that people write here be kept?"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePath
from typing import Any
from weakref import WeakSet

from alongside.refusal import Refusal

NETWORK_DISKS = (
    *("nfs", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs", "afpfs", "webdav", "davfs", "davfs2", "sshfs", "osxfuse"),
    *("ceph", "glusterfs", "lustre", "s3fs", "gcsfuse", "rclone", "vboxsf", "vmhgfs", "vmhgfs-fuse", "prl_fs"),
)
SYNCED_FOLDERS = {
    "onedrive": "OneDrive",
    "dropbox": "Dropbox",
    "icloud": "iCloud",
    "icloud drive": "iCloud",
    "mobile documents": "iCloud",
    "google drive": "Google Drive",
    "googledrive": "Google Drive",
    "my drive": "Google Drive",
    "cloudstorage": "a service that copies files",  # where macOS keeps the folders of all of them
    "box sync": "Box",
    "proton drive": "Proton Drive",
    "pcloud drive": "pCloud",
    "seafile": "Seafile",
    "nextcloud": "Nextcloud",
    "owncloud": "ownCloud",
}

SQLITE_WANTED: Mapping[str, tuple[str, ...]] = {
    "journal_mode": ("wal",),
    "synchronous": ("2", "3"),
    "foreign_keys": ("1",),
    "secure_delete": ("1",),
}
SQLITE_PATIENCE = 5000
KNOCK = 5
"""Seconds that a PostgreSQL is given to answer the first time."""
POSTGRESQL_WANTED: Mapping[str, tuple[str, ...]] = {
    "synchronous_commit": ("on", "remote_write", "remote_apply", "local"),
    "fsync": ("on",),
    "full_page_writes": ("on",),
}


def synced_folder(place: PurePath) -> str | None:
    """Return the name of the service that copies `place` about, going by its folders' names, or None."""
    for part in place.parts:
        name = part.casefold()
        for beginning, service in SYNCED_FOLDERS.items():
            # "OneDrive - The Council" and "Dropbox (Personal)" are how these services name their folders
            if name == beginning or name.startswith((f"{beginning} ", f"{beginning}-", f"{beginning}_")):
                return service
    return None


def network_disk(place: PurePath, mounts: str) -> str | None:
    """Return the kind of network disk that `place` lies on, or None.

    `mounts` is the system's list of mounted disks as /proc/mounts has it: device, folder, kind, ….
    """
    best, found = -1, ""
    for line in mounts.splitlines():
        fields = line.split()
        if len(fields) < 3:
            continue
        folder = PurePath(fields[1].replace("\\040", " "))
        if place.is_relative_to(folder) and len(folder.parts) >= best:
            best, found = len(folder.parts), fields[2]
    kind = found.removeprefix("fuse.").casefold()
    return kind if kind in NETWORK_DISKS else None


def mounted_disks() -> str:
    """Return the mounted disks of this system in the form of /proc/mounts; empty where they cannot be told."""
    listing = Path("/proc/mounts")
    if listing.exists():
        return listing.read_text(encoding="utf-8", errors="replace")
    try:
        told = subprocess.run(["/sbin/mount"], capture_output=True, text=True, timeout=5, check=True).stdout
    except (OSError, subprocess.SubprocessError):
        return ""
    return "\n".join(_mount_line(line) for line in told.splitlines() if " on " in line)


def _mount_line(line: str) -> str:
    """Turn `device on /folder (kind, …)`, as other systems say it, into `device /folder kind`."""
    device, _, rest = line.partition(" on ")
    folder, _, kinds = rest.rpartition(" (")
    return " ".join([device.replace(" ", "\\040"), folder.replace(" ", "\\040"), kinds.split(",")[0].rstrip(")")])


def check_place(home: Path, mounts: str | None = None) -> None:
    """Refuse a data folder on a network disk or in a synced folder, if the database lies in it."""
    if os.environ.get("ALONGSIDE_DATABASE"):
        return
    advice = "name a folder on this computer's own disk with ALONGSIDE_HOME=/path/to/folder."
    place = home.resolve()
    service = synced_folder(place)
    if service:
        raise Refusal(
            f"The data folder {home} is kept in step by {service}, which can break a database "
            f"while it is written to: {advice}"
        )
    kind = network_disk(place, mounted_disks() if mounts is None else mounts)
    if kind:
        raise Refusal(
            f"The data folder {home} lies on a network disk ({kind}), which cannot promise that what is saved "
            f"stays saved: {advice}"
        )


def check_connection(connection: Any) -> None:
    """Refuse a database connection that would not keep what it is given."""
    wrong = _sqlite_faults(connection) if connection.vendor == "sqlite" else _postgresql_faults(connection)
    if wrong:
        raise Refusal(
            f"The database is not set to keep what it is given ({'; '.join(wrong)}): put these settings right and "
            "start again."
        )


def _sqlite_faults(connection: Any) -> list[str]:
    with connection.cursor() as cursor:
        seen = {name: _one(cursor, f"PRAGMA {name}") for name in SQLITE_WANTED}
        patience = int(_one(cursor, "PRAGMA busy_timeout"))
    faults = _faults(seen, SQLITE_WANTED)
    if patience < SQLITE_PATIENCE:
        faults.append(f"busy_timeout is {patience}")
    return faults


def _postgresql_faults(connection: Any) -> list[str]:
    with connection.cursor() as cursor:
        seen = {name: _one(cursor, f"SHOW {name}") for name in POSTGRESQL_WANTED}
    return _faults(seen, POSTGRESQL_WANTED)


def _faults(seen: Mapping[str, str], wanted: Mapping[str, tuple[str, ...]]) -> list[str]:
    return [f"{name} is {value}" for name, value in seen.items() if value not in wanted[name]]


def _one(cursor: Any, question: str) -> str:
    cursor.execute(question)
    return str(cursor.fetchone()[0]).casefold()


def check_database() -> None:
    """Refuse to go on unless the database answers, and keeps what it is given."""
    from django.db import DatabaseError, connection

    try:
        if connection.vendor == "postgresql":
            _knock(connection)
        check_connection(connection)
    except DatabaseError as error:
        raise Refusal(_unreachable(connection.vendor)) from error


def _knock(connection: Any) -> None:
    """Connect once by hand: the pool would go on trying for a while, and say each time that it failed."""
    from django.db import OperationalError
    from psycopg import Error, connect

    try:
        connect(**connection.get_connection_params(), connect_timeout=KNOCK).close()
    except Error as error:
        raise OperationalError(str(error)) from error


def _unreachable(vendor: str) -> str:
    if vendor == "sqlite":
        return (
            "The database in the data folder cannot be opened: check that this account may read and write the "
            "folder and what is in it, and that the disk is not full."
        )
    return (
        "The database that ALONGSIDE_DATABASE names does not answer: check that it runs and that the address is right."
    )


def unlike_ours(connection: Any) -> str:
    """Return the names of the tables whose columns are not those that this Alongside reads and writes."""
    from django.apps import apps

    with connection.cursor() as cursor:
        there = set(connection.introspection.table_names(cursor))
        unlike = [
            table
            for table, columns in sorted(_columns(apps.get_models()).items())
            if table not in there
            or columns != {each.name for each in connection.introspection.get_table_description(cursor, table)}
        ]
    return ", ".join(unlike)


def _columns(models: Iterable[Any]) -> dict[str, set[str]]:
    return {model._meta.db_table: {field.column for field in model._meta.local_concrete_fields} for model in models}


_seen: WeakSet[Any] = WeakSet()
"""The connections to PostgreSQL that were looked at: its pool hands each out many times."""


def watch_connections() -> None:
    """Check every connection as it is opened."""
    from django.db.backends.signals import connection_created

    connection_created.connect(_opened, dispatch_uid="alongside.guard")


def _opened(sender: object, connection: Any, **kwargs: object) -> None:
    if connection.vendor == "sqlite":
        check_connection(connection)
    elif connection.connection not in _seen:
        check_connection(connection)
        _seen.add(connection.connection)
