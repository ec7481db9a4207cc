"""Real servers: `alongside serve` in a process of its own, on a free port and a data folder of its own."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

OPEN = re.compile(r"open at (http://\S+)")
START_LIMIT = 60


@dataclass(frozen=True)
class Server:
    """A server that is up: where it is, its data folder, its process, and its database."""

    url: str
    home: Path
    process: subprocess.Popen[str]
    database: str = ""
    """The address of its PostgreSQL database; empty for SQLite in `home`."""

    @property
    def log(self) -> str:
        """What it has said to its error output."""
        return (self.home / "server.log").read_text(encoding="utf-8")

    def kill(self) -> None:
        """End the whole process group at once, as a power cut would."""
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(10)

    def stop(self) -> None:
        """Ask it to stop and wait for it."""
        if self.process.poll() is None:
            self.process.terminate()
        try:
            self.process.wait(15)
        finally:
            self.kill()
            if self.process.stdout:
                self.process.stdout.close()


def environment(home: Path, more: Mapping[str, str] | None = None) -> dict[str, str]:
    """Return the environment in which Alongside keeps everything in `home`."""
    inherited = {name: value for name, value in os.environ.items() if name != "DJANGO_ALLOW_ASYNC_UNSAFE"}
    return {**inherited, "ALONGSIDE_HOME": str(home), "PYTHONUNBUFFERED": "1", **(more or {})}


def start(
    home: Path,
    *arguments: str,
    port: int = 0,
    more: Mapping[str, str] | None = None,
    program: str = "alongside",
) -> Server:
    """Start a server on the data folder `home`; `more` goes into its environment.

    Returns once it answers. Raises AssertionError, with what it said, if it does not come up.
    """
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    command = [sys.executable, "-m", program, "serve", "--port", str(port), *arguments]
    with (home / "server.log").open("a", encoding="utf-8") as log:
        process = subprocess.Popen(
            command,
            env=environment(home, more),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
            start_new_session=True,
        )
    database = environment(home, more).get("ALONGSIDE_DATABASE", "")
    return Server(_url(process, home), home, process, database)


def _url(process: subprocess.Popen[str], home: Path) -> str:
    assert process.stdout is not None
    limit = time.monotonic() + START_LIMIT
    for line in process.stdout:
        found = OPEN.search(line)
        if found:
            return found.group(1)
        if time.monotonic() > limit:
            break
    process.kill()
    process.wait(10)
    process.stdout.close()
    raise AssertionError(f"The server did not come up: {(home / 'server.log').read_text(encoding='utf-8')}")


def prepare(home: Path, more: Mapping[str, str] | None = None) -> None:
    """Make the data folder `home` ready to serve: secret key, migrated database, static files."""
    command = [sys.executable, "-m", "alongside", "prepare"]
    subprocess.run(command, env=environment(home, more), check=True, capture_output=True, stdin=subprocess.DEVNULL)
