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
from random import Random, SystemRandom

from django.db import connections

from alongside import mail
from alongside.agreements import commands as agreements
from alongside.demo import commands as demo
from alongside.demo.waking import bell
from alongside.journey import weekly
from alongside.mail import commands as posting
from alongside.mail import waking
from alongside.passing_on import commands as passing_on
from alongside.people import commands as people
from alongside.rounds import commands as rounds
from alongside.web import traces
from alongside.web.clock import now

EVERY = 15.0
"""Seconds from one tick to the next."""
POST_EVERY = 5.0
"""Seconds after which letters are looked for that another process has queued; one's own ring a bell."""
TELL_EVERY = 5.0
"""The same for examples that are wanted."""
PATIENCE = 5.0
"""Seconds that a tick under way is given when the server stops; cut off, the next start finishes what it had begun."""
JOBS: Mapping[str, Callable[[], object]] = {
    "count": lambda: rounds.count_due(at=now(), rng=SystemRandom()),
    "open": lambda: rounds.open_due(at=now()),
    "adopt": lambda: agreements.adopt_due(at=now()),
    "lapse": lambda: rounds.lapse(at=now()),
    "sweep": rounds.sweep,
    "forget": lambda: rounds.forget(at=now()),
    "keyrings": lambda: people.forget_keyrings(at=now()),
    "erased": passing_on.sweep_erased,
    "codes": lambda: posting.tidy_codes(at=now()),
    "addresses": lambda: posting.forget_gone(at=now()),
    "letters": lambda: posting.tidy_letters(at=now()),
    "examples": lambda: demo.throw_away_due(at=now()),
    "week": lambda: weekly.queue_week(at=now()),
}


@contextmanager
def ticking(*, every: float = EVERY) -> Iterator[None]:
    """Tick once, and go on beside what is done in this block until it ends."""
    _tick()
    over = threading.Event()
    threads = [threading.Thread(target=_go_on, args=(over, every), name="tick", daemon=True)]
    threads.append(threading.Thread(target=_tell, args=(over,), name="tell", daemon=True))
    if mail.is_set_up():
        threads.append(threading.Thread(target=_post, args=(over,), name="post", daemon=True))
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        over.set()
        waking.wake()
        bell.ring()
        for thread in threads:
            thread.join(PATIENCE)


def _go_on(over: threading.Event, every: float) -> None:
    while not over.wait(every):
        _tick()


def _post(over: threading.Event) -> None:
    while not over.is_set():
        _do("post", lambda: posting.post(at=now()))
        waking.wait(POST_EVERY)


def _tell(over: threading.Event) -> None:
    """Make the examples that visitors want, beside their requests."""
    while not over.is_set():
        _do("tell", _make_all)
        bell.wait(TELL_EVERY)


def _make_all() -> None:
    while demo.make_wanted(at=now(), rng=Random()):  # noqa: S311 - it decides on which day somebody invented answers
        pass


def _tick() -> None:
    """Do all that is due, each by itself; what fails leaves its line and is tried again at the next tick."""
    for name, job in JOBS.items():
        _do(name, job)


def _do(name: str, job: Callable[[], object]) -> None:
    try:
        job()
    except Exception:
        traces.write(f"TICK {name}")
    finally:
        connections.close_all()
