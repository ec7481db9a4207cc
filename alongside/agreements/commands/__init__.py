"""Every write about where a partnership is, what it sets aside for now, its first meetings, and what it agrees on."""

from alongside.agreements.commands.first_meetings import plan_meeting
from alongside.agreements.commands.standing import bring_back, record_standing, set_aside

__all__ = [
    "bring_back",
    "plan_meeting",
    "record_standing",
    "set_aside",
]
