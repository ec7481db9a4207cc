"""Keeping what can be found in step with what is written: made, looked at and made anew here, done by the database.

Triggers do it, so that no command can forget to. But a table that is made anew on SQLite, as a migration may, loses its
triggers; and another version may want others. So they go before a migration, and are made sure of after it and at each
start: where anything differs, all of it is made anew and filled from what is there.
"""

from __future__ import annotations

from types import ModuleType
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connection, transaction
from django.db.migrations.executor import MigrationExecutor

from alongside.finding.keeping import postgresql, sqlite
from alongside.finding.models import Entry
from alongside.finding.sources import SOURCES


def ours() -> ModuleType:
    """Return how it is done by the database in use."""
    return postgresql if connection.vendor == "postgresql" else sqlite


def is_right() -> bool:
    """Whether there is just what must be."""
    with connection.cursor() as cursor:
        return bool(ours().is_right(cursor))


def make_sure() -> bool:
    """Make all of it anew and fill it, unless it is just as it must be; return whether that was done."""
    if is_right():
        return False
    make_anew()
    return True


@transaction.atomic
def make_anew() -> None:
    """Make all of it anew, and put in what is there. Sources come in their order: of most no time is known."""
    with connection.cursor() as cursor:
        ours().take_away(cursor)
        Entry.objects.all().delete()
        ours().make(cursor)
        for source in SOURCES:
            ours().fill(cursor, source)


def before_migrations(sender: object, using: str, plan: Any = (), **kwargs: object) -> None:
    """Take the triggers away: a table cannot be made anew while one of another table speaks of it."""
    if plan and using == DEFAULT_DB_ALIAS:
        with transaction.atomic(), connection.cursor() as cursor:
            ours().take_away(cursor)


def after_migrations(sender: object, using: str, **kwargs: object) -> None:
    """Make sure of it, once all are done; not of a copy that is put back, which is made sure of when it is served."""
    if using != DEFAULT_DB_ALIAS or is_right() or _are_due():
        return
    make_sure()


def _are_due() -> bool:
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def forget_deleted() -> tuple[str, ...]:
    """Take out what the index keeps of deleted words; return the tables that are to be swept besides."""
    with connection.cursor() as cursor:
        ours().forget_deleted(cursor)
    return (Entry._meta.db_table, ours().INDEX)
