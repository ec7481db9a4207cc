"""Talks with their lines, where we are said by itself, and what was set aside, as the story tells them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.db.models import F, QuerySet
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
    Source,
    named,
    part,
    shortened,
)
from alongside.learning.models import Action, Line, LineKind, Talk
from alongside.learning.pages.tries import who_tries
from alongside.partnerships.permissions import UNDO
from alongside.partnerships.seats import Seat

TOLD = (LineKind.STANDING, LineKind.NOTICED, LineKind.UNSETTLED, LineKind.AGAIN)


def talks(sight: Sight) -> QuerySet[Talk]:
    """Every finished talk."""
    return sight.about(Talk.objects.within(sight.seat).done())


def talked(seat: Seat, source: Source, rows: Sequence[Talk]) -> Sequence[Entry]:
    """Tell of talks, each with its lines and what it said we would try."""
    of = [talk.pk for talk in rows]
    lines = lines_of(of, *TOLD)
    tries = {each.talk_id: each for each in Action.objects.filter(talk__in=of).said().prefetch_related("people")}
    return [_talk(seat, source.place(talk), talk, lines, tries.get(talk.pk)) for talk in rows]


def _talk(seat: Seat, place: Place, talk: Talk, lines: Mapping[tuple[int, str], Line], tried: Action | None) -> Entry:
    thing, theme = named(talk.question)
    url = reverse("passing_on:done", args=[seat.partnership.ref, talk.ref])
    there = {kind: lines.get((talk.pk, kind)) for kind in TOLD}
    parts = (
        *_line(_("Where we are, for now:"), there[LineKind.STANDING]),
        *_line(_("We noticed:"), there[LineKind.NOTICED]),
        *_line(_("Not settled:"), there[LineKind.UNSETTLED]),
        *(trying(tried, _("We will try:")) if tried else ()),
        *_again(there[LineKind.AGAIN]),
    )
    return Entry(place, Says(_("We talked about “{thing}”."), {"thing": thing}, url), theme, parts)


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


def standings(sight: Sight) -> QuerySet[Standing]:
    """Every time we said where we are by itself: not in a talk, nor by an agreement, which tell it themselves."""
    return sight.about(Standing.objects.within(sight.seat).filter(talk="", agreement=""))


def stood(seat: Seat, source: Source, rows: Sequence[Standing]) -> Sequence[Entry]:
    """Tell where we are with questions."""
    return [_standing(seat, source.place(row), row) for row in rows]


def _standing(seat: Seat, place: Place, row: Standing) -> Entry:
    thing, theme = named(row.question)
    words = _("We said where we are with “{thing}”.") if row.words else _("We took back where we are with “{thing}”.")
    url = reverse("journey:where_we_are", args=[seat.partnership.ref, row.question])
    return Entry(place, Says(words, {"thing": thing}, url), theme, part(_("For now:"), row.words))


def settings_aside(sight: Sight) -> QuerySet[SettingAside]:
    """Every question that was said not to be for us now."""
    return sight.about(SettingAside.objects.within(sight.seat))


def set_aside(seat: Seat, source: Source, rows: Sequence[SettingAside]) -> Sequence[Entry]:
    """Tell which questions were set aside, why, and until when."""
    return [_about(seat, source.place(row), row, _("We set “{thing}” aside for now."), _why(row)) for row in rows]


def _why(row: SettingAside) -> tuple[Part, ...]:
    again = date_format(row.look_again, "j F Y") if row.look_again else ""
    return (*part(_("Because:"), row.reason), *part(_("We look again:"), again))


def takings_up(sight: Sight) -> QuerySet[SettingAside]:
    """Every question that was set aside, and after a while taken up again."""
    return settings_aside(sight).filter(ended_at__gt=F("at") + UNDO)


def taken_up(seat: Seat, source: Source, rows: Sequence[SettingAside]) -> Sequence[Entry]:
    """Tell which questions were taken up again."""
    return [_about(seat, source.place(row), row, _("We took “{thing}” up again.")) for row in rows]


def _about(seat: Seat, place: Place, row: SettingAside, words: str, parts: tuple[Part, ...] = ()) -> Entry:
    thing, theme = named(row.question)
    url = reverse("journey:question", args=[seat.partnership.ref, row.question])
    return Entry(place, Says(words, {"thing": thing}, url), theme, parts)
