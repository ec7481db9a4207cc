"""Secrets that let somebody in: random, shown or set once, kept here only as a hash."""

import base64
import hashlib
import secrets

from django.utils.crypto import constant_time_compare, salted_hmac

from alongside.partnerships.refs import LETTERS, new_ref

SHAPE = r"[A-Za-z0-9_-]{43}"  # 256 bits, as an address or a cookie holds them
CODE = 8
SEAL = 12


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
    return base64.urlsafe_b64encode(_made(key, what)).decode().rstrip("=")


def _made(key: str, what: str) -> bytes:
    return salted_hmac(f"alongside.people.{what}", key, algorithm="sha256").digest()


def new_code() -> str:
    """Return a fresh code for a room: eight letters and digits that cannot be mistaken for one another."""
    return new_ref(CODE)


def read_code(typed: str) -> str:
    """Return the code that somebody typed, however they spaced it; empty when it cannot be one."""
    code = "".join(typed.split()).replace("-", "").lower()
    return code if len(code) == CODE and set(code) <= set(LETTERS) else ""


def shown_code(code: str) -> str:
    """Return the code as it is read aloud: two groups of four."""
    return f"{code[:4]} {code[4:]}"


def room_link(code: str) -> str:
    """Return what the QR code and the link hold: the code, and twelve letters that only this server can put to it."""
    seal = "".join(LETTERS[byte % len(LETTERS)] for byte in _made(code, "room")[:SEAL])
    return f"{code}-{seal}"


def code_of(link: str) -> str:
    """Return the code that a room's link holds; empty when this server did not make that link."""
    code = link[:CODE]
    return code if constant_time_compare(link, room_link(code)) else ""
