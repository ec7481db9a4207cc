"""Settling a proposal: adopted, left open, decided in a meeting, withdrawn; undoing that; and what the tick adopts."""

from __future__ import annotations

import datetime

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q
from django.utils.timezone import localdate

from alongside.agreements.commands.refusals import NotYet, NotYours, OtherWords, TooLate
from alongside.agreements.commands.standing import record_standing
from alongside.agreements.given import given_of
from alongside.agreements.hearing import heard
from alongside.agreements.models import Agreement, How, InTheRoom, Kind, Proposal, Settlement, Standing
from alongside.agreements.pages.agreed import STANDS
from alongside.agreements.permissions import may_settle, may_undo, may_withdraw
from alongside.partnerships.commands import locked
from alongside.partnerships.models import note
from alongside.partnerships.seats import Seat


@transaction.atomic
def settle(
    *,
    seat: Seat,
    proposal: Proposal,
    seen: int,
    how: str,
    words: str = "",
    on: datetime.date | None = None,
    at: datetime.datetime,
) -> Settlement:
    """Settle a proposal, with the words that were `seen`. Settled so already, it stays as it was settled first.

    Raises NotYours, NotYet where it may not be adopted, OtherWords where others stand by now, and TooLate where it is
    settled in another way.
    """
    locked(seat.partnership)  # nobody objects while it is adopted
    proposal.refresh_from_db()
    if not (may_withdraw if how == How.WITHDRAWN else may_settle)(seat, proposal):
        raise NotYours
    there = Settlement.objects.filter(proposal=proposal, undone_at=None).first()
    if there and there.how == how:
        return there
    if there:
        raise TooLate
    if proposal.version != seen:
        raise OtherWords
    if how == How.ADOPTED and (why := heard(given_of(proposal), today=localdate(at)).why_not):
        raise NotYet(why)
    return _settled(seat, proposal, how, words=words, on=on or localdate(at), at=at)


def _settled(
    seat: Seat, proposal: Proposal, how: str, *, words: str = "", on: datetime.date, at: datetime.datetime
) -> Settlement:
    made = Settlement.objects.create(
        proposal=proposal, version=proposal.version, how=how, on=on, words=words, at=at, by=seat.membership
    )
    if how in STANDS and proposal.agreement.kind == Kind.WHERE:
        _stands_at_the_question(seat, proposal, on=on, at=at)
    note(seat.partnership, who=seat.membership, what=f"proposal-{how}", at=at, about=proposal.agreement.ref)
    return made


def _stands_at_the_question(seat: Seat, proposal: Proposal, *, on: datetime.date, at: datetime.datetime) -> None:
    about: Agreement = proposal.agreement
    words = proposal.parts.get("words", "")
    record_standing(seat=seat, question=about.question, words=words, on=on, at=at, agreement=about.ref)


@transaction.atomic
def undo_settlement(*, seat: Seat, settled: Settlement, at: datetime.datetime) -> bool:
    """Undo how a proposal was settled: it is being heard again. False where that is done, not theirs, or too late.

    What stood at its question before stands there again, unless somebody has written there since.
    """
    locked(seat.partnership)
    proposal = settled.proposal
    newer = proposal.agreement.proposals.filter(number__gt=proposal.number)
    if not may_undo(seat, settled, at=at) or newer.exists():
        return False
    if not Settlement.objects.filter(pk=settled.pk, undone_at=None).update(undone_at=at, undone_by=seat.membership):
        return False
    if settled.how in STANDS and proposal.agreement.kind == Kind.WHERE:
        _stands_as_before(seat, proposal.agreement, at=at)
    note(seat.partnership, who=seat.membership, what="settling-undone", at=at, about=proposal.agreement.ref)
    return True


def _stands_as_before(seat: Seat, agreement: Agreement, *, at: datetime.datetime) -> None:
    newest = list(Standing.objects.within(seat).of(agreement.question)[:2])
    if not newest or newest[0].agreement != agreement.ref:
        return
    before = newest[1] if newest[1:] else Standing(words="", on=newest[0].on)
    record_standing(
        seat=seat,
        question=agreement.question,
        words=before.words,
        on=before.on,
        at=at,
        who_was_there=before.who_was_there,
        talk=before.talk,
        agreement=before.agreement,
    )


def adopt_due(*, at: datetime.datetime) -> int:
    """Adopt what was agreed in a room, when the days of the absent are over and it may be; return of how many.

    Not what was settled since, also where that was undone: what somebody undid, no clock does once more. Each in a
    transaction of its own; what is in the way of one holds up no other.
    """
    since = Q(undone_at=None) | Q(version=OuterRef("version"), at__gte=OuterRef("at"))
    settled = Settlement.objects.filter(since, proposal=OuterRef("proposal"))
    due = InTheRoom.objects.filter(
        ~Exists(settled), undone_at=None, absent_until__lt=localdate(at), version=F("proposal__version")
    )
    return sum(_adopt(room, at=at) for room in due.select_related("proposal__agreement__partnership", "by"))


@transaction.atomic
def _adopt(room: InTheRoom, *, at: datetime.datetime) -> bool:
    """Adopt it if it may be, as agreed by nobody's press. What stands at a question is kept in its recorder's name."""
    partnership = room.proposal.agreement.partnership
    locked(partnership)
    proposal = Proposal.objects.select_related("agreement__partnership").get(pk=room.proposal_id)
    holds = InTheRoom.objects.filter(pk=room.pk, undone_at=None, version=proposal.version).exists()
    if not holds or not heard(given_of(proposal), today=localdate(at)).may_be_adopted:
        return False
    Settlement.objects.create(proposal=proposal, version=proposal.version, how=How.ADOPTED, on=localdate(at), at=at)
    if proposal.agreement.kind == Kind.WHERE:
        seat = Seat(room.by, partnership, is_organiser=False)
        _stands_at_the_question(seat, proposal, on=localdate(at), at=at)
    note(partnership, who=None, what="proposal-adopted", at=at, about=proposal.agreement.ref)
    return True
