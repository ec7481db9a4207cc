"""What is kept of the key that a form sends along, so that a second press does nothing more."""

from __future__ import annotations

from hashlib import sha256

from alongside.partnerships.seats import Seat


def mark(seat: Seat, key: str) -> str | None:
    """Return what is kept of a key: of its own for each person, so that none tells anything of another's."""
    return sha256(f"{seat.membership.ref} {key}".encode()).hexdigest()[:43] if key else None
