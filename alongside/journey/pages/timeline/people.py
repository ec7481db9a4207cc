"""Who came and went, as the story tells it. Of somebody who was erased it says that somebody left, and no more."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

from django.db.models import F, QuerySet
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alongside.journey.pages.in_words import listed
from alongside.journey.pages.timeline.shapes import Entry, Place, Says, Sight, Source
from alongside.partnerships.models import Affiliation, Departure, Membership, Partnership
from alongside.partnerships.permissions import UNDO
from alongside.partnerships.seats import Seat

CAME, WENT = "came", "went"
SETTLING = datetime.timedelta(days=7)
"""What somebody says within so long of coming in, of where they come from, belongs to it."""
NAMED = 12
"""So many are named in one sentence."""


def beginnings(sight: Sight) -> QuerySet[Partnership]:
    """The beginning of the partnership here."""
    return Partnership.objects.filter(pk=sight.seat.partnership_id)


def began(_seat: Seat, source: Source, rows: Sequence[Partnership]) -> Sequence[Entry]:
    """Tell when the partnership began here."""
    return [Entry(source.place(row), Says(_("{thing} began here."), {"thing": row.name})) for row in rows]


def arrivals(sight: Sight) -> QuerySet[Membership]:
    """Everybody who came in; nobody who was erased."""
    return Membership.objects.within(sight.seat).filter(arrived_at__isnull=False, erasure=None)


def came(_seat: Seat, source: Source, rows: Sequence[Membership]) -> Sequence[Entry]:
    """Tell who joined, and where from."""
    origins = _origins(rows)
    return [
        Entry(source.place(row), Says(""), doing=CAME, who=_named(row.name, origins.get(row.pk, ()))) for row in rows
    ]


def _origins(people: Sequence[Membership]) -> Mapping[int, Sequence[str]]:
    """Return where each came from when they came, as far as they had said so; "" for a resident. One query."""
    arrived = {who.pk: localdate(who.arrived_at) for who in people if who.arrived_at}
    rows = Affiliation.objects.filter(membership__in=arrived).select_related("organisation").order_by("since", "pk")
    found: dict[int, list[str]] = {}
    for row in rows:
        if row.since <= arrived[row.membership_id] + SETTLING:
            found.setdefault(row.membership_id, []).append(row.organisation.name if row.organisation else "")
    return found


def _named(name: str, origins: Sequence[str]) -> str:
    names = ", ".join(dict.fromkeys(each for each in origins if each))
    return f"{name} ({names})" if names else name


def departures(sight: Sight) -> QuerySet[Departure]:
    """Everybody who left or was removed; not what was undone at once."""
    gone = Departure.objects.within(sight.seat).exclude(membership__arrived_at=None)
    return gone.exclude(returned_at__lte=F("at") + UNDO).select_related("membership__erasure", "by")


def went(_seat: Seat, source: Source, rows: Sequence[Departure]) -> Sequence[Entry]:
    """Tell who left, or was removed."""
    return [_left(source.place(row), row) for row in rows]


def _left(place: Place, row: Departure) -> Entry:
    if hasattr(row.membership, "erasure"):
        return Entry(place, Says(_("Somebody left.")))
    if row.was_removed:
        return Entry(place, Says(_("{who} was removed by {by}."), {"who": row.membership.name, "by": row.by.name}))
    return Entry(place, Says(""), doing=WENT, who=row.membership.name)


def returns(sight: Sight) -> QuerySet[Departure]:
    """Everybody who came back after a while."""
    rows = Departure.objects.within(sight.seat).filter(returned_at__gt=F("at") + UNDO, membership__erasure=None)
    return rows.select_related("membership")


def came_back(_seat: Seat, source: Source, rows: Sequence[Departure]) -> Sequence[Entry]:
    """Tell who came back."""
    return [Entry(source.place(row), Says(_("{who} came back."), {"who": row.membership.name})) for row in rows]


def moves(sight: Sight) -> QuerySet[Affiliation]:
    """Everybody who comes from elsewhere than when they came in."""
    rows = Affiliation.objects.within(sight.seat).filter(membership__arrived_at__isnull=False)
    return rows.filter(since__gt=F("membership__arrived_at") + SETTLING).select_related("membership", "organisation")


def moved(_seat: Seat, source: Source, rows: Sequence[Affiliation]) -> Sequence[Entry]:
    """Tell who comes from elsewhere now."""
    return [Entry(source.place(row), _move(row)) for row in rows]


def _move(row: Affiliation) -> Says:
    if row.organisation is None:
        return Says(_("{who} comes as a resident now."), {"who": row.membership.name})
    return Says(_("{who} comes from {of} now."), {"who": row.membership.name, "of": row.organisation.name})


def together(seat_ref: str, entries: Iterable[Entry]) -> Iterable[Entry]:
    """Yield them with those who came, or left, on one day and one after another in one sentence."""
    for (doing, _on), same in groupby(entries, key=lambda each: (each.doing, each.on)):
        if not doing:
            yield from same
            continue
        those = list(same)
        says = Says(_words(doing), {"thing": _listed([each.who for each in reversed(those)])}, _people(seat_ref))
        yield Entry(those[-1].place, says, doing=doing)


def _people(ref: str) -> str:
    return reverse("people:people", args=[ref])


def _words(doing: str) -> str:
    return _("{thing} joined.") if doing == CAME else _("{thing} left.")


def _listed(names: Sequence[str]) -> str:
    more = len(names) - NAMED
    if more > 0:
        return listed([*names[:NAMED], ngettext("one more", "%(n)d more", more) % {"n": more}])
    return listed(names)
