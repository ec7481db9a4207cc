"""The bell that wakes whoever posts letters in this process, so that a code is not waited for."""

from __future__ import annotations

import threading


class Bell:
    """Wakes the thread of this process that waits for it."""

    def __init__(self) -> None:
        self._rung = threading.Event()

    def ring(self) -> None:
        """Say that there is something to do."""
        self._rung.set()

    def wait(self, seconds: float) -> None:
        """Wait until somebody rings, or for so long: other processes ring no bell here."""
        self._rung.wait(seconds)
        self._rung.clear()


_bell = Bell()
wake, wait = _bell.ring, _bell.wait
