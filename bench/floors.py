"""The floors: what the parts cost by themselves, measured in the same run as what stands on them.

`python -m bench.floors hello 5` serves a bare ASGI hello on the socket of that number; `empty`, an empty Django view.
"""

from __future__ import annotations

import os
import resource
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable, Iterator, MutableMapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from bench.line import Run

FIELDS = 28
WORDS = "what we said, more or less"
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]


async def hello(scope: MutableMapping[str, Any], receive: object, send: Send) -> None:
    """Answer `ok`, with nothing in between."""
    headers = [(b"content-type", b"text/plain"), (b"content-length", b"2")]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": b"ok"})


def _serve(what: str, handle: int) -> None:
    import uvicorn

    from bench import serving

    application: Any = hello
    if what == "empty":
        serving.configure()
        application = serving.application("bridge")
    config = uvicorn.Config(application, lifespan="off", access_log=False, log_level="warning")
    uvicorn.Server(config).run([socket.socket(fileno=handle)])


@contextmanager
def served(what: str) -> Iterator[tuple[str, int]]:
    """Serve a floor meanwhile; gives its address and its process's number."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        handle = listener.fileno()
        process = subprocess.Popen([sys.executable, "-m", "bench.floors", what, str(handle)], pass_fds=[handle])
        try:
            yield f"http://localhost:{listener.getsockname()[1]}", process.pid
        finally:
            process.terminate()
            process.wait(20)


def own_cpu() -> float:
    """Return the CPU seconds that this process has taken."""
    took = resource.getrusage(resource.RUSAGE_SELF)
    return took.ru_utime + took.ru_stime


def timed(do: Callable[[], None], times: int) -> Run:
    """Do something so many times, one after the other, in this process."""
    took = []
    cpu, start = own_cpu(), time.perf_counter()
    for _ in range(times):
        before = time.perf_counter()
        do()
        took.append(time.perf_counter() - before)
    whole, cpu = time.perf_counter() - start, own_cpu() - cpu
    return Run(times / whole, sorted(took)[int(times * 0.95)], cpu / times)


class Commit:
    """One durable commit of a row of 28 fields, by SQLite alone."""

    def __init__(self, folder: Path) -> None:
        self.connection = sqlite3.connect(folder / "floor.sqlite3", isolation_level=None)
        self.connection.executescript("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON")
        names = ", ".join(f"field{number}" for number in range(FIELDS))
        self.connection.execute(f"CREATE TABLE answer (id INTEGER PRIMARY KEY, {names})")
        self.statement = f"INSERT INTO answer ({names}) VALUES ({', '.join('?' * FIELDS)})"  # noqa: S608

    def __call__(self) -> None:
        """Do it once."""
        self.connection.execute("BEGIN IMMEDIATE")
        self.connection.execute(self.statement, [WORDS] * FIELDS)
        self.connection.execute("COMMIT")

    def close(self) -> None:
        """Put the file away."""
        self.connection.close()


class Insert:
    """One insert of a row of 28 fields by Django's models, durable too: each a transaction of its own."""

    def __init__(self) -> None:
        from django.db import connection, models

        fields: dict[str, Any] = {f"field{number}": models.TextField() for number in range(FIELDS)}
        meta = type("Meta", (), {"app_label": "web", "db_table": "bench_answer"})
        self.model: Any = type("BenchAnswer", (models.Model,), {"__module__": __name__, "Meta": meta, **fields})
        with connection.schema_editor() as editor:
            editor.create_model(self.model)

    def __call__(self) -> None:
        """Do it once."""
        from django.db import transaction

        with transaction.atomic():
            self.model.objects.create(**{f"field{number}": WORDS for number in range(FIELDS)})


if __name__ == "__main__":
    os.environ.setdefault("PYTHONDONTWRITEBYTECODE", "1")
    _serve(sys.argv[1], int(sys.argv[2]))
