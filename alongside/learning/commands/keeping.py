"""Keeping the lines of a talk: each by itself, with the version it stands on, so that nobody overwrites another."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from alongside.agreements.models import Standing
from alongside.learning.commands.standing import alone_with, say_where_we_are
from alongside.learning.commands.trying import keep_version
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


@transaction.atomic
def keep_line(
    *,
    seat: Seat,
    talk: Talk,
    kind: str,
    seen: int,
    words: str,
    due: datetime.date | None = None,
    expected: bool = False,
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
    said: dict[str, Any] = {"words": words, "due": due, "expected": expected}
    if replace(line, seen=seen, **said):
        LineVersion.objects.create(line=line, version=line.version, at=at, by=seat.membership, **said)
        note(seat.partnership, who=seat.membership, what="line-kept", at=at, about=talk.ref)
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
        action = Action(talk=talk, partnership=seat.partnership, question=talk.question, on=talk.on)
        if (what, who, due) == ("", "", None):
            return action
        action.save()
    if replace(action, seen=seen, what=what, who=who, due=due):
        keep_version(seat, action, at)
        note(seat.partnership, who=seat.membership, what="line-kept", at=at, about=talk.ref)
    return action


def keep_typed(*, seat: Seat, talk: Talk, typed: Typed, at: datetime.datetime) -> Line | Action:
    """Keep one line, whichever it is. Raises Conflict."""
    if typed.kind == TRY:
        return keep_action(seat=seat, talk=talk, seen=typed.seen, at=at, **typed.words)
    return keep_line(seat=seat, talk=talk, kind=typed.kind, seen=typed.seen, at=at, **typed.words)


@transaction.atomic
def keep(*, seat: Seat, talk: Talk, lines: Iterable[Typed], at: datetime.datetime) -> tuple[Typed, ...]:
    """Keep several lines at once. Returns those that were not kept, because others stand there; the rest are.

    A page sends all its lines, also those that its person never touched: where somebody else has written since, what
    they wrote stands, and there is nothing to choose.
    """
    clashing = []
    for typed in lines:
        try:
            keep_typed(seat=seat, talk=talk, typed=typed, at=at)
        except Conflict as conflict:
            if not _untouched(conflict.row, typed):
                clashing.append(typed)
    return tuple(clashing)


def _untouched(row: Versioned, typed: Typed) -> bool:
    """Whether what was sent is only what was seen."""
    if typed.seen == 0:
        return not any(typed.words.values())
    versions = (
        ActionVersion.objects.filter(action=row.pk) if typed.kind == TRY else LineVersion.objects.filter(line=row.pk)
    )
    return versions.filter(version=typed.seen, **typed.words).exists()


@transaction.atomic
def start_from_what_stands(*, seat: Seat, talk: Talk, at: datetime.datetime) -> None:
    """Put where the partnership is on the talk's own line, to go on from, unless something is written there."""
    line = Line.objects.filter(talk=talk, kind=LineKind.STANDING).first()
    where = Standing.objects.within(seat).of(talk.question).first()
    if where is not None and (line is None or not line.words):
        seen = line.version if line else 0
        keep_line(seat=seat, talk=talk, kind=LineKind.STANDING, seen=seen, words=where.words, at=at)
