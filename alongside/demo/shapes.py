"""What the content of an invented partnership is, once it is read and checked: frozen, and days counted from today."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Body:
    """An organisation that people come from."""

    id: str
    name: str
    kind: str
    size: str


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody invented: where they come from (ids of bodies, or "resident"), and the day they come in."""

    id: str
    name: str
    of: tuple[str, ...]
    joins: int
    organiser: bool


@dataclass(frozen=True, slots=True)
class Said:
    """What one person answers to one question. `place` is on the scale; 9 stands for "can't tell"."""

    place: int | None = None
    words: str = ""
    wishes: bool = False
    named: bool = False

    @property
    def is_something(self) -> bool:
        """Whether there is anything to send."""
        return self.place is not None or bool(self.words) or self.wishes


@dataclass(frozen=True, slots=True)
class Round:
    """A round: what is asked, from which day to which, and what everybody answers, by person and question."""

    id: str
    name: str
    way: str
    words: str
    by: str
    through: str
    through_reach: str
    questions: tuple[str, ...]
    asked: int
    closes: int
    meeting: int | None
    opened: bool
    without_names: bool
    answers: Mapping[str, Mapping[str, Said]]


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that happens: on which day, what, by whom, and the rest of it, as its kind has it."""

    day: int
    do: str
    by: str
    said: Mapping[str, Any]

    def get(self, key: str, otherwise: Any = "") -> Any:
        """Return what is said under this key, or `otherwise`."""
        return self.said.get(key, otherwise)


ROLES = ("organiser", "member", "newcomer")
"""As whom a visitor can walk in."""


@dataclass(frozen=True, slots=True)
class Content:
    """One invented partnership, whole. The first of `people` begins it."""

    id: str
    name: str
    place: str
    stage: str
    why: str
    contact_name: str
    contact_reach: str
    walk_in: Mapping[str, str]
    bodies: Mapping[str, Body]
    people: Mapping[str, Person]
    rounds: tuple[Round, ...]
    steps: tuple[Step, ...]
