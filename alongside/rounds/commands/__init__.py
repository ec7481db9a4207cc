"""Every write about rounds: preparing and asking, drafts, sending, the close, and the opening."""

from alongside.rounds.commands.closing import close_early, count, count_due, sweep, withdraw
from alongside.rounds.commands.drafts import OWN, Book, Kept, Place, Typed, discard, keep, sheet_of
from alongside.rounds.commands.forgetting import forget
from alongside.rounds.commands.opening import WAITS, NotClosed, open_due, open_together
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
from alongside.rounds.commands.putting_back import came_back, let_go, put_back
from alongside.rounds.commands.sending import Changed, Closed, Receipt, goes, receipt, send, take_back
from alongside.rounds.commands.speaking import THROUGH, say_otherwise, speak, unsay
from alongside.rounds.commands.typing_in import (
    TooFew,
    TooMany,
    accept,
    hand_in,
    hand_in_sheets,
    place_for,
    refuse,
    sheets_of,
    take_over,
)

__all__ = [
    "OWN",
    "THROUGH",
    "WAITS",
    "Book",
    "Changed",
    "Closed",
    "Kept",
    "NotClosed",
    "NotYet",
    "Place",
    "Plan",
    "Receipt",
    "Standing",
    "TooFew",
    "TooMany",
    "Typed",
    "accept",
    "ask",
    "came_back",
    "change",
    "close_early",
    "count",
    "count_due",
    "discard",
    "discard_round",
    "forget",
    "goes",
    "hand_in",
    "hand_in_sheets",
    "keep",
    "let_go",
    "move_day",
    "open_due",
    "open_together",
    "place_for",
    "plan_of",
    "prepare",
    "put_back",
    "receipt",
    "refuse",
    "say_otherwise",
    "send",
    "sheet_of",
    "sheets_of",
    "speak",
    "sweep",
    "take_back",
    "take_over",
    "unsay",
    "withdraw",
]
