"""Who may do what with a round; pure."""

from __future__ import annotations

from collections.abc import Set

from alongside.partnerships.seats import Seat
from alongside.rounds.models import ENOUGH_ASKED, Round, Whom, Withholding
from alongside.rounds.withheld import Withheld, Words


def may_offer_no_names(*, whom: str, asked: int) -> bool:
    """Whether sending without a name may be offered: to everybody, and only where enough are asked."""
    return whom == Whom.EVERYBODY and asked >= ENOUGH_ASKED


def may_speak_for_others(seat: Seat, round: Round) -> bool:
    """Whether this is whoever the group named to speak through."""
    return round.through_id == seat.membership.pk


def may_agree(seat: Seat, asking: Withholding, *, has_named: bool, ours: Set[object], theirs: Set[object]) -> bool:
    """Whether the one in this seat can be the second of the two: of different organisations.

    `ours` and `theirs` are all that either has come from since the round was asked, several at once perhaps, so that
    nobody is of another for the length of a press: the two must have none of them in common. Two who have named none
    may well be of the same: then it takes somebody who has; `has_named` is whether the one in this seat has, today.
    """
    apart = asking.of_id not in ours and not ours & theirs
    return asking.by_id != seat.membership.pk and apart and (has_named or asking.of_id is not None)


def may_alone(seat: Seat, words: Words, aside: Withheld | None) -> bool:
    """Whether the one in this seat can put words aside alone, or back: theirs, and not put aside by others."""
    return words.own == seat.membership.pk and (aside is None or aside.alone == seat.membership.pk)
