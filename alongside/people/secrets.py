"""Secrets that let somebody in: random, shown or set once, kept here only as a hash."""

import base64
import hashlib
import secrets

from django.utils.crypto import salted_hmac

SHAPE = r"[A-Za-z0-9_-]{43}"  # 256 bits, as an address or a cookie holds them


def new_secret() -> str:
    """Return 256 random bits as 43 letters, digits, dashes and underscores."""
    return secrets.token_urlsafe(32)


def hashed(secret: str) -> bytes:
    """Return the 32 bytes that the server keeps. A plain hash is enough: nobody can guess 256 random bits."""
    return hashlib.sha256(secret.encode()).digest()


def derived(key: str, what: str) -> str:
    """Return the secret that this server, and nobody else, makes of the `key` that a form carries.

    A form sent twice carries the same key, so both answers hand out the same secret and neither spoils the other.
    """
    made = salted_hmac(f"alongside.people.{what}", key, algorithm="sha256").digest()
    return base64.urlsafe_b64encode(made).decode().rstrip("=")
