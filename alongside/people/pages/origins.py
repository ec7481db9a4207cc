"""Where one comes from: what one has said, and what has ended today and can be taken back."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.db.models import Q

from alongside.partnerships.models import Affiliation
from alongside.partnerships.seats import Seat
from alongside.people.forms import OriginForm


@dataclass(frozen=True, slots=True)
class Said:
    """One of the places somebody comes from; `name` is empty where they come as a resident."""

    key: str  # what stands for it in the form
    name: str
    since: datetime.date


@dataclass(frozen=True, slots=True)
class FromPage:
    """The page on which one says where one comes from. `back` is the page that sent one there, if one did."""

    ref: str
    partnership: str
    name: str
    said: tuple[Said, ...]
    ended: tuple[Said, ...]
    back: str

    @property
    def is_first(self) -> bool:
        """Whether this is asked of somebody who has just come in."""
        return not (self.said or self.ended or self.back)


def origins(seat: Seat, *, today: datetime.date, back: str = "") -> FromPage:
    """Return where the one in this seat comes from. One query."""
    rows = Affiliation.objects.filter(Q(until=None) | Q(until=today), membership=seat.membership)
    found = list(rows.select_related("organisation"))
    said = tuple(_said(row) for row in found if row.until is None)
    ended = {each.key: each for each in (_said(row) for row in found if row.until)}
    return FromPage(
        ref=seat.partnership.ref,
        partnership=seat.partnership.name,
        name=seat.membership.name,
        said=said,
        ended=tuple(each for key, each in ended.items() if key not in {other.key for other in said}),
        back=back,
    )


def _said(row: Affiliation) -> Said:
    name = row.organisation.name if row.organisation else ""
    return Said(str(row.organisation_id or OriginForm.RESIDENT), name, row.since)
