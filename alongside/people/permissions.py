"""What somebody may do about ways in."""

from __future__ import annotations

import datetime

from alongside.partnerships.models import Membership
from alongside.partnerships.seats import Seat
from alongside.people.models import Knock, RoomCode

AGAIN = datetime.timedelta(minutes=10)
"""How long after its first answer a form that is sent once more gets the same answer, and not a new one."""


def may_make_link(seat: Seat, who: Membership) -> bool:
    """Whether the one in this seat may make a link for `who`, or end one that an organiser made: for others."""
    other = who.partnership_id == seat.partnership_id and who.pk != seat.membership.pk
    return seat.is_organiser and other


def may_keep_door(seat: Seat, room: RoomCode) -> bool:
    """Whether the one in this seat may open and close this room's code, and let people in."""
    return seat.is_organiser and room.partnership_id == seat.partnership_id


def may_answer(seat: Seat, knock: Knock) -> bool:
    """Whether the one in this seat may let in whoever knocks, or tell them no."""
    return may_keep_door(seat, knock.room)
