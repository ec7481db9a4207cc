"""One sentence of the group's, to change; two that become one; and the sentences of a question, wherever they show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from alongside.framework.loading import the_edition
from alongside.framework.shapes import Question
from alongside.learning.models import Gathering, Insight, InsightVersion, Mark
from alongside.learning.pages.board import Shown, board, round_of, shown_as
from alongside.partnerships.seats import Seat


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
    """What we make of one question: the sentences of the gathering `of`, those to live with apart.

    `ref` is the gathering that belongs to what was opened last; none where it is not begun.
    """

    ref: str
    of: str
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


def made_about(seat: Seat, question: str, *, round: str) -> Made | None:
    """Return what we make of a question: the newest gathering that has a sentence, or the one that is begun.

    `round` is the one that was opened last and asked it: a gathering of it is gone on with, even without a sentence.
    Two queries.
    """
    begun = Gathering.objects.within(seat).filter(question=question).select_related("round")
    rows = Insight.objects.now().filter(gathering__in=begun).exclude(words="").select_related("gathering")
    found, gatherings = list(rows), {row.pk: row for row in begun}
    of_this = [row for row in gatherings.values() if (row.round.ref if row.round else "") == round]
    newest = max((row.gathering_id for row in found), default=0)
    ref = of_this[-1].ref if of_this else ""
    if not (ref or newest):
        return None
    shown = [row for row in found if row.gathering_id == newest]
    return Made(
        ref=ref,
        of=gatherings[newest].ref if newest else ref,
        sentences=tuple(shown_as(row, at) for at, row in enumerate(shown, 1) if row.mark != Mark.LIVE_WITH),
        pairs=tuple(shown_as(row, at) for at, row in enumerate(shown, 1) if row.mark == Mark.LIVE_WITH),
    )
