"""Which words may be asked for as quotes, and which may leave: those that somebody who is here sent with their name.

Words without a name, and those said through somebody, never leave as quotes.
"""

from __future__ import annotations

from collections.abc import Mapping

from alongside.learning.models import Leaves, QuoteAsking
from alongside.partnerships.models import Departure
from alongside.partnerships.seats import Seat
from alongside.rounds.models import Answer, Round
from alongside.rounds.models.answers import AnswerQuerySet
from alongside.rounds.withheld import withheld_in


def quotable(seat: Seat, round: Round) -> AnswerQuerySet:
    """Return the answers of an opened round whose author can be asked: in words, not put aside, of somebody here."""
    opened = Round.objects.within(seat).opened().filter(pk=round.pk)
    gone = Departure.objects.open().values("membership")
    answers = Answer.objects.filter(round__in=opened).exclude(words="").exclude(membership__in=gone)
    return answers.exclude(pk__in=withheld_in([round]).keys())


def leaving(round: Round, question: str) -> Mapping[int, QuoteAsking]:
    """Return by the key of the words what their authors were asked, and what they said. One query."""
    rows = QuoteAsking.objects.filter(answer__round=round, answer__question=question)
    return {row.answer_id: row for row in rows}


def may_leave(asked: QuoteAsking | None) -> bool:
    """Whether the author of these words said that they may be passed on."""
    return asked is not None and asked.leaves in (Leaves.NAMED, Leaves.UNNAMED)
