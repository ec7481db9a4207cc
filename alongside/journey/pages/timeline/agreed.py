"""What was proposed, agreed, left open, let go and looked at again, as the story tells it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from alongside.agreements.models import How, LookedAgain, Proposal, Settlement
from alongside.agreements.pages.agreed import STANDS, called, words_of
from alongside.journey.pages.timeline.shapes import Entry, Part, Place, Says, Sight, at_day, part, theme_of
from alongside.learning.models import Insight


def settled(sight: Sight, source: int) -> Sequence[Entry]:
    """What was agreed, for the first time or in other words; decided in a meeting; left open."""
    earlier = Settlement.objects.filter(
        proposal__agreement=OuterRef("proposal__agreement"),
        proposal__number__lt=OuterRef("proposal__number"),
        undone_at=None,
        how__in=STANDS,
    )
    rows = Settlement.objects.filter(proposal__agreement__partnership=sight.seat.partnership_id, undone_at=None)
    rows = rows.exclude(how=How.WITHDRAWN).annotate(is_change=Exists(earlier)).select_related("proposal__agreement")
    found = sight.newest(sight.about(rows, "proposal__agreement__question"), "on", source, is_day=True)
    return [_settled(sight, source, row, is_change=row.is_change) for row in found]


def _settled(sight: Sight, source: int, row: Settlement, *, is_change: bool) -> Entry:
    proposal, agreement = row.proposal, row.proposal.agreement
    if row.how == How.LEFT_OPEN:
        words, beside = _("We left this open: {thing}."), part(_("In the way:"), row.words)
    elif row.how == How.DECIDED:
        words, beside = _("This was decided in a meeting: {thing}."), part(_("Where:"), row.words)
    else:
        words = _("We changed what we agreed: {thing}.") if is_change else _("We agreed on this: {thing}.")
        beside = ()
    says = Says(words, {"thing": called(agreement, proposal)}, _address(sight, agreement.ref))
    parts = (*_first(proposal), *beside)
    return Entry(at_day(row.on, source, row.pk), says, theme_of(agreement.question), parts)


def _first(proposal: Proposal) -> tuple[Part, ...]:
    """Return the words that say it shortest: those of the first part."""
    found = words_of(proposal.agreement.kind, proposal.parts)[:1]
    return tuple(each for words in found for each in part("", words.words))


def looked(sight: Sight, source: int) -> Sequence[Entry]:
    """What we looked at again, and left as it was or let go."""
    rows = LookedAgain.objects.filter(agreement__partnership=sight.seat.partnership_id, undone_at=None)
    rows = sight.about(rows.select_related("agreement"), "agreement__question")
    found = sight.newest(rows, "at", source)
    titles = _titles({row.agreement_id for row in found})
    return [_looked(sight, source, row, titles.get(row.agreement_id)) for row in found]


def _titles(agreements: Collection[int]) -> Mapping[int, Proposal]:
    """Return, of each agreement, the proposal whose words stood last. One query."""
    there = Settlement.objects.filter(proposal=OuterRef("pk"), undone_at=None, how__in=STANDS)
    rows = Proposal.objects.filter(Exists(there), agreement__in=agreements).order_by("number")
    return {row.agreement_id: row for row in rows}


def _looked(sight: Sight, source: int, row: LookedAgain, proposal: Proposal | None) -> Entry:
    words = _("We let {thing} go.") if row.ends else _("We looked again at {thing}. It still holds.")
    says = Says(words, {"thing": called(row.agreement, proposal)}, _address(sight, row.agreement.ref))
    again = date_format(row.look_again, "j F Y") if row.look_again else ""
    parts = (*part(_("Because:"), row.words), *part(_("We look again:"), again))
    return Entry(Place(row.at, source, row.pk), says, theme_of(row.agreement.question), parts)


def proposed(sight: Sight, source: int) -> Sequence[Entry]:
    """What was proposed from a sentence of ours, with that sentence."""
    rows = Proposal.objects.within(sight.seat).filter(number=1).exclude(agreement__sentence="")
    found = sight.newest(sight.about(rows.select_related("agreement"), "agreement__question"), "at", source)
    sentences = Insight.objects.within(sight.seat).filter(ref__in={row.agreement.sentence for row in found})
    said = {each.ref: each for each in sentences.select_related("gathering")}
    return [_proposed(sight, source, row, said.get(row.agreement.sentence)) for row in found]


def _proposed(sight: Sight, source: int, row: Proposal, sentence: Insight | None) -> Entry:
    agreement = row.agreement
    says = Says(
        _("From a sentence of ours we proposed: {thing}."),
        {"thing": called(agreement, row)},
        _address(sight, agreement.ref),
    )
    question = agreement.question or (sentence.gathering.question if sentence else "")
    parts = part(_("The sentence:"), sentence.words) if sentence else ()
    return Entry(Place(row.at, source, row.pk), says, theme_of(question), parts)


def _address(sight: Sight, agreement: str) -> str:
    return reverse("agreements:agreement", args=[sight.seat.partnership.ref, agreement])
