"""Killed in the midst of a close or an opening: `python -m tests.durability.dying make`, then `… count` and so on.

In a data folder. `make` puts a round there whose day is over: five sent without a name, six with; and the same six had
before, in a round that is open to all. Each other word does one thing, again and again, each time in a process that
kills itself one statement further on, and after each says in a line of JSON what is there; the last time it is done
whole. `die 7` counts, and is killed at its seventh statement.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from random import SystemRandom
from typing import Any

from alongside.cli import start

QUESTION = "working.power"
COUNTED = ("closing", "picture", "stances", "shownunnamed", "samepeople", "samestances", "opening")
TABLES = ("openunnamed", "sent", "answer", *COUNTED)
MOMENTS = ("counted", "opened")


def make() -> None:
    """Make the rounds, through the real commands."""
    from alongside.partnerships import commands as partnerships
    from alongside.partnerships.seats import Seat
    from alongside.people import commands as people
    from alongside.people.secrets import new_secret
    from alongside.rounds import commands

    at = datetime.now(UTC) - timedelta(days=100)
    started = partnerships.start(name="Harbour Wards Partnership", place="Eastport", person="Amina Yusuf", at=at)
    here, known = started.partnership, []
    for count in range(11):
        member, secret = partnerships.arrive(partnership=here, name=f"Person {count}", at=at), new_secret()
        device = people.make_device(membership=member, secret=secret, label="x", at=at)
        known.append((Seat(member, here, is_organiser=False, device_id=device.pk), secret))
    amina = Seat(started.membership, here, is_organiser=True)
    _ask(amina, known[5:], at, stance=1)
    commands.count_due(at=at + timedelta(days=14), rng=SystemRandom())
    for days in (43, 44):
        commands.open_due(at=at + timedelta(days=days))
    _ask(amina, known, at + timedelta(days=80), stance=2)


def _ask(amina: Any, known: Any, at: datetime, *, stance: int) -> None:
    """Ask for a fortnight; the last six of these sign what they send, and the others do not."""
    from alongside.people.commands.keyring import of_device
    from alongside.rounds import commands
    from alongside.rounds.sheets import NAMED, UNNAMED, Entry

    plan = commands.Plan("June questions", [QUESTION], closes_at=at + timedelta(days=14), without_names=True)
    round = commands.prepare(seat=amina, plan=plan, key="", at=at)
    commands.ask(seat=amina, round=round, at=at, rng=SystemRandom())
    for number, (seat, secret) in enumerate(known):
        signs = number >= len(known) - 6
        entry = Entry(
            stance=stance if signs else 0, words=f"From {number} at {stance}.", how=NAMED if signs else UNNAMED
        )
        commands.keep(seat=seat, secret=secret, round=round, typed=[commands.Typed(QUESTION, 0, entry)])
        seen = commands.Book(of_device(seat.device_id, secret), round).version
        commands.send(seat=seat, secret=secret, round=round, seen=seen, at=at)


def _count() -> None:
    from alongside.rounds import commands

    commands.count_due(at=datetime.now(UTC), rng=SystemRandom())


def _open_together() -> None:
    """Open at a meeting what no tick has counted yet."""
    from alongside.partnerships.models import Membership
    from alongside.partnerships.seats import Seat
    from alongside.rounds import commands
    from alongside.rounds.models import Round

    amina = Membership.objects.select_related("partnership").organisers().get()
    seat = Seat(amina, amina.partnership, is_organiser=True)
    commands.open_together(seat=seat, round=Round.objects.latest("closes_at"), at=datetime.now(UTC), rng=SystemRandom())


def _open_due() -> None:
    """Open by the tick what has been counted and waited long enough."""
    from alongside.rounds import commands

    for early in (timedelta(days=1), timedelta()):
        commands.open_due(at=datetime.now(UTC) + commands.WAITS - early)


DOING: Mapping[str, Callable[[], None]] = {"count": _count, "together": _open_together, "due": _open_due}


def die(number: int, do: Callable[[], None]) -> None:
    """Do it, and be killed at that statement; said if there are not so many."""
    from django.db import connection

    left = number

    def kill(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        nonlocal left
        left -= 1
        if not left:
            os.kill(os.getpid(), signal.SIGKILL)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(kill):
        do()


def there() -> Mapping[str, int]:
    """Return how many rows there are of each kind."""
    from django.apps import apps
    from django.db import connections

    from alongside.partnerships.models import Moment

    rows = {table: apps.get_model("rounds", table)._default_manager.count() for table in TABLES}
    moments = {what: Moment.objects.filter(what=what).count() for what in MOMENTS}
    # no process may begin with another's connection, nor keep open that of one which is killed
    connection: Any = connections["default"]
    connection.close()
    if connection.vendor == "postgresql":
        connection.close_pool()
    return {**rows, **moments}


def everywhere(do: Callable[[], None]) -> None:
    """Do it in one process after the other, each killed one statement further on, until one is done with it."""
    number, done = 0, False
    print(json.dumps(there()), flush=True)  # noqa: T201
    while not done:
        number += 1
        process = os.fork()
        if not process:
            die(number, do)
            os._exit(0)
        done = os.waitpid(process, 0)[1] == 0
        print(json.dumps(there()), flush=True)  # noqa: T201


if __name__ == "__main__":
    start.django()
    what, *more = sys.argv[1:]
    if what == "make":
        make()
    elif what == "die":
        die(int(more[0]), _count)
    else:
        everywhere(DOING[what])
