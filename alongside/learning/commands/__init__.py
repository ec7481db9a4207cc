"""Every write about talks: beginning one, keeping its lines, finishing it, and what came of what we tried."""

from alongside.learning.commands.keeping import (
    TRY,
    Typed,
    keep,
    keep_action,
    keep_line,
    keep_typed,
    start_from_what_stands,
)
from alongside.learning.commands.talking import NothingWritten, begin_talk, finish_talk, put_away, take_up
from alongside.learning.commands.trying import (
    Instead,
    Plan,
    Source,
    Told,
    change_try,
    plan_of,
    record_outcome,
    say_try,
    undo_outcome,
)

__all__ = [
    "TRY",
    "Instead",
    "NothingWritten",
    "Plan",
    "Source",
    "Told",
    "Typed",
    "begin_talk",
    "change_try",
    "finish_talk",
    "keep",
    "keep_action",
    "keep_line",
    "keep_typed",
    "plan_of",
    "put_away",
    "record_outcome",
    "say_try",
    "start_from_what_stands",
    "take_up",
    "undo_outcome",
]
