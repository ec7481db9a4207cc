"""What a group made of what was said, as data: its sentences, and what lies where, as its page shows it."""

from __future__ import annotations

from collections.abc import Mapping

from alongside.learning.models import Gathering, Insight, InsightEnd
from alongside.learning.pages.board import Board, Card, board, round_of
from alongside.partnerships.seats import Seat

Data = Mapping[str, object]
Who = Mapping[int | None, str | None]
_WORDS = ("mark", "words", "other")


def making_data(seat: Seat, row: Gathering, who: Who) -> Data:
    """Return one gathering. A fixed number of queries, and one for each sentence."""
    now = board(seat, row, round_of(seat, row))
    return {
        "id": row.ref,
        "question": row.question,
        "round": row.round.ref if row.round else None,
        "begun": {"at": row.at, "by": who[row.by_id]},
        "sentences": [_sentence(each, who) for each in row.insights.prefetch_related("versions", "endings__into")],
        "pieces": [_piece(name, card, now) for name, card in now.cards.items()],
    }


def _sentence(row: Insight, who: Who) -> Data:
    return {
        "id": row.ref,
        "place": row.place,
        "version": row.version,
        **{name: getattr(row, name) for name in _WORDS},
        "begun": {"at": row.at, "by": who[row.by_id]},
        "versions": [
            {"version": each.version, "at": each.at, "by": who[each.by_id]}
            | {name: getattr(each, name) for name in _WORDS}
            for each in row.versions.all()
        ],
        "taken_off": [_ended(each, who) for each in row.endings.all()],
    }


def _ended(row: InsightEnd, who: Who) -> Data:
    return {
        "at": row.at,
        "by": who[row.by_id],
        "made_one_with": row.into.ref if row.into else None,
        "put_back": {"at": row.undone_at, "by": who[row.undone_by_id]} if row.undone_at else None,
    }


def _piece(name: str, card: Card, now: Board) -> Data:
    return {
        "words": card.thing.words,
        "talk": card.thing.talk or None,
        "sentences": [each.ref for each in now.under[name]],
        "left_out": card in now.out,
        "may_be_passed_on": card.asked.leaves if card.asked else None,
    }
