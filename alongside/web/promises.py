"""What the pages promise: each sentence once, by its id, so that it can be held to a test."""

import functools
import tomllib
from pathlib import Path

FILE = Path(__file__).with_name("promises.toml")


class UnknownPromise(LookupError):
    """A page asked for a promise that nobody made."""


@functools.cache
def all_promises() -> dict[str, str]:
    """Return every promise, id to sentence."""
    with FILE.open("rb") as file:
        return {str(name): str(words) for name, words in tomllib.load(file).items()}


def promise(name: str) -> str:
    """Return the sentence called `name`; raises UnknownPromise."""
    try:
        return all_promises()[name]
    except KeyError as missing:
        raise UnknownPromise(name) from missing
