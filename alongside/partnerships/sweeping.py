"""Taking out of the database's files what they still hold of rows that were deleted."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import OperationalError, connection, models
from django.db.backends.utils import CursorWrapper


def swept(tables: Iterable[type[models.Model]]) -> bool:
    """Sweep these tables, outside any transaction; False where it could not be done now.

    On SQLite deleted bytes are overwritten, but the log beside the file keeps them until it is cut, which cannot be
    while somebody else reads. On PostgreSQL they stay until the tables are written anew: not while somebody dumps.
    """
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            return _vacuumed(cursor, tables)
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        busy, *_ = cursor.fetchone()
        return not busy


def _vacuumed(cursor: CursorWrapper, tables: Iterable[type[models.Model]]) -> bool:
    """Write the tables anew; False where that would wait, for then everybody else would wait behind it."""
    cursor.execute("SET lock_timeout = '500ms'")
    try:
        for table in tables:
            cursor.execute(f"VACUUM (FULL) {connection.ops.quote_name(table._meta.db_table)}")
    except OperationalError:
        return False
    finally:
        cursor.execute("RESET lock_timeout")
    return True
