"""What an address that takes something away says of itself: how it is put back, or which word it wants."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from django.test import Client

from tests.access.objects import Things
from tests.cast import Cast

Values = dict[str, str]


def nothing_first(cast: Cast, here: Things) -> Values:
    return {}


@dataclass(frozen=True)
class Undone:
    """An address that takes something away, and the button that puts it back: where it is shown, what stands on it."""

    takes: str
    shown: str
    button: str
    who: str = "amina"
    sends: Values = field(default_factory=dict)
    types: Values = field(default_factory=dict)  # what is written again in the fields of the button's form
    first: Callable[[Cast, Things], Values] = nothing_first
    gives: frozenset[str] = frozenset()  # kinds of facts that the undo may add


@dataclass(frozen=True)
class Worded:
    """An address that takes something away for good, and the word that it wants."""

    takes: str
    word: str
    first: Callable[[Cast, Things], tuple[Client, Values]]


def organiser(cast: Cast, here: Things) -> tuple[Client, Values]:
    return cast.client("amina"), {}
