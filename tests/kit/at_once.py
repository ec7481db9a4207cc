"""Several presses at the same moment, each on a connection of its own."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence

from django.db import connection


def at_once(presses: Sequence[Callable[[], object]]) -> list[object]:
    """Let all of these happen at the same moment, each on a connection of its own; what each got, or was raised."""
    ready = threading.Barrier(len(presses))
    got: list[object] = [None] * len(presses)

    def one(at: int, press: Callable[[], object]) -> None:
        try:
            ready.wait(30)
            got[at] = press()
        except Exception as told:
            got[at] = told
        finally:
            connection.close()

    threads = [threading.Thread(target=one, args=each) for each in enumerate(presses)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
    return got
