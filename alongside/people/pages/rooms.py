"""A room's code: on the wall, on paper, and for whoever keeps the door."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from alongside.people.models import RoomCode
from alongside.people.secrets import shown_code
from alongside.pictures.qr import qr


@dataclass(frozen=True, slots=True)
class RoomPage:
    """One room's code, as it stands now."""

    ref: str
    partnership: str
    room: str
    code: str
    typed_at: str  # where the code is typed, as it is read aloud
    url: str
    qr: str
    approved: bool
    until: datetime.datetime
    places: int
    taken: int
    is_open: bool
    may_reopen: bool
    only_here: bool
    overheard: bool
    waiting: int  # how many stand at the door


def room(
    found: RoomCode, *, url: str, typed_at: str, only_here: bool, overheard: bool, at: datetime.datetime
) -> RoomPage:
    """Return the page of one room's code; `url` is what the QR code holds."""
    in_time = found.opens_at <= at < found.closes_at
    return RoomPage(
        ref=found.partnership.ref,
        partnership=found.partnership.name,
        room=found.ref,
        code=shown_code(found.code),
        typed_at=typed_at,
        url=url,
        qr=qr(url),
        approved=found.approved,
        until=found.closes_at,
        places=found.places,
        taken=found.taken,
        is_open=in_time and found.closed_at is None,
        may_reopen=in_time and found.closed_at is not None,
        only_here=only_here,
        overheard=overheard,
        waiting=found.knocks.fresh(at=at).waiting().count() if found.approved else 0,
    )
