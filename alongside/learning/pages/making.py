"""The page on which a group makes sense of what was said: its sentences, with what each was gathered from."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from alongside.framework.loading import the_edition
from alongside.framework.shapes import Question
from alongside.learning.commands import Place
from alongside.learning.models import Gathering, Insight, Piece, PieceVersion
from alongside.learning.pages.board import Board, Card, board, round_of, shown_as
from alongside.learning.table import id_of
from alongside.partnerships.seats import Seat


@dataclass(frozen=True, slots=True)
class Clash:
    """Something that somebody else moved meanwhile: where it lies now, who put it there, where it was wanted."""

    card: Card
    where: str
    out_of: str
    by: str
    to: str
    wanted: str


@dataclass(frozen=True, slots=True)
class MakingPage:
    """What a group makes of what was said. `loaded` says how many moves there were when it was read."""

    partnership: str
    ref: str
    question: Question
    round: str
    round_name: str
    opened: datetime.date | None
    board: Board
    clashes: tuple[Clash, ...]
    loaded: int
    key: str
    wrong: str = ""


def making_page(
    seat: Seat,
    gathering: Gathering,
    *,
    key: str,
    clashing: Iterable[str] = (),
    to: Insight | Place = Place.TABLE,
    wrong: str = "",
) -> MakingPage:
    """Return the page. The queries are the same however much was said and gathered.

    `clashing` are those that somebody else moved before they could be put `to` where they were wanted.
    """
    round = round_of(seat, gathering)
    now = board(seat, gathering, round)
    return MakingPage(
        partnership=seat.partnership.ref,
        ref=gathering.ref,
        question=the_edition().question(gathering.question),
        round=round.ref if round else "",
        round_name=round.name if round else "",
        opened=localdate(round.opening.at) if round else None,
        board=now,
        clashes=tuple(_clashes(gathering, now, clashing, to)) if clashing else (),
        loaded=PieceVersion.objects.filter(piece__gathering=gathering).count(),
        key=key,
        wrong=wrong,
    )


def moved_by_others(seat: Seat, gathering: Gathering, *, loaded: int) -> int:
    """Return how many things others moved since so many moves were seen; those of one's own are not news."""
    since = PieceVersion.objects.filter(piece__gathering=gathering).order_by("pk")[loaded:]
    rows = since.values_list("piece", "by")
    return len({piece for piece, by in rows if by != seat.membership.pk})


def name_of(to: Insight | Place) -> str:
    """Return what a place to move something to is called."""
    if isinstance(to, Insight):
        order = Insight.objects.filter(gathering=to.gathering_id).now().values_list("pk", flat=True)
        return shown_as(to, [*order].index(to.pk) + 1).name
    return {Place.OUT: _("left out"), Place.TABLE: _("not gathered yet"), Place.NEW: _("a new sentence")}[to]


def _clashes(gathering: Gathering, now: Board, clashing: Iterable[str], to: Insight | Place) -> Iterator[Clash]:
    """Yield what was moved by others meanwhile. One query more for each."""
    rows = {id_of(row): row for row in Piece.objects.filter(gathering=gathering)}
    shown = now.of(to) if isinstance(to, Insight) else None
    for name in clashing:
        if name not in now.cards or name not in rows:
            continue
        last = PieceVersion.objects.filter(piece=rows[name]).select_related("by").order_by("version").last()
        lying = now.under[name]
        elsewhere = name_of(Place.OUT if rows[name].out else Place.TABLE)
        yield Clash(
            card=now.cards[name],
            where=", ".join(each.name for each in lying) or elsewhere,
            out_of=lying[0].ref if len(lying) == 1 else "",
            by=last.by.name if last else "",
            to=shown.ref if shown else str(to),
            wanted=shown.name if shown else name_of(to),
        )
