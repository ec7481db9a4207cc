"""Who may do what with what is proposed; pure. Any member proposes, asks, amends and says, each for themselves."""

from __future__ import annotations

import datetime

from alongside.agreements.models import How, InTheRoom, LookedAgain, Proposal, Settlement
from alongside.partnerships.models import Membership
from alongside.partnerships.seats import Seat

UNDO = datetime.timedelta(days=7)
"""How long it can be undone that a proposal was settled, or heard in a room. What was left open is taken up any day."""

TAKE_BACK = datetime.timedelta(days=30)
"""For how long it can be taken back what was said when we looked again at what is agreed."""


def may_settle(seat: Seat, proposal: Proposal) -> bool:
    """Whether the one in this seat may say how a proposal is settled, in which room it was heard, and until when."""
    return seat.is_organiser and proposal.agreement.partnership_id == seat.partnership_id


def may_withdraw(seat: Seat, proposal: Proposal) -> bool:
    """Whether the one in this seat may withdraw a proposal: whoever proposed it, or an organiser."""
    own = proposal.by_id == seat.membership.pk and proposal.agreement.partnership_id == seat.partnership_id
    return own or may_settle(seat, proposal)


def may_type_in(seat: Seat, proposal: Proposal, who: Membership) -> bool:
    """Whether the one in this seat may type in what `who` said in the room."""
    return may_settle(seat, proposal) and who.partnership_id == seat.partnership_id


def may_undo_room(seat: Seat, room: InTheRoom, *, at: datetime.datetime) -> bool:
    """Whether the one in this seat may undo, still, that a proposal was heard in a room."""
    return may_settle(seat, room.proposal) and at - room.at < UNDO


def may_undo(seat: Seat, settled: Settlement, *, at: datetime.datetime) -> bool:
    """Whether the one in this seat may undo, still, how a proposal was settled."""
    lately = at - settled.at < UNDO or settled.how == How.LEFT_OPEN
    withdrawn = settled.how == How.WITHDRAWN and may_withdraw(seat, settled.proposal)
    return lately and (withdrawn or may_settle(seat, settled.proposal))


def may_let_go(seat: Seat) -> bool:
    """Whether the one in this seat may note that what was agreed is let go. That it still holds, anybody may."""
    return seat.is_organiser


def may_take_back(seat: Seat, looked: LookedAgain, *, at: datetime.datetime) -> bool:
    """Whether the one in this seat may take back, still, what was said when we looked again."""
    return at - looked.at < TAKE_BACK and (may_let_go(seat) or not looked.ends)
