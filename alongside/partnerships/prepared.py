"""What is said to the database on hot ways: put together once, and said many times.

Django writes SQL anew each time, which can take twenty times what the database takes to answer. What nearly every
request asks, and what every answer writes, is written once here, with places for what it is told each time.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from operator import itemgetter
from typing import Any, Generic, TypeVar, cast

from django.db import DEFAULT_DB_ALIAS, connections, transaction
from django.db.models import AutoField, Field, Model, QuerySet, Value
from django.db.models.query import FlatValuesListIterable, ModelIterable, get_related_populators
from django.db.models.sql import DeleteQuery, InsertQuery, Query, UpdateQuery
from django.db.models.sql.compiler import SQLCompiler

T = TypeVar("T")
W = TypeVar("W")


def told(name: str, field: Field[Any, Any]) -> Any:
    """Return a place in a statement, for what it is told by this name; it stands wherever a value of `field` may."""
    return _Place(name, output_field=field)


class _Place(Value):
    def as_sql(self, compiler: SQLCompiler, connection: Any) -> tuple[str, Any]:
        return "%s", [self]


class _Statement:
    """A statement as it was written for one connection; with its places filled it can be said."""

    def __init__(self, query: Query, connection: Any) -> None:
        self.compiler: Any = query.get_compiler(connection=connection)
        self.connection = connection
        written = self.compiler.as_sql()
        self._sql, self._given = written[0] if isinstance(written, list) else written

    def asked(self, told: Mapping[str, Any]) -> list[Any]:
        """Say it, and return the rows it answers with."""
        with self.connection.cursor() as cursor:
            cursor.execute(self._sql, self._filled(told))
            return list(cursor.fetchall())

    def done(self, told: Mapping[str, Any]) -> int:
        """Say it, and return how many rows it changed."""
        with self.connection.cursor() as cursor:
            cursor.execute(self._sql, self._filled(told))
            return int(cursor.rowcount)

    def done_many(self, rows: Sequence[Sequence[Any]]) -> None:
        """Say it once for each row of values, which stand in the order of its places."""
        if rows:
            # all or none, also where no transaction is open yet
            with transaction.atomic(savepoint=False), self.connection.cursor() as cursor:
                cursor.executemany(self._sql, rows)

    def _filled(self, told: Mapping[str, Any]) -> list[Any]:
        return [
            each.output_field.get_db_prep_value(told[each.value], self.connection) if isinstance(each, _Place) else each
            for each in self._given
        ]


class _Once(Generic[W]):
    """What is written once for each thread, whose connection is its own: what one is told never meets another's."""

    def __init__(self, write: Callable[[Any], W]) -> None:
        self._write = write
        self._mine = threading.local()

    def __call__(self) -> W:
        connection = connections[DEFAULT_DB_ALIAS]
        if getattr(self._mine, "connection", None) is not connection:
            self._mine.written = self._write(connection)
            self._mine.connection = connection
        written: W = self._mine.written
        return written


class Prepared(Generic[T]):
    """A question, as `build` puts it together with `told(…)` in its places: for rows, or for a flat list of values."""

    def __init__(self, build: Callable[[], QuerySet[Any, T]]) -> None:
        self._reading = _Once(lambda connection: _Reading[T](build(), connection))

    def one(self, **told: Any) -> T | None:
        """Ask, and return the first that is found, or None."""
        return next(iter(self.every(**told)), None)

    def every(self, **told: Any) -> list[T]:
        """Ask, and return all that are found."""
        return self._reading().every(told)


class _Reading(Generic[T]):
    """A question as it was written, and what makes of each row what was asked for."""

    def __init__(self, asked: QuerySet[Any, T], connection: Any) -> None:
        self._statement = _Statement(asked.query, connection)
        self._compiler = self._statement.compiler
        columns = [column for column, *_ in self._compiler.select]
        self._converters = self._compiler.get_converters(columns)
        makers: dict[Any, Any] = {ModelIterable: _maker, FlatValuesListIterable: _first}
        self._made: Callable[[Sequence[Any]], T] = makers[asked._iterable_class](self._compiler)

    def every(self, told: Mapping[str, Any]) -> list[T]:
        rows = self._statement.asked(told)
        if self._converters:
            rows = self._compiler.apply_converters(rows, self._converters)
        return [self._made(row) for row in rows]


