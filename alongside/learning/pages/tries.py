"""What we said we would try: all of it, one thing with what came of it, and what a talk opens on."""

from __future__ import annotations

import datetime
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.utils.timezone import localdate

from alongside.framework.loading import the_edition
from alongside.framework.shapes import UnknownQuestion
from alongside.learning.models import Action, Happened, Outcome, Talk
from alongside.partnerships.seats import Seat

MOST = 200


@dataclass(frozen=True, slots=True)
class Came:
    """What was said to have come of something we tried."""

    id: int
    happened: str
    helped: str
    words: str
    on: datetime.date
    by: str
    comes_back: bool


@dataclass(frozen=True, slots=True)
class Tried:
    """Something we said we would try, and what was last said of it."""

    ref: str
    what: str
    who: str
    due: datetime.date | None
    about: str
    theme: str
    said: datetime.date
    talk: str
    last: Came | None


@dataclass(frozen=True, slots=True)
class TriesPage:
    """Everything we said we would try and have not done or let go yet, soonest first."""

    partnership: str
    tries: tuple[Tried, ...]


@dataclass(frozen=True, slots=True)
class TryPage:
    """One thing we said we would try, with all that was said of it, newest first."""

    partnership: str
    tried: Tried
    came: tuple[Came, ...]
    is_open: bool
    key: str


def tries_page(seat: Seat) -> TriesPage:
    """Everything that is still to be tried."""
    return TriesPage(seat.partnership.ref, tuple(_tried(Action.objects.within(seat).open()[:MOST])))


def try_page(seat: Seat, action: Action, *, key: str) -> TryPage:
    """One thing we said we would try."""
    came = Outcome.objects.filter(action=action, undone_at=None).select_related("by").order_by("-at", "-pk")
    return TryPage(
        partnership=seat.partnership.ref,
        tried=_tried(Action.objects.within(seat).filter(pk=action.pk))[0],
        came=tuple(_came(outcome) for outcome in came[:MOST]),
        is_open=Action.objects.within(seat).open().filter(pk=action.pk).exists(),
        key=key,
    )


def tries_beside(seat: Seat, talk: Talk, also: Collection[str]) -> tuple[list[Tried], list[Tried]]:
    """What a talk opens on: what nothing was said of since it began, and what was. Four queries."""
    since = Outcome.objects.filter(action=OuterRef("pk"), undone_at=None, at__gte=talk.started_at)
    mine = Action.objects.within(seat).exclude(talk=talk)
    asked = Action.objects.within(seat).open().filter(~Exists(since))
    answered = mine.filter(Exists(since)).order_by("pk")
    if also:
        asked = asked | mine.filter(ref__in=also)
    return _tried(asked[:MOST]), _tried(answered[:MOST])


def _tried(actions: QuerySet[Action]) -> list[Tried]:
    last = Outcome.objects.filter(action=OuterRef("pk"), undone_at=None).order_by("-at", "-pk").values("pk")
    rows = list(actions.select_related("talk").annotate(last=Subquery(last[:1])))
    said = Outcome.objects.select_related("by").in_bulk([row.last for row in rows if row.last])
    return [_one_tried(row, said.get(row.last) if row.last else None) for row in rows]


def _one_tried(row: Action, last: Outcome | None) -> Tried:
    about, theme = _about(row.question)
    return Tried(
        ref=row.ref,
        what=row.what,
        who=row.who,
        due=row.due,
        about=about,
        theme=theme,
        said=row.on,
        talk=row.talk.ref if row.talk else "",
        last=_came(last) if last else None,
    )


def _about(question: str) -> tuple[str, str]:
    """A question's short name and theme, if this edition still has it."""
    try:
        found = the_edition().question(question)
    except UnknownQuestion:
        return "", ""
    return found.short, found.theme.id


def _came(outcome: Outcome) -> Came:
    return Came(
        id=outcome.pk,
        happened=outcome.get_happened_display(),
        helped=outcome.get_helped_display() if outcome.helped else "",
        words=outcome.words,
        on=localdate(outcome.at),
        by=outcome.by.name,
        comes_back=outcome.happened in (Happened.PARTLY, Happened.NO),
    )
