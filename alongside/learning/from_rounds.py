"""Talks that were begun from what was said in a round: registered with the pages of what was opened."""

from __future__ import annotations

from collections.abc import Mapping

from alongside.learning.models import PutAway, Talk
from alongside.partnerships.seats import Seat
from alongside.rounds.models import Round
from alongside.rounds.talks import TalkOf


def talks_of(seat: Seat, round: Round) -> Mapping[str, TalkOf]:
    """Return the newest talk begun from this round about each question; what was put away is none. One query."""
    away = PutAway.objects.now().values("talk")
    talks = Talk.objects.within(seat).filter(round=round).exclude(pk__in=away).order_by("on", "pk")
    rows = talks.values_list("question", "ref", "on", "finish")
    return {question: TalkOf(ref, on, is_finished=finish is not None) for question, ref, on, finish in rows}