def _first(compiler: Any) -> Callable[[Sequence[Any]], Any]:
    return itemgetter(0)


def _maker(compiler: Any) -> Callable[[Sequence[Any]], Any]:
    """Return what makes an object of a row, as Django's own does: with what is joined to it, and what is annotated."""
    info, select = compiler.klass_info, compiler.select
    start, end = info["select_fields"][0], info["select_fields"][-1] + 1
    names = [column.target.attname for column, *_ in select[start:end]]
    related = cast(Any, get_related_populators)(info, select, DEFAULT_DB_ALIAS)
    annotated = [*(compiler.annotation_col_map or {}).items()]

    def made(row: Sequence[Any]) -> Any:
        found = info["model"].from_db(DEFAULT_DB_ALIAS, names, row[start:end])
        for each in related:
            each.populate(row, found)
        for name, at in annotated:
            setattr(found, name, row[at])
        return found

    return made


class PreparedChange:
    """A change of the rows that `build` finds: `values` are told in its places, as what finds them is."""

    def __init__(self, build: Callable[[], QuerySet[Any]], **values: Any) -> None:
        def write(connection: Any) -> _Statement:
            query: Any = build().query.chain(UpdateQuery)
            query.add_update_values(values)
            return _Statement(query, connection)

        self._statement = _Once(write)

    def __call__(self, **told: Any) -> int:
        """Do it; return how many rows were changed."""
        return self._statement().done(told)


class PreparedRemoval:
    """The end of the rows that `build` finds, of a table on whose rows nothing can hang."""

    def __init__(self, build: Callable[[], QuerySet[Any]]) -> None:
        def write(connection: Any) -> _Statement:
            gone = build()
            if any(not field.concrete for field in gone.model._meta.get_fields(include_hidden=True)):
                raise TypeError(f"something may hang on a row of {gone.model.__name__}: delete it by Django's own way")
            return _Statement(gone.query.chain(DeleteQuery), connection)

        self._statement = _Once(write)

    def __call__(self, **told: Any) -> int:
        """Do it; return how many rows went."""
        return self._statement().done(told)


class PreparedRows:
    """New rows of one table, each telling `columns`, in this order. What is told of none is as the model says."""

    def __init__(self, model: type[Model], *columns: str) -> None:
        self._model, self._columns = model, [model._meta.get_field(name).attname for name in columns]  # type: ignore[union-attr]
        self._fields: list[Any] = [each for each in model._meta.concrete_fields if not isinstance(each, AutoField)]
        self._statement = _Once(self._written)

    def _written(self, connection: Any) -> _Statement:
        query = InsertQuery(self._model)
        places = {field.attname: told(field.attname, field) for field in self._fields}
        query.insert_values(self._fields, [self._model(**places)], raw=True)
        return _Statement(query, connection)

    def put(self, rows: Iterable[Sequence[Any]], **every: Any) -> None:
        """Put them in; `every` is what stands in every row."""
        statement = self._statement()
        every = {self._model._meta.get_field(name).attname: value for name, value in every.items()}  # type: ignore[union-attr]
        cells = [self._cell(field, every, statement.connection) for field in self._fields]
        statement.done_many([[cell(row) for cell in cells] for row in rows])

    def add(self, made: Model) -> None:
        """Put in one that has been made, its key with it."""
        statement = self._statement()
        values = [(field, getattr(made, field.attname)) for field in self._fields]
        statement.done_many([[field.get_db_prep_save(value, statement.connection) for field, value in values]])

    def _cell(self, field: Any, every: Mapping[str, Any], connection: Any) -> Callable[[Sequence[Any]], Any]:
        prepared = field.get_db_prep_save
        if field.attname in every:
            same = prepared(every[field.attname], connection)
            return lambda row: same
        if field.attname in self._columns:
            at = self._columns.index(field.attname)
            return lambda row: prepared(row[at], connection)
        return lambda row: prepared(field.get_default(), connection)
