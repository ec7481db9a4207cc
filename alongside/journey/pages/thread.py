"""The thread of one thing we tried: from what was said, through what we made of it and agreed, to what came of it."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alongside.agreements.models import Agreement, How
from alongside.agreements.pages.agreed import called, words_of
from alongside.learning.models import Action, Happened, Insight, Leaves, Line, LineKind, Outcome, Piece
from alongside.learning.pages.sources import grew_of, theme_of
from alongside.learning.pages.tries import in_words
from alongside.learning.quotable import leaving
from alongside.learning.table import LINE, Thing, id_of, on_the_table
from alongside.partnerships.seats import Seat

OUTCOMES = 50
TOLD = {
    Happened.YES: gettext_lazy("It happened."),
    Happened.PARTLY: gettext_lazy("It happened in part."),
    Happened.NO: gettext_lazy("It had not happened yet."),
    Happened.CHANGED: gettext_lazy("We changed it."),
    Happened.LET_GO: gettext_lazy("We let it go."),
}
OF_A_TALK = (LineKind.NOTICED, LineKind.STANDING, LineKind.UNSETTLED)


@dataclass(frozen=True)
class Quote:
    """Something that was said. `leaves`: its author lets us pass it on; with `out_name`, if they want it named."""

    words: str
    name: str
    kind: str
    leaves: bool
    out_name: str = ""


@dataclass(frozen=True)
class Step:
    """One step of the thread: what it is called, its day, its words; `kind` and `ref` name the page it leads to."""

    title: str
    on: datetime.date | None
    words: tuple[str, ...] = ()
    quotes: tuple[Quote, ...] = ()
    kind: str = ""
    ref: str = ""

    @property
    def is_only_here(self) -> bool:
        """Whether nothing of it may leave: no print has it, and no text."""
        return not self.words and not any(quote.leaves for quote in self.quotes)

    @property
    def text(self) -> str:
        """The step as plain text; of what people said, only what its authors let us pass on."""
        day = f", {date_format(self.on, 'j F Y')}" if self.on else ""
        quotes = [
            f"“{each.words}”" + (f" {each.out_name}" if each.out_name else "") for each in self.quotes if each.leaves
        ]
        return "\n".join([f"{self.title.upper()}{day}", *self.words, *quotes])


@dataclass(frozen=True)
class ThreadPage:
    """The thread of one try, the first step first."""

    partnership: str
    name: str
    ref: str
    what: str
    theme: str
    question: str
    steps: tuple[Step, ...]

    @property
    def leaves_some_out(self) -> bool:
        """Whether something that was said stays here, because its author has not let us pass it on."""
        return any(not quote.leaves for step in self.steps for quote in step.quotes)

    @property
    def text(self) -> str:
        """The same as plain text, to paste anywhere."""
        told = [step.text for step in self.steps if not step.is_only_here]
        return "\n\n".join([self.name, *told]) + "\n"


def of(seat: Seat) -> QuerySet[Action]:
    """The tries that have a thread here, with what they come from."""
    from_a_round = ("insight__gathering__round__opening", "agreement", "grew_from", "talk")
    return Action.objects.within(seat).said().select_related(*from_a_round)


def thread_page(seat: Seat, action: Action) -> ThreadPage:
    """The thread of `action`, whatever of it there is. A fixed number of queries."""
    agreement = action.agreement
    insight = action.insight or _grown_from(seat, agreement)
    question = action.question or (insight.gathering.question if insight else "")
    steps = (
        *(_said(seat, insight) if insight else ()),
        *_talked(action),
        *(_made(insight) if insight else ()),
        *(_agreed(agreement) if agreement else ()),
        *_before(action),
        *_tried(action),
        *(
            Step(_("What grew from it"), each.on, (each.what,), kind="try", ref=each.ref)
            for each in grew_of(seat, action)
        ),
    )
    return ThreadPage(
        partnership=seat.partnership.ref,
        name=seat.partnership.name,
        ref=action.ref,
        what=action.what,
        theme=theme_of(question),
        question=question if theme_of(question) else "",
        steps=steps,
    )


def _grown_from(seat: Seat, agreement: Agreement | None) -> Insight | None:
    """Return the sentence of ours that an agreement grew from."""
    if agreement is None or not agreement.sentence:
        return None
    return (
        Insight.objects.within(seat).select_related("gathering__round__opening").filter(ref=agreement.sentence).first()
    )


def _said(seat: Seat, insight: Insight) -> Iterator[Step]:
    """Yield what was gathered under the sentence: what people said when everybody was asked, and lines of talks."""
    pieces = Piece.objects.filter(insights=insight, version__gt=0)
    ids = {id_of(piece) for piece in pieces}
    if not ids:
        return
    gathering = insight.gathering
    gathered = [thing for key, thing in on_the_table(seat, gathering).items() if key in ids]
    said = [thing for thing in gathered if thing.kind != LINE]
    if said and gathering.round:
        on = localdate(gathering.round.opening.at)
        quotes = tuple(_quotes(insight, said))
        yield Step(_("What people said"), on, quotes=quotes, kind="round", ref=gathering.round.ref)
    for thing in gathered:
        if thing.kind == LINE:
            yield Step(thing.which, thing.on, (thing.words,), kind="talk", ref=thing.talk)


def _quotes(insight: Insight, said: Sequence[Thing]) -> Iterator[Quote]:
    round = insight.gathering.round
    asked = leaving(round, insight.gathering.question) if round else {}
    for thing in said:
        answer = asked.get(thing.said or 0)
        how = answer.leaves if answer else ""
        out_name = thing.name if how == Leaves.NAMED else ""
        yield Quote(thing.words, thing.name, thing.kind, how in (Leaves.NAMED, Leaves.UNNAMED), out_name)


def _talked(action: Action) -> Iterator[Step]:
    """Yield what the talk noticed that it comes from, and where that left us."""
    if action.talk is None:
        return
    lines = {row.kind: row.words for row in Line.objects.filter(talk=action.talk, kind__in=OF_A_TALK)}
    for kind in OF_A_TALK:
        if words := lines.get(kind):
            yield Step(str(kind.label), action.talk.on, (words,), kind="talk", ref=action.talk.ref)


def _made(insight: Insight) -> Iterator[Step]:
    """Yield the sentence, unless it was taken off, or merged into another, since."""
    if insight.words and not insight.endings.filter(undone_at=None).exists():
        words = tuple(part for part in (insight.words, insight.other) if part)
        yield Step(str(insight.get_mark_display()), localdate(insight.at), words)


def _agreed(agreement: Agreement) -> Iterator[Step]:
    """Yield what was agreed, in the words that were settled last; proposed, where nothing is settled yet."""
    proposal = agreement.proposals.order_by("-number").first()
    if proposal is None:
        return
    settled = proposal.settlements.filter(undone_at=None, how__in=(How.ADOPTED, How.DECIDED)).first()
    words = tuple(each.words for each in words_of(agreement.kind, proposal.parts))
    title = _("What we agreed") if settled else _("What was proposed")
    on = settled.on if settled else localdate(proposal.at)
    yield Step(title, on, (called(agreement, proposal), *words), kind="agreement", ref=agreement.ref)


def _before(action: Action) -> Iterator[Step]:
    if action.grew_from:
        before = action.grew_from
        yield Step(_("It grew from"), before.on, (before.what,), kind="try", ref=before.ref)


def _tried(action: Action) -> Iterator[Step]:
    """Yield what we said we would try, as it read before it was first changed, and all that was said to come of it."""
    told = Outcome.objects.filter(action=action, undone_at=None).select_related("by").order_by("at", "pk")
    outcomes = list(told[:OUTCOMES])
    versions = list(action.versions.prefetch_related("people").order_by("version"))
    changed = next((each.at for each in outcomes if each.happened == Happened.CHANGED), None)
    first = [row for row in versions if changed is None or row.at < changed] or versions[:1]
    yield Step(_("What we said we would try"), action.on, in_words(first[-1]) if first else (action.what,))
    for outcome in outcomes:
        made = [row for row in versions if row.at == outcome.at] if outcome.happened == Happened.CHANGED else []
        yield Step(
            _("What came of it"), localdate(outcome.at), (*_told(outcome), *(in_words(made[-1]) if made else ()))
        )


def _told(outcome: Outcome) -> tuple[str, ...]:
    helped = f" {outcome.get_helped_display()}." if outcome.helped else ""
    said = f"{TOLD[Happened(outcome.happened)]}{helped}"
    return tuple(words for words in (said, outcome.words, outcome.learned) if words)
