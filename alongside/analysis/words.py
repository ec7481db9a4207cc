"""Comparing two versions of a text word by word."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from difflib import SequenceMatcher
from itertools import groupby
from typing import Literal, NamedTuple

Kind = Literal["same", "added", "gone"]

# A word, a stop or a bracket by itself, a stretch of space; and, in scripts that leave no spaces, a letter.
_PIECE = re.compile(r"\s+|[.,;:!?…()\[\]“”\"]|[\u2e80-\u9fff]|[^\s.,;:!?…()\[\]“”\"\u2e80-\u9fff]+")
_JOINER = "\u200d"
_SKIN = range(0x1F3FB, 0x1F400)


class Run(NamedTuple):
    """Some words in a row that stayed the same, were added, or are gone."""

    kind: Kind
    text: str


class _Word(NamedTuple):
    """One word or stop, and the space after it; a text that begins with space begins with an empty word."""

    text: str
    space: str

    def __str__(self) -> str:
        return self.text + self.space


def compare(old: str, new: str) -> tuple[Run, ...]:
    """This will tell what became of the words of `old`, in the order in which both can be read.

    Joined, the runs that are the same or gone are `old`, letter for letter; those the same or added are `new`.
    Where words were exchanged, what is gone comes before what was added.
    """
    before, after = _words(old), _words(new)
    # a word that is everywhere ("the") is no place to begin from: it stays where its neighbours stay
    matcher = SequenceMatcher(None, [word.text for word in before], [word.text for word in after])
    runs: list[Run] = []
    for tag, start, end, begin, stop in matcher.get_opcodes():
        if tag == "equal":
            for left, right in zip(before[start:end], after[begin:stop], strict=True):
                runs += _kept(left, right)
        else:
            runs += [
                Run("gone", "".join(map(str, before[start:end]))),
                Run("added", "".join(map(str, after[begin:stop]))),
            ]
    return tuple(_gathered(runs))


def _words(text: str) -> list[_Word]:
    words: list[_Word] = []
    for piece in _pieces(text):
        if not piece.isspace():
            words.append(_Word(piece, ""))
        elif words:
            words[-1] = _Word(words[-1].text, words[-1].space + piece)
        else:
            words.append(_Word("", piece))
    return words


def _pieces(text: str) -> list[str]:
    """Words, stops and spaces. What people see as one letter is never parted."""
    pieces: list[str] = []
    for piece in _PIECE.findall(text):
        if pieces and (_hangs_on(piece[0]) or pieces[-1].endswith(_JOINER)):
            pieces[-1] += piece
        else:
            pieces.append(piece)
    return pieces


def _hangs_on(letter: str) -> bool:
    """Whether this is no letter of its own but a mark on the one before it."""
    return letter == _JOINER or ord(letter) in _SKIN or unicodedata.category(letter).startswith("M")


def _kept(left: _Word, right: _Word) -> list[Run]:
    """A word that stayed, though the space after it may have changed."""
    if left.space == right.space:
        return [Run("same", str(left))]
    return [Run("same", left.text), Run("gone", left.space), Run("added", right.space)]


def _gathered(runs: Iterable[Run]) -> Iterable[Run]:
    """Join neighbours of a kind, what is gone before what was added, and leave out what is empty."""
    for _, group in groupby((run for run in runs if run.text), key=lambda run: run.kind == "same"):
        near = list(group)
        for kind in ("same", "gone", "added"):
            text = "".join(run.text for run in near if run.kind == kind)
            if text:
                yield Run(kind, text)
