"""Every write about rounds: preparing and asking, drafts, sending, and the close."""

from alongside.rounds.commands.closing import close_early, count, count_due, sweep, withdraw
from alongside.rounds.commands.drafts import OWN, Book, Kept, Place, Typed, discard, keep, sheet_of
from alongside.rounds.commands.forgetting import forget
from alongside.rounds.commands.preparing import (
    NotYet,
    Plan,
    Standing,
    ask,
    change,
    discard_round,
    move_day,
    plan_of,
    prepare,
)
from alongside.rounds.commands.sending import Changed, Closed, Receipt, goes, receipt, send, take_back

__all__ = [
    "OWN",
    "Book",
    "Changed",
    "Closed",
    "Kept",
    "NotYet",
    "Place",
    "Plan",
    "Receipt",
    "Standing",
    "Typed",
    "ask",
    "change",
    "close_early",
    "count",
    "count_due",
    "discard",
    "discard_round",
    "forget",
    "goes",
    "keep",
    "move_day",
    "plan_of",
    "prepare",
    "receipt",
    "send",
    "sheet_of",
    "sweep",
    "take_back",
    "withdraw",
]
