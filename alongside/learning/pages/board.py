"""What a group made of what was said, as it lies now: its sentences with their pieces, and all that lies elsewhere."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from django.utils.text import Truncator
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from alongside.learning.commands.gathering import lies
from alongside.learning.commands.sentences import ends_in
from alongside.learning.models import Gathering, Insight, InsightEnd, Mark, Piece, QuoteAsking
from alongside.learning.quotable import leaving, quotable
from alongside.learning.table import Thing, id_of, on_the_table
from alongside.partnerships.seats import Seat
from alongside.rounds.models import Round
from alongside.rounds.pages.words import NAMED

BRIEF = 60
"""So many letters of a sentence stand where one is chosen."""


@dataclass(frozen=True, slots=True)
class Card:
    """One thing that was said, where it lies on the page, and the version of its place that is seen there.

    `also` are the other sentences it lies under. `asked` is what its author was asked about passing it on, and said;
    `can_ask` whether they can be asked.
    """

    thing: Thing
    seen: int
    also: tuple[int, ...] = ()
    asked: QuoteAsking | None = None
    can_ask: bool = False


@dataclass(frozen=True, slots=True)
class Shown:
    """A sentence of the group's, its number in the list, and what it was gathered from."""

    ref: str
    number: int
    mark: str
    label: str
    words: str
    other: str
    version: int
    cards: tuple[Card, ...]

    @property
    def is_pair(self) -> bool:
        """Whether it is one to live with."""
        return self.mark == Mark.LIVE_WITH

    @property
    def name(self) -> str:
        """Its number and how it begins, for where one is chosen and for what is read out."""
        return f"{self.number}: {Truncator(self.words or _('No words yet')).chars(BRIEF)}"


@dataclass(frozen=True, slots=True)
class Off:
    """A sentence that was taken off, or made one with another, and can be put back."""

    ref: str
    words: str
    into: str
    on: datetime.date
    by: str


@dataclass(frozen=True, slots=True)
class Board:
    """All of it. `under` says of each thing under which sentences it lies, by its id."""

    sentences: tuple[Shown, ...]
    table: tuple[Card, ...]
    out: tuple[Card, ...]
    off: tuple[Off, ...]
    cards: Mapping[str, Card]
    under: Mapping[str, tuple[Shown, ...]]

    def of(self, insight: Insight) -> Shown | None:
        """Return a sentence as it is shown here, if it stands."""
        return next((each for each in self.sentences if each.ref == insight.ref), None)


def round_of(seat: Seat, gathering: Gathering) -> Round | None:
    """Return the round that a gathering is of, if it is open to all."""
    rounds = Round.objects.within(seat).opened().select_related("opening")
    return rounds.filter(pk=gathering.round_id).first() if gathering.round_id else None


def board(seat: Seat, gathering: Gathering, round: Round | None) -> Board:
    """Return how it lies now. The queries are the same however much was said and gathered."""
    things, ends = on_the_table(seat, gathering), ends_in(gathering)
    pieces = Piece.objects.filter(gathering=gathering).prefetch_related("insights")
    rows = {id_of(row): row for row in pieces}
    cards = _cards(things, rows, _quotes(seat, gathering, round))
    under = {name: lies(rows[name], ends) if name in rows else frozenset[int]() for name in things}
    sentences = _sentences(gathering, cards, under)
    loose = [name for name in things if not under[name]]
    out = {name for name in loose if name in rows and rows[name].out}
    return Board(
        sentences=tuple(sentences.values()),
        table=tuple(cards[name] for name in loose if name not in out),
        out=tuple(cards[name] for name in loose if name in out),
        off=_off(gathering),
        cards=cards,
        under={name: tuple(shown for pk, shown in sentences.items() if pk in under[name]) for name in things},
    )


def shown_as(row: Insight, number: int, cards: Iterable[Card] = ()) -> Shown:
    """Return a sentence as it is shown."""
    label = str(Mark(row.mark).label)
    return Shown(row.ref, number, row.mark, label, row.words, row.other, row.version, tuple(cards))


def _sentences(
    gathering: Gathering, cards: Mapping[str, Card], under: Mapping[str, frozenset[int]]
) -> Mapping[int, Shown]:
    standing = list(Insight.objects.filter(gathering=gathering).now())
    number = {row.pk: at for at, row in enumerate(standing, 1)}
    return {
        row.pk: shown_as(
            row,
            number[row.pk],
            (
                replace(card, also=tuple(sorted(number[pk] for pk in under[name] if pk != row.pk)))
                for name, card in cards.items()
                if row.pk in under[name]
            ),
        )
        for row in standing
    }


@dataclass(frozen=True, slots=True)
class _Quotes:
    asked: Mapping[int, QuoteAsking]
    can: frozenset[int]


def _quotes(seat: Seat, gathering: Gathering, round: Round | None) -> _Quotes:
    if round is None:
        return _Quotes({}, frozenset())
    asked = leaving(round, gathering.question)
    can = quotable(seat, round).filter(question=gathering.question).values_list("pk", flat=True)
    return _Quotes(asked, frozenset(can) - asked.keys())


def _cards(things: Mapping[str, Thing], rows: Mapping[str, Piece], quotes: _Quotes) -> Mapping[str, Card]:
    return {
        name: Card(
            thing,
            rows[name].version if name in rows else 0,
            asked=quotes.asked.get(thing.said or 0) if thing.kind == NAMED else None,
            can_ask=thing.said in quotes.can,
        )
        for name, thing in things.items()
    }


def _off(gathering: Gathering) -> tuple[Off, ...]:
    rows = InsightEnd.objects.filter(insight__gathering=gathering, undone_at=None)
    return tuple(
        Off(row.insight.ref, row.insight.words, row.into.words if row.into else "", localdate(row.at), row.by.name)
        for row in rows.select_related("insight", "into", "by").order_by("-pk")
    )
