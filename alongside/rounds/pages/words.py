"""What people said to a question of an opened round: with their name, through somebody, without a name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import CharField, F, QuerySet, Value, Window
from django.db.models.functions import RowNumber

from alongside.rounds.models import ENOUGH, Answer, Picture, Round, ShownUnnamed, SpokenFor
from alongside.rounds.withheld import Wanted, Withheld, wanted_in, withheld_in

NAMED, THROUGH, UNNAMED = "named", "through", "unnamed"
AT_ONCE = 50
"""How many stand on one page."""


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
    named, *others = (rows.filter(question=picture.question) for rows in _all(round, [picture]))
    rows = named.union(*others, all=True).order_by("id")[start : start + AT_ONCE + 1]
    return _marked(round, (Said(key, kind, words, name) for key, words, kind, name, _ in rows))


def said_to_all(round: Round, pictures: Mapping[str, Picture]) -> Mapping[str, tuple[Said, ...]]:
    """Return by question what was said to each, no more of one than one page and one more. Five queries."""
    first = Window(RowNumber(), partition_by=F("question"), order_by=F("id").asc())
    found: dict[str, list[Said]] = {}
    for rows in _all(round, pictures.values()):
        for key, words, kind, name, question, _ in rows.annotate(at=first).filter(at__lte=AT_ONCE + 1):
            found.setdefault(question, []).append(Said(key, kind, words, name))
    marked = {said.key: said for said in _marked(round, (said for each in found.values() for said in each))}
    return {
        question: tuple(marked[key] for key in sorted(said.key for said in each)[: AT_ONCE + 1])
        for question, each in found.items()
    }


def _marked(round: Round, all_said: Iterable[Said]) -> tuple[Said, ...]:
    """Take the words and the name off what is put aside, and say what is asked of the others. Two queries."""
    aside, wanted = withheld_in([round]), wanted_in([round])
    return tuple(
        replace(said, words="", name="", mark=aside[said.key], wanted=wanted.get(said.key))
        if said.key in aside
        else replace(said, wanted=wanted.get(said.key))
        for said in all_said
    )


def _all(round: Round, pictures: Iterable[Picture]) -> tuple[QuerySet[Any, Any], ...]:
    """Return the rows of words: those with a name, through somebody, and without a name where five or more sent so."""
    enough = [picture.question for picture in pictures if picture.unnamed >= ENOUGH]
    named = Answer.objects.filter(round=round).exclude(words="")
    through = SpokenFor.objects.filter(round=round).exclude(words="")
    unnamed = ShownUnnamed.objects.filter(round=round, question__in=enough)
    return (
        _rows(named, NAMED, F("membership__name")),
        _rows(through, THROUGH, F("through__name")),
        _rows(unnamed, UNNAMED, Value("", CharField())),
    )


def _rows(rows: QuerySet[Any, Any], kind: str, name: Any) -> QuerySet[Any, Any]:
    said: QuerySet[Any, Any] = rows.order_by().annotate(kind=Value(kind, CharField()), name=name)
    values: QuerySet[Any, Any] = said.values_list("id", "words", "kind", "name", "question")
    return values
