"""A page's text with marks where it may go one way or another: cut into paragraphs, and each told in all its ways.

`OPEN`, `NEXT` and `CLOSE` stand round and between things of which one is shown; `SOMETHING` for what is known only
when the page is made; `BREAK` where a paragraph ends.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html import unescape

from tests.words.reading_age import SOMETHING, sentences

OPEN, NEXT, CLOSE, BREAK = "\ue000", "\ue001", "\ue002", "\ue004"

# So many ways of telling one paragraph are told, each with each; beyond it, each way still is told once.
MOST_WAYS = 256

COMMENT = re.compile(r"<!--.*?-->|<!doctype[^>]*>", re.DOTALL | re.IGNORECASE)
TAG = r"""</?[a-z][a-z0-9]*(?:"[^"]*"|'[^']*'|[^>"'])*>"""
PIECE = re.compile(rf"{TAG}|[{OPEN}{NEXT}{CLOSE}{BREAK}]|[^<{OPEN}{NEXT}{CLOSE}{BREAK}]+|<", re.IGNORECASE)
NAME = re.compile(r"<(/?)([a-z][a-z0-9]*)", re.IGNORECASE)
ADDRESS = re.compile(r"[\w/:@-]*\w\.\w[\w./-]*\b")
READ_OUT = re.compile(r"""\s(?:aria-label|title|alt|placeholder|data-[a-z-]+)="([^"]*)\"""")

INLINE = {"a", "abbr", "b", "bdi", "bdo", "cite", "data", "del", "dfn", "em", "i", "img", "ins", "mark", "s", "small"}
INLINE |= {"span", "strong", "sub", "sup", "time", "u", "var", "wbr"}
DRAWN = {"svg", "script", "style"}
NOT_OURS = {"q", "blockquote", "code", "samp", "kbd"}  # marked as quoted, or as code


@dataclass
class Fork:
    """A place of which one of several ways is shown."""

    ways: list[list[str | Fork]] = field(default_factory=lambda: [[]])

    @property
    def breaks(self) -> bool:
        """Whether a paragraph ends in any of its ways."""
        return any(map(ends, (piece for way in self.ways for piece in way)))


def ends(piece: str | Fork) -> bool:
    """Whether a paragraph ends here."""
    return piece.breaks if isinstance(piece, Fork) else piece == BREAK


def untagged(text: str) -> Iterator[str]:
    """Yield words, marks and breaks, without the tags; two links side by side are no sentence."""
    left_out = ""  # the tag within which words are no words of ours
    after_link = False
    for piece in PIECE.findall(COMMENT.sub("", text)):
        tag = NAME.match(piece)
        if not tag:
            if piece in (OPEN, NEXT, CLOSE) or not left_out:
                yield piece
            after_link = after_link and not piece.strip(OPEN + NEXT + CLOSE + " \n")
            continue
        closing, name = tag[1] == "/", tag[2].lower()
        if left_out or name in DRAWN | NOT_OURS:
            yield SOMETHING if not left_out and name in NOT_OURS else ""
            left_out = "" if closing and name == left_out else left_out or name
        elif name not in INLINE or (name == "a" and not closing and after_link):
            yield BREAK
        after_link = closing and name == "a"


def forked(pieces: Iterable[str]) -> list[str | Fork]:
    """Put together as forks what stands between marks."""
    open_now = [Fork()]
    for piece in pieces:
        if piece == OPEN:
            open_now.append(Fork())
        elif piece == NEXT:
            open_now[-1].ways.append([])
        elif piece == CLOSE:
            done = open_now.pop()
            open_now[-1].ways[-1].append(done)
        else:
            open_now[-1].ways[-1].append(piece)
    (whole,) = open_now
    return whole.ways[0]


def cut(pieces: Iterable[str | Fork]) -> Iterator[list[str | Fork]]:
    """Cut at each break; where a fork has one in any way, each of its ways is cut by itself."""
    current: list[str | Fork] = []
    for piece in pieces:
        if not ends(piece):
            current.append(piece)
            continue
        yield current
        current = []
        for way in piece.ways if isinstance(piece, Fork) else ():
            yield from cut(way)
    yield current


def ways(pieces: Iterable[str | Fork]) -> list[str]:
    """Each way in which a paragraph may be told."""
    told = [""]
    for piece in pieces:
        more = [end for way in piece.ways for end in ways(way)] if isinstance(piece, Fork) else [piece]
        if len(told) * len(more) <= MOST_WAYS:
            told = [begun + end for begun in told for end in more]
        else:
            most = max(len(told), len(more))
            told = [told[at % len(told)] + more[at % len(more)] for at in range(most)]
    return told


def plain(text: str) -> str:
    """The text as it is read: entities as letters, single gaps; no ending of a plural, and no address."""
    text = ADDRESS.sub(SOMETHING, re.sub(rf"(?<=\w){SOMETHING}", "", unescape(text)))
    return " ".join(re.sub(rf"{SOMETHING}(?:\s*{SOMETHING})+", SOMETHING, text).split())


def paragraphs(text: str) -> Iterator[tuple[str, ...]]:
    """Yield the paragraphs of a page, each as its sentences in all the ways it may be told."""
    tags = re.findall(TAG, text, re.IGNORECASE)
    read_out = (PIECE.findall(said) for tag in tags for said in READ_OUT.findall(tag))
    for pieces in (untagged(text), *read_out):
        for each in cut(forked(pieces)):
            said = dict.fromkeys(sentence for way in ways(each) for sentence in sentences(plain(way)))
            if said:
                yield tuple(said)
