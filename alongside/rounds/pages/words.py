"""What people said to a question of an opened round: with their name, through somebody, without a name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import CharField, F, QuerySet, Value

from alongside.rounds.models import ENOUGH, Answer, Picture, Round, ShownUnnamed, SpokenFor
from alongside.rounds.withheld import Wanted, Withheld, wanted_in, withheld_in

NAMED, THROUGH, UNNAMED = "named", "through", "unnamed"
AT_ONCE = 50
"""How many stand on one page."""
AT_MOST = 1000
"""How many are read where all of them are wanted."""


@dataclass(frozen=True, slots=True)
class Said:
    """Words that somebody sent. `kind` says how, `name` whose they are or through whom they came; none without one.

    Their `key` is by chance, and tells nothing. What is put aside comes without words and name, with a `mark` instead.
    `wanted`: somebody asked for it to be put aside, or back.
    """

    key: int
    kind: str
    words: str
    name: str
    mark: Withheld | None = None
    wanted: Wanted | None = None


def said_to(round: Round, picture: Picture, *, start: int = 0) -> tuple[Said, ...]:
    """Return what was said to one question, and one more than stands on a page, if there is. Three queries.

    The order is that of their keys, which are random: the same for everybody, and telling nothing of who or when.
    Words without a name stand among the others, so that no place tells either.
    """
    return _marked(_rows_of(round, picture, start), withheld_in([round]), wanted_in([round]))


def all_said_to(round: Round, picture: Picture) -> tuple[Said, ...]:
    """Return all that was said to one question, in the same order; no more than anybody gathers. Three queries."""
    return _marked(_rows_of(round, picture, 0, AT_MOST), withheld_in([round]), wanted_in([round]))


def said_to_all(round: Round, pictures: Mapping[str, Picture]) -> Mapping[str, tuple[Said, ...]]:
    """Return by question what was said to each, no more of one than one page and one more.

    One query a question, and two: the words of all in one would all be read, however many they are.
    """
    aside, wanted = withheld_in([round]), wanted_in([round])
    return {question: _marked(_rows_of(round, picture, 0), aside, wanted) for question, picture in pictures.items()}


def _marked(
    rows: Iterable[tuple[int, str, str, str]], aside: Mapping[int, Withheld], wanted: Mapping[int, Wanted]
) -> tuple[Said, ...]:
    """Take the words and the name off what is put aside, and say what is asked of the others."""
    return tuple(
        Said(key, kind, "", "", aside[key], wanted.get(key))
        if key in aside
        else Said(key, kind, words, name, None, wanted.get(key))
        for key, words, kind, name in rows
    )


def _rows_of(round: Round, picture: Picture, start: int, many: int = AT_ONCE + 1) -> QuerySet[Any, Any]:
    """Return the rows of words: those with a name, through somebody, and without a name where five or more sent so."""
    here = {"round": round, "question": picture.question}
    named = _rows(Answer.objects.filter(**here).exclude(words=""), NAMED, F("membership__name"))
    others = [_rows(SpokenFor.objects.filter(**here).exclude(words=""), THROUGH, F("through__name"))]
    if picture.unnamed >= ENOUGH:
        others.append(_rows(ShownUnnamed.objects.filter(**here), UNNAMED, Value("", CharField())))
    rows: QuerySet[Any, Any] = named.union(*others, all=True).order_by("id")
    return rows[start : start + many]


def _rows(rows: QuerySet[Any, Any], kind: str, name: Any) -> QuerySet[Any, Any]:
    said: QuerySet[Any, Any] = rows.order_by().annotate(kind=Value(kind, CharField()), name=name)
    values: QuerySet[Any, Any] = said.values_list("id", "words", "kind", "name")
    return values
