"""Every write of this room: erasing somebody, and notes of what was passed on, to whom, and what came back."""

from alongside.passing_on.commands.erasing import ERASED_FROM, erase, erase_again, keeps_copies, sweep_erased
from alongside.passing_on.commands.noting import (
    change_note,
    keep_came_back,
    keep_note,
    put_back,
    put_back_came,
    take_off,
    take_off_came,
)

__all__ = [
    "ERASED_FROM",
    "change_note",
    "erase",
    "erase_again",
    "keep_came_back",
    "keep_note",
    "keeps_copies",
    "put_back",
    "put_back_came",
    "sweep_erased",
    "take_off",
    "take_off_came",
]
