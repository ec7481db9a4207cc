"""Every version of where we are with a question, each compared word by word with the one before."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

from alongside.agreements.models import Standing
from alongside.analysis.words import Run, compare
from alongside.framework.loading import the_edition
from alongside.journey.pages.shapes import Asked, asked
from alongside.partnerships.seats import Seat

VERSIONS = 20


@dataclass(frozen=True)
class Version:
    """One version: its words, what changed since the one before (nothing for the first), when, by whom and whence."""

    words: str
    runs: tuple[Run, ...]
    on: datetime.date
    by: str
    who_was_there: str
    talk: str
    agreement: str


@dataclass(frozen=True)
class WhereWeAre:
    """The versions on one page, newest first; `newer` and `older` are the pages beside, 0 where there is none."""

    partnership: str
    question: Asked
    versions: tuple[Version, ...]
    newer: int
    older: int


def where_we_are(seat: Seat, question_id: str, *, page: int = 1) -> WhereWeAre:
    """Return some versions, newest first; `UnknownQuestion` if there is no question of that id."""
    question = the_edition().question(question_id)
    start = (page - 1) * VERSIONS
    rows = Standing.objects.within(seat).of(question.id).select_related("by")
    found = list(rows[start : start + VERSIONS + 1])
    return WhereWeAre(
        partnership=seat.partnership.ref,
        question=asked(question),
        versions=_versions(found)[:VERSIONS],
        newer=page - 1,
        older=page + 1 if len(found) > VERSIONS else 0,
    )


def _versions(rows: Sequence[Standing]) -> tuple[Version, ...]:
    return tuple(
        Version(
            words=row.words,
            runs=compare(before.words, row.words) if before else (),
            on=row.on,
            by=row.by.name,
            who_was_there=row.who_was_there,
            talk=row.talk,
            agreement=row.agreement,
        )
        for row, before in zip_longest(rows, rows[1:])
    )
