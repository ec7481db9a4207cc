"""What the pages for others say: one file a page, read once, shown as a page and given as text from the same words."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from alongside.framework.shapes import Link
from alongside.web.promises import promise

FOLDER = Path(__file__).parent
READERS = ("your-boss", "data-protection", "three-ways", "a-funder")
"""Whom there is a page for, as its address has it."""


class UnknownReader(LookupError):
    """There is no page for readers of that name."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table: what it is about, and each cell with the name of its column. An empty cell is a blank."""

    first: str
    cells: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Part:
    """One part of such a page. `rows` stand under `columns`; `blanks` are for its readers to fill in."""

    heading: str
    lines: tuple[str, ...] = ()
    promised: tuple[str, ...] = ()
    points: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    blanks: tuple[str, ...] = ()

    @property
    def labelled(self) -> tuple[Row, ...]:
        """The rows, each cell with its column."""
        return tuple(Row(first, tuple(zip(self.columns[1:], cells, strict=True))) for first, *cells in self.rows)


@dataclass(frozen=True, slots=True)
class ForOthers:
    """One page for others. `links` lead to pages of ours, `sources` to what others published."""

    title: str
    lead: str
    parts: tuple[Part, ...]
    links: tuple[Link, ...]
    sources: tuple[Link, ...]


@cache
def for_others(reader: str) -> ForOthers:
    """The page for these readers; raises UnknownReader."""
    if reader not in READERS:
        raise UnknownReader(reader)
    file = tomllib.loads((FOLDER / f"{reader}.toml").read_text(encoding="utf-8"))
    return ForOthers(
        title=file["title"],
        lead=file["lead"],
        parts=tuple(_part(part) for part in file["part"]),
        links=tuple(Link(**link) for link in file["links"]),
        sources=tuple(Link(**link) for link in file["sources"]),
    )


def _part(part: Mapping[str, Any]) -> Part:
    said: dict[str, Any] = {key: value if isinstance(value, str) else tuple(value) for key, value in part.items()}
    said["promised"] = tuple(promise(name) for name in part.get("promised", ()))
    said["rows"] = tuple(tuple(row) for row in part.get("rows", ()))
    return Part(**said)


def as_text(page: ForOthers, *, host: str, contact: str) -> str:
    """The same as plain text, to paste anywhere."""
    parts = ["\n".join([part.heading.upper(), *_said(part)]) for part in page.parts]
    sources = ["\n".join([_("WHERE TO READ MORE"), *(f"- {link.name}: {link.url}" for link in page.sources)])]
    runs = _("Who runs this server: %(host)s. How to reach them: %(contact)s") % {
        "host": host or _("not filled in yet"),
        "contact": contact or _("not filled in yet"),
    }
    return "\n\n".join([page.title.upper(), page.lead, *parts, *(sources if page.sources else []), runs]) + "\n"


def _said(part: Part) -> Iterator[str]:
    yield from part.lines
    yield from (f"- “{promised}”" for promised in part.promised)
    yield from (f"- {point}" for point in part.points)
    for row in part.labelled:
        yield f"- {row.first}"
        yield from (f"  {column}: {cell or '________'}" for column, cell in row.cells)
    yield from (_("Yours: %(blank)s: ________") % {"blank": blank} for blank in part.blanks)
