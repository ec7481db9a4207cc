"""Which talks were begun from what was said in a round: the pages of what was opened lead back to them.

Talks are kept by a room above, which registers here, at start, what finds them.
"""

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from alongside.partnerships.seats import Seat
from alongside.rounds.models import Round


@dataclass(frozen=True, slots=True)
class TalkOf:
    """The newest talk about one question of a round: its ref, its day, and whether its lines were kept as a page."""

    ref: str
    on: datetime.date
    is_finished: bool


Finder = Callable[[Seat, Round], Mapping[str, TalkOf]]

_finders: list[Finder] = []


def register(finder: Finder) -> None:
    """Tell the pages of what was opened what finds the talks begun from a round."""
    _finders.append(finder)


def talks_of(seat: Seat, round: Round) -> Mapping[str, TalkOf]:
    """Return the newest talk begun from this round about each question, where there is one."""
    return {question: talk for finder in _finders for question, talk in finder(seat, round).items()}
