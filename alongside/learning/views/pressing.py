"""The key that goes along with a press, so that a second one does nothing twice."""

from __future__ import annotations

import re

from alongside.people.secrets import SHAPE


def key_of(sent: str) -> str:
    """Return a key that a page of ours made; anything else is none."""
    return sent if re.fullmatch(SHAPE, sent) else ""
