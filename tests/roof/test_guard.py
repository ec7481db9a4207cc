"""The guard: a set-up that would lose words is refused (R-04, R-05)."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

import pytest
from django.db import connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created
from django.test.utils import CaptureQueriesContext

from alongside import guard
from alongside.refusal import Refusal
from tests.kit.footing import POSTGRESQL

MOUNTS = "\n".join(
    [
        "/dev/sda1 / ext4 rw 0 0",
        "server:/export /srv/shared nfs4 rw 0 0",
        "//server/us /mnt/our\\040files cifs rw 0 0",
        "me@server: /mnt/far fuse.sshfs rw 0 0",
        "/dev/sdb1 /srv/shared/local ext4 rw 0 0",
        "broken",
    ]
)


@pytest.mark.parametrize(
    ("place", "kind"),
    [
        ("/home/ada/alongside", None),
        ("/srv/shared/alongside", "nfs4"),
        ("/srv/shared", "nfs4"),
        ("/srv/shared-not", None),
        ("/srv/shared/local/alongside", None),
        ("/mnt/our files/alongside", "cifs"),
        ("/mnt/far/alongside", "sshfs"),
    ],
)
def test_a_network_disk_is_known_by_the_nearest_mount(place: str, kind: str | None) -> None:
    assert guard.network_disk(PurePosixPath(place), MOUNTS) == kind


@pytest.mark.parametrize(
    ("place", "service"),
    [
        ("/home/ada/OneDrive/alongside", "OneDrive"),
        ("/home/ada/OneDrive - Example Council/x", "OneDrive"),
        ("/home/ada/Dropbox (Personal)", "Dropbox"),
        ("/Users/ada/Library/Mobile Documents/com~apple~CloudDocs", "iCloud"),
        ("/home/ada/iCloud Drive/x", "iCloud"),
        ("/Users/ada/Library/CloudStorage/Box-Box/x", "a service that copies files"),
        ("/home/ada/Google Drive/My Drive/x", "Google Drive"),
        ("/home/ada/dropboxes/x", None),
        ("/home/ada/alongside", None),
    ],
)
def test_a_synced_folder_is_known_by_its_name(place: str, service: str | None) -> None:
    assert guard.synced_folder(PurePosixPath(place)) == service


def test_a_wrong_disk_is_refused_with_the_reason_and_a_suggestion(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("ALONGSIDE_DATABASE", raising=False)
    with pytest.raises(Refusal, match=r"network disk \(nfs\).*ALONGSIDE_HOME="):
        guard.check_place(tmp_path, mounts=f"server:/x {tmp_path} nfs rw 0 0")
    synced = tmp_path / "Dropbox" / "alongside"
    synced.mkdir(parents=True)
    with pytest.raises(Refusal, match=r"Dropbox.*ALONGSIDE_HOME="):
        guard.check_place(synced, mounts="")
    # by way of a link that does not say where it leads, too
    (tmp_path / "innocent").symlink_to(synced)
    with pytest.raises(Refusal, match="Dropbox"):
        guard.check_place(tmp_path / "innocent", mounts="")


def test_this_systems_own_mounts_can_be_read() -> None:
    assert "/" in [line.split()[1] for line in guard.mounted_disks().splitlines()]


def test_other_systems_mounts_are_understood() -> None:
    line = guard._mount_line("//ada@server/us on /Volumes/our files (smbfs, nodev, nosuid)")
    assert guard.network_disk(PurePosixPath("/Volumes/our files/alongside"), line) == "smbfs"


@pytest.mark.data
@pytest.mark.django_db
def test_the_database_as_set_up_is_let_through() -> None:
    guard.check_connection(connection)


@pytest.mark.skipif(POSTGRESQL, reason="these are SQLite's settings")
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    "loosened",
    [
        "synchronous=NORMAL",
        "synchronous=OFF",
        "foreign_keys=OFF",
        "secure_delete=OFF",
        "busy_timeout=100",
        "journal_mode=DELETE",
    ],
)
def test_a_loosened_sqlite_is_refused_by_name(loosened: str) -> None:
    setting, _, loose = loosened.partition("=")
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA {setting}")
        proper = cursor.fetchone()[0]
        cursor.execute(f"PRAGMA {loosened}")
    try:
        with pytest.raises(Refusal, match=setting):
            guard.check_connection(connection)
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA {setting}={proper}")
    guard.check_connection(connection)
    assert loose


@pytest.mark.data
@pytest.mark.skipif(not POSTGRESQL, reason="this is PostgreSQL's setting; it is tested in the run on PostgreSQL")
@pytest.mark.django_db
def test_a_loosened_postgresql_is_refused_by_name() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL synchronous_commit = off")
    with pytest.raises(Refusal, match="synchronous_commit is off"):
        guard.check_connection(connection)


@pytest.mark.skipif(POSTGRESQL, reason="only SQLite is asked on each connection")
@pytest.mark.django_db(transaction=True)
def test_every_connection_is_looked_at_as_it_opens(monkeypatch: pytest.MonkeyPatch) -> None:
    guard.watch_connections()
    try:
        connection.close()
        connection.ensure_connection()
        connection.close()
        loosened = connection.get_new_connection

        def loose(parameters: object) -> sqlite3.Connection:
            made: sqlite3.Connection = loosened(parameters)
            made.execute("PRAGMA synchronous=NORMAL")
            return made

        monkeypatch.setattr(connection, "get_new_connection", loose)
        with pytest.raises(Refusal, match="synchronous"):
            connection.ensure_connection()
    finally:
        connection_created.disconnect(dispatch_uid="alongside.guard")
        connection.close()


@pytest.fixture
def loose() -> Iterator[BaseDatabaseWrapper]:
    """A way to PostgreSQL on which it answers before the disk has the words, as a role can be set to."""
    wrapper = connections.create_connection("default")
    wrapper.settings_dict = {**wrapper.settings_dict, "OPTIONS": {"options": "-c synchronous_commit=off"}}
    yield wrapper
    wrapper.close()


@pytest.mark.data
@pytest.mark.skipif(not POSTGRESQL, reason="this is PostgreSQL's setting; it is tested in the run on PostgreSQL")
@pytest.mark.django_db
def test_every_connection_to_postgresql_is_looked_at_once(loose: BaseDatabaseWrapper) -> None:
    guard.watch_connections()
    proper = connections.create_connection("default")
    try:
        proper.ensure_connection()
        with CaptureQueriesContext(proper) as asked:
            proper.close()
            proper.ensure_connection()
        assert [query for query in asked.captured_queries if "SHOW" in query["sql"]] == []
        with pytest.raises(Refusal, match="synchronous_commit is off"):
            loose.ensure_connection()
    finally:
        connection_created.disconnect(dispatch_uid="alongside.guard")
        proper.close()
