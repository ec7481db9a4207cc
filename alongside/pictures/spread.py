"""The picture of a question: how many of us chose each place of a scale, round above round, and apart who can't tell.

A dot is one of us; where we are many it is two, five, ten and so on, and the picture says so. Rings are rounds before,
filled dots are the last. It is drawn twice: in columns where there is room, in rows where there is none, and the style
sheet chooses. Its table holds the same numbers. Words beside those it is given are the page's.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from alongside.analysis.spread import Spread
from alongside.pictures.shapes import Grid, Heap, circles, each_for, element, words

ROUNDS = 3
"""So many rounds one above the other, the last ones."""
MOST = 40
"""Up to so many people have a dot each."""


@dataclass(frozen=True, slots=True)
class Row:
    """One round: what it is called, how we spread, how many of us that is; no spread where too few chose a place.

    Who answered and chose no place is not among them: how many did would be told of few.
    """

    label: str
    spread: Spread | None
    people: int


@dataclass(frozen=True, slots=True)
class Round:
    """One round in columns; without a drawing where too few answered."""

    label: str
    people: int
    svg: str


@dataclass(frozen=True, slots=True)
class Track:
    """How many of us chose one place in one round, along a line; without a drawing where nobody did."""

    label: str
    people: int
    svg: str


@dataclass(frozen=True, slots=True)
class Place:
    """One place of the scale, or what stands apart, with a track of each known round."""

    label: str
    apart: bool
    tracks: tuple[Track, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """All that is needed to show it.

    `small`: it stands beside words, without words and table of its own. `each`: how many of us a dot is. `now`: the
    spread that words are said of; None where too few answered, or all of it is past.
    """

    title: str
    small: bool
    each: int
    rounds: tuple[Round, ...]
    places: tuple[Place, ...]
    now: Spread | None

    @property
    def known(self) -> tuple[Round, ...]:
        """The rounds that enough of us answered."""
        return tuple(round for round in self.rounds if round.svg)


@dataclass(frozen=True, slots=True)
class _Size:
    """How large it is drawn: the dots in columns and in rows, and what stands over the tallest stack.

    `scale` is where the scale ends and `apart` where what stands apart begins, in per cent, as in the style sheet.
    """

    column: Grid
    row: Grid
    above: int
    numbered: bool
    scale: int
    apart: int


_FULL = _Size(Grid(8, 20, 5), Grid(5, 13, 10), above=24, numbered=True, scale=80, apart=84)
_MINI = _Size(Grid(4, 10, 3), Grid(4, 10, 10), above=4, numbered=False, scale=68, apart=72)


def full(labels: tuple[str, ...], apart: str, rows: tuple[Row, ...], title: str, *, past: bool = False) -> Picture:
    """Return the whole picture: the last three rounds at most, the oldest first, the last one now.

    `labels` are the places of the scale, `apart` what stands beside it. `past`: the last round is one before as well.
    Raises ValueError where a round has another scale: what we expected is a picture of its own.
    """
    return _picture((*labels, apart), rows[-ROUNDS:], title, _FULL, past=past)


def mini(labels: tuple[str, ...], apart: str, row: Row, title: str) -> Picture:
    """Return the small picture of one round, to stand beside words."""
    return _picture((*labels, apart), (row,), title, _MINI, past=False)


def _picture(labels: tuple[str, ...], rows: Sequence[Row], title: str, size: _Size, *, past: bool) -> Picture:
    counts = [(*row.spread.steps, row.spread.apart) if row.spread else () for row in rows]
    if any(len(each) not in (0, len(labels)) for each in counts):
        raise ValueError("a picture has one scale")
    each = each_for(max(map(sum, counts), default=0), most=MOST)
    heaps = [[Heap(many, each) for many in row] for row in counts]
    grid = size.column.narrowed(max((heap.marks for row in heaps for heap in row), default=0))
    kinds = ["ring" if past or at < len(rows) - 1 else "dot" for at in range(len(rows))]
    drawn = [
        Round(row.label, row.people, _columns(_told(row.label, labels, of), of, grid, size, kind) if of else "")
        for row, of, kind in zip(rows, heaps, kinds, strict=True)
    ]
    places = [
        Place(
            label,
            at == len(labels) - 1,
            tuple(
                Track(row.label, of[at].people, _track(of[at], size.row, kind))
                for row, of, kind in zip(rows, heaps, kinds, strict=True)
                if of
            ),
        )
        for at, label in enumerate(labels)
    ]
    now = rows[-1].spread if rows and not past else None
    return Picture(title, size is _MINI, each, tuple(drawn), tuple(places), now)


def _told(label: str, labels: Sequence[str], heaps: Sequence[Heap]) -> str:
    """One round as it is read out."""
    numbers = "; ".join(f"{place}: {heap.people}" for place, heap in zip(labels, heaps, strict=True))
    return f"{label}. {numbers}."


def _columns(told: str, heaps: Sequence[Heap], grid: Grid, size: _Size, kind: str) -> str:
    """Draw one round as a stack on each place: as wide as whatever holds it, as high as its tallest stack."""
    tall = max(grid.lines(heap.marks) for heap in heaps) * grid.pitch
    floor = size.above + tall + grid.pitch / 4
    inside = [element("title", words(told))]
    inside += [
        element("line", class_="axis", x1=f"{left}%", x2=f"{right}%", y1=floor, y2=floor)
        for left, right in ((0, size.scale), (size.apart, 100))
    ]
    steps = len(heaps) - 1
    middles = [*((at + 0.5) * size.scale / steps for at in range(steps)), (size.apart + 100) / 2]
    inside += [
        _stack(heap, grid, size, kind, x=f"{middle:g}%", y=size.above + tall - grid.pitch / 2)
        for heap, middle in zip(heaps, middles, strict=True)
        if heap.people
    ]
    return element("svg", *inside, class_="spread-row", role="img", width="100%", height=floor + 2)


def _stack(heap: Heap, grid: Grid, size: _Size, kind: str, *, x: str, y: float) -> str:
    """Draw those on one place, and how many they are above them."""
    over = (0.5 - grid.lines(heap.marks)) * grid.pitch - 6
    number = [element("text", words(str(heap.people)), y=over, text_anchor="middle")] if size.numbered else []
    return element("svg", circles(heap.stacked(grid)), *number, class_=kind, x=x, y=y)


def _track(heap: Heap, grid: Grid, kind: str) -> str:
    """Draw those on one place along a line. Its number stands beside it in words."""
    if not heap.people:
        return ""
    height, width = grid.lines(heap.marks) * grid.pitch, min(heap.marks, grid.across) * grid.pitch
    return element(
        "svg",
        circles(heap.strung(grid)),
        class_=kind,
        aria_hidden="true",
        width=width,
        height=height,
        focusable="false",
    )
