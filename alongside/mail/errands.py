"""Letters to people who are found out only as the letters go: rooms above say, at start, how each kind is made.

    errands.register("reminder", letters_of)
    letters_of(about, at=...) -> Iterable[Letter]       each with a membership and a tick

Nothing keeps to whom they went. See commands/posting.py for what happens when the mail server fails midway.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Protocol

from alongside.mail.letters import Letter


class Letters(Protocol):
    """Makes the letters of one errand, at the moment when they go."""

    def __call__(self, about: str, /, *, at: datetime.datetime) -> Iterable[Letter]: ...


_kinds: dict[str, Letters] = {}


def register(kind: str, letters: Letters) -> None:
    """Tell the room how letters of this kind are made; called once, at start."""
    _kinds[kind] = letters


def letters_of(kind: str, about: str, *, at: datetime.datetime) -> Iterable[Letter]:
    """Return the letters of one errand, made now; none where nobody knows this kind any more."""
    return _kinds[kind](about, at=at) if kind in _kinds else ()
