"""Where a partnership is with each question; what it sets aside; its first meetings; what it agrees on, and how."""

from alongside.agreements.models.agreeing import (
    Agreement,
    Clarifying,
    How,
    InTheRoom,
    Kind,
    LookedAgain,
    Proposal,
    ProposalVersion,
    Says,
    Settlement,
    Voice,
    VoiceOf,
)
from alongside.agreements.models.standing import WORDS, FirstMeeting, FirstMeetingVersion, SettingAside, Standing

__all__ = [
    "WORDS",
    "Agreement",
    "Clarifying",
    "FirstMeeting",
    "FirstMeetingVersion",
    "How",
    "InTheRoom",
    "Kind",
    "LookedAgain",
    "Proposal",
    "ProposalVersion",
    "Says",
    "SettingAside",
    "Settlement",
    "Standing",
    "Voice",
    "VoiceOf",
]
