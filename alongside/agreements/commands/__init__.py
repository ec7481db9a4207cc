"""Every write about where a partnership is, what it sets aside for now, its first meetings, and what it agrees on."""

from alongside.agreements.commands.first_meetings import plan_meeting
from alongside.agreements.commands.in_rooms import FOR_THE_ABSENT, Room, agreed_in_the_room, hear_online, undo_room
from alongside.agreements.commands.looking_again import NothingStands, let_go, still_holds, take_back
from alongside.agreements.commands.proposing import Wording, amend, answer, ask, is_settled, propose
from alongside.agreements.commands.refusals import HeardNow, NotYet, NotYours, OtherWords, TooLate
from alongside.agreements.commands.saying import Word, say
from alongside.agreements.commands.settling import adopt_due, settle, undo_settlement
from alongside.agreements.commands.standing import bring_back, record_standing, set_aside

__all__ = [
    "FOR_THE_ABSENT",
    "HeardNow",
    "NotYet",
    "NotYours",
    "NothingStands",
    "OtherWords",
    "Room",
    "TooLate",
    "Word",
    "Wording",
    "adopt_due",
    "agreed_in_the_room",
    "amend",
    "answer",
    "ask",
    "bring_back",
    "hear_online",
    "is_settled",
    "let_go",
    "plan_meeting",
    "propose",
    "record_standing",
    "say",
    "set_aside",
    "settle",
    "still_holds",
    "take_back",
    "undo_room",
    "undo_settlement",
]
