"""Public references: what stands in an address instead of a row's number."""

import secrets

# no i, l, o, 0 or 1: they are read aloud and typed from paper
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"


def new_ref(length: int = 12) -> str:
    """Return a fresh reference of `length` letters and digits, some 59 bits at twelve."""
    return "".join(secrets.choice(LETTERS) for _ in range(length))
