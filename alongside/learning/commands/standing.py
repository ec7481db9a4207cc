"""What a finished talk says of where we are becomes the partnership's own words, as long as it speaks last."""

from __future__ import annotations

import datetime

from alongside.agreements.commands import record_standing
from alongside.agreements.models import Standing
from alongside.learning.models import Finish, Line, LineKind, Talk
from alongside.partnerships.commands import locked
from alongside.partnerships.seats import Seat


def say_where_we_are(*, seat: Seat, talk: Talk, at: datetime.datetime) -> None:
    """Let the talk's line be where the partnership is, inside the command that changed it.

    A talk that is not finished says nothing yet. One that a newer talk has spoken after says nothing any more: its
    line stays its own. A line that was emptied lets what stood before the talk stand again.
    """
    finish = Finish.objects.filter(talk=talk).first()
    if finish is None:
        return
    locked(seat.partnership)  # so that what is read here still stands when it is written
    earlier = Standing.objects.within(seat).of(talk.question)
    if _overtaken(earlier.first(), talk, finish):
        return
    words, on, who = _line(talk, LineKind.STANDING), talk.on, _line(talk, LineKind.PRESENT)
    before = earlier.exclude(talk=talk.ref).first()
    if before is not None and not words:
        words, on, who = before.words, before.on, before.who_was_there
    record_standing(seat=seat, question=talk.question, words=words, on=on, at=at, who_was_there=who, talk=talk.ref)


def alone_with(talk: Talk) -> None:
    """Make other commands on this talk wait until this one is done."""
    Talk.objects.select_for_update(no_key=True).get(pk=talk.pk)


def _overtaken(newest: Standing | None, talk: Talk, finish: Finish) -> bool:
    """Whether another talk, of a later day or finished later on the same, has said where we are."""
    if newest is None or newest.talk == talk.ref:
        return False
    return (newest.on, newest.at) > (talk.on, finish.at)


def _line(talk: Talk, kind: LineKind) -> str:
    line = Line.objects.filter(talk=talk, kind=kind).first()
    return line.words if line else ""
