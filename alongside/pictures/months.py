"""A strip of months: what happened in each, as a stack of marks, one shape for each kind of thing.

A mark is one thing; where there was much it is two, five, ten and so on, and the picture says so. It is drawn twice: in
columns where there is room, in rows where there is none, and the style sheet chooses. Its table holds the same numbers.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil

from alongside.pictures.shapes import each_for, element, words

SHAPES = ("dot", "ring", "diamond", "square")
"""The shapes, in the order of the kinds."""
MOST = 8
"""So many marks stand one on another, about."""
R, PITCH = 6.0, 17.0


@dataclass(frozen=True, slots=True)
class Month:
    """One month: its short name and its whole one, how many of each kind, and that in words."""

    label: str
    name: str
    counts: tuple[int, ...]
    told: str


@dataclass(frozen=True, slots=True)
class Row:
    """One month in rows: its drawing, without one where nothing happened."""

    month: Month
    svg: str


@dataclass(frozen=True, slots=True)
class Key:
    """One kind of thing: what it is called, and its mark."""

    label: str
    svg: str


@dataclass(frozen=True, slots=True)
class Strip:
    """All that is needed to show it. `each`: of how many things a mark is."""

    each: int
    svg: str
    rows: tuple[Row, ...]
    keys: tuple[Key, ...]


def strip(kinds: Sequence[str], months: Sequence[Month]) -> Strip:
    """Return the picture of these months, the oldest first; each counts as many kinds as are named here.

    Raises ValueError where one does not, or where there are more kinds than shapes.
    """
    if len(kinds) > len(SHAPES) or any(len(month.counts) != len(kinds) for month in months):
        raise ValueError("each kind has a shape, and each month a number of each")
    each = each_for(max((sum(month.counts) for month in months), default=0), most=MOST)
    rows = tuple(Row(month, _line(month, each) if sum(month.counts) else "") for month in months)
    keys = tuple(Key(label, _alone(shape)) for label, shape in zip(kinds, SHAPES, strict=False))
    return Strip(each, _columns(months, each), rows, keys)


def _marks(month: Month, each: int) -> Iterator[tuple[str, float]]:
    """Yield the shape and the size of each mark of a month: a small one is fewer than a whole one stands for."""
    for shape, many in zip(SHAPES, month.counts, strict=False):
        for at in range(ceil(many / each)):
            yield shape, R if (at + 1) * each <= many else R * 0.6


def _columns(months: Sequence[Month], each: int) -> str:
    """Draw the months side by side: as wide as whatever holds it, as high as its tallest stack."""
    stacks = [list(_marks(month, each)) for month in months]
    tall = max((len(stack) for stack in stacks), default=0)
    floor = max(tall, 1) * PITCH + 4
    told = "; ".join(f"{month.name}: {month.told}" for month in months)
    inside = [
        element("title", words(told)),
        element("line", class_="axis", x1="0", x2="100%", y1=floor, y2=floor),
    ]
    for at, stack in enumerate(stacks):
        marks = "".join(
            _mark(shape, 0, floor - (line + 0.5) * PITCH - 2, size) for line, (shape, size) in enumerate(stack)
        )
        if marks:
            inside.append(element("svg", marks, x=f"{(at + 0.5) * 100 / len(stacks):.4g}%", y=0))
    return element("svg", *inside, class_="months-strip", role="img", width="100%", height=floor + 2)


def _line(month: Month, each: int) -> str:
    """Draw one month along a line. Its numbers stand beside it in words."""
    marks = list(_marks(month, each))
    drawn = "".join(_mark(shape, (at + 0.5) * PITCH, PITCH / 2, size) for at, (shape, size) in enumerate(marks))
    return _small(drawn, len(marks))


def _alone(shape: str) -> str:
    return _small(_mark(shape, PITCH / 2, PITCH / 2, R), 1)


def _small(drawn: str, many: int) -> str:
    return element("svg", drawn, aria_hidden="true", focusable="false", width=many * PITCH, height=PITCH)


def _mark(shape: str, x: float, y: float, r: float) -> str:
    """Draw one mark around its middle."""
    if shape == "diamond":
        r *= 1.2
        return element("path", class_=shape, d=f"M{x:g} {y - r:g}L{x + r:g} {y:g}L{x:g} {y + r:g}L{x - r:g} {y:g}Z")
    if shape == "square":
        r *= 0.85
        return element("rect", class_=shape, x=x - r, y=y - r, width=2 * r, height=2 * r)
    return element("circle", class_=shape, cx=x, cy=y, r=r)
