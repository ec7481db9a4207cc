"""A server that must never be: its transactions begin as SQLite's do if they are not told otherwise.

`python -m tests.durability.deferred serve` is `alongside serve` with that one difference. The case of a room in which
everybody presses at once has to catch it.
"""

from __future__ import annotations

import socket
from collections.abc import Callable

from alongside import cli, serving

_run = serving.run


def run(listener: socket.socket, ready: Callable[[], None]) -> None:
    """Serve as ever, with that one difference."""
    from django.db import connections

    connections.settings["default"]["OPTIONS"]["transaction_mode"] = None
    connections.close_all()
    _run(listener, ready)


if __name__ == "__main__":
    serving.run = run
    cli.main()
