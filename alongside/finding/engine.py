"""Asking the database's own search: which entries hold some words, the newest first, and where the words stand in them.

The wall is part of what is asked. What one may see is decided after this, by the rooms that the words belong to.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

from alongside.finding.asked import Asked
from alongside.finding.keeping.postgresql import APART, FOLDED
from alongside.finding.shown import OFF, ON
from alongside.partnerships.seats import Seat

NEWEST = 2**62


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entry that holds the words. `marked` are its words with what was found between ON and OFF."""

    id: int
    source: str
    key: int
    question: str
    marked: str


@dataclass(frozen=True, slots=True)
class Narrowed:
    """To which sources, and to which theme; all where empty."""

    sources: Collection[str] = ()
    theme: str = ""


def candidates(
    seat: Seat, asked: Asked, narrowed: Narrowed, *, any_word: bool, before: int = NEWEST, many: int
) -> Sequence[Candidate]:
    """Return so many entries of the seat's partnership from before another, the newest first. One query."""
    if not asked.pieces:
        return ()
    ours = _on_postgresql if connection.vendor == "postgresql" else _on_sqlite
    return ours(seat, asked, narrowed, any_word, before, many)


def _on_sqlite(
    seat: Seat, asked: Asked, narrowed: Narrowed, any_word: bool, before: int, many: int
) -> Sequence[Candidate]:
    # in this order: the index gives the newest first, and no more of them are looked at than are asked for
    statement = (
        "SELECT e.id, e.source, e.key, e.question, highlight(finding_words, 1, %s, %s)"
        " FROM finding_words CROSS JOIN finding_entry e ON e.id = finding_words.rowid"
        " WHERE finding_words MATCH %s AND finding_words.rowid < %s AND +e.partnership_id = %s"
        " ORDER BY finding_words.rowid DESC LIMIT %s"
    )
    match = _match(seat, asked, narrowed, any_word)
    with connection.cursor() as cursor:
        cursor.execute(statement, [ON, OFF, match, before, seat.partnership_id, many])
        return [Candidate(*row) for row in cursor.fetchall()]


def _match(seat: Seat, asked: Asked, narrowed: Narrowed, any_word: bool) -> str:
    """Return what FTS5 is asked. Every word stands in quotes, and holds none: so it can be nothing but a word."""
    pieces = [f'"{" ".join(piece)}"' for piece in asked.pieces]
    if asked.beginning:
        pieces[-1] = f"({pieces[-1]} OR {pieces[-1]} *)"
    walls = [f"p{seat.partnership_id}"]
    if narrowed.theme:
        walls.append(f"t{narrowed.theme}")
    match = " AND ".join(f'place : "{wall}"' for wall in walls)
    if narrowed.sources:
        match += " AND place : (" + " OR ".join(f'"k{source}"' for source in narrowed.sources) + ")"
    return f"{match} AND words : ({(' OR ' if any_word else ' AND ').join(pieces)})"


def _on_postgresql(
    seat: Seat, asked: Asked, narrowed: Narrowed, any_word: bool, before: int, many: int
) -> Sequence[Candidate]:
    query, told = _query(asked, any_word)
    only, also = _narrowly(narrowed)
    statement = (  # of our own pieces alone: what is told has its places
        f"WITH asked AS MATERIALIZED (SELECT {query} AS query)"  # noqa: S608
        " SELECT e.id, e.source, e.key, e.question, e.words, ts_headline('english', "
        f"{FOLDED}(e.words), (SELECT query FROM asked), 'HighlightAll=true, StartSel={ON}, StopSel={OFF}')"
        f" FROM finding_words w JOIN finding_entry e ON e.id = w.id"
        f" WHERE w.partnership_id = %s AND w.id < %s AND w.words @@ ({query}) {only}"
        " ORDER BY w.id DESC LIMIT %s"
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, [*told, seat.partnership_id, before, *told, *also, many])
        found = cursor.fetchall()
    return [Candidate(at, source, key, of, _laid_over(*words)) for at, source, key, of, *words in found]


def _query(asked: Asked, any_word: bool) -> tuple[str, list[str]]:
    pieces = ["phraseto_tsquery('english', %s)" for _ in asked.pieces]
    told = [folded(" ".join(piece)) for piece in asked.pieces]
    if asked.beginning:
        pieces[-1] = f"({pieces[-1]} || to_tsquery('english', %s))"
        told.append(f"'{told[-1]}':*")
    return (" || " if any_word else " && ").join(pieces), told


def _narrowly(narrowed: Narrowed) -> tuple[str, list[Any]]:
    only, also = "", list[Any]()
    if narrowed.sources:
        only, also = "AND e.source = ANY(%s)", [list(narrowed.sources)]
    if narrowed.theme:
        only, also = f"{only} AND e.question LIKE %s", [*also, f"{narrowed.theme}.%"]
    return only, also


def folded(text: str) -> str:
    """Return text as PostgreSQL's index has it: without what stands over and under letters, words apart."""
    return "".join(_folded(letter) for letter in text)


def _folded(letter: str) -> str:
    if letter in APART:
        return " "
    return "".join(each for each in unicodedata.normalize("NFD", letter) if not "\u0300" <= each <= "\u036f")


def _laid_over(words: str, marked: str) -> str:
    """Return the words as they were written, with what is marked in their folded form marked in them."""
    if marked.replace(ON, "").replace(OFF, "") != folded(words):
        return words
    made: list[str] = []
    at = 0
    for letter in words:
        left = len(_folded(letter))
        within: list[str] = []
        while at < len(marked) and left:
            if marked[at] in (ON, OFF):
                within.append(marked[at])
            else:
                left -= 1
                if within and left == len(_folded(letter)) - 1:
                    made += within
                    within = []
            at += 1
        made += [letter, *within]
    return "".join(made) + marked[at:]
