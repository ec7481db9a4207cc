"""A server that must never be: it says *Kept* at once and writes a moment later. The case of the kill has to catch it.

`python -m tests.durability.behind serve` is `alongside serve` with that one difference.
"""

from __future__ import annotations

import json
import queue
import socket
import threading
import time
from collections.abc import Callable, Iterable
from io import BytesIO
from typing import Any
from urllib.parse import parse_qsl

from alongside import cli, serving

DELAY = 0.05


class Behind:
    """Stands before the pages, and answers for them whenever a line is to be kept."""

    def __init__(self, pages: Callable[..., Iterable[bytes]]) -> None:
        self.pages = pages
        self.waiting: queue.Queue[dict[str, Any]] = queue.Queue()
        threading.Thread(target=self._write, daemon=True).start()

    def __call__(self, environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        """Answer one request."""
        if "/lines/" not in environ["PATH_INFO"]:
            return self.pages(environ, start)
        body = environ["wsgi.input"].read()
        self.waiting.put({**environ, "wsgi.input": BytesIO(body)})
        seen = next(int(value) for name, value in parse_qsl(body.decode()) if name.endswith("-seen"))
        start("200 OK", [("Content-Type", "application/json")])
        return [json.dumps({"version": seen + 1}).encode()]

    def _write(self) -> None:
        while True:
            environ = self.waiting.get()
            time.sleep(DELAY)
            list(self.pages(environ, lambda *_: None))


_run = serving.run


def run(listener: socket.socket, ready: Callable[[], None]) -> None:
    """Serve as ever, with that one difference."""
    from alongside import asgi

    asgi._pages.application = Behind(asgi._pages.application)
    _run(listener, ready)


if __name__ == "__main__":
    serving.run = run
    cli.main()
