"""Beginning a talk, finishing it, putting it away and taking it up again."""

from __future__ import annotations

import datetime

from django.db import transaction
from django.db.models import Q

from alongside.learning.commands.standing import alone_with, say_where_we_are
from alongside.learning.models import Action, Finish, Line, LineKind, PutAway, Talk, TalkQuerySet
from alongside.partnerships.commands import locked
from alongside.partnerships.commands.once import mark
from alongside.partnerships.models import note
from alongside.partnerships.seats import Seat
from alongside.rounds.models import Round


class NothingWritten(Exception):
    """A talk without a word on any of its five lines makes no page."""


@transaction.atomic
def begin_talk(
    *,
    seat: Seat,
    question: str,
    on: datetime.date,
    at: datetime.datetime,
    key: str = "",
    round: Round | None = None,
) -> Talk:
    """Begin a talk about a question, or go on with the one of today that is neither finished nor put away.

    The same `key`, sent again, gives the talk it began, whatever became of it since. Begun from what was said in a
    `round`, it remembers that round; one begun from it on another day goes on as well.
    """
    locked(seat.partnership)  # two who press at once begin one
    pressed = mark(seat, key)
    there = _there(Talk.objects.within(seat), question, on, pressed, round)
    if there is not None:
        if round is not None and there.round_id is None:
            there.round = round
            there.save(update_fields=["round"])
        return there
    made = Talk.objects.create(
        partnership=seat.partnership,
        edition=seat.partnership.edition,
        question=question,
        on=on,
        started_at=at,
        started_by=seat.membership,
        start_key=pressed,
        round=round,
    )
    note(seat.partnership, who=seat.membership, what="talk-begun", at=at, about=made.ref)
    return made


def _there(
    talks: TalkQuerySet, question: str, on: datetime.date, pressed: str | None, round: Round | None
) -> Talk | None:
    """Return the talk to go on with."""
    there = talks.filter(start_key=pressed).first() if pressed else None
    this_one = Q(on=on) | Q(round=round) if round else Q(on=on)
    open_still = talks.about(question).filter(this_one, finish=None)
    return there or open_still.exclude(pk__in=PutAway.objects.now().values("talk")).first()


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


@transaction.atomic
def put_away(*, seat: Seat, talk: Talk, at: datetime.datetime) -> PutAway | None:
    """Put a talk away that will not be finished, once; None where it is finished. Its lines stay as they are."""
    alone_with(talk)
    if Finish.objects.filter(talk=talk).exists():
        return None
    there = PutAway.objects.now().filter(talk=talk).first()
    if there is not None:
        return there
    note(seat.partnership, who=seat.membership, what="talk-put-away", at=at, about=talk.ref)
    return PutAway.objects.create(talk=talk, at=at, by=seat.membership)


@transaction.atomic
def take_up(*, seat: Seat, talk: Talk, at: datetime.datetime) -> None:
    """Take a talk up again that was put away, if it was."""
    if PutAway.objects.now().filter(talk=talk).update(ended_at=at, ended_by=seat.membership):
        note(seat.partnership, who=seat.membership, what="talk-taken-up", at=at, about=talk.ref)


def _has_words(talk: Talk) -> bool:
    """Whether any of the five lines says something; who was there is not one of them."""
    lines = Line.objects.filter(talk=talk).exclude(kind=LineKind.PRESENT).exclude(words="", due=None)
    return lines.exists() or Action.objects.filter(talk=talk).exclude(what="").exists()
