"""Rounds and who is asked; drafts, sealed; what was sent, named or not; what the close leaves; what follows it."""

from alongside.rounds.models.answers import Answer, SpokenFor, TypedIn
from alongside.rounds.models.asking import (
    ENOUGH,
    ENOUGH_ASKED,
    MINUTES,
    OPENING_WORDS,
    Asked,
    Asking,
    Closing,
    Opens,
    Round,
    RoundQuestion,
    RoundVersion,
    Way,
    Whom,
    Withdrawal,
)
from alongside.rounds.models.drafts import Draft, Forgetting, Kind, Returned
from alongside.rounds.models.opening import Opening
from alongside.rounds.models.pictures import Picture, SamePeople, SameStances, Stances
from alongside.rounds.models.scales import APART, WORDS, Scale, scale_of
from alongside.rounds.models.unnamed import OpenUnnamed, Sent, ShownUnnamed, new_id
from alongside.rounds.models.withholding import WAITS_FOR_ANOTHER, Withholding

__all__ = [
    "APART",
    "ENOUGH",
    "ENOUGH_ASKED",
    "MINUTES",
    "OPENING_WORDS",
    "WAITS_FOR_ANOTHER",
    "WORDS",
    "Answer",
    "Asked",
    "Asking",
    "Closing",
    "Draft",
    "Forgetting",
    "Kind",
    "OpenUnnamed",
    "Opening",
    "Opens",
    "Picture",
    "Returned",
    "Round",
    "RoundQuestion",
    "RoundVersion",
    "SamePeople",
    "SameStances",
    "Scale",
    "Sent",
    "ShownUnnamed",
    "SpokenFor",
    "Stances",
    "TypedIn",
    "Way",
    "Whom",
    "Withdrawal",
    "Withholding",
    "new_id",
    "scale_of",
]
