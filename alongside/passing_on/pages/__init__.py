"""What a talk leaves to take away, and what leaving for good means; beside it, what was passed on."""

from alongside.passing_on.pages.taking import DonePage, ErasePage, calendar_note, done_page, erase_page

__all__ = [
    "DonePage",
    "ErasePage",
    "calendar_note",
    "done_page",
    "erase_page",
]
