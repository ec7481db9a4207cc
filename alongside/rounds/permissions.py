"""Who may do what with a round; pure."""

from __future__ import annotations

from collections.abc import Set

from alongside.partnerships.models import Organisation
from alongside.partnerships.seats import Seat
from alongside.rounds.models import ENOUGH_ASKED, Round, Whom, Withholding
from alongside.rounds.withheld import Withheld, Words


def may_offer_no_names(*, whom: str, asked: int) -> bool:
    """Whether sending without a name may be offered: to everybody, and only where enough are asked."""
    return whom == Whom.EVERYBODY and asked >= ENOUGH_ASKED


def may_speak_for_others(seat: Seat, round: Round) -> bool:
    """Whether this is whoever the group named to speak through."""
    return round.through_id == seat.membership.pk


def may_agree(
    seat: Seat, asking: Withholding, of: Organisation | None, *, ours: Set[object], theirs: Set[object]
) -> bool:
    """Whether the one in this seat, who comes from `of`, can be the second of the two: of different organisations.

    Two who have named none may well be of the same: then it takes somebody who has. `ours` and `theirs` are all that
    either has come from since the round was asked, so that nobody is of another for the length of a press.
    """
    there, here = asking.of_id, of.pk if of else None
    return asking.by_id != seat.membership.pk and there != here and not ours & theirs


def may_alone(seat: Seat, words: Words, aside: Withheld | None) -> bool:
    """Whether the one in this seat can put words aside alone, or back: theirs, and not put aside by others."""
    return words.own == seat.membership.pk and (aside is None or aside.alone == seat.membership.pk)
