"""Keeping the lines of a talk: each by itself, with the version it stands on, so that nobody overwrites another."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import models, transaction

from alongside.learning.commands.standing import alone_with, say_where_we_are
from alongside.learning.models import Action, ActionVersion, Line, LineKind, LineVersion, Talk
from alongside.partnerships.models import note
from alongside.partnerships.seats import Seat
from alongside.partnerships.texts import Conflict, Versioned, replace

TRY = "try"
"""What the line of what we will try is called beside the kinds of Line."""


@dataclass(frozen=True, slots=True)
class Typed:
    """What somebody typed on one line, and the version that was seen there before."""

    kind: str
    seen: int
    words: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Clash:
    """Somebody else kept other words on this line since it was seen; `.theirs` are those, as they stand now."""

    typed: Typed
    theirs: Versioned
    by: str


@transaction.atomic
def keep_line(
    *,
    seat: Seat,
    talk: Talk,
    kind: str,
    seen: int,
    words: str,
    due: datetime.date | None = None,
    at: datetime.datetime,
) -> Line:
    """Put `words` on one line of a talk. Raises Conflict, changing nothing, if others stand there than were seen."""
    alone_with(talk)
    line = Line.objects.filter(talk=talk, kind=kind).first()
    if line is None:
        line = Line(talk=talk, kind=kind)
        if (words, due) == ("", None):
            return line
        line.save()
    if replace(line, seen=seen, words=words, due=due):
        _remember(seat, talk, LineVersion(line=line, words=words, due=due), line.version, at)
        if kind in (LineKind.STANDING, LineKind.PRESENT):
            say_where_we_are(seat=seat, talk=talk, at=at)
    return line


@transaction.atomic
def keep_action(
    *,
    seat: Seat,
    talk: Talk,
    seen: int,
    what: str,
    who: str = "",
    due: datetime.date | None = None,
    at: datetime.datetime,
) -> Action:
    """Put what a talk will try, by whom and by when. Raises Conflict, changing nothing, as `keep_line` does."""
    alone_with(talk)
    action = Action.objects.filter(talk=talk).first()
    if action is None:
        action = Action(talk=talk, partnership=seat.partnership, question=talk.question)
        if (what, who, due) == ("", "", None):
            return action
        action.save()
    if replace(action, seen=seen, what=what, who=who, due=due):
        _remember(seat, talk, ActionVersion(action=action, what=what, who=who, due=due), action.version, at)
    return action


def _remember(seat: Seat, talk: Talk, words: LineVersion | ActionVersion, version: int, at: datetime.datetime) -> None:
    """Keep one version of some words for good, and that they were written."""
    words.version, words.at, words.by = version, at, seat.membership
    words.save()
    note(seat.partnership, who=seat.membership, what="line-kept", at=at, about=talk.ref)


@transaction.atomic
def keep(*, seat: Seat, talk: Talk, lines: Iterable[Typed], at: datetime.datetime) -> tuple[Clash, ...]:
    """Keep several lines at once. Returns those that could not be kept, because others stand there; the rest are."""
    clashes = []
    for typed in lines:
        try:
            if typed.kind == TRY:
                keep_action(seat=seat, talk=talk, seen=typed.seen, at=at, **typed.words)
            else:
                keep_line(seat=seat, talk=talk, kind=typed.kind, seen=typed.seen, at=at, **typed.words)
        except Conflict as conflict:
            clashes.append(Clash(typed, conflict.row, _last_hand(conflict.row)))
    return tuple(clashes)


def _last_hand(row: Versioned) -> str:
    """Return who wrote what stands there now."""
    lines, actions = LineVersion.objects.filter(line=row.pk), ActionVersion.objects.filter(action=row.pk)
    versions: models.QuerySet[LineVersion] | models.QuerySet[ActionVersion] = (
        lines if isinstance(row, Line) else actions
    )
    last = versions.select_related("by").filter(version=row.version).first()
    return last.by.name if last else ""
