"""Gathering what is judged of proposals out of the tables: a fixed number of queries, however many there are."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence

from django.db.models import Prefetch, QuerySet
from django.utils.timezone import localdate

from alongside.agreements.hearing import Body, Given, Spoke
from alongside.agreements.models import InTheRoom, Proposal, ProposalVersion, Settlement, Voice, VoiceOf
from alongside.partnerships.models import Affiliation, Membership, Organisation
from alongside.partnerships.seats import Seat


def given_of(proposal: Proposal) -> Given:
    """Return what is judged of one proposal."""
    return given_of_all(proposal.agreement.partnership_id, [proposal])[proposal.pk]


def given_of_all(partnership: int, proposals: Sequence[Proposal]) -> Mapping[int, Given]:
    """Return what is judged of each of these proposals of one partnership, by the number of its row. Seven queries."""
    of = {"proposal__in": proposals}
    here = _of_here(partnership)
    spoke = _by_proposal(_voices().filter(**of))
    rooms = {(row.proposal_id, row.version): row for row in InTheRoom.objects.filter(**of, undone_at=None)}
    settled = {row.proposal_id: row for row in Settlement.objects.filter(**of, undone_at=None)}
    authors = {(row.proposal_id, row.version): row.by_id for row in ProposalVersion.objects.filter(**of)}
    return {
        each.pk: Given(
            version=each.version,
            author=authors[each.pk, each.version],
            spoke=spoke.get(each.pk, ()),
            of_here=here,
            absent_until=rooms[each.pk, each.version].absent_until if (each.pk, each.version) in rooms else None,
            answer_by=each.answer_by,
            settled=settled[each.pk].how if each.pk in settled else "",
        )
        for each in proposals
    }


def _voices() -> QuerySet[Voice]:
    """Return what was said, but what was typed in with a room that was undone."""
    came_from = Prefetch("of", VoiceOf.objects.select_related("organisation"))
    related = Voice.objects.select_related("membership", "typed_by").prefetch_related(came_from)
    return related.exclude(room__undone_at__isnull=False).order_by("pk")


def _by_proposal(voices: Iterable[Voice]) -> dict[int, tuple[Spoke, ...]]:
    found: dict[int, tuple[Spoke, ...]] = {}
    for row in voices:
        found[row.proposal_id] = (*found.get(row.proposal_id, ()), _spoke(row))
    return found


def _spoke(row: Voice) -> Spoke:
    return Spoke(
        who=row.membership_id,
        name=row.membership.name,
        version=row.version,
        says=row.says,
        on=localdate(row.at),
        words=row.words,
        back_by=row.back_by,
        typed_by=row.typed_by.name if row.typed_by else "",
        of=tuple(_body(each.organisation) for each in row.of.all()),
    )


def _body(organisation: Organisation | None) -> Body | None:
    return Body(organisation.pk, organisation.name, organisation.kind) if organisation else None


def _of_here(partnership: int) -> Mapping[int, Sequence[Body | None]]:
    """Return where each who is here today comes from; whoever has not said is there with nothing."""
    here = Membership.objects.filter(partnership=partnership).here().values_list("pk", flat=True)
    said = Affiliation.objects.now().filter(membership__partnership=partnership).by_person()
    return {who: tuple(map(_body, said.get(who, ()))) for who in here}


def bodies_on(seat: Seat, on: datetime.date) -> Mapping[int, Sequence[Body | None]]:
    """Return where people came from on a day that is past, by person."""
    said = Affiliation.objects.within(seat).on(on).by_person()
    return {who: tuple(map(_body, origins)) for who, origins in said.items()}
