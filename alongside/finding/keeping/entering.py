"""How words come to be found, in SQL that both databases read: one statement for each source."""

from __future__ import annotations

from django.db.models import Model

from alongside.finding.models import Entry
from alongside.finding.sources.shapes import Source

ENTRIES = Entry._meta.db_table
NEW_LINE = "'\n'"


def enter(source: Source, where: str, parts: str) -> str:
    """Say: put in what counts of these rows, oldest first. `parts` is how the database joins a part's words.

    What is opened with a round comes in an order of chance: some of it was sent without a name.
    """
    order = "random()" if source.once else "s.id"
    words = _words(source, parts)
    counts = [
        f"({words}) <> ''",
        *([source.only] if source.only else []),
        *([_is_there(*source.once)] if source.once else []),
    ]
    return (
        f"INSERT INTO {ENTRIES} (partnership_id, question, source, key, words)"
        f" SELECT {source.to}, {source.question}, '{source.id}', s.id, {words}"
        f" FROM {source.table} s {source.by_way_of}"
        f" WHERE {' AND '.join([where, *counts])} ORDER BY {order}"
    )


def leave(source: Source, which: str) -> str:
    """Say: take out what is found of these rows."""
    return f"DELETE FROM {ENTRIES} WHERE source = '{source.id}' AND key {which}"


def _words(source: Source, parts: str) -> str:
    pieces = [f's."{column}"' for column in source.words]
    if source.as_parts:
        pieces.append(parts.format(column=f"s.{source.as_parts}"))
    return f"trim({f' || {NEW_LINE} || '.join(pieces)}, {NEW_LINE})"


def _is_there(model: type[Model], column: str) -> str:
    return f"EXISTS (SELECT 1 FROM {model._meta.db_table} o WHERE o.{column} = s.{column})"
