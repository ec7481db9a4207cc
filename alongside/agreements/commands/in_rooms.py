"""Hearing a proposal: in a room, where whoever was there is noted, or online until a day."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from django.db import transaction
from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from alongside.agreements.commands.proposing import FOR_NEW_WORDS
from alongside.agreements.commands.refusals import NotYet, NotYours, OtherWords, TooLate
from alongside.agreements.commands.saying import Word, keep_voice
from alongside.agreements.given import given_of
from alongside.agreements.hearing import last_words, objected_before
from alongside.agreements.letters import tell
from alongside.agreements.models import InTheRoom, Proposal, Says, Settlement
from alongside.agreements.permissions import may_settle, may_type_in, may_undo_room
from alongside.partnerships.commands import locked
from alongside.partnerships.models import Membership, note
from alongside.partnerships.seats import Seat

FOR_THE_ABSENT = datetime.timedelta(days=14)
"""How long whoever was not there has to say something, from the day it is noted here."""


@dataclass(frozen=True, slots=True)
class Room:
    """Who was in a room, on which day: people here, others by name, and what some of them had a reservation about."""

    on: datetime.date
    there: Collection[Membership] = ()
    others: str = ""
    reservations: Mapping[int, str] = field(default_factory=dict)


@transaction.atomic
def agreed_in_the_room(*, seat: Seat, proposal: Proposal, seen: int, room: Room, at: datetime.datetime) -> InTheRoom:
    """Note that the words that were `seen` were agreed in a room. Whoever was not there can say for a fortnight.

    Once for each version: a second time gives what is there. Raises OtherWords, TooLate, NotYours.
    """
    locked(seat.partnership)
    proposal.refresh_from_db()
    if not all(may_type_in(seat, proposal, who) for who in room.there) or not may_settle(seat, proposal):
        raise NotYours
    _take_the_floor(proposal, seen)
    there = InTheRoom.objects.filter(proposal=proposal, version=seen, undone_at=None).first()
    if there:
        return there
    made = InTheRoom.objects.create(
        proposal=proposal,
        version=seen,
        on=room.on,
        who_was_there=room.others,
        absent_until=localdate(at) + FOR_THE_ABSENT,
        at=at,
        by=seat.membership,
    )
    for who in room.there:
        words = room.reservations.get(who.pk, "")
        keep_voice(seat, proposal, who, Word(Says.RESERVATION if words else Says.THERE, words), room=made, at=at)
    note(seat.partnership, who=seat.membership, what="agreed-in-the-room", at=at, about=proposal.agreement.ref)
    tell(proposal, until=made.absent_until, at=at)
    return made


def _take_the_floor(proposal: Proposal, seen: int) -> None:
    """Make sure that a proposal is not settled, and still says what was seen."""
    if Settlement.objects.filter(proposal=proposal, undone_at=None).exists():
        raise TooLate
    if proposal.version != seen:
        raise OtherWords


@transaction.atomic
def undo_room(*, seat: Seat, room: InTheRoom, at: datetime.datetime) -> bool:
    """Undo that a proposal was agreed in a room, and what was typed in with it. False where that is done, or too late.

    Raises TooLate where the proposal is settled: that is undone first.
    """
    locked(seat.partnership)
    if not may_undo_room(seat, room, at=at):
        return False
    if Settlement.objects.filter(proposal=room.proposal, undone_at=None).exists():
        raise TooLate
    if not InTheRoom.objects.filter(pk=room.pk, undone_at=None).update(undone_at=at, undone_by=seat.membership):
        return False
    note(seat.partnership, who=seat.membership, what="room-undone", at=at, about=room.proposal.agreement.ref)
    return True


@transaction.atomic
def hear_online(
    *, seat: Seat, proposal: Proposal, seen: int, answer_by: datetime.date | None, at: datetime.datetime
) -> bool:
    """Ask everybody to say something until the end of a day, or (None) no longer. False where that stands already.

    A day that people were given, and that is still to come, is never cut short: only moved on.
    Whoever could not support earlier words has a week for these at least: once it is over, theirs hold up nothing.
    Raises OtherWords, TooLate, NotYours, NotYet.
    """
    locked(seat.partnership)
    proposal.refresh_from_db()
    if not may_settle(seat, proposal):
        raise NotYours
    _take_the_floor(proposal, seen)
    if proposal.answer_by == answer_by:
        return False
    if given := _cut_short(proposal, answer_by, localdate(at)):
        raise NotYet(_("All were told that they can say until %(day)s. It can only be later.") % {"day": given})
    if answer_by and answer_by < localdate(at) + FOR_NEW_WORDS and (names := _objected_before(proposal)):
        raise NotYet(
            _("%(name)s could not support the earlier words. Please give a week at least.") % {"name": names[0]}
        )
    proposal.answer_by = answer_by
    proposal.save(update_fields=["answer_by"])
    what = "heard-online" if answer_by else "heard-online-no-more"
    note(seat.partnership, who=seat.membership, what=what, at=at, about=proposal.agreement.ref)
    if answer_by:
        tell(proposal, until=answer_by, at=at)
    return True


def _cut_short(proposal: Proposal, answer_by: datetime.date | None, today: datetime.date) -> str:
    """Return the day that people were given, where another would take it from them; else nothing."""
    given = proposal.answer_by
    is_cut = given is not None and given >= today and (answer_by is None or answer_by < given)
    return date_format(given, "j F Y") if given and is_cut else ""


def _objected_before(proposal: Proposal) -> tuple[str, ...]:
    return objected_before(proposal.version, last_words(given_of(proposal).spoke))
