"""What stands on the page for starting where nobody can start."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class NoStart:
    """Whom to ask; both empty where whoever runs the server has not said."""

    host: str
    contact: str


def no_start(*, host: str, contact: str) -> NoStart:
    """Return whom to ask for a partnership on this server."""
    return NoStart(host.strip(), contact.strip())
