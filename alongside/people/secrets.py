"""Secrets that let somebody in: random, shown or set once, kept here only as a hash."""

import base64
import hashlib
import re
import secrets

from django.utils.crypto import constant_time_compare, get_random_string, salted_hmac

from alongside.partnerships.refs import LETTERS

SHAPE = r"[A-Za-z0-9_-]{43}"  # 256 bits, as an address or a cookie holds them
CODE = 8
SEAL = 12
CARD = 16


def new_secret() -> str:
    """Return 256 random bits as 43 letters, digits, dashes and underscores."""
    return secrets.token_urlsafe(32)


def new_digits() -> str:
    """Return a code for a letter: eight digits by chance. It works in one browser, for minutes, with five tries."""
    return get_random_string(CODE, "0123456789")


def hashed(secret: str) -> bytes:
    """Return the 32 bytes that the server keeps. A plain hash is enough: nobody can guess 256 random bits."""
    return hashlib.sha256(secret.encode()).digest()


def derived(key: str, what: str) -> str:
    """Return the secret that this server, and nobody else, makes of the `key` that a form carries.

    A form sent twice carries the same key, so both answers hand out the same secret and neither spoils the other.
    """
    return base64.urlsafe_b64encode(_made(key, what)).decode().rstrip("=")


def _letters(key: str, what: str, many: int) -> str:
    return "".join(LETTERS[byte % len(LETTERS)] for byte in _made(key, what)[:many])


def card_secret(key: str) -> str:
    """Return what an organiser's link or card holds, made of the `key` that the form carries.

    Sixteen letters, some 79 bits: short enough to be typed from a card, and far too many to be guessed, even by
    whoever holds a copy of the hashes. It lets somebody in and does nothing else.
    """
    return _letters(key, "card", CARD)


def read_secret(typed: str) -> str:
    """Return the secret that an address holds or somebody typed from a card; empty when it cannot be one."""
    if re.fullmatch(SHAPE, typed):
        return typed
    letters = "".join(typed.split()).replace("-", "").lower()
    return letters if len(letters) == CARD and set(letters) <= set(LETTERS) else ""


def grouped(secret: str) -> str:
    """Return a card's secret in groups of four, as an address shows it; a longer one as it is."""
    return "-".join(secret[at : at + 4] for at in range(0, CARD, 4)) if len(secret) == CARD else secret


def _made(key: str, what: str) -> bytes:
    return salted_hmac(f"alongside.people.{what}", key, algorithm="sha256").digest()


def code_from(key: str) -> str:
    """Return the code for a room, made of the `key` that the form carries."""
    return _letters(key, "code", CODE)


def read_code(typed: str) -> str:
    """Return the code that somebody typed, however they spaced it; empty when it cannot be one."""
    code = "".join(typed.split()).replace("-", "").lower()
    return code if len(code) == CODE and set(code) <= set(LETTERS) else ""


def shown_code(code: str) -> str:
    """Return the code as it is read aloud: two groups of four."""
    return f"{code[:4]} {code[4:]}"


def room_link(code: str) -> str:
    """Return what the QR code and the link hold: the code, and twelve letters that only this server can put to it."""
    return f"{code}-{_letters(code, 'room', SEAL)}"


def code_of(link: str) -> str:
    """Return the code that a room's link holds; empty when this server did not make that link."""
    code = link[:CODE]
    return code if constant_time_compare(link, room_link(code)) else ""
