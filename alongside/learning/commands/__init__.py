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
from alongside.learning.commands.trying import Told, record_outcome, undo_outcome

__all__ = [
    "TRY",
    "NothingWritten",
    "Told",
    "Typed",
    "begin_talk",
    "finish_talk",
    "keep",
    "keep_action",
    "keep_line",
    "keep_typed",
    "put_away",
    "record_outcome",
    "start_from_what_stands",
    "take_up",
    "undo_outcome",
]
