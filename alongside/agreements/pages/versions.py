"""Every version of an agreement's words, and any two of them compared word by word."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.timezone import localdate

from alongside.agreements.given import given_of_all
from alongside.agreements.models import Agreement, InTheRoom, Proposal, ProposalVersion, Settlement
from alongside.agreements.pages.agreed import STANDS, Settled, Words, called, words_of
from alongside.agreements.pages.heard import OfKind, by_kind
from alongside.analysis.words import Run, compare
from alongside.partnerships.seats import Seat

VERSIONS = 20
PICKED = 200
"""How many of the newest versions any two can be picked of."""


@dataclass(frozen=True, slots=True)
class Changed:
    """What became of one part from one version to another."""

    name: str
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Version:
    """One version: its words, what changed since the one before, how it was settled if it was, and who took part.

    One that was agreed is compared with what was agreed before it; another with the words before it.
    """

    id: int
    title: str
    words: tuple[Words, ...]
    on: datetime.date
    by: str
    settled: Settled | None
    changed: tuple[Changed, ...]
    by_kind: tuple[OfKind, ...]


@dataclass(frozen=True, slots=True)
class Two:
    """Any two versions, the older first: their days, and what changed from one to the other."""

    older: int
    newer: int
    older_on: datetime.date
    newer_on: datetime.date
    changed: tuple[Changed, ...]


@dataclass(frozen=True, slots=True)
class VersionsPage:
    """The versions of one agreement, newest first; `picked` are those that any two can be picked of, by day."""

    partnership: str
    ref: str
    title: str
    versions: tuple[Version, ...]
    picked: tuple[tuple[int, datetime.date], ...]
    two: Two | None
    newer: int
    older: int


def versions_page(
    seat: Seat, agreement: Agreement, *, page: int = 1, two: tuple[int, int] | None = None
) -> VersionsPage | None:
    """Return some versions, newest first, and the `two` that are compared; None where there are none so far back."""
    rows = ProposalVersion.objects.filter(proposal__agreement=agreement).select_related("proposal", "by")
    rows = rows.order_by("-proposal__number", "-version")
    start = (page - 1) * VERSIONS
    found = list(rows[start : start + VERSIONS + 1])
    if not found:
        return None
    picked = [(pk, localdate(at)) for pk, at in rows.values_list("pk", "at")[:PICKED]]
    return VersionsPage(
        partnership=seat.partnership.ref,
        ref=agreement.ref,
        title=called(agreement, found[0].proposal),
        versions=_versions(agreement, found)[:VERSIONS],
        picked=tuple(picked),
        two=_two(agreement, list(rows.filter(pk__in=two))) if two else None,
        newer=page - 1,
        older=page + 1 if len(found) > VERSIONS else 0,
    )


def _versions(agreement: Agreement, rows: Sequence[ProposalVersion]) -> tuple[Version, ...]:
    proposals = list({row.proposal_id: row.proposal for row in rows}.values())
    settled, given = _settled(proposals), given_of_all(agreement.partnership_id, proposals)
    made = []
    for place, row in enumerate(rows):
        how, older = settled.get((row.proposal_id, row.version)), rows[place + 1 :]
        agreed_before = (one for one in older if how and (one.proposal_id, one.version) in settled)
        before = next(agreed_before, older[0] if older else None)
        made.append(
            Version(
                id=row.pk,
                title=row.title,
                words=words_of(agreement.kind, row.parts),
                on=localdate(row.at),
                by=row.by.name,
                settled=how,
                changed=_changed(agreement, before, row) if before else (),
                by_kind=by_kind(given[row.proposal_id]) if how else (),
            )
        )
    return tuple(made)


def _settled(proposals: Sequence[Proposal]) -> Mapping[tuple[int, int], Settled]:
    """Return how those of these that stand, or stood, were settled, by proposal and version. Two queries."""
    of = {"proposal__in": proposals, "undone_at": None}
    rooms = {(row.proposal_id, row.version): row.on for row in InTheRoom.objects.filter(**of)}
    rows = Settlement.objects.filter(**of, how__in=STANDS)
    keys = {row: (row.proposal_id, row.version) for row in rows}
    return {key: Settled(row.how, row.on, rooms.get(key)) for row, key in keys.items()}


def _changed(agreement: Agreement, before: ProposalVersion, after: ProposalVersion) -> tuple[Changed, ...]:
    return became(words_of(agreement.kind, before.parts), words_of(agreement.kind, after.parts))


def became(before: Iterable[Words], after: Iterable[Words]) -> tuple[Changed, ...]:
    """Return each part with what became of its words; one that stayed as it was too, so that it can be read whole."""
    old, new = ({one.name: one.words for one in words} for words in (before, after))
    return tuple(Changed(name, compare(old.get(name, ""), new.get(name, ""))) for name in dict.fromkeys([*new, *old]))


def _two(agreement: Agreement, found: Sequence[ProposalVersion]) -> Two | None:
    """Return what changed between two versions, given the newer first; None unless both are there."""
    if len(found) < 2:
        return None
    newer, older = found
    days = localdate(older.at), localdate(newer.at)
    return Two(older.pk, newer.pk, *days, _changed(agreement, older, newer))
