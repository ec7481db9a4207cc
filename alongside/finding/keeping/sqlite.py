"""On SQLite: FTS5 over the entries, and triggers that keep both right.

The index holds no words of its own (`content=`), only which word stands in which entry. The wall, what kind of thing it
is and its theme are words of a second column: so a search never walks through another partnership's entries.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.db import transaction

from alongside.finding.keeping.entering import ENTRIES, enter, leave
from alongside.finding.sources import SOURCES
from alongside.finding.sources.shapes import Source

INDEX = "finding_words"
PLACED = "finding_placed"
MARK = "finding_"
"""What the names of all that is made here begin with."""
PARTS = "coalesce((SELECT group_concat(value, '\n') FROM json_each({column})), '')"
AT_ONCE = 200
"""How many pages are merged in one go: others can write in between."""


def wanted() -> dict[str, str]:
    """Return what there must be, by name, in the order in which it is made."""
    made = {
        PLACED: (
            f"CREATE VIEW {PLACED} AS SELECT id, 'p' || partnership_id || ' k' || source || ' t' ||"
            f" substr(question, 1, instr(question, '.') - 1) AS place, words FROM {ENTRIES}"
        ),
        INDEX: (
            f"CREATE VIRTUAL TABLE {INDEX} USING fts5(place, words, content='{PLACED}', content_rowid='id',"
            " tokenize='porter unicode61 remove_diacritics 2', prefix='3')"
        ),
        f"{MARK}in": f"CREATE TRIGGER {MARK}in AFTER INSERT ON {ENTRIES} BEGIN {_in()}; END",
        f"{MARK}out": f"CREATE TRIGGER {MARK}out BEFORE DELETE ON {ENTRIES} BEGIN {_out()}; END",
    }
    for source in SOURCES:
        made |= dict(_triggers(source))
    return made


def _in() -> str:
    return f"INSERT INTO {INDEX}(rowid, place, words) SELECT id, place, words FROM {PLACED} WHERE id = NEW.id"


def _out() -> str:
    taken = f"SELECT 'delete', id, place, words FROM {PLACED} WHERE id = OLD.id"
    return f"INSERT INTO {INDEX}({INDEX}, rowid, place, words) {taken}"


def _triggers(source: Source) -> Iterator[tuple[str, str]]:
    one, old = enter(source, "s.id = NEW.id", PARTS), leave(source, "= OLD.id")
    name, table = f"{MARK}{source.id}", source.table
    columns = ", ".join(f'"{column}"' for column in source.columns)
    changed = " OR ".join(f'OLD."{column}" IS NOT NEW."{column}"' for column in source.columns)
    yield _trigger(f"{name}_in", f"INSERT ON {table}", one)
    yield _trigger(f"{name}_new", f"UPDATE OF {columns} ON {table} WHEN {changed}", old, one)
    yield _trigger(f"{name}_out", f"DELETE ON {table}", old)
    if source.once:
        model, column = source.once
        gate, same = model._meta.db_table, f"s.{column} = NEW.{column}"
        shut = leave(source, f"IN (SELECT s.id FROM {table} s WHERE s.{column} = OLD.{column})")
        yield _trigger(f"{name}_once", f"INSERT ON {gate}", enter(source, same, PARTS))
        yield _trigger(f"{name}_no_more", f"DELETE ON {gate}", shut)


def _trigger(name: str, when: str, *then: str) -> tuple[str, str]:
    return name, f"CREATE TRIGGER {name} AFTER {when} BEGIN {'; '.join(then)}; END"


def is_right(cursor: Any) -> bool:
    """Whether there is just what must be."""
    return _there(cursor) == wanted()


def _there(cursor: Any) -> Mapping[str, str]:
    cursor.execute(
        f"SELECT name, sql FROM sqlite_schema WHERE name LIKE '{MARK}%' AND (type IN ('trigger', 'view') OR name = %s)",
        [INDEX],
    )
    return dict(cursor.fetchall())


def take_away(cursor: Any) -> None:
    """Take away all that is made here, and leave the entries."""
    kinds = "SELECT name, type FROM sqlite_schema WHERE type IN ('trigger', 'view') AND name LIKE %s"
    cursor.execute(kinds, [f"{MARK}%"])
    for name, kind in cursor.fetchall():
        cursor.execute(f"DROP {kind} {name}")
    cursor.execute(f"DROP TABLE IF EXISTS {INDEX}")


def make(cursor: Any) -> None:
    """Make what must be, where nothing of it is."""
    for statement in wanted().values():
        cursor.execute(statement)


def fill(cursor: Any, source: Source) -> None:
    """Put in all that counts of one source."""
    cursor.execute(enter(source, "1 = 1", PARTS))


def forget_deleted(cursor: Any) -> None:
    """Take out of the index the words of entries that are gone: it keeps them until its pieces are merged.

    Piece by piece, each a transaction of its own, so that others can write in between.
    """
    step = -AT_ONCE  # the first takes everything up, the others go on
    while True:
        before = cursor.connection.total_changes
        with transaction.atomic():
            cursor.execute(f"INSERT INTO {INDEX}({INDEX}, rank) VALUES ('merge', %s)", [step])
        if cursor.connection.total_changes - before < 2:
            return
        step = AT_ONCE
