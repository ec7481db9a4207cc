"""What we said we would try and what came of it, as the story tells it."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alongside.journey.pages.timeline.shapes import (
    TRIED,
    Entry,
    Part,
    Place,
    Says,
    Sight,
    at_day,
    part,
    shortened,
    theme_of,
)
from alongside.journey.pages.timeline.talks import beside
from alongside.learning.models import Action, Happened, Helped, Outcome

HAPPENED = {
    Happened.YES: gettext_lazy("We tried it: {thing}."),
    Happened.PARTLY: gettext_lazy("We tried part of it: {thing}."),
    Happened.NO: gettext_lazy("Not yet: {thing}."),
    Happened.CHANGED: gettext_lazy("We changed it: {thing}."),
    Happened.LET_GO: gettext_lazy("We let it go: {thing}."),
}


def said(sight: Sight, source: int) -> Sequence[Entry]:
    """What we said we would try, by itself; where tries alone are wanted, what talks said as well."""
    ours = Action.objects.within(sight.seat).exclude(what="")
    rows = ours.said() if sight.what == TRIED else ours.filter(talk=None)
    found = sight.newest(sight.about(rows).prefetch_related("people"), "on", source, is_day=True)
    return [_said(sight, source, row) for row in found]


def _said(sight: Sight, source: int, row: Action) -> Entry:
    says = Says(_("We said we would try: {thing}."), {"thing": _plain(row.what)}, _address(sight, row.ref))
    return Entry(at_day(row.on, source, row.pk), says, theme_of(row.question), part("", beside(row)))


def came_of_it(sight: Sight, source: int) -> Sequence[Entry]:
    """What came of what we tried: whether it happened, whether it helped and whom, what we learned."""
    rows = Outcome.objects.filter(partnership=sight.seat.partnership_id, undone_at=None)
    told = rows.exclude(happened=Happened.NO, words="", learned="").select_related("action")
    return [_came(sight, source, row) for row in sight.newest(sight.about(told, "action__question"), "at", source)]


def _came(sight: Sight, source: int, row: Outcome) -> Entry:
    says = Says(
        str(HAPPENED[Happened(row.happened)]), {"thing": _plain(row.action.what)}, _address(sight, row.action.ref)
    )
    helped = f"{Helped(row.helped).label}." if row.helped else ""
    came = (Part(helped, shortened(row.words)),) if helped or row.words else ()
    parts = (*came, *part(_("We learned:"), row.learned))
    return Entry(Place(row.at, source, row.pk), says, theme_of(row.action.question), parts)


def _plain(what: str) -> str:
    """Return what was to be tried as it stands in a sentence: without the full stop that ends it."""
    return shortened(what).rstrip(" .")


def _address(sight: Sight, action: str) -> str:
    return reverse("journey:thread", args=[sight.seat.partnership.ref, action])
