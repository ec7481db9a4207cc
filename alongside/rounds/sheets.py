"""What a sealed draft holds: one entry a question. Pure: bytes in, entries out."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

NAMED, UNNAMED, ME, AWAY = "named", "unnamed", "me", "away"
HOW = ("", NAMED, UNNAMED, ME)
"""How an answer is to go: empty, as the round is; with a name; without; or to nobody, ever."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What somebody has written on one question. Its version grows by one each time.

    `how` is one of HOW, or AWAY for what was put away by "Not now": it is sent nowhere, and can be put back.
    `base` is the version of one's sent answer that these words are to change; 0 where none was sent.
    """

    version: int = 0
    stance: int | None = None
    words: str = ""
    wishes: bool = False
    how: str = ""
    base: int = 0

    @property
    def is_empty(self) -> bool:
        """Whether nothing is said."""
        return self.stance is None and not self.words and not self.wishes

    @property
    def _said(self) -> tuple[object, ...]:
        return self.stance, self.words, self.wishes, self.how

    def says_the_same(self, other: Entry) -> bool:
        """Whether the other says just this, whatever its version."""
        return self._said == other._said


Sheet = Mapping[str, Entry]
"""Entries by the id of their question."""


def packed(sheet: Sheet) -> bytes:
    """Return a sheet as bytes, to be sealed."""
    rows = {
        question: [entry.version, entry.stance, entry.words, int(entry.wishes), entry.how, entry.base]
        for question, entry in sheet.items()
    }
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":")).encode()


def unpacked(packed: bytes) -> dict[str, Entry]:
    """Return the sheet again."""
    return {
        question: Entry(version, stance, words, bool(wishes), how, base)
        for question, (version, stance, words, wishes, how, base) in json.loads(packed).items()
    }
