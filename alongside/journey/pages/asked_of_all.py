"""What home tells of rounds: whose turn it is, the others, one reminder, and the next meeting."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from alongside.journey.pages.next_thing import YourTurn, your_turn
from alongside.partnerships.seats import Seat
from alongside.rounds.pages.organising import CLOSED, OPENED, PREPARED, WITHDRAWN
from alongside.rounds.pages.turns import Told, told_of


@dataclass(frozen=True)
class Meeting:
    """The next meeting that we know of: its day, and what is opened there. `may_open`: whoever looks can do so now."""

    on: datetime.date
    is_today: bool
    told: Told
    may_open: bool


@dataclass(frozen=True)
class AskedOfAll:
    """What is told of rounds: whose turn it is, the others, and the one that this browser is reminded of, once."""

    turn: YourTurn | None
    all: tuple[Told, ...]
    reminder: Told | None
    meeting: Meeting | None
    may_ask: bool

    @property
    def rounds(self) -> tuple[Told, ...]:
        """All but the one whose turn it is."""
        return tuple(told for told in self.all if not (self.turn and told is self.turn.told))


def asked_of_all(
    seat: Seat, secret: str, reminded: Collection[str], *, at: datetime.datetime, today: datetime.date
) -> AskedOfAll:
    """Return what is told of rounds; `secret` opens what this device keeps."""
    rounds = told_of(seat, at=at, secret=secret)
    return AskedOfAll(
        turn=your_turn(rounds),
        all=rounds,
        reminder=next((each for each in rounds if each.is_time_to_remind and each.ref not in reminded), None),
        meeting=_meeting(seat, rounds, today),
        may_ask=seat.is_organiser,
    )


def _meeting(seat: Seat, rounds: Sequence[Told], today: datetime.date) -> Meeting | None:
    """Return the next meeting at which something is opened, if its day was said."""
    over = (PREPARED, OPENED, WITHDRAWN)
    coming = [(told.meeting_on, told) for told in rounds if told.meeting_on and told.is_how not in over]
    coming = sorted((each for each in coming if each[0] >= today), key=lambda each: each[0])
    if not coming:
        return None
    on, told = coming[0]
    return Meeting(on, on == today, told, may_open=seat.is_organiser and on == today and told.is_how == CLOSED)
