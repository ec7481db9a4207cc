"""What was said and is put aside: whoever shows or hands on what was said asks here first, and leaves it out."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.timezone import localdate

from alongside.rounds.models import Answer, Round, ShownUnnamed, SpokenFor, Withholding


@dataclass(frozen=True, slots=True)
class Withheld:
    """The mark that stands in the place of words put aside: on what day, by whom, and why.

    One name where the words were that person's own to speak for; else two.
    """

    on: datetime.date
    by: tuple[str, ...]
    reason: str
    alone: int | None = None  # who put aside what was theirs: they alone can put it back alone


@dataclass(frozen=True, slots=True)
class Wanted:
    """That somebody asked for something to be put aside, or put back, and nobody has agreed yet.

    Why stands with their name on a page of its own: beside the words it could tell, unsigned, who wrote them.
    """

    asking: int
    back: bool


@dataclass(frozen=True, slots=True)
class Words:
    """Something that was said in words. `own` is who can speak for it alone: who signed it, or through whom it came."""

    key: int
    question: str
    words: str
    own: int | None


def withheld_in(rounds: Iterable[Round]) -> Mapping[int, Withheld]:
    """Return what is put aside in these rounds, by the key of what was said. One query.

    Of one thing no two are asked at a time, so they came about in the order of their rows, whatever a clock said.
    """
    aside: dict[int, Withheld] = {}
    rows = Withholding.objects.done().filter(round__in=[round.pk for round in rounds])
    for row in rows.select_related("by", "agreed_by").order_by("pk"):
        if row.back:
            aside.pop(row.said, None)
        elif row.done_at:
            names = (row.by.name, *([row.agreed_by.name] if row.agreed_by else []))
            aside[row.said] = Withheld(localdate(row.done_at), names, row.reason, row.by_id if row.alone else None)
    return aside


def wanted_in(rounds: Iterable[Round]) -> Mapping[int, Wanted]:
    """Return what somebody asked to be put aside or put back, and waits for another, by the key of it. One query."""
    rows = Withholding.objects.waiting().filter(round__in=[round.pk for round in rounds])
    return {row.said: Wanted(row.pk, row.back) for row in rows}


def words_of(round: Round, key: int) -> Words | None:
    """Return what was said in words under this key of a round, put aside or not."""
    with_a_name = Answer.objects.filter(round=round, pk=key).exclude(words="").first()
    if with_a_name:
        return Words(key, with_a_name.question, with_a_name.words, with_a_name.membership_id)
    without = ShownUnnamed.objects.filter(round=round, pk=key).first()
    if without:
        return Words(key, without.question, without.words, None)
    spoken = SpokenFor.objects.filter(round=round, pk=key).first()
    return Words(key, spoken.question, spoken.words, spoken.through_id) if spoken else None
