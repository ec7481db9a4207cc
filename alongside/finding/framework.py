"""The framework's own questions and tools, by the same words: they are few, and looked through in memory."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from alongside.finding.asked import Asked
from alongside.finding.shown import OFF, ON
from alongside.framework.loading import the_edition
from alongside.framework.shapes import Question, Tool

ENDINGS = ("ings", "ing", "ies", "ed", "es", "s", "e", "y")
SHORT = 3
_WORD = re.compile(r"\w+")


def questions(asked: Asked, theme: str) -> Iterator[tuple[Question, str]]:
    """Yield the questions that hold all the words, with what was found marked."""
    for each in the_edition().questions:
        if theme in ("", each.theme.id) and (marked := _marked(f"“{each.quoted}”\n{each.plain}", asked)):
            yield each, marked


def tools(asked: Asked, theme: str) -> Iterator[tuple[Tool, str]]:
    """Yield the tools that hold all the words, with what was found marked."""
    for each in the_edition().tools:
        if theme in ("", each.theme.id) and (marked := _marked(f"{each.name}\n{each.line}", asked)):
            yield each, marked


@dataclass(frozen=True, slots=True)
class _Token:
    """A word of a text: from where to where it stands, and how it is compared."""

    start: int
    end: int
    folded: str
    stem: str


@cache
def _tokens(text: str) -> tuple[_Token, ...]:
    """Return the words of a text of ours. What people type never comes here: nothing of it is kept."""
    return tuple(_Token(*each.span(), _folded(each[0]), _stem(each[0])) for each in _WORD.finditer(text))


def _marked(text: str, asked: Asked) -> str:
    """Return the text with the words marked; empty unless all are there."""
    tokens, found = _tokens(text), set[int]()
    for at, piece in enumerate(asked.pieces):
        here = _where(tokens, piece, begins=asked.beginning and at == len(asked.pieces) - 1)
        if not here:
            return ""
        found |= here
    for each in sorted(found, reverse=True):
        start, end = tokens[each].start, tokens[each].end
        text = f"{text[:start]}{ON}{text[start:end]}{OFF}{text[end:]}"
    return text


def _where(tokens: Sequence[_Token], piece: Sequence[str], *, begins: bool) -> set[int]:
    """Return at which places the words of a piece stand, one after the other."""
    wanted, found = [_stem(word) for word in piece], set[int]()
    for at in range(len(tokens) - len(wanted) + 1):
        here = tokens[at : at + len(wanted)]
        if [each.stem for each in here] == wanted or (begins and here[0].folded.startswith(_folded(piece[0]))):
            found |= set(range(at, at + len(wanted)))
    return found


def _stem(word: str) -> str:
    """Return a word without its ending, roughly: meeting, meetings, meet."""
    word = _folded(word)
    ending = next((each for each in ENDINGS if word.endswith(each) and len(word) - len(each) >= SHORT), "")
    return word.removesuffix(ending)


def _folded(word: str) -> str:
    apart = unicodedata.normalize("NFD", word.casefold())
    return "".join(each for each in apart if unicodedata.category(each) != "Mn")
