"""A proposal for tests, taken through the real commands."""

from __future__ import annotations

import datetime

from django.urls import reverse

from alongside.agreements import commands
from alongside.agreements.models import Proposal, Settlement, Voice
from alongside.people.secrets import new_secret
from tests.cast import Cast

Day = datetime.date | None
WORDS = "Older people stay at home with company."
WORDING = commands.Wording("Our purpose", {"words": WORDS})
OTHER = commands.Wording("Our purpose", {"words": "Older people stay at home, with company, as long as they wish."})


def proposed(cast: Cast, who: str = "amina", *, key: str = "") -> Proposal:
    """Propose a purpose."""
    return commands.propose(seat=cast.seat(who), kind="purpose", wording=WORDING, key=key, at=cast.at)


def says(
    cast: Cast, who: str, proposal: Proposal, what: str, words: str = "", *, back_by: Day = None, key: str = ""
) -> Voice:
    """Let somebody say this to a proposal as it stands."""
    proposal.refresh_from_db()
    word = commands.Word(what, words, back_by)
    return commands.say(seat=cast.seat(who), proposal=proposal, seen=proposal.version, word=word, key=key, at=cast.at)


def settle(cast: Cast, proposal: Proposal, how: str, who: str = "amina", *, words: str = "") -> Settlement:
    """Settle a proposal as it stands."""
    proposal.refresh_from_db()
    return commands.settle(
        seat=cast.seat(who), proposal=proposal, seen=proposal.version, how=how, words=words, at=cast.at
    )


def in_the_room(cast: Cast, proposal: Proposal, *there: str, **reservations: str) -> None:
    """Note by Amina that a proposal was agreed in a room."""
    said = {cast.member(name).pk: words for name, words in reservations.items()}
    room = commands.Room(cast.at.date(), [cast.member(name) for name in there], "Two carers", said)
    seat, seen = cast.seat("amina"), proposal.version
    commands.agreed_in_the_room(seat=seat, proposal=proposal, seen=seen, room=room, at=cast.at)


def at(proposal: Proposal, name: str = "proposal") -> str:
    """Return an address of a proposal."""
    agreement = proposal.agreement
    return reverse(f"agreements:{name}", args=[agreement.partnership.ref, agreement.ref, proposal.number])


def sent(**more: object) -> dict[str, object]:
    """Return what a form of a proposal sends along, and more."""
    return {"key": new_secret(), "seen": "1", **more}
