"""Shapes that pictures are made of: marks in a stack or along a line, and safe SVG. Numbers in, text out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from html import escape
from math import ceil, sqrt


@dataclass(frozen=True, slots=True)
class Mark:
    """A disc or a ring: its middle, and its radius."""

    x: float
    y: float
    r: float


@dataclass(frozen=True, slots=True)
class Grid:
    """How marks lie beside one another: their radius, how far it is from one to the next, how many to a line."""

    r: float
    pitch: float
    across: int

    def lines(self, marks: int) -> int:
        """How many lines so many marks need."""
        return ceil(marks / self.across)

    def narrowed(self, tallest: int) -> Grid:
        """The same with no more to a line than make the tallest stack about as wide as high."""
        return replace(self, across=max(2, min(self.across, ceil(sqrt(tallest)))))


@dataclass(frozen=True, slots=True)
class Heap:
    """Some people as marks: whole ones, each for as many of them, and a small one for the rest."""

    people: int
    each: int

    @property
    def marks(self) -> int:
        """How many marks they are."""
        return ceil(self.people / self.each)

    def stacked(self, grid: Grid) -> Iterator[Mark]:
        """Yield the marks in lines, each in the middle of its line, the first line at 0 and the next above it."""
        for line, place, r in self._laid(grid):
            inside = min(grid.across, self.marks - line * grid.across)
            yield Mark((place - (inside - 1) / 2) * grid.pitch, -line * grid.pitch, r)

    def strung(self, grid: Grid) -> Iterator[Mark]:
        """Yield the marks along a line from the left, and on as many more below it as they need."""
        for line, place, r in self._laid(grid):
            yield Mark((place + 0.5) * grid.pitch, (line + 0.5) * grid.pitch, r)

    def _laid(self, grid: Grid) -> Iterator[tuple[int, int, float]]:
        """Yield the line, the place in it, and the radius of each mark."""
        whole = self.people // self.each
        for at in range(self.marks):
            yield *divmod(at, grid.across), grid.r if at < whole else grid.r / 2


def each_for(people: int, *, most: int) -> int:
    """Return for how many people a mark stands (1, 2, 5, 10, 20, …), so that `people` need `most` marks or fewer."""
    power = 1
    while people > 5 * power * most:
        power *= 10
    return next(step * power for step in (1, 2, 5) if people <= step * power * most)


def element(name: str, *inside: str, **attributes: str | float) -> str:
    """Return one element. Attributes are escaped here; what is inside is elements, or words by way of `words`.

    A name's last underscore is left off (`class_`), one within it is a hyphen (`text_anchor`).
    """
    named = "".join(f' {key.rstrip("_").replace("_", "-")}="{_said(value)}"' for key, value in attributes.items())
    return f"<{name}{named}>{''.join(inside)}</{name}>" if inside else f"<{name}{named}/>"


def _said(value: str | float) -> str:
    """A text escaped; a number as short as it goes, to two places."""
    if isinstance(value, str):
        return escape(value)
    return f"{value:.2f}".rstrip("0").rstrip(".")


def words(text: str) -> str:
    """Return words as they may stand inside an element."""
    return escape(text, quote=False)


def circles(marks: Iterable[Mark]) -> str:
    """Return marks as circles."""
    return "".join(f'<circle cx="{mark.x:g}" cy="{mark.y:g}" r="{mark.r:g}"/>' for mark in marks)
