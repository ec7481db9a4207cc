"""Seals: what opens, what does not, and what their length tells."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis.strategies import binary

from alongside.people import sealing

KEY = sealing.new_key()


@given(binary(max_size=2000))
def test_what_is_sealed_opens_as_it_was(words: bytes) -> None:
    assert sealing.unseal(sealing.seal(words, KEY, "here"), KEY, "here") == words
    assert sealing.open_returned(sealing.seal_to(words, sealing.public_of(KEY), "here"), KEY, "here") == words


@pytest.mark.parametrize("length", [0, 1, 507, 508, 509, 4000])
def test_the_length_of_a_seal_tells_only_the_number_of_blocks(length: int) -> None:
    blocks = -(-(length + 4) // sealing.BLOCK)
    assert len(sealing.seal(b"x" * length, KEY, "here")) == blocks * sealing.BLOCK + 12 + 16


def test_another_key_another_place_and_changed_bytes_do_not_open_it() -> None:
    sealed = sealing.seal(b"words", KEY, "here")
    broken = sealed[:-1] + bytes([sealed[-1] ^ 1])
    for bad in ((sealed, sealing.new_key(), "here"), (sealed, KEY, "there"), (broken, KEY, "here"), (b"", KEY, "here")):
        with pytest.raises(sealing.Broken):
            sealing.unseal(*bad)


def test_what_is_sealed_to_somebody_opens_for_nobody_else() -> None:
    sealed = sealing.seal_to(b"words", sealing.public_of(KEY), "here")
    with pytest.raises(sealing.Broken):
        sealing.open_returned(sealed, sealing.new_key(), "here")
    with pytest.raises(sealing.Broken):
        sealing.open_returned(sealed, KEY, "there")


def test_the_same_words_are_sealed_differently_each_time() -> None:
    assert sealing.seal(b"words", KEY, "here") != sealing.seal(b"words", KEY, "here")


def test_a_wrapped_key_opens_with_its_secret_alone() -> None:
    wrapped = sealing.wrap(KEY, "secret", "device")
    assert sealing.unwrap(wrapped, "secret", "device") == KEY
    for secret, about in (("other", "device"), ("secret", "link")):
        with pytest.raises(sealing.Broken):
            sealing.unwrap(wrapped, secret, about)
