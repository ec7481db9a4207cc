"""Beginning a talk, and finishing it."""

from __future__ import annotations

import datetime
from hashlib import sha256

from django.db import transaction

from alongside.learning.commands.standing import alone_with, say_where_we_are
from alongside.learning.models import Action, Finish, Line, LineKind, Talk
from alongside.partnerships.commands import locked
from alongside.partnerships.models import note
from alongside.partnerships.seats import Seat


class NothingWritten(Exception):
    """A talk without a word on any of its five lines makes no page."""


@transaction.atomic
def begin_talk(*, seat: Seat, question: str, on: datetime.date, at: datetime.datetime, key: str = "") -> Talk:
    """Begin a talk about a question, or go on with the one that is not finished today.

    The same `key`, sent again, gives the talk it began, whatever became of it since.
    """
    locked(seat.partnership)  # two who press at once begin one
    talks = Talk.objects.within(seat)
    pressed = mark(seat, key)
    there = talks.filter(start_key=pressed).first() if pressed else None
    there = there or talks.about(question).filter(on=on, finish=None).first()
    if there is not None:
        return there
    made = Talk.objects.create(
        partnership=seat.partnership,
        edition=seat.partnership.edition,
        question=question,
        on=on,
        started_at=at,
        started_by=seat.membership,
        start_key=pressed,
    )
    note(seat.partnership, who=seat.membership, what="talk-begun", at=at, about=made.ref)
    return made


def mark(seat: Seat, key: str) -> str | None:
    """What is kept of a key: of its own for each partnership, so that none tells anything of another."""
    return sha256(f"{seat.partnership.ref} {key}".encode()).hexdigest()[:43] if key else None


@transaction.atomic
def finish_talk(*, seat: Seat, talk: Talk, at: datetime.datetime) -> Finish:
    """Make a page of the lines, once; raises NothingWritten. What the talk says of where we are is said from now on."""
    alone_with(talk)
    there = Finish.objects.filter(talk=talk).first()
    if there is not None:
        return there
    if not _has_words(talk):
        raise NothingWritten
    made = Finish.objects.create(talk=talk, at=at, by=seat.membership)
    say_where_we_are(seat=seat, talk=talk, at=at)
    note(seat.partnership, who=seat.membership, what="talk-finished", at=at, about=talk.ref)
    return made


def _has_words(talk: Talk) -> bool:
    """Whether any of the five lines says something; who was there is not one of them."""
    lines = Line.objects.filter(talk=talk).exclude(kind=LineKind.PRESENT).exclude(words="", due=None)
    return lines.exists() or Action.objects.filter(talk=talk).exclude(what="").exists()
