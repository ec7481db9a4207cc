"""All that the attacker gets after a round is over: every table as it lies there, the files byte by byte, the log."""

from __future__ import annotations

import sqlite3
import struct
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from django.db import connection

Row = dict[str, Any]
HEAPS = ("rounds_openunnamed", "rounds_sent", "rounds_answer", "rounds_draft", "rounds_shownunnamed")
PAGE, FRAME = 8192, 24
NORMAL, HAS_NULL = 1, 1
NUMBERS = {"int8": "<q", "int4": "<i", "int2": "<h", "bool": "<?"}


@dataclass
class Evidence:
    """What can be read. In each row `_place` is where it lies, and on PostgreSQL `_xmin` which transaction wrote it."""

    tables: dict[str, list[Row]]
    files: dict[str, bytes]
    log: list[str] = field(default_factory=list)

    @cached_property
    def sharing(self) -> dict[tuple[str, Any], list[Row]]:
        """The rows that have a value in common, by this value."""
        found = defaultdict(list)
        for rows in self.tables.values():
            for row in rows:
                for value in telling(row):
                    found[value].append(row)
        return found


def telling(row: Row) -> Iterator[tuple[str, Any]]:
    """Yield the values of a row that another row would hardly have by chance."""
    for name, value in row.items():
        if name == "_xmin" and value:
            yield "xmin", value
        elif (isinstance(value, int) and value > 10**6) or (isinstance(value, str) and len(value) > 12):
            yield "value", value


def gathered(log: list[str]) -> Evidence:
    """Take everything, as it is at this moment."""
    if connection.vendor == "postgresql":
        return Evidence(_with_the_dead(_tables("xmin::text::bigint", "ctid::text")), {}, log)
    file = Path(str(connection.settings_dict["NAME"]))
    wal = _frames(file.with_name(f"{file.name}-wal").read_bytes())
    database = file.read_bytes()
    files = {"the database": database, "its free pages": _free(database), "its log": wal}
    return Evidence(_tables("NULL", "rowid"), files, log)


def _free(database: bytes) -> bytes:
    """Return the pages that SQLite keeps for later use, in the order in which they were given up."""
    size, (trunk,) = int.from_bytes(database[16:18], "big"), struct.unpack_from(">I", database, 32)
    pages = []
    while trunk:
        start = (trunk - 1) * size
        trunk, number = struct.unpack_from(">II", database, start)
        pages += [start, *((leaf - 1) * size for leaf in struct.unpack_from(f">{number}I", database, start + 8))]
    return b"".join(database[start : start + size] for start in pages)


def _frames(wal: bytes) -> bytes:
    """Return the pages in SQLite's log in the order in which they were written: what it began anew has higher salt."""
    size = FRAME + int.from_bytes(wal[8:12], "big")
    frames = [wal[at : at + size] for at in range(32, len(wal), size)]
    return b"".join(frame[FRAME:] for frame in sorted(frames, key=lambda frame: frame[8:12]))


def _tables(xmin: str, place: str) -> dict[str, list[Row]]:
    found = {}
    with connection.cursor() as cursor:
        keyed = _without_places(cursor)
        for table in connection.introspection.table_names(cursor):
            at = "NULL" if table in keyed else place
            order = "" if connection.vendor == "postgresql" or table in keyed else "ORDER BY rowid"
            cursor.execute(f'SELECT {xmin} AS _xmin, {at} AS _at, * FROM "{table}" {order}')  # noqa: S608
            found[table] = _rows([column[0] for column in cursor.description], cursor.fetchall())
    return found


def _without_places(cursor: Any) -> set[str]:
    """Return the tables of SQLite whose rows lie by their key alone: those that its search keeps for itself."""
    if connection.vendor == "postgresql":
        return set()
    cursor.execute("SELECT name FROM pragma_table_list WHERE wr")
    return {name for (name,) in cursor.fetchall()}


def _rows(names: Sequence[str], rows: Sequence[Sequence[Any]]) -> list[Row]:
    """Return rows as they came, which is how they lie there."""
    return [{**dict(zip(names, row, strict=True)), "_place": place} for place, row in enumerate(rows)]


def of_backup(database: Path) -> Evidence:
    """Return what a backup of SQLite holds: a database file, unpacked."""
    with closing(sqlite3.connect(database)) as backup:
        names = [name for (name,) in backup.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
        tables = {}
        for name in names:
            cursor = backup.execute(f'SELECT rowid AS _at, * FROM "{name}" ORDER BY rowid')  # noqa: S608
            tables[name] = _rows([column[0] for column in cursor.description], cursor.fetchall())
    return Evidence(tables, {"backup": database.read_bytes()})


def _with_the_dead(tables: dict[str, list[Row]]) -> dict[str, list[Row]]:
    """Add what PostgreSQL still holds in its files of rows that are deleted, read past it."""
    with connection.cursor() as cursor:
        cursor.execute("CHECKPOINT")
        for table in HEAPS:
            cursor.execute(
                "SELECT attname, typname FROM pg_attribute JOIN pg_type ON pg_type.oid = atttypid "
                "WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped ORDER BY attnum",
                [table],
            )
            columns = cursor.fetchall()
            cursor.execute("SELECT pg_read_binary_file(pg_relation_filepath(%s))", [table])
            heap = bytes(cursor.fetchone()[0])
            tables[f"{table} as it lies in its file"] = list(_tuples(heap, columns))
    return tables


def _tuples(heap: bytes, columns: Sequence[tuple[str, str]]) -> Iterator[Row]:
    for start in range(0, len(heap), PAGE):
        page = heap[start : start + PAGE]
        (lower,) = struct.unpack_from("<H", page, 12)
        for at in range(24, lower, 4):
            (pointer,) = struct.unpack_from("<I", page, at)
            offset, flags, length = pointer & 0x7FFF, pointer >> 15 & 3, pointer >> 17
            if flags == NORMAL:
                row = _row(page[offset : offset + length], columns)
                yield {**row, "_xmin": struct.unpack_from("<I", page, offset)[0], "_place": start + at}


def _row(item: bytes, columns: Sequence[tuple[str, str]]) -> Row:
    """Return one row of a page: its columns one after the other, as PostgreSQL lays them out."""
    (mask,) = struct.unpack_from("<H", item, 20)
    at, row = item[22], Row()
    for number, (name, kind) in enumerate(columns):
        if mask & HAS_NULL and not item[23 + number // 8] >> number % 8 & 1:
            continue
        if kind in NUMBERS:
            size = struct.calcsize(NUMBERS[kind])
            at = -(-at // size) * size
            row[name] = struct.unpack_from(NUMBERS[kind], item, at)[0]
            at += size
        else:
            row[name], at = _text(item, at)
    return row


def _text(item: bytes, at: int) -> tuple[str, int]:
    """Return a text and where it ends; its length stands before it in one byte, or in four."""
    if item[at] & 1:
        begins, length = at + 1, item[at] >> 1
        ends = at + length
    else:
        at = -(-at // 4) * 4
        (header,) = struct.unpack_from("<I", item, at)
        begins, ends = at + 4, at + (header >> 2)
    return item[begins:ends].decode("utf-8", "replace"), ends
