"""What a group made of what was said in a round: registered with the pages of what was opened."""

from __future__ import annotations

from alongside.learning.models import Gathering, Insight, Mark
from alongside.partnerships.seats import Seat
from alongside.rounds.gatherings import Made, MadeOf
from alongside.rounds.models import Round


def made_of(seat: Seat, round: Round, question: str) -> MadeOf | None:
    """Return the gathering of a question in a round, with its sentences that say something. Two queries."""
    begun = Gathering.objects.within(seat).filter(round=round, question=question).first()
    if begun is None:
        return None
    rows = Insight.objects.filter(gathering=begun).now().exclude(words="")
    return MadeOf(begun.ref, tuple(Made(row.words, row.other, _label(row)) for row in rows))


def _label(row: Insight) -> str:
    return "" if row.mark == Mark.MAKE else str(Mark(row.mark).label)
