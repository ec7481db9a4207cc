"""Agreements for tests: proposed, heard and settled, straight into the tables."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

from alongside.agreements.models import (
    Agreement,
    How,
    InTheRoom,
    Kind,
    Proposal,
    ProposalVersion,
    Says,
    Settlement,
    Voice,
    VoiceOf,
)
from alongside.partnerships.seats import Seat

Day = datetime.date | None
PURPOSE = {"words": "Older people in Eastport can stay at home, with company, for as long as they wish."}


def proposed(
    seat: Seat,
    kind: str = Kind.PURPOSE,
    *,
    at: datetime.datetime,
    parts: Mapping[str, str] = PURPOSE,
    title: str = "",
    question: str = "",
    again: Day = None,
    answer_by: Day = None,
    of: Agreement | None = None,
) -> Proposal:
    """Propose these words; `of` an agreement that is there already, or a new one of this kind."""
    made = of or Agreement.objects.create(
        partnership=seat.partnership, kind=kind, question=question, begun_at=at, begun_by=seat.membership
    )
    said = {"title": title or str(Kind(made.kind).label), "parts": dict(parts), "look_again": again}
    said["answer_by"] = answer_by
    number = made.proposals.count() + 1
    proposal = Proposal.objects.create(agreement=made, number=number, version=1, at=at, by=seat.membership, **said)
    ProposalVersion.objects.create(proposal=proposal, version=1, at=at, by=seat.membership, **said)
    return proposal


def says(seat: Seat, proposal: Proposal, what: str, words: str = "", *, at: datetime.datetime, by: Day = None) -> Voice:
    """Let the one in `seat` say this to a proposal, as whoever they come from today."""
    voice = Voice.objects.create(
        proposal=proposal,
        membership=seat.membership,
        version=proposal.version,
        says=what,
        words=words,
        back_by=by,
        at=at,
    )
    origins = seat.membership.affiliations.filter(until=None)
    for organisation in [each.organisation for each in origins] or [None]:
        VoiceOf.objects.create(voice=voice, organisation=organisation)
    return voice


def settled(
    seat: Seat,
    proposal: Proposal,
    how: str = How.ADOPTED,
    *,
    at: datetime.datetime,
    room: bool = False,
    words: str = "",
) -> Proposal:
    """Settle a proposal; with `room`, as one that was agreed in the room on that day."""
    if room:
        InTheRoom.objects.create(
            proposal=proposal,
            version=proposal.version,
            on=at.date(),
            who_was_there="Two carers from the Tuesday group",
            absent_until=at.date() + datetime.timedelta(days=14),
            at=at,
            by=seat.membership,
        )
    Settlement.objects.create(
        proposal=proposal, version=proposal.version, how=how, on=at.date(), words=words, at=at, by=seat.membership
    )
    return proposal


def agreed(seat: Seat, kind: str = Kind.PURPOSE, *, at: datetime.datetime, **more: object) -> Proposal:
    """Propose and adopt, online, with one who agrees."""
    proposal = proposed(seat, kind, at=at, **more)  # type: ignore[arg-type]
    says(seat, proposal, Says.AGREE, at=at)
    return settled(seat, proposal, at=at)
