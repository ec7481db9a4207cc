"""The small shapes that several pages show."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from alongside.framework.shapes import Edition, Heading, Question, UnknownQuestion


@dataclass(frozen=True)
class Asked:
    """One of the framework's questions, as a page shows it; `theme` is the id of its theme."""

    id: str
    theme: str
    theme_name: str
    quoted: str
    plain: str
    short: str


@dataclass(frozen=True)
class Topic:
    """One of the five themes, as a page shows it."""

    id: str
    name: str
    quoted: str
    plain: str


@dataclass(frozen=True)
class Aside:
    """A question that is not for us now: who said so and when, why, and when we look again."""

    asked: Asked
    by: str
    on: datetime.date
    reason: str
    again: datetime.date | None


@dataclass(frozen=True)
class Try:
    """Something we said we would try. `asked` is None when it is on no question, or on one we no longer have.

    `has_happened`: it did, some weeks ago, and nobody has said yet whether it helped.
    """

    ref: str
    what: str
    who: str
    due: datetime.date | None
    last_asked: datetime.date | None
    asked: Asked | None
    is_due: bool
    has_happened: bool = False


def asked(question: Question) -> Asked:
    """Return the question as a page shows it."""
    theme = question.theme
    return Asked(question.id, theme.id, theme.name, question.quoted, question.plain, question.short)


def asked_if_there(edition: Edition, question: str) -> Asked | None:
    """Return the question of that id; None where this edition has none of that id."""
    try:
        return asked(edition.question(question))
    except UnknownQuestion:
        return None


def topic(heading: Heading) -> Topic:
    """Return the theme as a page shows it."""
    return Topic(heading.id, heading.name, heading.quoted, heading.plain)
