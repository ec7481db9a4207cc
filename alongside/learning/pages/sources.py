"""What a try comes from: a talk, a sentence of ours, an agreement, another try, a question; and what came of it."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from alongside.agreements.models import Agreement
from alongside.framework.loading import the_edition
from alongside.framework.shapes import UnknownQuestion
from alongside.learning.commands import Source
from alongside.learning.models import Action, Insight
from alongside.partnerships.seats import Seat

QUESTION, SENTENCE, AGREEMENT, TRY = "question", "sentence", "agreement", "try"
KINDS = (QUESTION, SENTENCE, AGREEMENT, TRY)


@dataclass(frozen=True, slots=True)
class From:
    """One thing that a try comes from, in its words, and what names it in an address."""

    kind: str
    ref: str
    words: str


class NoSuchSource(LookupError):
    """There is nothing of that name here that a try could come from."""


def source_of(seat: Seat, kind: str, ref: str) -> Source:
    """Return what is named; raises NoSuchSource. What comes from a sentence, an agreement, a try has its question."""
    try:
        if kind == QUESTION:
            return Source(question=the_edition().question(ref).id)
        if kind == SENTENCE:
            insight = Insight.objects.within(seat).select_related("gathering").get(ref=ref)
            return Source(question=insight.gathering.question, insight=insight)
        if kind == AGREEMENT:
            agreement = Agreement.objects.within(seat).get(ref=ref)
            return Source(question=agreement.question, agreement=agreement)
        before = Action.objects.within(seat).said().get(ref=ref)
        return Source(question=before.question, grew_from=before)
    except (UnknownQuestion, Insight.DoesNotExist, Agreement.DoesNotExist, Action.DoesNotExist) as none:
        raise NoSuchSource(ref) from none


def froms(source: Source) -> tuple[From, ...]:
    """Return all that is known of where a try comes from, its question last."""
    found = []
    if source.insight:
        words = " · ".join(part for part in (source.insight.words, source.insight.other) if part)
        found.append(From(SENTENCE, source.insight.ref, words))
    if source.agreement:
        found.append(From(AGREEMENT, source.agreement.ref, _called(source.agreement)))
    if source.grew_from:
        found.append(From(TRY, source.grew_from.ref, source.grew_from.what))
    try:
        question = the_edition().question(source.question) if source.question else None
    except UnknownQuestion:
        question = None
    return (*found, *([From(QUESTION, question.id, question.plain)] if question else []))


def _called(agreement: Agreement) -> str:
    newest = agreement.proposals.order_by("-number").first()
    return newest.title if newest and newest.title else str(agreement.get_kind_display())


def theme_of(question: str) -> str:
    """The theme of a question, if this edition still has it."""
    try:
        return the_edition().question(question).theme.id if question else ""
    except UnknownQuestion:
        return ""


@dataclass(frozen=True, slots=True)
class Grew:
    """A later try that grew from one."""

    ref: str
    what: str
    on: datetime.date


def grew_of(seat: Seat, action: Action) -> tuple[Grew, ...]:
    """Return what grew from a try, the first first. One query."""
    rows = Action.objects.within(seat).said().filter(grew_from=action).order_by("on", "pk")
    return tuple(Grew(*row) for row in rows.values_list("ref", "what", "on")[:MOST])


MOST = 50
