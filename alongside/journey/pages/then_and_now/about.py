"""What two days are compared of: one question, a theme, or the whole."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q

from alongside.framework.loading import the_edition
from alongside.framework.shapes import UnknownQuestion
from alongside.journey.pages.shapes import Asked, Topic, asked, topic

QUESTION, THEME, WHOLE = "question", "theme", "whole"


@dataclass(frozen=True, slots=True)
class About:
    """One question, a theme, or the whole (which has no id). `questions` are those that it is about; none means all."""

    kind: str
    id: str = ""
    question: Asked | None = None
    theme: Topic | None = None
    questions: tuple[str, ...] = ()

    def at(self, path: str) -> Q:
        """Return what keeps rows about it; `path` leads to the id of their question."""
        return Q(**{f"{path}__in": self.questions}) if self.questions else Q()


def about_of(named: str) -> About:
    """Return what is named: a question, a theme; the whole where it is empty. `UnknownTheme` if it is none."""
    edition = the_edition()
    if not named:
        return About(WHOLE)
    try:
        found = edition.question(named)
    except UnknownQuestion:
        theme = edition.theme(named)
        return About(THEME, named, theme=topic(theme), questions=tuple(each.id for each in theme.questions))
    return About(QUESTION, named, question=asked(found), theme=topic(found.theme), questions=(found.id,))
