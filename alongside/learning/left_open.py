"""What talks and our sentences left open since all were last asked: registered with the page that prepares a round."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

from django.db.models import Max
from django.utils.timezone import localdate

from alongside.learning.models import Insight, Line, LineKind, Mark, Talk
from alongside.partnerships.seats import Seat
from alongside.rounds.models import Round
from alongside.rounds.unsettled import Left, LeftOpen

MOST = 300
"""How many of the newest lines are looked through."""


def left_open(seat: Seat, today: datetime.date) -> Mapping[str, LeftOpen]:
    """Return what is not settled, what was said last first; then the questions whose day to look again has come.

    Nothing from before everybody was last asked: then it was there to be chosen. Five queries.
    """
    since = _last_asked(seat)
    unsettled = {line.talk.question: line for line in reversed(_lines(seat, LineKind.UNSETTLED, since))}
    looked = dict(Talk.objects.within(seat).done().order_by().values_list("question").annotate(Max("on")))
    again = {
        line.talk.question: LeftOpen(Left.AGAIN, line.words, line.due)
        for line in _lines(seat, LineKind.AGAIN, datetime.date.min)
        if line.due and since <= line.due <= today and looked[line.talk.question] < line.due
    }
    newest = sorted(unsettled.items(), key=lambda each: (each[1].talk.on, each[1].talk_id), reverse=True)
    found = {question: LeftOpen(_how(line), line.words, line.talk.on) for question, line in newest}
    found = {**_sentences(seat, since), **found}
    return {**found, **{question: left for question, left in again.items() if question not in found}}


def _sentences(seat: Seat, since: datetime.date) -> Mapping[str, LeftOpen]:
    """Return what we wrote is not settled, by question; of several what was written last."""
    rows = Insight.objects.within(seat).now().filter(mark=Mark.UNSETTLED).exclude(words="").select_related("gathering")
    newest = list(rows.order_by("-pk")[:MOST])
    said = ((row, localdate(row.at)) for row in reversed(newest))
    return {row.gathering.question: LeftOpen(Left.UNSETTLED, row.words, on) for row, on in said if on >= since}


def _last_asked(seat: Seat) -> datetime.date:
    """Return the day on which everybody was last asked something that was not withdrawn."""
    rounds = Round.objects.within(seat).filter(asking__isnull=False, withdrawal__isnull=True)
    last = rounds.aggregate(last=Max("asking__at"))["last"]
    return localdate(last) if last else datetime.date.min


def _lines(seat: Seat, kind: LineKind, since: datetime.date) -> list[Line]:
    """Return the lines of this kind that say something, in finished talks since that day, the newest first."""
    lines = Line.objects.within(seat).filter(kind=kind, talk__finish__isnull=False, talk__on__gte=since)
    said = lines.exclude(words="", due=None).select_related("talk")
    return list(said.order_by("-talk__on", "-talk__pk")[:MOST])


def _how(line: Line) -> Left:
    return Left.EXPECTED if line.expected else Left.UNSETTLED
