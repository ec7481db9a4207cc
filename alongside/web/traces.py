"""What whoever runs the server is told of a page or tick that broke: where in our code, and not who asked for what.

Not the address, which may let somebody in, nor the exception's own message, which may hold what somebody wrote.
"""

from __future__ import annotations

import logging
import sys
import traceback
from pathlib import Path
from types import TracebackType

from django.http import HttpRequest

from alongside.web.clock import now

OURS = Path(__file__).resolve().parent.parent
METHODS = ("GET", "HEAD", "POST")
logger = logging.getLogger("alongside.traces")


def broke(sender: object, request: HttpRequest | None = None, **more: object) -> None:
    """Write the line of a page's exception, which is being handled: its method and the name of its route, and where."""
    match = request.resolver_match if request else None
    method = request.method if request and request.method in METHODS else "?"
    write(f"{method} {match.view_name if match else '?'}")


def write(doing: str) -> None:
    """Write the line of the exception that is being handled: when, doing what, its class, our frames."""
    _, error, trace = sys.exc_info()
    logger.error(
        "%s %s %s.%s: %s",
        now().strftime("%Y-%m-%dT%H:%M:%SZ"),
        doing,
        type(error).__module__,
        type(error).__qualname__,
        frames(trace) or "not in our own code",
    )


def frames(trace: TracebackType | None) -> str:
    """Return where in our own code an exception passed, the outermost first."""
    places = [(Path(frame.filename), frame.lineno, frame.name) for frame in traceback.extract_tb(trace)]
    return " > ".join(
        f"{file.relative_to(OURS).as_posix()}:{line} {name}" for file, line, name in places if file.is_relative_to(OURS)
    )
