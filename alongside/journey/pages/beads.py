"""The strings of beads on home, from three talks on."""

from __future__ import annotations

import datetime

from alongside.framework.shapes import Edition
from alongside.journey.beads import SLOTS, Sat, Strings, string_up
from alongside.journey.pages.shapes import asked_if_there
from alongside.learning.models import Talk
from alongside.partnerships.seats import Seat

FROM = 3
MOST = 400


def strings(seat: Seat, edition: Edition, *, today: datetime.date) -> Strings | None:
    """Return the strings of the last months, or None while fewer than three talks have been finished in them."""
    since = today - datetime.timedelta(days=31 * SLOTS)
    talks = Talk.objects.within(seat).done().filter(on__gte=since, on__lte=today).order_by("-on", "-pk")
    found = list(talks.values_list("ref", "on", "question")[:MOST])
    if len(found) < FROM:
        return None
    if len(found) == MOST:
        found = _whole_months(found)
    sat = []
    for ref, on, question_id in found:
        if question := asked_if_there(edition, question_id):
            sat.append(Sat(ref, on, question.id, question.theme, question.plain))
    return string_up(sat, [(theme.id, theme.name) for theme in edition.themes], today=today)


def _whole_months(found: list[tuple[str, datetime.date, str]]) -> list[tuple[str, datetime.date, str]]:
    """Leave out the oldest month, which may have been cut, unless there is no other."""
    cut = found[-1][1].replace(day=1)
    return [one for one in found if one[1].replace(day=1) != cut] or found
