"""The strings of beads: which questions we sat with."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from alongside.framework.shapes import Edition
from alongside.journey.beads import ROUND, Sat, Strings, string_up
from alongside.journey.pages.latest import RECENT, Done, Opened
from alongside.journey.pages.shapes import asked_if_there


def strings(edition: Edition, recent: Sequence[Done], opened: Sequence[Opened], *, today: datetime.date) -> Strings:
    """Return the strings of the recent talks and of what was opened."""
    talks = _whole_months(recent) if len(recent) == RECENT else recent
    # of months whose talks are left out, the rounds are too
    rounds = [each for each in opened if len(recent) < RECENT or each.on >= talks[-1].on.replace(day=1)]
    sat = [
        Sat(each.ref, each.on, each.ref, theme.id, each.name, ROUND)
        for each in rounds
        for theme in edition.themes
        if any(question.id in each.questions for question in theme.questions)
    ]
    sat += [
        Sat(talk.ref, talk.on, question.id, question.theme, question.plain)
        for talk in talks
        if (question := asked_if_there(edition, talk.question))
    ]
    return string_up(sat, [(theme.id, theme.name) for theme in edition.themes], today=today, tell=_tell)


def _tell(kind: str, days: Sequence[datetime.date], words: str) -> str:
    told = _("we asked everyone, “%(name)s”") % {"name": words} if kind == ROUND else words
    return f"{', '.join(date_format(day, 'j F Y') for day in days)}: {told}"


def _whole_months(recent: Sequence[Done]) -> Sequence[Done]:
    """Leave out the oldest month, which may have been cut, unless there is no other."""
    cut = recent[-1].on.replace(day=1)
    return [talk for talk in recent if talk.on.replace(day=1) != cut] or recent
