"""The tick: rounds are counted by the clock alone, at the start and while pages are served, and nothing stops it."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable

import pytest

from alongside import ticking
from alongside.rounds.models import Closing
from alongside.rounds.tests import steps
from tests.cast import Cast

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.data]
LIMIT = 30


def soon(what: Callable[[], bool]) -> bool:
    """Whether this comes about, before patience is over."""
    limit = time.monotonic() + LIMIT
    while not (is_so := what()) and time.monotonic() < limit:
        time.sleep(0.02)
    return is_so


def test_what_is_due_at_the_start_is_counted_before_anything_is_served(cast: Cast) -> None:
    steps.asked(cast, days=1)
    cast.later(days=1)
    with ticking.ticking():
        assert Closing.objects.filter(is_swept=True).count() == 1


def test_what_falls_due_meanwhile_is_counted_by_itself(cast: Cast) -> None:
    steps.asked(cast, days=1)
    with ticking.ticking(every=0.05):
        assert not Closing.objects.exists()
        cast.later(days=1)
        assert soon(Closing.objects.exists)


def test_it_ends_with_the_serving(cast: Cast) -> None:
    with ticking.ticking(every=0.05):
        (thread,) = (each for each in threading.enumerate() if each.name == "tick")
    assert not thread.is_alive()


def test_a_tick_that_fails_leaves_a_line_without_words_and_the_next_goes_on(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    round = steps.asked(cast, days=1)
    cast.later(days=1)
    failed = threading.Event()
    count = ticking.JOBS["count"]

    def fail_once() -> None:
        if not failed.is_set():
            failed.set()
            raise ValueError(f"canarywords of {round.ref}")
        count()

    lines: list[str] = []
    handler = logging.Handler()
    handler.emit = lambda record: lines.append(record.getMessage())  # type: ignore[method-assign]
    logger = logging.getLogger("alongside.traces")
    logger.addHandler(handler)
    monkeypatch.setattr(ticking, "JOBS", {**ticking.JOBS, "count": fail_once})
    try:
        with ticking.ticking(every=0.05):
            assert failed.is_set()
            assert soon(Closing.objects.exists)
    finally:
        logger.removeHandler(handler)
    (line,) = lines
    assert line.startswith(f"{cast.at:%Y-%m-%dT%H:%M:%SZ} TICK count builtins.ValueError: ticking.py:")
    assert "canarywords" not in line and round.ref not in line
