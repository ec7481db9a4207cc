"""Who came and went, as the story tells it. Of somebody who was erased it says that somebody left, and no more."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

from django.db.models import F
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alongside.journey.pages.timeline.shapes import Entry, Place, Says, Sight, at_day, beginning
from alongside.partnerships.models import Affiliation, Departure, Membership
from alongside.partnerships.permissions import UNDO

CAME, WENT = "came", "went"
SETTLING = datetime.timedelta(days=7)
"""What somebody says within so long of coming in, of where they come from, belongs to it."""
NAMED = 12
"""So many are named in one sentence."""


def began(sight: Sight, source: int) -> Sequence[Entry]:
    """When the partnership began here."""
    here = sight.seat.partnership
    place = Place(here.started_at, source, here.pk)
    is_before = sight.before is None or place < sight.before
    if not is_before or (sight.since and here.started_at < beginning(sight.since)):
        return []
    return [Entry(place, Says(_("{thing} began here."), {"thing": here.name}))]


def came(sight: Sight, source: int) -> Sequence[Entry]:
    """Who joined, and where from."""
    rows = Membership.objects.within(sight.seat).filter(arrived_at__isnull=False, erasure=None)
    found = sight.newest(rows, "arrived_at", source)
    origins = _origins(found)
    return [
        Entry(
            Place(row.arrived_at, source, row.pk), Says(""), doing=CAME, who=_named(row.name, origins.get(row.pk, ()))
        )
        for row in found
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


def went(sight: Sight, source: int) -> Sequence[Entry]:
    """Who left, or was removed; not what was undone at once."""
    gone = Departure.objects.within(sight.seat).exclude(membership__arrived_at=None)
    rows = gone.exclude(returned_at__lte=F("at") + UNDO).select_related("membership__erasure", "by")
    return [_left(row, source) for row in sight.newest(rows, "at", source)]


def _left(row: Departure, source: int) -> Entry:
    place = Place(row.at, source, row.pk)
    if hasattr(row.membership, "erasure"):
        return Entry(place, Says(_("Somebody left.")))
    if row.was_removed:
        return Entry(place, Says(_("{who} was removed by {by}."), {"who": row.membership.name, "by": row.by.name}))
    return Entry(place, Says(""), doing=WENT, who=row.membership.name)


def came_back(sight: Sight, source: int) -> Sequence[Entry]:
    """Who came back after a while."""
    rows = Departure.objects.within(sight.seat).filter(returned_at__gt=F("at") + UNDO, membership__erasure=None)
    return [
        Entry(Place(row.returned_at, source, row.pk), Says(_("{who} came back."), {"who": row.membership.name}))
        for row in sight.newest(rows.select_related("membership"), "returned_at", source)
    ]


def moved(sight: Sight, source: int) -> Sequence[Entry]:
    """Who comes from elsewhere than when they came."""
    rows = Affiliation.objects.within(sight.seat).filter(membership__arrived_at__isnull=False)
    later = rows.filter(since__gt=F("membership__arrived_at") + SETTLING).select_related("membership", "organisation")
    return [_moved(row, source) for row in sight.newest(later, "since", source, is_day=True)]


def _moved(row: Affiliation, source: int) -> Entry:
    place, who = at_day(row.since, source, row.pk), row.membership.name
    if row.organisation is None:
        return Entry(place, Says(_("{who} comes as a resident now."), {"who": who}))
    return Entry(place, Says(_("{who} comes from {of} now."), {"who": who, "of": row.organisation.name}))


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
    shown, more = names[:NAMED], len(names) - NAMED
    if more > 0:
        others = ngettext("one more", "%(n)d more", more) % {"n": more}
        return _("%(names)s and %(last)s") % {"names": ", ".join(shown), "last": others}
    if len(shown) == 1:
        return shown[0]
    return _("%(names)s and %(last)s") % {"names": ", ".join(shown[:-1]), "last": shown[-1]}
