"""Talks that were begun from what was said in a round: what stands beside them, what comes next, which there are.

The last is registered with the pages of what was opened.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.timezone import localdate

from alongside.framework.shapes import Question
from alongside.learning.models import PutAway, Talk
from alongside.partnerships.seats import Seat
from alongside.rounds.models import Round
from alongside.rounds.pages import counted
from alongside.rounds.pages.words import Said, said_to
from alongside.rounds.talks import TalkOf
from alongside.web.seen import sentences

FEW = 6
"""How much of what was said stands beside a talk; all of it stands beside the picture."""


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands beside a talk of the round it was begun from: the picture in words, and some of what was said."""

    round: str
    name: str
    on: datetime.date
    sentences: tuple[str, ...]
    said: tuple[Said, ...]
    has_more: bool


@dataclass(frozen=True, slots=True)
class NextOne:
    """The next question to talk about in the same sitting, and the round that asked it."""

    round: str
    question: Question


def beside(seat: Seat, talk: Talk) -> Beside | None:
    """Return what stands beside a talk that was begun from a round. Nothing that was put aside. Six queries."""
    round = _round_of(seat, talk)
    picture = counted.pictures_of(round).get(talk.question) if round else None
    if round is None or picture is None:
        return None
    said = [each for each in said_to(round, picture) if not each.mark]
    return Beside(
        round=round.ref,
        name=round.name,
        on=localdate(round.opening.at),
        sentences=sentences(counted.spread_of(picture, round.way)),
        said=tuple(said[:FEW]),
        has_more=len(said) > FEW,
    )


def next_one(seat: Seat, talk: Talk, *, today: datetime.date) -> NextOne | None:
    """Return the first question of the same round that was not talked about yet; none but on the day of the talk."""
    round = _round_of(seat, talk) if talk.on == today else None
    if round is None:
        return None
    talked = set(Talk.objects.within(seat).filter(round=round).done().values_list("question", flat=True))
    order = counted.in_order(counted.pictures_of(round), round.way)
    return next((NextOne(round.ref, question) for question in order if question.id not in talked), None)


def _round_of(seat: Seat, talk: Talk) -> Round | None:
    rounds = Round.objects.within(seat).opened().select_related("opening")
    return rounds.filter(pk=talk.round_id).first() if talk.round_id else None


def talks_of(seat: Seat, round: Round) -> Mapping[str, TalkOf]:
    """Return the newest talk begun from this round about each question; what was put away is none. One query."""
    away = PutAway.objects.now().values("talk")
    talks = Talk.objects.within(seat).filter(round=round).exclude(pk__in=away).order_by("on", "pk")
    rows = talks.values_list("question", "ref", "on", "finish")
    return {question: TalkOf(ref, on, is_finished=finish is not None) for question, ref, on, finish in rows}
