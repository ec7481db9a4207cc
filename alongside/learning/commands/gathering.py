"""Beginning to make sense of a question, and moving what was said: under a sentence, out, or back to the rest.

Each piece has a version. Whoever moves one must have seen where it lies; where it was moved meanwhile they are asked.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from django.db import transaction

from alongside.learning.commands.sentences import alone_in, ends_in, wordless
from alongside.learning.models import Gathering, Insight, Piece, PieceVersion
from alongside.learning.table import Thing, on_the_table
from alongside.partnerships.commands import locked
from alongside.partnerships.commands.once import mark
from alongside.partnerships.models import note
from alongside.partnerships.seats import Seat
from alongside.partnerships.texts import Conflict, replace
from alongside.rounds.models import Round

Where = tuple[frozenset[int], bool]
"""Where a piece lies: under which sentences, and whether it is left out."""


class Place(StrEnum):
    """Where a piece can go beside the sentences there are."""

    NEW = "new"
    OUT = "out"
    TABLE = "table"


class Gone(Exception):
    """What was to be moved, or where to, is not there any more."""


@dataclass(frozen=True, slots=True)
class Picked:
    """One thing that was picked up, and the version of its place that was seen."""

    id: str
    seen: int


@dataclass(frozen=True, slots=True)
class Moved:
    """Where what was picked up went. `clashing`: moved by others meanwhile; they stay where they lie."""

    to: Insight | Place
    clashing: tuple[str, ...]


@transaction.atomic
def begin_gathering(*, seat: Seat, question: str, round: Round | None, at: datetime.datetime) -> Gathering:
    """Begin to make sense of a question, once for each round in which it was asked; without one, of talks alone."""
    locked(seat.partnership)
    there = Gathering.objects.within(seat).filter(question=question, round=round).first()
    if there is not None:
        return there
    made = Gathering.objects.create(
        partnership=seat.partnership, question=question, round=round, at=at, by=seat.membership
    )
    note(seat.partnership, who=seat.membership, what="gathering-begun", at=at, about=made.ref)
    return made


@transaction.atomic
def move(
    *,
    seat: Seat,
    gathering: Gathering,
    picked: Iterable[Picked],
    out_of: Insight | None,
    to: Insight | Place,
    also: bool = False,
    key: str = "",
    at: datetime.datetime,
) -> Moved:
    """Move what was picked up from under one sentence to another, into a new one, out, or back to the rest.

    `also`: it stays where it was as well. What somebody else moved meanwhile stays where it lies, and is returned.
    Raises Gone, changing nothing, where a thing or a sentence is not there any more.
    """
    alone_in(gathering)
    picked, things, ends = tuple(picked), on_the_table(seat, gathering), ends_in(gathering)
    if not picked or any(each.id not in things for each in picked):
        raise Gone
    if to == Place.NEW:
        to = wordless(seat=seat, gathering=gathering, key=mark(seat, key), at=at)
        ends = {**ends, to.pk: to.pk}
    target = ends.get(to.pk) if isinstance(to, Insight) else None
    if isinstance(to, Insight) and target is None:
        raise Gone
    source = None if also or out_of is None else ends.get(out_of.pk, out_of.pk)
    rows, clashing, moved = _rows(gathering), [], 0
    for each in picked:
        piece = rows.get(each.id) or _row(gathering, things[each.id])
        try:
            moved += _put(seat, piece, each.seen, _wanted(piece, ends, source, target, to), ends, at)
        except Conflict:
            clashing.append(each.id)
    if moved:  # what was moved is not told: it could be somebody's own
        note(seat.partnership, who=seat.membership, what="pieces-moved", at=at, about=gathering.ref)
    return Moved(Insight.objects.get(pk=target) if target else to, tuple(clashing))


def _rows(gathering: Gathering) -> Mapping[str, Piece]:
    rows = Piece.objects.filter(gathering=gathering).prefetch_related("insights")
    return {f"l{row.line_id}" if row.said is None else f"s{row.said}": row for row in rows}


def _row(gathering: Gathering, thing: Thing) -> Piece:
    return Piece.objects.create(gathering=gathering, said=thing.said, line_id=thing.line)


def lies(piece: Piece, ends: Mapping[int, int | None]) -> frozenset[int]:
    """Return the sentences that stand and that this lies under: of one that was merged, the one it went into."""
    found = (ends.get(each.pk) for each in piece.insights.all())
    return frozenset(each for each in found if each is not None)


def _wanted(
    piece: Piece, ends: Mapping[int, int | None], source: int | None, target: int | None, to: Insight | Place
) -> Where:
    """Return where a piece is to lie, in rows as they are kept: those merged are kept by their own number."""
    stay = frozenset(
        each.pk for each in piece.insights.all() if ends.get(each.pk) is not None and ends[each.pk] != source
    )
    if target is None:
        return stay, to == Place.OUT and not stay
    there = any(ends[each] == target for each in stay)
    return stay if there else stay | {target}, False


def _put(
    seat: Seat, piece: Piece, seen: int, wanted: Where, ends: Mapping[int, int | None], at: datetime.datetime
) -> bool:
    """Put a piece where it is wanted, in the place of the version that was seen; raises Conflict where it was moved.

    False where it lies there already.
    """
    insights, out = wanted
    if (frozenset(ends[each] for each in insights), out) == (lies(piece, ends), piece.out):
        return False
    if not replace(piece, seen=seen, many={"insights": insights}, out=out):
        return False
    kept = PieceVersion.objects.create(piece=piece, version=piece.version, out=out, at=at, by=seat.membership)
    kept.insights.set(insights)
    return True
