"""Every read: where a partnership is, what it sets aside, its first meetings, and what it agrees on."""

from alongside.agreements.pages.first_meetings import Plan, plans
from alongside.agreements.pages.standing import Stands, aside_ids, last_times, stands

__all__ = ["Plan", "Stands", "aside_ids", "last_times", "plans", "stands"]
