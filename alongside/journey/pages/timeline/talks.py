"""Talks with their lines, where we are said by itself, and what was set aside, as the story tells them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.db.models import F
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from alongside.agreements.models import SettingAside, Standing
from alongside.journey.pages.latest import lines_of
from alongside.journey.pages.timeline.shapes import (
    Entry,
    Part,
    Place,
    Says,
    Sight,
    at_day,
    named,
    part,
    shortened,
)
from alongside.learning.models import Action, Line, LineKind, Talk
from alongside.learning.pages.tries import who_tries
from alongside.partnerships.permissions import UNDO

TOLD = (LineKind.STANDING, LineKind.NOTICED, LineKind.UNSETTLED, LineKind.AGAIN)


def talked(sight: Sight, source: int) -> Sequence[Entry]:
    """Finished talks, each with its lines and what it said we would try: one entry."""
    talks = sight.newest(sight.about(Talk.objects.within(sight.seat).done()), "on", source, is_day=True)
    of = [talk.pk for talk in talks]
    lines = lines_of(of, *TOLD)
    tries = {each.talk_id: each for each in Action.objects.filter(talk__in=of).said().prefetch_related("people")}
    return [_talk(sight, source, talk, lines, tries.get(talk.pk)) for talk in talks]


def _talk(sight: Sight, source: int, talk: Talk, lines: Mapping[tuple[int, str], Line], tried: Action | None) -> Entry:
    thing, theme = named(talk.question)
    url = reverse("passing_on:done", args=[sight.seat.partnership.ref, talk.ref])
    there = {kind: lines.get((talk.pk, kind)) for kind in TOLD}
    parts = (
        *_line(_("Where we are, for now:"), there[LineKind.STANDING]),
        *_line(_("We noticed:"), there[LineKind.NOTICED]),
        *_line(_("Not settled:"), there[LineKind.UNSETTLED]),
        *(trying(tried, _("We will try:")) if tried else ()),
        *_again(there[LineKind.AGAIN]),
    )
    says = Says(_("We talked about “{thing}”."), {"thing": thing}, url)
    return Entry(at_day(talk.on, source, talk.pk), says, theme, parts)


def _line(name: str, line: Line | None) -> tuple[Part, ...]:
    return part(name, line.words) if line else ()


def _again(line: Line | None) -> tuple[Part, ...]:
    if line is None:
        return ()
    day = date_format(line.due, "j F Y") if line.due else ""
    return part(_("We look again:"), ", ".join(each for each in (day, line.words) if each))


def trying(action: Action, name: str) -> tuple[Part, ...]:
    """What we said we would try, in a line: what, and in brackets who, and by when."""
    with_whom = beside(action)
    return (Part(name, f"{shortened(action.what)} ({with_whom})" if with_whom else shortened(action.what)),)


def beside(action: Action) -> str:
    """Who tries it, and by when."""
    who = who_tries([each.name for each in action.people.all()], action.who)
    due = _("by %(day)s") % {"day": date_format(action.due, "j F Y")} if action.due else ""
    return ", ".join(each for each in (who, due) if each)


def stood(sight: Sight, source: int) -> Sequence[Entry]:
    """Where we are with a question, said by itself: not in a talk, nor by an agreement, which tell it themselves."""
    rows = sight.about(Standing.objects.within(sight.seat).filter(talk="", agreement=""))
    return [_standing(sight, source, row) for row in sight.newest(rows, "on", source, is_day=True)]


def _standing(sight: Sight, source: int, row: Standing) -> Entry:
    thing, theme = named(row.question)
    url = reverse("journey:where_we_are", args=[sight.seat.partnership.ref, row.question])
    words = _("We said where we are with “{thing}”.") if row.words else _("We took back where we are with “{thing}”.")
    says = Says(words, {"thing": thing}, url)
    return Entry(at_day(row.on, source, row.pk), says, theme, part(_("For now:"), row.words))


def set_aside(sight: Sight, source: int) -> Sequence[Entry]:
    """Questions that were said not to be for us now."""
    rows = sight.newest(sight.about(SettingAside.objects.within(sight.seat)), "at", source)
    return [_aside(sight, Place(row.at, source, row.pk), row) for row in rows]


def _aside(sight: Sight, place: Place, row: SettingAside) -> Entry:
    again = date_format(row.look_again, "j F Y") if row.look_again else ""
    parts = (*part(_("Because:"), row.reason), *part(_("We look again:"), again))
    return _about(sight, place, row, _("We set “{thing}” aside for now."), parts)


def taken_up(sight: Sight, source: int) -> Sequence[Entry]:
    """Questions that were set aside, and taken up again."""
    rows = sight.about(SettingAside.objects.within(sight.seat).filter(ended_at__gt=F("at") + UNDO))
    words = _("We took “{thing}” up again.")
    return [
        _about(sight, Place(row.ended_at, source, row.pk), row, words) for row in sight.newest(rows, "ended_at", source)
    ]


def _about(sight: Sight, place: Place, row: SettingAside, words: str, parts: tuple[Part, ...] = ()) -> Entry:
    thing, theme = named(row.question)
    url = reverse("journey:question", args=[sight.seat.partnership.ref, row.question])
    return Entry(place, Says(words, {"thing": thing}, url), theme, parts)
