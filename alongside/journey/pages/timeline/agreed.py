"""What was proposed, agreed, left open, let go and looked at again, as the story tells it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from alongside.agreements.models import How, LookedAgain, Proposal, Settlement
from alongside.agreements.pages.agreed import STANDS, called, words_of
from alongside.journey.pages.timeline.shapes import Entry, Part, Place, Says, Sight, Source, part, theme_of
from alongside.learning.models import Insight
from alongside.partnerships.seats import Seat


def settlements(sight: Sight) -> QuerySet[Settlement]:
    """Every proposal that was settled, and not withdrawn; `.is_change` where other words stood before."""
    earlier = Settlement.objects.filter(
        proposal__agreement=OuterRef("proposal__agreement"),
        proposal__number__lt=OuterRef("proposal__number"),
        undone_at=None,
        how__in=STANDS,
    )
    ours = Settlement.objects.filter(proposal__agreement__partnership=sight.seat.partnership_id, undone_at=None)
    rows = sight.about(ours.exclude(how=How.WITHDRAWN), "proposal__agreement__question")
    return rows.annotate(is_change=Exists(earlier)).select_related("proposal__agreement")


def settled(seat: Seat, source: Source, rows: Sequence[Settlement]) -> Sequence[Entry]:
    """Tell what was agreed, for the first time or in other words; decided in a meeting; left open."""
    return [_settled(seat, source.place(row), row) for row in rows]


def _settled(seat: Seat, place: Place, row: Settlement) -> Entry:
    proposal, agreement = row.proposal, row.proposal.agreement
    if row.how == How.LEFT_OPEN:
        words, beside = _("We left this open: {thing}."), part(_("In the way:"), row.words)
    elif row.how == How.DECIDED:
        words, beside = _("This was decided in a meeting: {thing}."), part(_("Where:"), row.words)
    else:
        is_change: bool = row.is_change  # type: ignore[attr-defined]  # annotated above
        words = _("We changed what we agreed: {thing}.") if is_change else _("We agreed on this: {thing}.")
        beside = ()
    says = Says(words, {"thing": called(agreement, proposal)}, _address(seat, agreement.ref))
    return Entry(place, says, theme_of(agreement.question), (*_first(proposal), *beside))


def _first(proposal: Proposal) -> tuple[Part, ...]:
    """Return the words that say it shortest: those of the first part."""
    found = words_of(proposal.agreement.kind, proposal.parts)[:1]
    return tuple(each for words in found for each in part("", words.words))


def looks(sight: Sight) -> QuerySet[LookedAgain]:
    """Every time that we looked again at an agreement."""
    rows = LookedAgain.objects.filter(agreement__partnership=sight.seat.partnership_id, undone_at=None)
    return sight.about(rows.select_related("agreement"), "agreement__question")


def looked(seat: Seat, source: Source, rows: Sequence[LookedAgain]) -> Sequence[Entry]:
    """Tell what we looked at again, and left as it was or let go."""
    titles = _titles({row.agreement_id for row in rows})
    return [_looked(seat, source.place(row), row, titles.get(row.agreement_id)) for row in rows]


def _titles(agreements: Collection[int]) -> Mapping[int, Proposal]:
    """Return, of each agreement, the proposal whose words stood last. One query."""
    there = Settlement.objects.filter(proposal=OuterRef("pk"), undone_at=None, how__in=STANDS)
    rows = Proposal.objects.filter(Exists(there), agreement__in=agreements).order_by("number")
    return {row.agreement_id: row for row in rows}


def _looked(seat: Seat, place: Place, row: LookedAgain, proposal: Proposal | None) -> Entry:
    words = _("We let {thing} go.") if row.ends else _("We looked again at {thing}. It still holds.")
    says = Says(words, {"thing": called(row.agreement, proposal)}, _address(seat, row.agreement.ref))
    again = date_format(row.look_again, "j F Y") if row.look_again else ""
    parts = (*part(_("Because:"), row.words), *part(_("We look again:"), again))
    return Entry(place, says, theme_of(row.agreement.question), parts)


def proposals(sight: Sight) -> QuerySet[Proposal]:
    """What was first proposed for each agreement that grew from a sentence of ours."""
    rows = Proposal.objects.within(sight.seat).filter(number=1).exclude(agreement__sentence="")
    return sight.about(rows.select_related("agreement"), "agreement__question")


def proposed(seat: Seat, source: Source, rows: Sequence[Proposal]) -> Sequence[Entry]:
    """Tell what was proposed, and from which sentence."""
    sentences = Insight.objects.within(seat).filter(ref__in={row.agreement.sentence for row in rows})
    said = {each.ref: each for each in sentences.select_related("gathering")}
    return [_proposed(seat, source.place(row), row, said.get(row.agreement.sentence)) for row in rows]


def _proposed(seat: Seat, place: Place, row: Proposal, sentence: Insight | None) -> Entry:
    agreement = row.agreement
    thing, words = called(agreement, row), _("From a sentence of ours we proposed: {thing}.")
    question = agreement.question or (sentence.gathering.question if sentence else "")
    parts = part(_("The sentence:"), sentence.words) if sentence else ()
    return Entry(place, Says(words, {"thing": thing}, _address(seat, agreement.ref)), theme_of(question), parts)


def _address(seat: Seat, agreement: str) -> str:
    return reverse("agreements:agreement", args=[seat.partnership.ref, agreement])
