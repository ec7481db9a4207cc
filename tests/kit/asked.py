"""A data folder in which people are asked: `python -m tests.kit.asked REF unnamed` asks a partnership.

peopled.py makes the people. Says in one line of JSON what a browser of theirs would know.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.kit import peopled, servers

QUESTIONS = ("purpose.vision", "working.power", "learning.action")


@dataclass(frozen=True)
class Served:
    """People in a data folder, and the address of a round that they are asked."""

    here: peopled.Peopled
    round: str

    def cookie(self, number: int) -> str:
        """Return the cookie that says one is the person of that number; 0 is the organiser."""
        return self.here.cookie(number)

    def at(self, page: str) -> str:
        """Return the address of a page of the round."""
        return f"/p/{self.here.partnership}/rounds/{self.round}/{page}"


def asked(home: Path, number: int, more: Mapping[str, str] | None = None, *, without_names: bool = True) -> Served:
    """Put `number` people who are asked three questions into the data folder `home`, which has been prepared."""
    here = peopled.people(home, number, more)
    command = [sys.executable, "-m", "tests.kit.asked", here.partnership, *["unnamed"] * without_names]
    done = subprocess.run(command, env=servers.environment(home, more), check=True, capture_output=True, text=True)
    return Served(here, json.loads(done.stdout))


def _ask(partnership: str, *, without_names: bool) -> str:
    from datetime import UTC, datetime, timedelta
    from random import Random

    from alongside.partnerships.models import Partnership
    from alongside.partnerships.seats import Seat
    from alongside.rounds import commands

    at = datetime.now(UTC)
    there = Partnership.objects.get(ref=partnership)
    organiser = there.memberships.organisers().get()
    seat = Seat(organiser, there, is_organiser=True)
    plan = commands.Plan("June questions", QUESTIONS, at + timedelta(days=14), without_names=without_names)
    made = commands.prepare(seat=seat, plan=plan, key="", at=at)
    commands.ask(seat=seat, round=made, at=at, rng=Random(1))
    return made.ref


if __name__ == "__main__":
    from alongside.cli import start

    start.django()
    print(json.dumps(_ask(sys.argv[1], without_names="unnamed" in sys.argv)))  # noqa: T201
