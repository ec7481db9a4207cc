"""The server: which address it listens on, and how it runs and stops."""

from __future__ import annotations

import errno
import os
import signal
import socket
from collections.abc import Callable
from contextlib import closing

import uvicorn

from alongside.refusal import Refusal

LOOPBACK = ("127.0.0.1", "localhost", "::1")
PATIENCE = 5
"""Seconds that pages still being answered are given when the server is told to stop."""
NOWHERE = "192.0.2.1"
"""An address kept free for examples: asking which way leads there sends nothing."""


def listen(host: str, port: int) -> socket.socket:
    """Return a socket that listens there; raises Refusal if it cannot be had."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        listener = socket.create_server((host, port), family=family, backlog=2048)
    except OSError as error:
        raise Refusal(_why_not(host, port, error)) from error
    # Every connection inherits this. Without it the body of an answer waits, some 40 ms, until the browser's system
    # gets round to saying that the headers have come.
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listener


def _why_not(host: str, port: int, error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        return (
            f"Port {port} is taken, perhaps by an Alongside that is running already: stop what uses it, or choose "
            f"another port, as in `make run PORT={port + 1}` or `alongside serve --port {port + 1}`."
        )
    if error.errno == errno.EACCES:
        return f"Port {port} is kept for the system: choose one above 1023, as in `make run PORT=8001`."
    return f"Nothing can listen on the address {host}: leave it out, or name one that this computer has."


def local_address() -> str:
    """Return the address of this computer on the local network; raises Refusal if it has none."""
    with closing(socket.socket(socket.AF_INET, socket.SOCK_DGRAM)) as line:
        try:
            line.connect((NOWHERE, 9))
            address = str(line.getsockname()[0])
        except OSError:
            address = _named_address()
    if not address or address.startswith(("127.", "0.")):
        raise Refusal(
            "This computer has no address on a local network: join the hall's Wi-Fi or switch on a hotspot, or give "
            "the address yourself, as in `alongside serve --hall --address 192.168.0.10`."
        )
    return address


def _named_address() -> str:
    """Return the address that this computer's own name leads to: a network without a way out has only that."""
    try:
        return socket.gethostbyname(socket.gethostname())
    except OSError:
        return ""


def run(listener: socket.socket, ready: Callable[[], None]) -> None:
    """Serve until told to stop; `ready` is called once pages can be answered."""
    from alongside.asgi import application

    config = uvicorn.Config(
        application,
        lifespan="off",
        access_log=False,  # addresses carry secrets: links let people in
        log_level="warning",
        server_header=False,
        proxy_headers=os.environ.get("ALONGSIDE_BEHIND") == "proxy",
        timeout_graceful_shutdown=PATIENCE,
    )
    server = uvicorn.Server(config)

    def stop(*_: object) -> None:
        server.should_exit = True

    # Heard from now on, before the server listens for them itself; and it raises the one that stopped it once
    # more when all is done, though being asked to stop is no failure.
    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, stop)
    ready()
    server.run([listener])
