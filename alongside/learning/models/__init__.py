"""Talks with their lines, what we make of what was said, what we will try, and whether it helped."""

from alongside.learning.models.making import (
    Gathering,
    Insight,
    InsightEnd,
    InsightVersion,
    Leaves,
    Mark,
    Piece,
    PieceVersion,
    QuoteAsking,
)
from alongside.learning.models.talks import (
    WORDS,
    Finish,
    Line,
    LineKind,
    LineVersion,
    PutAway,
    Talk,
    TalkQuerySet,
)
from alongside.learning.models.trying import Action, ActionQuerySet, ActionVersion, Happened, Helped, Outcome

__all__ = [
    "WORDS",
    "Action",
    "ActionQuerySet",
    "ActionVersion",
    "Finish",
    "Gathering",
    "Happened",
    "Helped",
    "Insight",
    "InsightEnd",
    "InsightVersion",
    "Leaves",
    "Line",
    "LineKind",
    "LineVersion",
    "Mark",
    "Outcome",
    "Piece",
    "PieceVersion",
    "PutAway",
    "QuoteAsking",
    "Talk",
    "TalkQuerySet",
]
