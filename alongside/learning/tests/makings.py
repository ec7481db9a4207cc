"""Gatherings for tests, made through the real commands: what was said in a round, and sentences of it."""

from __future__ import annotations

from typing import Any

from alongside.learning import commands
from alongside.learning.commands import Picked, Place, Sentence
from alongside.learning.models import Gathering, Insight, Piece
from alongside.learning.table import id_of, on_the_table
from alongside.rounds.tests import steps
from tests.cast import Cast

QUESTION = steps.QUESTIONS[1]


def gathered(cast: Cast) -> Gathering:
    """A gathering of what was said in an opened round: five without a name, Nadia's, one through Tom."""
    round = steps.opened_with_words(cast)
    return commands.begin_gathering(seat=cast.seat("amina"), question=QUESTION, round=round, at=cast.at)


def written(cast: Cast, gathering: Gathering, words: str, *, who: str = "amina", **more: Any) -> Insight:
    """A sentence with these words."""
    says = Sentence(words, **more)
    return commands.write_sentence(seat=cast.seat(who), gathering=gathering, says=says, at=cast.at)


def said_by(cast: Cast, gathering: Gathering, words: str) -> str:
    """What stands for the thing that says so."""
    things = on_the_table(cast.seat("amina"), gathering)
    return next(name for name, thing in things.items() if words in thing.words)


def seen(gathering: Gathering, name: str) -> int:
    """Which version of its place there is now."""
    rows = Piece.objects.filter(gathering=gathering)
    return next((row.version for row in rows if id_of(row) == name), 0)


def moved(
    cast: Cast, gathering: Gathering, name: str, to: Insight | Place, *, who: str = "amina", **more: Any
) -> commands.Moved:
    """Move one thing from where it lies now, unless said otherwise."""
    picked = [Picked(name, more.pop("seen", seen(gathering, name)))]
    given: dict[str, Any] = {"out_of": None, "at": cast.at, **more}
    return commands.move(seat=cast.seat(who), gathering=gathering, picked=picked, to=to, **given)
