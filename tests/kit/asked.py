"""A data folder in which people are asked: `python -m tests.kit.asked 9 2` asks two partnerships of nine.

Words are shown without names. peopled.py makes the people. Says in one line of JSON what their browsers would know.
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


def asked(home: Path, number: int, more: Mapping[str, str] | None = None) -> Served:
    """Put `number` people who are asked three questions into the data folder `home`, which has been prepared."""
    return several(home, number, 1, more)[0]


def several(home: Path, number: int, times: int, more: Mapping[str, str] | None = None) -> list[Served]:
    """Do so `times` over, each a partnership of its own, alike to the letter."""
    command = [sys.executable, "-m", "tests.kit.asked", str(number), str(times)]
    done = subprocess.run(command, env=servers.environment(home, more), check=True, capture_output=True, text=True)
    return [Served(peopled.Peopled(**each["here"]), each["round"]) for each in json.loads(done.stdout)]


def _make(number: int) -> dict[str, object]:
    here = peopled.make(number)
    return {"here": here, "round": _ask(str(here["partnership"]))}


def _ask(partnership: str) -> str:
    from datetime import UTC, datetime, timedelta
    from random import Random

    from alongside.partnerships.models import Partnership
    from alongside.partnerships.seats import Seat
    from alongside.rounds import commands

    at = datetime.now(UTC)
    there = Partnership.objects.get(ref=partnership)
    organiser = there.memberships.organisers().get()
    seat = Seat(organiser, there, is_organiser=True)
    plan = commands.Plan("June questions", QUESTIONS, at + timedelta(days=14), without_names=True)
    made = commands.prepare(seat=seat, plan=plan, key="", at=at)
    commands.ask(seat=seat, round=made, at=at, rng=Random(1))
    return made.ref


if __name__ == "__main__":
    from alongside.cli import start

    start.django()
    number, times = (int(each) for each in sys.argv[1:])
    print(json.dumps([_make(number) for _ in range(times)]))  # noqa: T201
