"""What the server holds in memory, shared pages counted in part: when it has answered, and with many who stay on."""

from __future__ import annotations

import re
import socket
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import urlsplit

MANY = 1000


def held(process: int) -> float:
    """Return the proportional set size of a process, in MB, as Linux counts it."""
    found = re.search(r"^Pss:\s+(\d+) kB", Path(f"/proc/{process}/smaps_rollup").read_text(), re.MULTILINE)
    assert found
    return int(found[1]) / 1000


def with_many(url: str, process: int) -> float:
    """Return the same while so many connections are open, on which nothing is asked."""
    address = urlsplit(url)
    with ExitStack() as connections:
        for _ in range(MANY):
            connections.enter_context(
                socket.create_connection((address.hostname or "", address.port or 80), timeout=30)
            )
        return held(process)
