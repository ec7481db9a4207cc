"""Reading content files key by key, gathering everything that is wrong with them before saying so."""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from alongside.framework.shapes import Link

Table = dict[str, Any]

PLACE_IN_FILE = re.compile(r"\(at line (\d+), column (\d+)\)")


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with the content: in which file, entry and key, and what."""

    file: str
    entry: str
    key: str
    words: str

    def __str__(self) -> str:
        """This will read `file: entry: key: what is wrong`, leaving out what does not apply."""
        return ": ".join(part for part in (self.file, self.entry, self.key, self.words) if part)


class ContentError(ValueError):
    """The content cannot be used; `problems` holds everything found wrong with it, not only the first."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        """This will put one problem on each line of the message."""
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


@dataclass(slots=True)
class Entry:
    """One table of a content file, read key by key.

    Reading a key that is wrong notes a problem and gives an empty value, so that the rest can be read
    too; `finish` then notes every key that nobody asked for.
    """

    file: str
    name: str
    table: Table
    problems: list[Problem]
    read: set[str] = field(default_factory=set)

    def wrong(self, key: str, words: str) -> None:
        """This will note a problem with a key of this entry."""
        self.problems.append(Problem(self.file, self.name, key, words))

    def text(self, key: str) -> str:
        """One line of words: not empty, without line breaks, doubled or outer spaces."""
        value = self._value(key)
        return "" if value is None else self._clean(key, value)

    def optional_text(self, key: str) -> str:
        """The same, or "" if the key is not there."""
        return self.text(key) if key in self.table else ""

    def optional_lines(self, key: str) -> str:
        """Lines of words under one another, each as `text` wants it; "" if the key is not there."""
        if key not in self.table:
            return ""
        value = self._value(key)
        lines = value.strip("\n").split("\n") if isinstance(value, str) else [value]
        return "\n".join(self._clean(key, line) for line in lines)

    def optional_yes(self, key: str) -> bool:
        """Whether it says true; not, if the key is not there."""
        value = self._value(key) if key in self.table else False
        if not isinstance(value, bool):
            self.wrong(key, "must be true or false")
        return value is True

    def texts(self, key: str, *, at_least: int = 0) -> tuple[str, ...]:
        """A list of lines of words."""
        value = self._value(key)
        if value is None:
            return ()
        if not isinstance(value, list):
            self.wrong(key, "must be a list of texts")
            return ()
        if len(value) < at_least:
            self.wrong(key, f"must hold at least {at_least}")
        return tuple(self._clean(key, item) for item in value)

    def number(self, key: str) -> int:
        """A whole number."""
        value = self._value(key)
        if value is None:
            return 0
        if type(value) is not int:
            self.wrong(key, "must be a whole number")
            return 0
        return value

    def link(self, key: str) -> Link:
        """A table with a `name` and a `url` that begins with https://."""
        value = self._value(key)
        if value is None:
            return Link("", "")
        return self._link(key, value)

    def optional_link(self, key: str) -> Link | None:
        """The same, or None if the key is not there."""
        return self.link(key) if key in self.table else None

    def links(self, key: str) -> tuple[Link, ...]:
        """A list of links, at least one."""
        return tuple(self._link(key, value) for value in self._list(key))

    def entry(self, key: str) -> "Entry":
        """The table under this key, as an entry of that name."""
        value = self._value(key)
        if value is not None and not isinstance(value, dict):
            self.wrong(key, "must be a table")
        return Entry(self.file, key, value if isinstance(value, dict) else {}, self.problems)

    def entries(self, key: str) -> list["Entry"]:
        """The tables under this key, each named by its `id`, or by its number if it has none."""
        return [self._named(key, number, value) for number, value in enumerate(self._list(key), start=1)]

    def finish(self) -> None:
        """This will note every key that is not one of ours."""
        for key in self.table:
            if key not in self.read:
                self.wrong(key, "is not a key known here")

    def _value(self, key: str) -> Any:
        self.read.add(key)
        if key not in self.table:
            self.wrong(key, "is missing")
            return None
        return self.table[key]

    def _list(self, key: str) -> list[Any]:
        value = self._value(key)
        if value is None:
            return []
        if not isinstance(value, list) or not value:
            self.wrong(key, "must be a list with at least one table")
            return []
        return value

    def _clean(self, key: str, value: Any) -> str:
        if not isinstance(value, str):
            self.wrong(key, "must be a text")
            return ""
        if not value.strip():
            self.wrong(key, "is empty")
        elif value != " ".join(value.split()):
            self.wrong(key, "has a line break or a space too many")
        return value

    def _link(self, key: str, value: Any) -> Link:
        if not isinstance(value, dict):
            self.wrong(key, "must be a link: { name = …, url = … }")
            return Link("", "")
        inner = Entry(self.file, f"{self.name}: {key}", value, self.problems)
        link = Link(name=inner.text("name"), url=inner.text("url"))
        inner.finish()
        if link.url and not is_web_address(link.url):
            inner.wrong("url", f"must be an address that begins with https:// (it is “{link.url}”)")
        return link

    def _named(self, key: str, number: int, value: Any) -> "Entry":
        name = f"{key} {number}"
        if not isinstance(value, dict):
            self.wrong(key, f"number {number} must be a table")
            value = {}
        own = value.get("id")
        return Entry(self.file, own if isinstance(own, str) and own else name, value, self.problems)


def is_web_address(url: str) -> bool:
    """Whether this is an https address with a host, and nothing that a browser would have to mend."""
    parts = urlsplit(url)
    return parts.scheme == "https" and "." in parts.netloc and not any(mark.isspace() for mark in url)


def note_doubles(file: Entry, key: str, ids: Iterable[str]) -> None:
    """This will note, as the entry itself, every id that stands twice in a file; `key` is where they stand."""
    seen: set[str] = set()
    for an_id in ids:
        if an_id and an_id in seen:
            file.problems.append(Problem(file.file, an_id, key, "is there twice"))
        seen.add(an_id)


def open_file(path: Path, problems: list[Problem]) -> Entry:
    """This will read one TOML file; if it cannot, note why and in which line, and give an empty entry."""
    table: Table = {}
    try:
        text = path.read_text(encoding="utf-8")
        table = tomllib.loads(text)
    except FileNotFoundError:
        problems.append(Problem(path.name, "", "", "the file is missing"))
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        problems.append(Problem(path.name, f"line {line}", "", "is not UTF-8 text"))
    except tomllib.TOMLDecodeError as error:
        problems.append(Problem(path.name, *_place(str(error), text)))
    return Entry(path.name, path.stem, table, problems)


def _place(message: str, text: str) -> tuple[str, str, str]:
    """Where and what, from a message of tomllib, which names no line for what breaks off at the end."""
    found = PLACE_IN_FILE.search(message)
    if found is None:
        return f"line {len(text.splitlines())}", "", message
    return f"line {found[1]}", f"column {found[2]}", message[: found.start()].strip()
