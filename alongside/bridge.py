"""The bridge between the server's event loop and Django: pages run in a pool of threads.

Django's pages are plain synchronous functions. Carried over this bridge each costs a fraction of what it costs
under Django's own ASGI handler (`docs/decisions/` has the figures), and the event loop beside it stays free.
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Awaitable, Callable, Iterable, Iterator, MutableMapping
from concurrent.futures import Executor
from io import BytesIO
from typing import Any
from urllib.parse import unquote_to_bytes

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]

BODY_LIMIT = 4 * 1024 * 1024
"""Bytes of the largest body taken: as many as Django takes (`DATA_UPLOAD_MAX_MEMORY_SIZE`)."""
DRAIN_LIMIT = 4 * BODY_LIMIT
"""Bytes read and thrown away of a larger one, so that a browser hears the answer instead of a broken line."""
PART = 256 * 1024
"""Bytes of an answer gathered at a time; nearly every answer is one part."""


class Gone(Exception):
    """Whoever asked has hung up."""


class Answer:
    """What a page answers: its status, its headers, and its body, read part by part.

    A body longer than one part is read on in whichever thread is free: hand such a page a file, not a query.
    """

    def __init__(self) -> None:
        self.status = 500
        self.headers: list[tuple[bytes, bytes]] = []
        self._body: Iterable[bytes] = ()
        self._parts: Iterator[bytes] = iter(())

    def run(self, application: Application, environ: dict[str, Any]) -> tuple[bytes, bool]:
        """Run the page; return the first part of its body and whether more follows."""
        self._body = application(environ, self._start)
        self._parts = iter(self._body)
        return self.read()

    def read(self) -> tuple[bytes, bool]:
        """Return the next part of the body and whether more follows; after the last one, close it."""
        gathered: list[bytes] = []
        size = 0
        for piece in self._parts:
            gathered.append(piece)
            size += len(piece)
            if size >= PART:
                return b"".join(gathered), True
        self.close()
        return b"".join(gathered), False

    def close(self) -> None:
        """Let the body clean up after itself."""
        close = getattr(self._body, "close", None)
        if close is not None:
            close()

    def _start(self, status: str, headers: list[tuple[str, str]], _failure: object = None) -> None:
        self.status = int(status.partition(" ")[0])
        # Django leaves a space before a cookie, which HTTP does not allow there
        self.headers = [(name.lower().encode("latin-1"), value.strip().encode("latin-1")) for name, value in headers]


class Bridge:
    """An ASGI application that hands each request to a WSGI application in a thread of `pool`."""

    def __init__(self, application: Application, pool: Executor) -> None:
        self.application = application
        self.pool = pool

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Carry one request over and its answer back."""
        try:
            body, size = await whole_body(receive)
        except Gone:
            return
        await self._carry(environ(scope, body, size), send)

    async def _carry(self, env: dict[str, Any], send: Send) -> None:
        run = asyncio.get_running_loop().run_in_executor
        answer = Answer()
        part, more = await run(self.pool, answer.run, self.application, env)
        try:
            await send({"type": "http.response.start", "status": answer.status, "headers": answer.headers})
            await send({"type": "http.response.body", "body": part, "more_body": more})
            while more:
                part, more = await run(self.pool, answer.read)
                await send({"type": "http.response.body", "body": part, "more_body": more})
        finally:
            if more:
                self.pool.submit(answer.close)


async def whole_body(receive: Receive) -> tuple[bytes, int]:
    """Return the request's body and its size in bytes; past `BODY_LIMIT` the size alone.

    Raises Gone when the line breaks.
    """
    pieces: list[bytes] = []
    size = 0
    more = True
    while more and size <= DRAIN_LIMIT:
        message = await receive()
        if message["type"] != "http.request":
            raise Gone
        piece = message.get("body", b"")
        size += len(piece)
        if size <= BODY_LIMIT:
            pieces.append(piece)
        more = message.get("more_body", False)
    return (b"", size) if size > BODY_LIMIT else (b"".join(pieces), size)


def environ(scope: Scope, body: bytes, size: int) -> dict[str, Any]:
    """Return the WSGI environment of the request in `scope`, with `body` of `size` bytes.

    Of a body that was too large only the size is told, as that of a plain form: Django refuses it by that,
    with its own page, unread.
    """
    server = scope.get("server") or ("localhost", 80)
    client = scope.get("client") or ("", 0)
    env = {
        "REQUEST_METHOD": scope["method"],
        "SCRIPT_NAME": "",
        "PATH_INFO": unquote_to_bytes(scope["raw_path"]).decode("latin-1"),
        "QUERY_STRING": scope["query_string"].decode("latin-1"),
        "SERVER_NAME": server[0],
        "SERVER_PORT": str(server[1] or ""),
        "SERVER_PROTOCOL": f"HTTP/{scope['http_version']}",
        "REMOTE_ADDR": client[0],
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope["scheme"],
        "wsgi.input": BytesIO(body),
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
    }
    _add_headers(env, scope["headers"])
    env["CONTENT_LENGTH"] = str(size)
    if size > BODY_LIMIT:
        env["CONTENT_TYPE"] = "application/x-www-form-urlencoded"
    return env


def _add_headers(env: dict[str, Any], headers: Iterable[tuple[bytes, bytes]]) -> None:
    """Put `headers` into `env`; one with an underscore in its name could pose as another and is left out."""
    for raw_name, raw_value in headers:
        if b"_" in raw_name:
            continue
        name = raw_name.decode("latin-1").upper().replace("-", "_")
        key = name if name == "CONTENT_TYPE" else f"HTTP_{name}"
        value = raw_value.decode("latin-1")
        if key in env:
            value = env[key] + ("; " if key == "HTTP_COOKIE" else ",") + value
        env[key] = value
