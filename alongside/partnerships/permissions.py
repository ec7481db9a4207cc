"""What somebody may do to another's place, and to their own."""

from __future__ import annotations

import datetime

from alongside.partnerships.models import Departure, Membership, Welcoming
from alongside.partnerships.seats import Seat

COME_BACK = datetime.timedelta(days=30)
"""How long somebody who left may come back by themselves."""

UNDO = datetime.timedelta(minutes=10)
"""How long one may take back, alone, what one did to oneself."""

ROLE = datetime.timedelta(hours=1)
"""How long after a departure whoever comes back organises again, if they did: as long as it is an undo."""


def may_organise(seat: Seat, who: Membership) -> bool:
    """Whether the one in this seat may say who organises, and `who` could: somebody else of the same partnership."""
    return seat.is_organiser and who.partnership_id == seat.partnership_id and who.arrived_at is not None


def may_remove(seat: Seat, who: Membership) -> bool:
    """Whether the one in this seat may remove `who`. Nobody removes themselves: they leave."""
    return seat.is_organiser and who.partnership_id == seat.partnership_id and who.pk != seat.membership.pk


def may_let_back(seat: Seat, departure: Departure) -> bool:
    """Whether the one in this seat may let back whoever left or was removed."""
    return seat.is_organiser and departure.membership.partnership_id == seat.partnership_id


def may_come_back(seat: Seat, departure: Departure, *, at: datetime.datetime) -> bool:
    """Whether somebody who has gone may come back by themselves: they left by themselves, and not long ago."""
    own = departure.membership_id == seat.membership.pk and not departure.was_removed
    return own and at - departure.at <= COME_BACK


def may_name_welcomer(seat: Seat, new: Membership, welcomer: Membership) -> bool:
    """Whether the one in this seat may name `welcomer` to show `new` round: anybody offers, organisers name others."""
    there = new.partnership_id == welcomer.partnership_id == seat.partnership_id
    return there and new.pk != welcomer.pk and (seat.is_organiser or welcomer.pk == seat.membership.pk)


def may_end_welcome(seat: Seat, welcoming: Welcoming) -> bool:
    """Whether the one in this seat may end it: either of the two, and organisers."""
    return seat.is_organiser or seat.membership.pk in (welcoming.welcomer_id, welcoming.membership_id)


def may_say_parting(seat: Seat, who: Membership) -> bool:
    """Whether the one in this seat may write what goes with `who`: they themselves, or an organiser with them."""
    there = who.partnership_id == seat.partnership_id and who.arrived_at is not None
    return there and (seat.is_organiser or who.pk == seat.membership.pk)
