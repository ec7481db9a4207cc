"""The tick: what the clock asks for while Alongside is served, whoever looks.

Once before the first page is served, and every quarter of a minute after that: answers whose day is over are counted,
rounds that no meeting has opened open by themselves, what was asked and nobody agreed to lapses, what the database
still holds of deleted rows is swept away, drafts of rounds long over are forgotten. Each process ticks by itself; each
of these is safe however many do.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from random import SystemRandom

from django.db import connections

from alongside.passing_on import commands as passing_on
from alongside.people import commands as people
from alongside.rounds import commands as rounds
from alongside.web import traces
from alongside.web.clock import now

EVERY = 15.0
"""Seconds from one tick to the next."""
PATIENCE = 5.0
"""Seconds that a tick under way is given when the server stops; cut off, the next start finishes what it had begun."""
JOBS: Mapping[str, Callable[[], object]] = {
    "count": lambda: rounds.count_due(at=now(), rng=SystemRandom()),
    "open": lambda: rounds.open_due(at=now()),
    "lapse": lambda: rounds.lapse(at=now()),
    "sweep": rounds.sweep,
    "forget": lambda: rounds.forget(at=now()),
    "keyrings": lambda: people.forget_keyrings(at=now()),
    "erased": passing_on.sweep_erased,
}


@contextmanager
def ticking(*, every: float = EVERY) -> Iterator[None]:
    """Tick once, and go on beside what is done in this block until it ends."""
    _tick()
    over = threading.Event()
    thread = threading.Thread(target=_go_on, args=(over, every), name="tick", daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join(PATIENCE)


def _go_on(over: threading.Event, every: float) -> None:
    while not over.wait(every):
        _tick()


def _tick() -> None:
    """Do all that is due, each by itself; what fails leaves its line and is tried again at the next tick."""
    for name, job in JOBS.items():
        try:
            job()
        except Exception:
            traces.write(f"TICK {name}")
        finally:
            connections.close_all()
