"""What lies on the table when a group makes sense of a question: what was said in a round, and lines of its talks.

Nothing that is put aside, nothing of a round that is not open to all, and no word of anybody erased. Nothing here
depends on who looks.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils.timezone import localdate

from alongside.learning.models import Gathering, Line, LineKind, Piece
from alongside.partnerships.seats import Seat
from alongside.rounds.models import Picture, Round
from alongside.rounds.pages.words import all_said_to

LINE = "line"
MOST = 300
"""How many of the newest lines are looked through."""
LINES = (LineKind.NOTICED, LineKind.UNSETTLED)


@dataclass(frozen=True, slots=True)
class Thing:
    """One thing that was said. `kind` says how; `said` is its key in the round, `line` the line of a talk it is.

    `name` is whose words they are, or through whom they came. Of a line there is the talk, its day, and which line.
    """

    kind: str
    words: str
    name: str = ""
    said: int | None = None
    line: int | None = None
    which: str = ""
    talk: str = ""
    on: datetime.date | None = None

    @property
    def id(self) -> str:
        """What stands for it on a page."""
        return f"l{self.line}" if self.said is None else f"s{self.said}"


def id_of(piece: Piece) -> str:
    """Return what stands on a page for the thing whose place this row keeps."""
    return f"l{piece.line_id}" if piece.said is None else f"s{piece.said}"


def on_the_table(seat: Seat, gathering: Gathering) -> Mapping[str, Thing]:
    """Return what lies on the table by its id: what was said in the round, shuffled, then lines, the newest first.

    A line that was gathered stays, whenever it was said. Six queries at most, however much was said.
    """
    return {thing.id: thing for thing in [*_said(seat, gathering), *_lines(seat, gathering)]}


def opened_on(seat: Seat, question: str) -> Mapping[int, datetime.date]:
    """Return by round the days on which what everybody was asked about a question was opened, the first first."""
    rounds = Round.objects.within(seat).opened().filter(questions__question=question)
    return {pk: localdate(at) for pk, at in rounds.order_by("opening__at", "pk").values_list("pk", "opening__at")}


def _said(seat: Seat, gathering: Gathering) -> Iterator[Thing]:
    rounds = Round.objects.within(seat).opened()
    round = rounds.filter(pk=gathering.round_id).first() if gathering.round_id else None
    picture = Picture.objects.filter(round=round, question=gathering.question).first() if round else None
    if round is None or picture is None:
        return
    for each in all_said_to(round, picture):
        if not each.mark:
            yield Thing(each.kind, each.words, each.name, said=each.key)


def _lines(seat: Seat, gathering: Gathering) -> Iterator[Thing]:
    lines = Line.objects.within(seat).filter(kind__in=LINES, talk__question=gathering.question)
    lines = lines.filter(talk__finish__isnull=False).exclude(words="")
    gathered = Q(pk__in=Piece.objects.filter(gathering=gathering, version__gt=0).values("line"))
    rows: QuerySet[Line] = lines.filter(_between(seat, gathering) | gathered).select_related("talk")
    for row in rows.order_by("-talk__on", "-talk", "kind")[:MOST]:
        which = str(LineKind(row.kind).label)
        yield Thing(LINE, row.words, line=row.pk, which=which, talk=row.talk.ref, on=row.talk.on)


def _between(seat: Seat, gathering: Gathering) -> Q:
    """The talks that belong here: since everybody was asked before this, until they were asked again."""
    opened = opened_on(seat, gathering.question)
    order, days = [None, *opened], [datetime.date.min, *opened.values()]
    at = order.index(gathering.round_id) if gathering.round_id in order else 0
    since = days[at - 1] if at else datetime.date.min
    until = days[at + 1] if at + 1 < len(days) else datetime.date.max
    return Q(talk__on__gt=since, talk__on__lt=until)
