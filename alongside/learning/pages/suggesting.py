"""A question suggested, for those who would rather not choose."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from alongside.agreements.pages import aside_ids
from alongside.framework.loading import the_edition
from alongside.framework.shapes import Question
from alongside.framework.suggesting import suggest
from alongside.learning.models import Talk
from alongside.partnerships.seats import Seat


@dataclass(frozen=True, slots=True)
class SuggestPage:
    """One question to talk about, for those who would rather not choose."""

    partnership: str
    question: Question
    key: str


def suggest_page(seat: Seat, *, rng: Random, key: str, other_than: str = "") -> SuggestPage:
    """One question to talk about: one not sat with yet and not set aside, and not the one that was just passed over."""
    edition = the_edition()
    sat_with = set(Talk.objects.within(seat).done().values_list("question", flat=True).distinct())
    passed_over = {other_than} & {question.id for question in edition.questions}
    question = suggest(edition, sat_with, aside_ids(seat) | passed_over, rng)
    return SuggestPage(seat.partnership.ref, question, key)
