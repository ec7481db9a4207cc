"""What else the story tells of: kept by rooms above, which register here, at start, what finds it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from alongside.journey.pages.timeline.shapes import Source

_sources: list[Source] = []


def register(source: Source) -> None:
    """Tell the story of one more kind of thing that happens. Its number is its own."""
    _sources.append(source)


def told_above() -> tuple[Source, ...]:
    """Return what rooms above tell."""
    return tuple(_sources)
