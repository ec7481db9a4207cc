"""Where a partnership was with its questions last time: shown to somebody who has sent their own answer, not before.

That is kept by a room above, which registers here, at start, what finds it.
"""

import datetime
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from alongside.partnerships.seats import Seat


@dataclass(frozen=True, slots=True)
class LastTime:
    """Where we were with one question, for now, and the day it was said."""

    words: str
    on: datetime.date


Finder = Callable[[Seat, Sequence[str]], Mapping[str, LastTime]]

_finders: list[Finder] = []


def register(finder: Finder) -> None:
    """Tell the page of what was sent what finds where a partnership was with some questions."""
    _finders.append(finder)


def last_times(seat: Seat, questions: Sequence[str]) -> Mapping[str, LastTime]:
    """Return where the partnership was with these questions, where that was ever said."""
    return {question: there for finder in _finders for question, there in finder(seat, questions).items()}
