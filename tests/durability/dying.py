"""A count that is killed in the midst: `python -m tests.durability.dying make`, and then `… die 7`, in a data folder.

`make` puts a round there whose day is over: five sent without a name, one with. `die 7` counts it, and the process
kills itself as its seventh statement goes out.
"""

from __future__ import annotations

import os
import signal
import sys
from datetime import UTC, datetime, timedelta
from random import SystemRandom
from typing import Any

from alongside.cli import start

QUESTION = "working.power"


def make() -> None:
    """Make the round, through the real commands."""
    from alongside.partnerships import commands as partnerships
    from alongside.partnerships.seats import Seat
    from alongside.people import commands as people
    from alongside.people.commands.keyring import of_device
    from alongside.people.secrets import new_secret
    from alongside.rounds import commands
    from alongside.rounds.sheets import NAMED, UNNAMED, Entry

    at = datetime.now(UTC) - timedelta(days=20)
    started = partnerships.start(name="Harbour Wards Partnership", place="Eastport", person="Amina Yusuf", at=at)
    here = started.partnership
    members = [partnerships.arrive(partnership=here, name=f"Person {count}", at=at) for count in range(8)]
    amina = Seat(started.membership, here, is_organiser=True)
    plan = commands.Plan("June questions", [QUESTION], closes_at=at + timedelta(days=14), without_names=True)
    round = commands.prepare(seat=amina, plan=plan, key="", at=at)
    commands.ask(seat=amina, round=round, at=at, rng=SystemRandom())
    for number, member in enumerate(members[:6]):
        secret = new_secret()
        device = people.make_device(membership=member, secret=secret, label="x", at=at)
        seat = Seat(member, here, is_organiser=False, device_id=device.pk)
        entry = Entry(words=f"From {number}.", how=NAMED if number == 5 else UNNAMED)
        typed = [commands.Typed(QUESTION, 0, entry)]
        commands.keep(seat=seat, secret=secret, round=round, typed=typed)
        seen = commands.Book(of_device(device.pk, secret), round).version
        commands.send(seat=seat, secret=secret, round=round, seen=seen, at=at)


def die(number: int) -> None:
    """Count, and be killed at that statement; said if there are not so many."""
    from django.db import connection

    from alongside.rounds import commands

    left = number

    def kill(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        nonlocal left
        left -= 1
        if not left:
            os.kill(os.getpid(), signal.SIGKILL)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(kill):
        commands.count_due(at=datetime.now(UTC), rng=SystemRandom())
    raise AssertionError(f"there were not {number} statements")


if __name__ == "__main__":
    start.django()
    make() if sys.argv[1] == "make" else die(int(sys.argv[2]))
