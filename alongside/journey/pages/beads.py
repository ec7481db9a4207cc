"""The strings of beads on home, from three talks on."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from django.utils.formats import date_format

from alongside.framework.shapes import Edition
from alongside.journey.beads import Sat, Strings, string_up
from alongside.journey.pages.latest import RECENT, Done
from alongside.journey.pages.shapes import asked_if_there

FROM = 3


def strings(edition: Edition, recent: Sequence[Done], *, today: datetime.date) -> Strings | None:
    """Return the strings of the recent talks, or None while there are fewer than three."""
    if len(recent) < FROM:
        return None
    talks = _whole_months(recent) if len(recent) == RECENT else recent
    sat = [
        Sat(talk.ref, talk.on, question.id, question.theme, question.plain)
        for talk in talks
        if (question := asked_if_there(edition, talk.question))
    ]
    return string_up(sat, [(theme.id, theme.name) for theme in edition.themes], today=today, tell=_tell)


def _tell(days: Sequence[datetime.date], words: str) -> str:
    return f"{', '.join(date_format(day, 'j F Y') for day in days)}: {words}"


def _whole_months(recent: Sequence[Done]) -> Sequence[Done]:
    """Leave out the oldest month, which may have been cut, unless there is no other."""
    cut = recent[-1].on.replace(day=1)
    return [talk for talk in recent if talk.on.replace(day=1) != cut] or recent
