"""The page that leads to everything there is, for whoever sits here; and which questions we sat with, on its own."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from alongside.framework.loading import the_edition
from alongside.journey.beads import Strings
from alongside.journey.everything import EVERYTHING, Thing
from alongside.journey.pages import latest
from alongside.journey.pages.beads import strings
from alongside.partnerships.seats import Seat


@dataclass(frozen=True, slots=True)
class Shown:
    """One thing: where it is opened, which is nowhere where it is for organisers and one is none."""

    name: str
    line: str
    url: str


@dataclass(frozen=True, slots=True)
class Group:
    """Things of one kind."""

    key: str
    name: str
    things: tuple[Shown, ...]


@dataclass(frozen=True, slots=True)
class EverythingPage:
    """All there is."""

    groups: tuple[Group, ...]


@dataclass(frozen=True, slots=True)
class SatWith:
    """Which questions we sat with; no strings while there is nothing to put on them."""

    partnership: str
    strings: Strings | None


def everything(seat: Seat, *, examples: bool = True) -> EverythingPage:
    """Return all there is; without `examples`, where there are none on this server. No query."""
    return EverythingPage(
        tuple(_group(seat, group.key, str(group.name), group.things, examples) for group in EVERYTHING)
    )


def _group(seat: Seat, key: str, name: str, things: Iterable[Thing], examples: bool) -> Group:
    return Group(key, name, tuple(_shown(seat, thing) for thing in things if examples or not thing.example))


def _shown(seat: Seat, thing: Thing) -> Shown:
    url = reverse(thing.view, args=[] if thing.public else [seat.partnership.ref])
    return Shown(str(thing.name), str(thing.line), url if seat.is_organiser or not thing.organiser else "")


def sat_with(seat: Seat, *, today: datetime.date) -> SatWith:
    """Return which questions we sat with. Two queries."""
    talks, opened = latest.recent_talks(seat), latest.opened_rounds(seat)
    drawn = strings(the_edition(), talks, opened, today=today) if talks or opened else None
    return SatWith(seat.partnership.ref, drawn)
