"""Questions to the database that are put together once and asked many times.

Django writes a question's SQL anew each time, which can take twenty times what the database takes to answer. What
nearly every request asks is written once here, with places for what it is told each time.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from typing import Any, Generic, TypeVar, cast

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import Field, Model, QuerySet, Value
from django.db.models.query import ModelIterable
from django.db.models.sql.compiler import SQLCompiler
from django.db.models.sql.query import Query

M = TypeVar("M", bound=Model)


def told(name: str, field: Field[Any, Any]) -> Any:
    """Return a place in a question, for what it is told by this name; it stands wherever a value of `field` may."""
    return _Place(name, output_field=field)


class _Place(Value):
    def as_sql(self, compiler: SQLCompiler, connection: Any) -> tuple[str, Any]:
        return "%s", [self]


class _Written(SQLCompiler):
    """Writes its statement once; from then on it only fills the places."""

    told: Mapping[str, Any]
    statement: tuple[str, tuple[Any, ...]] | None = None

    def as_sql(self, with_limits: bool = True, with_col_aliases: bool = False) -> tuple[str, tuple[Any, ...]]:
        if self.statement is None:
            self.statement = super().as_sql(with_limits, with_col_aliases)
        sql, given = self.statement
        return sql, tuple(self._filled(each) for each in given)

    def _filled(self, given: Any) -> Any:
        if not isinstance(given, _Place):
            return given
        return given.output_field.get_db_prep_value(self.told[given.value], self.connection)


class _Asked(Query):
    """A query that keeps what writes it."""

    written: _Written

    def get_compiler(self, *args: Any, **kwargs: Any) -> SQLCompiler:
        return self.written


class Prepared(Generic[M]):
    """A question, as `build` puts it together with `told(…)` in its places.

    Each thread has its own: what one is told never meets what another is told.
    """

    def __init__(self, build: Callable[[], QuerySet[M]]) -> None:
        self._build = build
        self._mine = threading.local()

    def one(self, **told: Any) -> M | None:
        """Ask, and return the first that is found, or None."""
        return next(iter(self.every(**told)), None)

    def every(self, **told: Any) -> list[M]:
        """Ask, and return all that are found."""
        asked = self._asked()
        query = cast(_Asked, asked.query)
        query.written.told = told
        return list(ModelIterable(asked))

    def _asked(self) -> QuerySet[M]:
        connection = connections[DEFAULT_DB_ALIAS]
        if getattr(self._mine, "connection", None) is not connection:
            asked = self._build()
            query = cast(_Asked, asked.query.chain(_Asked))
            query.written = _Written(query, connection, DEFAULT_DB_ALIAS)
            asked.query = query
            self._mine.connection, self._mine.asked = connection, asked
        return cast("QuerySet[M]", self._mine.asked)
