"""Writing data as JSON piece by piece, so that a large partnership takes no more memory than a small one."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterator, Mapping
from types import GeneratorType
from typing import IO, TypeVar

from django.db import models

M = TypeVar("M", bound=models.Model)
AT_ONCE = 2000
"""How many rows are in memory at a time."""


def rows(query: models.QuerySet[M]) -> Iterator[M]:
    """Yield the rows of a query by their key, some at a time: nothing is held open in the database between them."""
    some = list(query.order_by("pk")[:AT_ONCE])
    while some:
        yield from some
        last = some[-1].pk
        some = list(query.filter(pk__gt=last).order_by("pk")[:AT_ONCE]) if len(some) == AT_ONCE else []


def write(data: Mapping[str, object], file: IO[bytes]) -> None:
    """Write `data` as JSON into `file`; what a generator in it yields is written as a list, one by one."""
    for piece in pieces(data):
        file.write(piece.encode())
    file.write(b"\n")


def pieces(value: object) -> Iterator[str]:
    """Yield `value` as JSON, in pieces."""
    if isinstance(value, dict) and not _is_plain(value):
        before = "{"
        for name, each in value.items():
            yield f"{before}\n{_plain(name)}: "
            yield from pieces(each)
            before = ","
        yield "\n}"
    elif isinstance(value, GeneratorType):
        before = "["
        for each in value:
            if _is_plain(each):  # most of a large partnership: in one piece
                yield f"{before}\n{_plain(each)}"
            else:
                yield f"{before}\n"
                yield from pieces(each)
            before = ","
        yield "[]" if before == "[" else "\n]"
    else:
        yield _plain(value)


def _is_plain(value: object) -> bool:
    """Whether there is no generator in it, as far as generators are put: under one name after the other."""
    if isinstance(value, dict):
        return not any(isinstance(each, dict | GeneratorType) for each in value.values())
    return not isinstance(value, GeneratorType)


def _plain(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, default=_told)


def _told(value: object) -> str:
    """Return a day or a moment as ISO 8601 has it, and what is translated as words."""
    return value.isoformat() if isinstance(value, datetime.date) else str(value)
