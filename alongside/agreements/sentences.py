"""Which sentence of the group's a proposal grew from: it begins with its words, and leads back to it.

Sentences are kept by a room above, which registers here, at start, what finds one.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from alongside.partnerships.seats import Seat


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the group's: its words, the question it is about, and the address where it stands."""

    words: str
    question: str
    address: str


Finder = Callable[[Seat, str], Sentence | None]

_finders: list[Finder] = []


def register(finder: Finder) -> None:
    """Tell proposals what finds a sentence by its reference."""
    _finders.append(finder)


def sentence_of(seat: Seat, ref: str) -> Sentence | None:
    """Return the sentence of this reference in the seat's partnership, or None where there is none."""
    found = (finder(seat, ref) for finder in _finders) if ref else ()
    return next((each for each in found if each), None)
