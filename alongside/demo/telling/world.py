"""What has been told so far: the people with their seats, and what later steps name."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from random import Random
from typing import Any

from alongside.demo.shapes import Content
from alongside.partnerships.commands import RESIDENT, Origin, Started
from alongside.partnerships.models import Membership, Partnership
from alongside.partnerships.seats import Seat
from alongside.rounds.models import Round

SATURDAY, SUNDAY = 5, 6
WORKING = {SATURDAY: -1, SUNDAY: 1}
"""By how many days what would fall on a weekend is moved: nobody there meets on one."""


def working_day(today: datetime.date, number: int) -> datetime.date:
    """Return the working day so many days from `today`, or next to it; of what has happened, none after today."""
    day = today + datetime.timedelta(days=number)
    moved = day + datetime.timedelta(days=WORKING.get(day.weekday(), 0))
    return moved if number > 0 or moved <= today else day - datetime.timedelta(days=2)


@dataclass
class World:
    """A partnership while it is being told. `today` is the day on which its story ends."""

    content: Content
    today: datetime.date
    rng: Random
    started: Started | None = None
    members: dict[str, Membership] = field(default_factory=dict)
    organisers: set[str] = field(default_factory=set)
    devices: dict[str, tuple[int, str]] = field(default_factory=dict)
    rounds: dict[str, Round] = field(default_factory=dict)
    named: dict[str, Any] = field(default_factory=dict)

    @property
    def partnership(self) -> Partnership:
        """The partnership, once its story has begun."""
        assert self.started is not None  # noqa: S101
        return self.started.partnership

    def seat(self, who: str) -> Seat:
        """Return the seat of somebody, as it is by now."""
        device, _ = self.devices.get(who, (None, ""))
        return Seat(self.members[who], self.partnership, who in self.organisers, device)

    def day(self, number: int) -> datetime.date:
        """Return the working day that lies so many days from today, or next to it."""
        return working_day(self.today, number)

    def maybe(self, number: int | None) -> datetime.date | None:
        """Return that day, where one is said."""
        return None if number is None else self.day(number)

    def of(self, kind: str, key: str) -> Any:
        """Return what an earlier step has made and named."""
        return self.named[f"{kind} {key}"]

    def name(self, kind: str, key: str, made: Any) -> None:
        """Remember what a step has made, if it is named."""
        if key:
            self.named[f"{kind} {key}"] = made

    def origin(self, body: str) -> Origin:
        """Return where somebody comes from, who says so: an organisation there is already is the same one."""
        if body not in self.content.bodies:
            return RESIDENT
        found = self.content.bodies[body]
        return Origin(new=found.name, kind=found.kind, size=found.size)
