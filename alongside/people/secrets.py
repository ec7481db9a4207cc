"""Secrets that let somebody in: random, shown or set once, kept here only as a hash."""

import hashlib
import secrets

SHAPE = r"[A-Za-z0-9_-]{43}"  # 256 bits, as an address or a cookie holds them


def new_secret() -> str:
    """Return 256 random bits as 43 letters, digits, dashes and underscores."""
    return secrets.token_urlsafe(32)


def hashed(secret: str) -> bytes:
    """Return the 32 bytes that the server keeps. A plain hash is enough: nobody can guess 256 random bits."""
    return hashlib.sha256(secret.encode()).digest()
