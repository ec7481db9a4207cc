"""Who is using the data folder: any number of servers and commands together, or one restore alone.

The hold is a lock on a file, which the system lets go of when its process ends, however it ends.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from django.core.files import locks

from alongside.refusal import Refusal

_shared: dict[Path, IO[str]] = {}


def _file(home: Path) -> IO[str]:
    return (home / ".in-use").open("w", encoding="ascii")


def share(home: Path) -> None:
    """Hold `home` together with others until this process ends; raises Refusal while something is put back there."""
    if home in _shared:
        return
    file = _file(home)
    if not locks.lock(file, locks.LOCK_SH | locks.LOCK_NB):
        file.close()
        raise Refusal("A backup is just being put back into the data folder: try again when that is done.")
    _shared[home] = file


@contextmanager
def alone(home: Path) -> Iterator[None]:
    """Hold `home` alone; raises Refusal while anybody else uses it."""
    with _file(home) as file:
        if not locks.lock(file, locks.LOCK_EX | locks.LOCK_NB):
            raise Refusal("Alongside is running on this data: stop it first (Ctrl+C where it was started), then again.")
        yield
