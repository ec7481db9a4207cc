"""What home tells of rounds: whose turn it is, the others, one reminder, and the next meeting."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from alongside.journey.pages.coming import JustOpened, Meets, NextThing, NothingToDo, OpenTogether, YourTurn
from alongside.partnerships.seats import Seat
from alongside.rounds.pages.organising import OPENED, PREPARED, WITHDRAWN
from alongside.rounds.pages.turns import Told, told_of


@dataclass(frozen=True)
class Meeting:
    """The next meeting that we know of: its day, and what is opened there."""

    on: datetime.date
    is_today: bool
    told: Told


@dataclass(frozen=True)
class AskedOfAll:
    """What is told of rounds: `rounds` in a list, the one that this browser is reminded of, once, and the meeting.

    `all` are all of them; `rounds` leaves out the one that stands first anyway.
    """

    all: tuple[Told, ...]
    rounds: tuple[Told, ...]
    reminder: Told | None
    meeting: Meeting | None
    may_ask: bool


def asked_of_all(
    seat: Seat, secret: str, reminded: Collection[str], *, at: datetime.datetime, today: datetime.date
) -> AskedOfAll:
    """Return what is told of rounds; `secret` opens what this device keeps."""
    rounds = told_of(seat, at=at, secret=secret)
    return AskedOfAll(
        all=rounds,
        rounds=rounds,
        reminder=next((each for each in rounds if each.is_time_to_remind and each.ref not in reminded), None),
        meeting=_meeting(rounds, today),
        may_ask=seat.is_organiser,
    )


def beneath(of_all: AskedOfAll, coming: NextThing | None) -> AskedOfAll:
    """Return the same without what stands first: its round, and its meeting."""
    first = coming.told if isinstance(coming, YourTurn | OpenTogether | Meets | NothingToDo) else None
    opened = coming.round if isinstance(coming, JustOpened) else ""
    says_meeting = first is not None and of_all.meeting is not None and first is of_all.meeting.told
    return replace(
        of_all,
        rounds=tuple(each for each in of_all.rounds if each is not first and each.ref != opened),
        meeting=None if says_meeting and not isinstance(coming, YourTurn) else of_all.meeting,
    )


def _meeting(rounds: Sequence[Told], today: datetime.date) -> Meeting | None:
    """Return the next meeting at which something is opened, if its day was said."""
    over = (PREPARED, OPENED, WITHDRAWN)
    coming = [(told.meeting_on, told) for told in rounds if told.meeting_on and told.is_how not in over]
    coming = sorted((each for each in coming if each[0] >= today), key=lambda each: each[0])
    if not coming:
        return None
    on, told = coming[0]
    return Meeting(on, on == today, told)
