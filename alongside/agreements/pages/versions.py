"""Every version of an agreement that was settled, and any two of them compared word by word."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

from django.db.models import OuterRef, Subquery

from alongside.agreements.given import given_of_all
from alongside.agreements.models import Agreement, InTheRoom, Settlement
from alongside.agreements.pages.agreed import STANDS, Rows, Settled, Words, called, words_of
from alongside.agreements.pages.heard import OfKind, by_kind
from alongside.analysis.words import Run, compare
from alongside.partnerships.seats import Seat

VERSIONS = 20


@dataclass(frozen=True, slots=True)
class Changed:
    """What became of one part from one version to another."""

    name: str
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Version:
    """One version: its words, what changed since the one before, how it was settled, and who took part, by kind."""

    number: int
    title: str
    words: tuple[Words, ...]
    changed: tuple[Changed, ...]
    settled: Settled
    by_kind: tuple[OfKind, ...]


@dataclass(frozen=True, slots=True)
class Two:
    """Any two versions, the older first, and what changed from one to the other."""

    older: int
    newer: int
    older_on: datetime.date
    newer_on: datetime.date
    changed: tuple[Changed, ...]


@dataclass(frozen=True, slots=True)
class VersionsPage:
    """The versions of one agreement, newest first; `picked` are the numbers that any two can be picked of."""

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
    """Return some versions, newest first, and the `two` that are compared; None where nothing was ever settled."""
    rows = _rows(agreement)
    start = (page - 1) * VERSIONS
    found = list(rows[start : start + VERSIONS + 1])
    if not found:
        return None
    return VersionsPage(
        partnership=seat.partnership.ref,
        ref=agreement.ref,
        title=called(agreement, found[0].proposal),
        versions=_versions(agreement, found)[:VERSIONS],
        picked=tuple(rows.values_list("proposal__number", "on")[: VERSIONS * 10]),
        two=_two(agreement, two) if two else None,
        newer=page - 1,
        older=page + 1 if len(found) > VERSIONS else 0,
    )


def _rows(agreement: Agreement) -> Rows:
    room = InTheRoom.objects.filter(proposal=OuterRef("proposal"), version=OuterRef("version"), undone_at=None)
    rows = Settlement.objects.filter(proposal__agreement=agreement, undone_at=None, how__in=STANDS)
    return rows.select_related("proposal").annotate(room=Subquery(room.values("on")[:1])).order_by("-proposal__number")


def _versions(agreement: Agreement, rows: Sequence[Any]) -> tuple[Version, ...]:
    given = given_of_all(agreement.partnership_id, [row.proposal for row in rows])
    return tuple(
        Version(
            number=row.proposal.number,
            title=called(agreement, row.proposal),
            words=words_of(agreement.kind, row.proposal.parts),
            changed=_changed(agreement, before, row) if before else (),
            settled=Settled(row.how, row.on, row.room),
            by_kind=by_kind(given[row.proposal_id]),
        )
        for row, before in zip_longest(rows, rows[1:])
    )


def _changed(agreement: Agreement, before: Any, after: Any) -> tuple[Changed, ...]:
    """Return each part with what became of its words; one that stayed as it was too, so that it can be read whole."""
    old = {one.name: one.words for one in words_of(agreement.kind, before.proposal.parts)}
    new = {one.name: one.words for one in words_of(agreement.kind, after.proposal.parts)}
    return tuple(Changed(name, compare(old.get(name, ""), new.get(name, ""))) for name in dict.fromkeys([*new, *old]))


def _two(agreement: Agreement, numbers: tuple[int, int]) -> Two | None:
    """Return what changed between two versions, whichever was picked first; None unless both are there."""
    found = {row.proposal.number: row for row in _rows(agreement).filter(proposal__number__in=numbers)}
    if len(found) < 2:
        return None
    older, newer = sorted(found)
    before, after = found[older], found[newer]
    return Two(older, newer, before.on, after.on, _changed(agreement, before, after))
