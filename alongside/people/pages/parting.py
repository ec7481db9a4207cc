"""What goes with whoever leaves: as it stands, who typed it, how it stood before, and both where two were at it."""

from __future__ import annotations

import datetime
from dataclasses import asdict, dataclass, replace

from django.utils.formats import date_format
from django.utils.timezone import localdate

from alongside.partnerships.commands import PartingWords
from alongside.partnerships.forms import OTHERS, OWN
from alongside.partnerships.models import Membership, Parting, PartingVersion
from alongside.partnerships.pages import Both
from alongside.partnerships.permissions import may_say_parting
from alongside.partnerships.seats import Seat


@dataclass(frozen=True, slots=True)
class Line:
    """One of the lines, with what it asks."""

    label: str
    words: str


@dataclass(frozen=True, slots=True)
class PartingPage:
    """What somebody who leaves, or left, says. `typed_by` is empty where they typed it themselves."""

    partnership: str
    ref: str
    name: str
    is_you: bool
    has_gone: bool
    stands: PartingWords
    version: int
    lines: tuple[Line, ...]
    typed_by: str
    typed_on: datetime.date | None
    may_write: bool
    before: PartingWords | None
    before_lines: tuple[Line, ...]
    both: tuple[Both, ...] = ()
    by: str = ""  # who wrote meanwhile


def parting_page(seat: Seat, who: Membership) -> PartingPage:
    """Return what somebody said before leaving. Three queries at most."""
    is_you = who.pk == seat.membership.pk
    row = Parting.objects.within(seat).filter(membership=who).first()
    newest = list(row.versions.select_related("by").order_by("-version")[:2]) if row else []
    last = next(iter(newest), None)
    before = _said(newest[1]) if newest[1:] else None
    stands = _said(row) if row else PartingWords()
    return PartingPage(
        partnership=seat.partnership.ref,
        ref=who.ref,
        name=who.name,
        is_you=is_you,
        has_gone=who.departures.open().exists(),
        stands=stands,
        version=row.version if row else 0,
        lines=_lines(stands, own=is_you),
        typed_by=last.by.name if last and last.by_id != who.pk else "",
        typed_on=localdate(last.at) if last else None,
        may_write=may_say_parting(seat, who),
        before=before,
        before_lines=_lines(before, own=is_you) if before else (),
        by=last.by.name if last else "",
    )


def with_both(page: PartingPage, typed: PartingWords) -> PartingPage:
    """Return the page with both versions of each part that differs."""
    labels = OWN if page.is_you else OTHERS
    yours, theirs = asdict(typed), asdict(page.stands)
    both = (
        Both(part, str(labels[part]), _shown(yours[part]), _shown(theirs[part]), "yours")
        for part in labels
        if yours[part] != theirs[part]
    )
    return replace(page, both=tuple(both))


def _said(row: Parting | PartingVersion) -> PartingWords:
    return PartingWords(row.leaves_on, row.goes, row.takers, row.ask)


def _lines(said: PartingWords, *, own: bool) -> tuple[Line, ...]:
    """Return the lines in which something is said; the day stands apart."""
    labels, words = (OWN if own else OTHERS), asdict(said)
    return tuple(Line(str(labels[part]), words[part]) for part in ("goes", "takers", "ask") if words[part])


def _shown(value: str | datetime.date | None) -> str:
    return date_format(value, "j F Y") if isinstance(value, datetime.date) else value or ""
