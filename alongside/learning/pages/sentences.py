"""One sentence of the group's, to change; two that become one; and the sentences of a question, wherever they show."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.timezone import localdate

from alongside.framework.loading import the_edition
from alongside.framework.shapes import Question
from alongside.learning.models import Gathering, Insight, InsightVersion
from alongside.learning.pages.board import Shown, board, round_of, shown_as
from alongside.partnerships.seats import Seat
from alongside.rounds.models import Round


@dataclass(frozen=True, slots=True)
class SentencePage:
    """One sentence. `theirs` is what somebody else wrote meanwhile, and `by` who; `others` are those beside it."""

    partnership: str
    making: str
    question: Question
    sentence: Shown
    others: tuple[Shown, ...]
    by: str
    theirs: Shown | None = None

    @property
    def places(self) -> range:
        """The places in the list."""
        return range(1, len(self.others) + 2)


@dataclass(frozen=True, slots=True)
class WritePage:
    """A sentence that is not written yet. `key` goes along, so that a second press writes no second one."""

    partnership: str
    making: str
    question: Question
    key: str


@dataclass(frozen=True, slots=True)
class MergePage:
    """Two sentences that become one, and the words of both together."""

    partnership: str
    making: str
    question: Question
    one: Shown
    into: Shown
    changed: bool = False

    @property
    def words(self) -> str:
        """The words of both, that which stays first."""
        return "\n".join(each.words for each in (self.into, self.one) if each.words)

    @property
    def other(self) -> str:
        """The other good, of whichever has one."""
        return self.into.other or self.one.other


@dataclass(frozen=True, slots=True)
class Made:
    """What we make of one question: the sentences of a gathering, those to live with apart."""

    ref: str
    on: datetime.date
    sentences: tuple[Shown, ...]
    pairs: tuple[Shown, ...]


def sentence_page(seat: Seat, insight: Insight, *, clash: bool = False) -> SentencePage:
    """Return the page of one sentence that stands."""
    gathering = insight.gathering
    now = board(seat, gathering, round_of(seat, gathering))
    shown = next(each for each in now.sentences if each.ref == insight.ref)
    last = InsightVersion.objects.filter(insight=insight).select_related("by").order_by("version").last()
    return SentencePage(
        partnership=seat.partnership.ref,
        making=gathering.ref,
        question=the_edition().question(gathering.question),
        sentence=shown,
        others=tuple(each for each in now.sentences if each.ref != insight.ref),
        by=last.by.name if last else "",
        theirs=shown if clash else None,
    )


def write_page(seat: Seat, gathering: Gathering, *, key: str) -> WritePage:
    """Return the page for a new sentence."""
    return WritePage(seat.partnership.ref, gathering.ref, the_edition().question(gathering.question), key)


def merge_page(seat: Seat, one: Insight, into: Insight, *, changed: bool = False) -> MergePage:
    """Return the page on which two sentences become one. Three queries."""
    gathering = one.gathering
    order = list(Insight.objects.filter(gathering=gathering).now())
    number: Mapping[int, int] = {row.pk: at for at, row in enumerate(order, 1)}
    return MergePage(
        partnership=seat.partnership.ref,
        making=gathering.ref,
        question=the_edition().question(gathering.question),
        one=shown_as(one, number[one.pk]),
        into=shown_as(into, number[into.pk]),
        changed=changed,
    )


def made_of(seat: Seat, question: str, round: Round | None = None) -> Made | None:
    """Return what we make of a question, in its newest gathering or that of a round; none while there is no sentence.

    Two queries.
    """
    rows = Insight.objects.within(seat).now().filter(gathering__question=question).exclude(words="")
    rows = rows.filter(gathering__round=round) if round else rows
    newest = rows.order_by("-gathering").values_list("gathering", flat=True)[:1]
    found = list(rows.filter(gathering__in=Gathering.objects.filter(pk__in=list(newest))).select_related("gathering"))
    if not found:
        return None
    shown = [shown_as(row, at) for at, row in enumerate(found, 1)]
    return Made(
        ref=found[0].gathering.ref,
        on=max(localdate(row.at) for row in found),
        sentences=tuple(each for each in shown if not each.is_pair),
        pairs=tuple(each for each in shown if each.is_pair),
    )
