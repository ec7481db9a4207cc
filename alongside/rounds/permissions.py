"""Who may do what with a round; pure."""

from __future__ import annotations

from alongside.partnerships.seats import Seat
from alongside.rounds.models import ENOUGH_ASKED, Round, Whom


def may_offer_no_names(*, whom: str, asked: int) -> bool:
    """Whether sending without a name may be offered: to everybody, and only where enough are asked."""
    return whom == Whom.EVERYBODY and asked >= ENOUGH_ASKED


def may_speak_for_others(seat: Seat, round: Round) -> bool:
    """Whether this is whoever the group named to speak through."""
    return round.through_id == seat.membership.pk
