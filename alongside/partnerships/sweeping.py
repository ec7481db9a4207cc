"""Taking out of the database's files what they still hold of rows that were deleted."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING

from django.db import OperationalError, connection, models
from django.db.backends.utils import CursorWrapper

if TYPE_CHECKING:
    from psycopg.errors import Diagnostic


Table = type[models.Model] | str
"""A table: of a model, or by its name where it has none."""


def swept(tables: Iterable[Table]) -> bool:
    """Sweep these tables, outside any transaction; False where it could not be done now.

    On SQLite deleted bytes are overwritten, but the log beside the file keeps them until it is cut, which cannot be
    while somebody else reads. On PostgreSQL they stay until the tables are written anew: not while somebody dumps, and
    not while anybody has looked since before they were deleted.
    """
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            return _vacuumed(cursor, tables)
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        busy, *_ = cursor.fetchone()
        return not busy


def _vacuumed(cursor: CursorWrapper, tables: Iterable[Table]) -> bool:
    """Write the tables anew; False where that would wait, for then everybody else would wait behind it.

    False too where a deleted row had to be written anew with the rest: whoever began to look before it was deleted, at
    whatever table, could still ask for it.
    """
    left: list[int] = []
    handler = partial(_count_left, left)
    cursor.connection.add_notice_handler(handler)
    cursor.execute("SET lock_timeout = '500ms'")
    try:
        for table in tables:
            name = table if isinstance(table, str) else table._meta.db_table
            cursor.execute(f"VACUUM (FULL, VERBOSE) {connection.ops.quote_name(name)}")
    except OperationalError:
        return False
    finally:
        cursor.execute("RESET lock_timeout")
        cursor.connection.remove_notice_handler(handler)
    return not any(left)


def _count_left(left: list[int], notice: Diagnostic) -> None:
    """Add how many deleted rows a table keeps: the first number of the details, in any language of the server's."""
    if number := re.search(r"\d+", (notice.message_detail or "").partition("\n")[0]):
        left.append(int(number[0]))
