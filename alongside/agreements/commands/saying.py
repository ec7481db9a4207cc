"""What somebody says to a proposal: rows are added, and the last one counts."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.db import transaction

from alongside.agreements.commands.refusals import OtherWords, TooLate
from alongside.agreements.models import InTheRoom, Proposal, Says, Settlement, Voice, VoiceOf
from alongside.partnerships.commands import locked
from alongside.partnerships.commands.once import mark
from alongside.partnerships.models import Affiliation, Membership, note
from alongside.partnerships.seats import Seat
from alongside.people.known import let_in_by


@dataclass(frozen=True, slots=True)
class Word:
    """What somebody says: a reservation and an objection with their words, what is taken back with a day."""

    says: str
    words: str = ""
    back_by: datetime.date | None = None


@transaction.atomic
def say(
    *,
    seat: Seat,
    proposal: Proposal,
    seen: int,
    word: Word,
    key: str = "",
    at: datetime.datetime,
) -> Voice:
    """Say something to the words that were `seen`, for oneself. The same `key` says it once.

    Raises OtherWords where others stand by now, TooLate where it is settled.
    """
    locked(seat.partnership)  # nothing is adopted while somebody objects
    pressed = mark(seat, key)
    there = Voice.objects.filter(proposal=proposal, key=pressed).first() if pressed else None
    if there:
        return there
    proposal.refresh_from_db()
    if Settlement.objects.filter(proposal=proposal, undone_at=None).exists():
        raise TooLate
    if proposal.version != seen:
        raise OtherWords
    made = keep_voice(seat, proposal, seat.membership, word, key=pressed, at=at)
    note(seat.partnership, who=seat.membership, what="said-to-proposal", at=at, about=proposal.agreement.ref)
    return made


def keep_voice(
    seat: Seat,
    proposal: Proposal,
    who: Membership,
    word: Word,
    *,
    room: InTheRoom | None = None,
    key: str | None = None,
    at: datetime.datetime,
) -> Voice:
    """Keep what `who` said, with where they come from today; part of a command.

    Typed in by another, or on a device that an organiser let in, it is kept with that one's name.
    """
    own = who.pk == seat.membership.pk
    made = Voice.objects.create(
        proposal=proposal,
        membership=who,
        version=proposal.version,
        says=word.says,
        words=word.words,
        back_by=word.back_by if word.says == Says.BACK else None,
        at=at,
        typed_by_id=let_in_by(seat, at=at) if own else seat.membership.pk,
        room=room,
        key=key,
    )
    today = Affiliation.objects.now().filter(membership=who)
    VoiceOf.objects.bulk_create(VoiceOf(voice=made, organisation_id=each.organisation_id) for each in today)
    return made
