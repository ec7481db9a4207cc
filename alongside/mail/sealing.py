"""Sealing what lies here for minutes and is nobody's to read: addresses that were asked for, letters with codes.

The key comes of this server's own, which is not in the database nor in a backup; and, where one is given, of a secret
that only a browser or a link holds. Every seal is bound to what it is about.
"""

from __future__ import annotations

import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.utils.crypto import salted_hmac

NONCE = 12


class Broken(Exception):
    """A seal does not open: another key, another place, or changed bytes."""


def mark(what: str, words: str) -> bytes:
    """Return 32 bytes that only this server can make of `words`, for telling them again without keeping them."""
    return salted_hmac(f"alongside.mail.{what}", words, algorithm="sha256").digest()


def seal(words: str, about: str, secret: str = "") -> bytes:
    """Return `words` sealed."""
    nonce = os.urandom(NONCE)
    return nonce + AESGCM(mark("seal", secret)).encrypt(nonce, words.encode(), about.encode())


def unseal(sealed: bytes, about: str, secret: str = "") -> str:
    """Return the words again; raises Broken."""
    try:
        opened = AESGCM(mark("seal", secret)).decrypt(sealed[:NONCE], sealed[NONCE:], about.encode())
    except (InvalidTag, ValueError) as error:
        raise Broken from error
    return opened.decode()
