"""One line to a server on this computer: ask, read the whole answer, and see what it cost the server."""

from __future__ import annotations

import os
import socket
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode, urlsplit

CSRF = "c" * 32
IDLE = 2.0
"""Seconds after which a connection is made anew: the server ends one that was silent for five."""


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    headers: dict[str, str]
    body: bytes


class Line:
    """A connection that is kept open."""

    def __init__(self, url: str, cookie: str = "") -> None:
        self.address = urlsplit(url)
        self.cookie = f"{cookie}; csrf={CSRF}" if cookie else f"csrf={CSRF}"
        self._dial()

    def _dial(self) -> None:
        self.socket = socket.create_connection((self.address.hostname or "", self.address.port or 80), timeout=30)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.file = self.socket.makefile("rb")
        self.used = time.monotonic()

    def ask(self, path: str, form: dict[str, object] | None = None, **headers: str) -> Answer:
        """GET `path`, or POST `form` to it; what cannot be done is an assertion's business."""
        if time.monotonic() - self.used > IDLE:
            self.close()
            self._dial()
        self.used = time.monotonic()
        body = urlencode({**form, "csrfmiddlewaretoken": CSRF}).encode() if form is not None else b""
        told = {"Host": self.address.netloc, "Cookie": self.cookie, "Accept": "text/html", **headers}
        if form is not None:
            told |= {"Content-Type": "application/x-www-form-urlencoded", "Content-Length": str(len(body))}
        lines = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in told.items())
        self.socket.sendall(f"{'GET' if form is None else 'POST'} {path} HTTP/1.1\r\n{lines}\r\n".encode() + body)
        return self._read()

    def _read(self) -> Answer:
        status = int(self.file.readline().split()[1])
        headers: dict[str, str] = {}  # one that comes twice, as cookies do, is one with a comma
        while (line := self.file.readline().strip()) != b"":
            name, _, value = line.decode("latin-1").partition(":")
            name = name.lower()
            headers[name] = f"{headers[name]}, {value.strip()}" if name in headers else value.strip()
        if headers.get("transfer-encoding") == "chunked":
            return Answer(status, headers, self._chunks())
        return Answer(status, headers, self.file.read(int(headers.get("content-length", 0))))

    def _chunks(self) -> bytes:
        parts = []
        while size := int(self.file.readline(), 16):
            parts.append(self.file.read(size))
            self.file.readline()
        self.file.readline()
        return b"".join(parts)

    def close(self) -> None:
        """Hang up."""
        self.file.close()
        self.socket.close()


def cpu_seconds(process: int) -> float:
    """Return the CPU seconds that a process has taken, as Linux counts them, in hundredths."""
    after_name = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(after_name[11]) + int(after_name[12])) / os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Run:
    """What one run of one thing came to: so many a second, the 95th percentile, and the server's CPU for each."""

    rate: float
    p95: float
    cpu: float


def run(process: int, doers: list[Callable[[], None]], times: int) -> Run:
    """Let each of `doers`, all at once, do its thing so many `times`."""

    def do(doer: Callable[[], None]) -> list[float]:
        took = []
        for _ in range(times):
            before = time.perf_counter()
            doer()
            took.append(time.perf_counter() - before)
        return took

    cpu, start = cpu_seconds(process), time.perf_counter()
    with ThreadPoolExecutor(len(doers)) as pool:
        took = sorted(each for one in pool.map(do, doers) for each in one)
    whole, cpu = time.perf_counter() - start, cpu_seconds(process) - cpu
    return Run(len(took) / whole, took[int(len(took) * 0.95)], cpu / len(took))
