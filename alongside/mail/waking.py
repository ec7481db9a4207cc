"""The bell that wakes whoever posts letters in this process, so that a code is not waited for."""

import threading

_bell = threading.Event()


def wake() -> None:
    """Say that there is something to post."""
    _bell.set()


def wait(seconds: float) -> None:
    """Wait until somebody rings, or for so long: other processes ring no bell here."""
    _bell.wait(seconds)
    _bell.clear()
