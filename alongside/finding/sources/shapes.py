"""What a source of words is: where they stand, when they count, and how they are shown to somebody."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.db.models import Exists, OuterRef

from alongside.partnerships.seats import Seat


@dataclass(frozen=True, slots=True)
class Place:
    """Where something that was found stands: what it is, on which day if that is told, and its address."""

    what: str
    url: str
    on: datetime.date | None = None
    by: str = ""


Seen = Callable[[Seat, Collection[int]], Mapping[int, Place]]
"""Which of these rows somebody may see, by their keys, and where. A fixed number of queries, however many are asked."""


@dataclass(frozen=True, slots=True)
class Source:
    """One table with words in it. What is SQL here is the same for both databases; `s` is the row.

    `words` are its columns with words, or (`as_parts`) the one that holds them by the id of a part. `to` is how its
    partnership is reached, past the tables in `by_way_of`; `question` likewise. `only` says which rows count.
    Where it counts `once` a row of another table is there, `once` is that model and the column both have.
    """

    id: str
    group: str
    model: type[models.Model]
    words: tuple[str, ...]
    to: str
    seen: Seen
    question: str = "''"
    by_way_of: str = ""
    only: str = ""
    as_parts: str = ""
    once: tuple[type[models.Model], str] | None = None

    @property
    def table(self) -> str:
        """The table its rows stand in."""
        return str(self.model._meta.db_table)

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns that its words, and whether they count, come of."""
        return (*self.words, *((self.as_parts,) if self.as_parts else ()))


def rows(queryset: models.QuerySet[Any] | models.Manager[Any], keys: Collection[int]) -> Any:
    """Keep the rows of these keys, found by them: not, as SQLite might, by looking through all of a partnership's."""
    model = queryset.model
    return model._base_manager.filter(Exists(queryset.filter(pk=OuterRef("pk"))), pk__in=list(keys))
