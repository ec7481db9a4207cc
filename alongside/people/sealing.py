"""Sealing: what only somebody's own devices and own link can open.

A draft key is 256 random bits. What carries a secret (a device's cookie, an own link) wraps it: AES-256-GCM under a
key that HKDF-SHA256 makes of that secret, bound to the draft key and the way in. Words are sealed with the draft key
itself, padded so that their length tells little. To somebody who is not there they are sealed by X25519, with a key
pair that comes of the draft key: only its holder can open that. Every seal is bound to what it is about.
"""

from __future__ import annotations

import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

BLOCK = 512
"""Sealed words are a multiple of so many bytes, besides nonce and tag."""
KEY, NONCE = 32, 12


class Broken(Exception):
    """A seal does not open: another key, another place, or changed bytes."""


def new_key() -> bytes:
    """Return a fresh draft key."""
    return os.urandom(KEY)


def _made(of: bytes, what: str) -> bytes:
    return HKDF(algorithm=SHA256(), length=KEY, salt=None, info=f"alongside {what}".encode()).derive(of)


def _close(key: bytes, words: bytes, about: str) -> bytes:
    nonce = os.urandom(NONCE)
    return nonce + AESGCM(key).encrypt(nonce, words, about.encode())


def _open(key: bytes, sealed: bytes, about: str) -> bytes:
    try:
        return AESGCM(key).decrypt(sealed[:NONCE], sealed[NONCE:], about.encode())
    except (InvalidTag, ValueError) as error:
        raise Broken from error


def wrap(key: bytes, secret: str, about: str) -> bytes:
    """Return `key` so that only whoever holds `secret` can have it."""
    return _close(_made(secret.encode(), "wrap"), key, about)


def unwrap(sealed: bytes, secret: str, about: str) -> bytes:
    """Return the key again; raises Broken."""
    return _open(_made(secret.encode(), "wrap"), sealed, about)


def _padded(words: bytes) -> bytes:
    length = len(words).to_bytes(4, "big")
    return length + words + bytes(-(len(words) + len(length)) % BLOCK)


def _unpadded(padded: bytes) -> bytes:
    return padded[4 : 4 + int.from_bytes(padded[:4], "big")]


def seal(words: bytes, key: bytes, about: str) -> bytes:
    """Return `words` padded and sealed with a draft key."""
    return _close(key, _padded(words), about)


def unseal(sealed: bytes, key: bytes, about: str) -> bytes:
    """Return the words again; raises Broken."""
    return _unpadded(_open(key, sealed, about))


def _pair(key: bytes) -> X25519PrivateKey:
    return X25519PrivateKey.from_private_bytes(_made(key, "pair"))


def public_of(key: bytes) -> bytes:
    """Return what others need to seal something to the holder of a draft key; it opens nothing."""
    return _pair(key).public_key().public_bytes_raw()


def seal_to(words: bytes, public: bytes, about: str) -> bytes:
    """Return `words` sealed to the holder of the draft key that `public` is of; not even the sealer can open it."""
    once = X25519PrivateKey.generate()
    shared = once.exchange(X25519PublicKey.from_public_bytes(public))
    mine = once.public_key().public_bytes_raw()
    return mine + _close(_made(shared + mine + public, "return"), _padded(words), about)


def open_returned(sealed: bytes, key: bytes, about: str) -> bytes:
    """Return what was sealed to the holder of `key`; raises Broken."""
    theirs, pair = sealed[:KEY], _pair(key)
    shared = pair.exchange(X25519PublicKey.from_public_bytes(theirs))
    return _unpadded(_open(_made(shared + theirs + public_of(key), "return"), sealed[KEY:], about))
