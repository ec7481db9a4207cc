"""How words that were found are shown: a piece of them, not all, with what was looked for marked."""

from __future__ import annotations

import re
from dataclasses import dataclass

ON, OFF = "\x02", "\x03"
"""What stands before and after a word that was found, as the database's search gives it back."""
BEFORE, AT_MOST = 80, 320
"""So many letters are shown before the first word that was found, and so many in all."""
_ON_OR_OFF = re.compile(f"([{ON}{OFF}])")


@dataclass(frozen=True, slots=True)
class Run:
    """Some words, found or beside what was found."""

    text: str
    found: bool


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of what somebody wrote; `begins` and `ends` where that does."""

    runs: tuple[Run, ...]
    begins: bool
    ends: bool


def piece(marked: str) -> Piece:
    """Return the piece around what was found first."""
    words, spans = _spans(marked)
    first = spans[0][0] if spans else 0
    start = _word_before(words, max(0, first - BEFORE)) if len(words) > AT_MOST else 0
    end = _word_before(words, start + AT_MOST) if len(words) - start > AT_MOST else len(words)
    end = end if end > start else min(len(words), start + AT_MOST)
    return Piece(tuple(_runs(words, spans, start, end)), begins=start == 0, ends=end == len(words))


def _spans(marked: str) -> tuple[str, list[tuple[int, int]]]:
    """Return the words without marks, and from where to where each that was found stands."""
    words, spans, open_at = "", list[tuple[int, int]](), -1
    for part in _ON_OR_OFF.split(marked):
        if part == ON:
            open_at = len(words) if open_at < 0 else open_at
        elif part == OFF:
            if 0 <= open_at < len(words):
                spans.append((open_at, len(words)))
            open_at = -1
        else:
            words += part
    return words, spans


def _word_before(words: str, at: int) -> int:
    """Return where the word begins that this place lies in; the place itself where that is one long word."""
    if at <= 0 or at >= len(words):
        return max(0, min(at, len(words)))
    space = max(words.rfind(" ", 0, at), words.rfind("\n", 0, at))
    return space + 1 if space >= at - BEFORE else at


def _runs(words: str, spans: list[tuple[int, int]], start: int, end: int) -> list[Run]:
    runs, at = list[Run](), start
    for begins, ends in spans:
        begins, ends = max(begins, at), min(ends, end)
        if begins >= ends:
            continue
        runs += [Run(words[at:begins], False), Run(words[begins:ends], True)]
        at = ends
    runs.append(Run(words[at:end], False))
    return [run for run in runs if run.text]
