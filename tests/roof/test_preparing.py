"""Making ready to serve: what is there stays, what is due is done, and a copy is put aside first."""

from __future__ import annotations

import stat
from datetime import UTC, datetime
from pathlib import Path
from unittest import mock

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder

from alongside import envelope, preparing
from alongside.refusal import Refusal
from tests.kit.footing import POSTGRESQL

only_sqlite = pytest.mark.skipif(POSTGRESQL, reason="a PostgreSQL has backups of its own")


@pytest.mark.data
@pytest.mark.django_db(transaction=True)
def test_nothing_is_migrated_when_nothing_is_due(tmp_path: Path) -> None:
    with mock.patch.object(preparing, "call_command") as called:
        preparing.bring_up_to_date(tmp_path)
    assert not called.called
    assert not any(tmp_path.iterdir())


@pytest.mark.data
@pytest.mark.django_db
def test_data_of_a_newer_alongside_is_refused(tmp_path: Path) -> None:
    MigrationRecorder(connection).record_applied("partnerships", "9999_from_later")
    with pytest.raises(Refusal, match="newer Alongside"):
        preparing.bring_up_to_date(tmp_path)


@pytest.mark.data
@pytest.mark.django_db
@pytest.mark.parametrize(
    ("change", "named"),
    [
        ("ALTER TABLE learning_talk RENAME COLUMN start_key TO pressed", "learning_talk"),
        ("ALTER TABLE people_knock ADD COLUMN more integer NOT NULL DEFAULT 0", "people_knock"),
        ("ALTER TABLE learning_finish RENAME TO learning_end", "learning_finish"),
    ],
)
def test_data_whose_tables_are_not_as_we_know_them_is_refused(tmp_path: Path, change: str, named: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(change)
    with pytest.raises(Refusal, match=f"does not fit this Alongside.*{named}") as refusal:
        preparing.bring_up_to_date(tmp_path)
    assert str(refusal.value).count(". ") == 0


@only_sqlite
@pytest.mark.django_db(transaction=True)
def test_a_database_with_something_in_it_is_copied_before_it_changes(tmp_path: Path) -> None:
    with (
        mock.patch.object(MigrationExecutor, "migration_plan", return_value=["something"]),
        mock.patch.object(preparing, "call_command") as called,
    ):
        preparing.bring_up_to_date(tmp_path)
    assert called.call_args.args == ("migrate",)
    (copy,) = (tmp_path / "backups").iterdir()
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    manifest = envelope.unpack(copy, tmp_path / "side")
    assert any(name.startswith("partnerships.") for name in manifest.migrations)


@only_sqlite
@pytest.mark.django_db(transaction=True)
def test_without_room_for_the_copy_nothing_is_changed(tmp_path: Path) -> None:
    (tmp_path / "backups").write_text("in the way of the folder")
    with (
        mock.patch.object(MigrationExecutor, "migration_plan", return_value=["something"]),
        mock.patch.object(preparing, "call_command") as called,
        pytest.raises(Refusal, match="left as it is"),
    ):
        preparing.bring_up_to_date(tmp_path)
    assert not called.called


@only_sqlite
@pytest.mark.django_db(transaction=True)
def test_a_copy_is_named_for_its_moment(tmp_path: Path) -> None:
    copy = preparing.copy_aside(tmp_path, datetime(2026, 3, 29, 1, 30, tzinfo=UTC))
    assert copy.name == "before-upgrade-20260329-013000-000000.zip"


@only_sqlite
@pytest.mark.django_db(transaction=True)
def test_only_the_newest_copies_are_kept(tmp_path: Path) -> None:
    made = [preparing.copy_aside(tmp_path, datetime(2026, 3, day, tzinfo=UTC)) for day in range(1, 8)]
    assert set(tmp_path.iterdir()) == set(made[-5:])


@pytest.fixture
def static(tmp_path: Path) -> Path:
    return tmp_path / "build" / "static"


def collected(root: Path) -> bool:
    """Whether `collect` ran the collecting, faked to leave a manifest."""

    def collecting(*_: object, **__: object) -> None:
        root.mkdir(parents=True, exist_ok=True)
        (root / "staticfiles.json").write_text("{}")

    with mock.patch.object(preparing, "call_command", side_effect=collecting) as called:
        preparing.collect(root)
    return called.called


def test_static_files_are_collected_once(static: Path) -> None:
    assert collected(static)
    assert not collected(static)


def test_static_files_are_collected_anew_when_one_changed(static: Path) -> None:
    collected(static)
    with mock.patch.object(preparing, "fingerprint", return_value="another"):
        assert collected(static)


def test_static_files_are_collected_anew_when_they_were_taken_away(static: Path) -> None:
    collected(static)
    (static / "staticfiles.json").unlink()
    assert collected(static)


def test_the_fingerprint_knows_the_content_of_every_file() -> None:
    class Finder:
        """Finds one file with the content it was given."""

        def __init__(self, content: bytes) -> None:
            from django.core.files.base import ContentFile

            self.storage = mock.Mock(open=lambda name: ContentFile(content))

        def list(self, _: object) -> list[tuple[str, mock.Mock]]:
            return [("a.css", self.storage)]

    def told(content: bytes) -> str:
        with mock.patch.object(preparing, "get_finders", return_value=[Finder(content)]):
            return preparing.fingerprint()

    assert told(b"a") == told(b"a") != told(b"b")
