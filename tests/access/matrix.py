"""The matrix: every address, every method, every kind of person, every kind of object."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from copy import copy
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from django.http import HttpResponseBase
from django.test import Client
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse

TABLE = Path(__file__).with_name("addresses.toml")
ONE: Final = Client()  # a new one would read the list of static files anew for each question
METHODS: Final = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")


@dataclass(frozen=True)
class Address:
    """One address of the site: its name, its door, and the names of what it is given."""

    name: str
    door: str
    takes: tuple[str, ...]

    @property
    def room(self) -> str:
        """The room it is in."""
        return self.name.partition(":")[0]


@dataclass(frozen=True)
class Row:
    """What the checked-in table expects of an address when the right person asks for what is theirs."""

    door: str
    answers: dict[str, int]
    seated: int | None  # a way in that is in nobody's hand: what it answers somebody who is in already
    again: dict[str, int]  # a button that shuts its own door: what those are answered who have pressed it already
    own: bool  # it names something of one person's, here the organiser's: nobody else's door opens it

    def expected(self, method: str) -> int:
        """Return the status for `method`: HEAD is as GET; what is not in the row is not allowed."""
        return self.answers.get("GET" if method == "HEAD" else method, 405)


def _walk(resolver: URLResolver, space: str = "", before: str = "") -> Iterator[tuple[str, str, URLPattern]]:
    """Yield (namespace, whole route, pattern) of every address."""
    for entry in resolver.url_patterns:
        route = before + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from _walk(entry, entry.namespace or space, route)
        else:
            yield space, route, entry


def every_address() -> list[Address]:
    """Return all addresses there are, as the resolver knows them."""
    return [
        Address(
            f"{space}:{pattern.name}" if space else route,
            str(getattr(pattern.callback, "door", "none")),
            tuple(re.findall(r"<(?:\w+:)?(\w+)>", route)),
        )
        for space, route, pattern in _walk(get_resolver())
    ]


def table() -> dict[str, Row]:
    """Return the checked-in table, by name of address."""
    with TABLE.open("rb") as file:
        rows = tomllib.load(file)
    return {
        name: Row(
            row["door"],
            {method: row[method] for method in METHODS if method in row},
            row.get("seated"),
            row.get("again", {}),
            row.get("own", False),
        )
        for name, row in rows.items()
    }


def path_to(address: Address, values: dict[str, Any]) -> str | None:
    """Return the path of `address` with `values`, or None where no such path can be."""
    if ":" not in address.name:
        return f"/{address.name}"
    try:
        return reverse(address.name, kwargs={name: values[name] for name in address.takes})
    except NoReverseMatch:
        return None


def ask(client: Client, method: str, path: str | None) -> HttpResponseBase:
    """Return what `client` is answered; what that does to its cookies is forgotten."""
    ONE.cookies = copy(client.cookies)
    answer: HttpResponseBase = ONE.generic(method, path or "/")
    return answer
