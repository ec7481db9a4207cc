"""What a group made of what was said in a round: the pages of what was opened show it, and lead there.

Sentences are kept by a room above, which registers here, at start, what finds them.
"""

from collections.abc import Callable
from dataclasses import dataclass

from alongside.partnerships.seats import Seat
from alongside.rounds.models import Round


@dataclass(frozen=True, slots=True)
class Made:
    """One sentence of the group's; one to live with has two goods, and of the others `other` is empty."""

    words: str
    other: str
    label: str


@dataclass(frozen=True, slots=True)
class MadeOf:
    """The gathering of a question in a round: its ref, and its sentences in their order."""

    ref: str
    sentences: tuple[Made, ...]


Finder = Callable[[Seat, Round, str], MadeOf | None]

_finders: list[Finder] = []


def register(finder: Finder) -> None:
    """Tell the pages of what was opened what finds what was made of it."""
    _finders.append(finder)


def made_of(seat: Seat, round: Round, question: str) -> MadeOf | None:
    """Return what the group made of a question of this round, once it has begun to."""
    return next((found for finder in _finders if (found := finder(seat, round, question))), None)
