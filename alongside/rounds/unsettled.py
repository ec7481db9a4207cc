"""What talks left open, so that the next round begins there: what is not settled, and the days to look again.

Talks are kept by a room above, which registers here, at start, what finds it.
"""

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum

from alongside.partnerships.seats import Seat


class Left(Enum):
    """How a question was left open: not settled; expected to be hard, while we prepared; its day to look has come."""

    UNSETTLED = "unsettled"
    EXPECTED = "expected"
    AGAIN = "again"


@dataclass(frozen=True, slots=True)
class LeftOpen:
    """What a talk left open of one question: how, in which words, and the day it was said or is to be looked at."""

    how: Left
    words: str
    on: datetime.date


Finder = Callable[[Seat, datetime.date], Mapping[str, LeftOpen]]

_finders: list[Finder] = []


def register(finder: Finder) -> None:
    """Tell the page that prepares a round what finds what talks left open."""
    _finders.append(finder)


def left_open(seat: Seat, *, today: datetime.date) -> Mapping[str, LeftOpen]:
    """Return what is open of each question since the partnership was last asked, what was said last first."""
    return {question: left for finder in _finders for question, left in finder(seat, today).items()}
