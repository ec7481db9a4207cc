"""How we see one question, all of us: how far we agree, what may be said of it in words, what to talk about first.

It says what may be worth talking about, never what is wrong with us: no number of it is shown, only a sentence.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from itertools import combinations, pairwise

ENOUGH = 5
"""With fewer answers than these a question keeps its place in the framework, and nothing is said of a spread."""
MOST = Fraction(3, 4)
"""So many of us, or more, are "most of us"."""


@dataclass(frozen=True, slots=True)
class Spread:
    """How many of us chose each place of an ordered scale, the first place first; `apart` of us can't tell."""

    steps: tuple[int, ...]
    apart: int = 0

    def __post_init__(self) -> None:
        if len(self.steps) < 3 or min(self.steps) < 0 or self.apart < 0:
            raise ValueError("a spread has three places or more, and never fewer than nobody in one")

    @property
    def placed(self) -> int:
        """How many chose a place of the scale."""
        return sum(self.steps)


class Seen(Enum):
    """What may be said of a spread. The sentences are the pages'."""

    ALIKE = "alike"
    CLOSE = "close"
    DIFFERENT = "different"
    TWO_WAYS = "two ways"
    UNTOLD = "untold"


def agreement(steps: tuple[int, ...]) -> float:
    """Return van der Eijk's agreement A of a spread over an ordered scale of three places or more.

    1 where all are in one place, 0 where as many are in each, -1 where one half is at either end; nothing is assumed
    of how far one place is from the next. Raises ValueError where nobody is on the scale.

    The spread is taken apart, from the ground up, into layers in which each place is either filled or empty. A layer of
    S filled places among K has U * (1 - (S - 1) / (K - 1)), and counts by how many of us are in it. U compares each
    three places: those with a gap in the middle (TDU) against those filled side by side (TU).

    Source: C. van der Eijk (2001), Measuring agreement in ordered rating scales, Quality & Quantity 35(3), 325-341,
    doi:10.1023/A:1010374114305. Its figures are in the tests, with those in the manual of D. Ruedin's R package agrmt.
    """
    return float(_agreement(steps))


def _agreement(steps: tuple[int, ...]) -> Fraction:
    """The same without rounding, so that a threshold is met or not."""
    if not any(steps):
        raise ValueError("nobody is on the scale")
    whole, left = Fraction(0), steps
    while any(left):
        deep = min(many for many in left if many)
        filled = tuple(many > 0 for many in left)
        whole += deep * sum(filled) * _of_layer(filled)
        left = tuple(many - deep if many else 0 for many in left)
    return whole / sum(steps)


def _of_layer(filled: tuple[bool, ...]) -> Fraction:
    """The agreement of one layer."""
    places, full = len(filled), sum(filled)
    if full in (1, places):
        return Fraction(full == 1)
    threes = list(combinations(filled, 3))
    together = threes.count((True, True, False)) + threes.count((False, True, True))
    gaps = threes.count((True, False, True))
    unimodal = Fraction((places - 2) * together - (places - 1) * gaps, (places - 2) * (together + gaps))
    return unimodal * (1 - Fraction(full - 1, places - 1))


def in_words(spread: Spread) -> Seen:
    """Return what may be said of a spread.

    It is the first of these that is so, on a scale of K places:

    - `UNTOLD`: half of us or more can't tell, or fewer than five are on the scale: of so few nothing is said.
    - `ALIKE`: A is what two neighbouring places filled evenly have (1 - 1 / (K - 1)), or more; and all of us are within
      three neighbouring places, so that it is never said over somebody's head.
    - `CLOSE`: three quarters of us or more are in two neighbouring places.
    - `TWO_WAYS`: A is under 0: we agree less than if as many of us were in each place.
    - `DIFFERENT`: anything else.
    """
    if spread.apart >= spread.placed or spread.placed < ENOUGH:
        return Seen.UNTOLD
    agree = _agreement(spread.steps)
    if agree >= 1 - Fraction(1, len(spread.steps) - 1) and _reach(spread.steps) <= 3:
        return Seen.ALIKE
    if max(map(sum, pairwise(spread.steps))) >= MOST * spread.placed:
        return Seen.CLOSE
    return Seen.TWO_WAYS if agree < 0 else Seen.DIFFERENT


def _reach(steps: tuple[int, ...]) -> int:
    """How many places there are from the first of us to the last."""
    there = [at for at, many in enumerate(steps) if many]
    return there[-1] - there[0] + 1


@dataclass(frozen=True, slots=True)
class Counted:
    """One question as the close counted it; `spread` is None where too few chose a place."""

    question: str
    people: int
    wishes: int
    spread: Spread | None


def order(questions: Iterable[Counted]) -> tuple[str, ...]:
    """Return the questions, given in the framework's order, in the order to talk about them.

    First those that most of us wish to talk about, then those that we see most differently. Questions that fewer than
    five answered come after these, in the framework's order, so that no place tells of one person's wish.
    """
    given = list(questions)
    first = [each for each in given if each.people >= ENOUGH]
    first.sort(key=lambda each: (-each.wishes, _sameness(each.spread)))
    return tuple(each.question for each in (*first, *(each for each in given if each.people < ENOUGH)))


def _sameness(spread: Spread | None) -> Fraction:
    """How alike we see it; where nobody is on the scale there is nothing to differ on."""
    return _agreement(spread.steps) if spread and spread.placed else Fraction(2)
