"""What somebody looks for: words, and words that stand together, out of what they typed."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

AT_MOST = 8
"""How many words are looked for; what else was typed is left out."""
LONGEST = 60
"""How long one word may be."""
A_BEGINNING = 3
"""How many letters the beginning of a word must have to be looked for as one."""

_PIECE = re.compile(r'"([^"]*)"|“([^”]*)”|([^\s"“”]+)')
_OPEN_END = re.compile(r'[^\s"“”]$')


@dataclass(frozen=True, slots=True)
class Asked:
    """Each of `pieces` is one word, or several that stand together. `beginning`: the last may be a beginning."""

    pieces: tuple[tuple[str, ...], ...] = ()
    beginning: bool = False

    @property
    def is_several(self) -> bool:
        """Whether there is more than one."""
        return len(self.pieces) > 1


def read(typed: str) -> Asked:
    """Return what is looked for: letters and digits alone, so that nothing else ever reaches a search."""
    pieces: list[tuple[str, ...]] = []
    for found in _PIECE.finditer(typed):
        together, single = found[1] or found[2], found[3]
        words = _words(together or single or "")
        pieces += [words] if together else [(word,) for word in words]
    kept = _as_many([piece for piece in pieces if piece])
    last = kept[-1][-1] if kept else ""
    ends_openly = bool(_OPEN_END.search(typed)) and kept == _whole(pieces)
    return Asked(tuple(kept), ends_openly and len(kept[-1]) == 1 and len(last) >= A_BEGINNING if kept else False)


def _whole(pieces: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    return [piece for piece in pieces if piece]


def _as_many(pieces: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """Keep the first pieces, of so many words in all."""
    kept: list[tuple[str, ...]] = []
    left = AT_MOST
    for piece in pieces:
        if not left:
            break
        kept.append(piece[:left])
        left -= len(kept[-1])
    return kept


def _words(text: str) -> tuple[str, ...]:
    """Split at whatever is no letter, no digit, and no sign that stands over or under one."""
    apart = "".join(each if each.isalnum() or unicodedata.category(each)[0] == "M" else " " for each in text)
    return tuple(word[:LONGEST] for word in apart.split() if any(each.isalnum() for each in word))
