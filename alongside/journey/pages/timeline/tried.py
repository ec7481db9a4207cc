"""What we said we would try and what came of it, as the story tells it."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import QuerySet
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
    Source,
    part,
    shortened,
    theme_of,
)
from alongside.journey.pages.timeline.talks import beside
from alongside.learning.models import Action, Happened, Helped, Outcome
from alongside.partnerships.seats import Seat

HAPPENED = {
    Happened.YES: gettext_lazy("We tried it: {thing}."),
    Happened.PARTLY: gettext_lazy("We tried part of it: {thing}."),
    Happened.NO: gettext_lazy("Not yet: {thing}."),
    Happened.CHANGED: gettext_lazy("We changed it: {thing}."),
    Happened.LET_GO: gettext_lazy("We let it go: {thing}."),
}


def tries(sight: Sight) -> QuerySet[Action]:
    """All that we said we would try by itself; where tries alone are wanted, what talks said as well."""
    ours = Action.objects.within(sight.seat).exclude(what="")
    rows = ours.said() if sight.what == TRIED else ours.filter(talk=None)
    return sight.about(rows).prefetch_related("people")


def said(seat: Seat, source: Source, rows: Sequence[Action]) -> Sequence[Entry]:
    """Tell what we said we would try."""
    return [_said(seat, source.place(row), row) for row in rows]


def _said(seat: Seat, place: Place, row: Action) -> Entry:
    says = Says(_("We said we would try: {thing}."), {"thing": shortened(row.what)}, _address(seat, row.ref))
    return Entry(place, says, theme_of(row.question), part("", beside(row)))


def outcomes(sight: Sight) -> QuerySet[Outcome]:
    """All that was said to have come of what we tried; a bare "not yet" says nothing here."""
    rows = Outcome.objects.filter(partnership=sight.seat.partnership_id, undone_at=None)
    told = rows.exclude(happened=Happened.NO, words="", learned="").select_related("action")
    return sight.about(told, "action__question")


def came_of_it(seat: Seat, source: Source, rows: Sequence[Outcome]) -> Sequence[Entry]:
    """Tell what came of what we tried: whether it happened, whether it helped and whom, what we learned."""
    return [_came(seat, source.place(row), row) for row in rows]


def _came(seat: Seat, place: Place, row: Outcome) -> Entry:
    thing = shortened(row.action.what)
    says = Says(str(HAPPENED[Happened(row.happened)]), {"thing": thing}, _address(seat, row.action.ref))
    helped = f"{Helped(row.helped).label}." if row.helped else ""
    came = (Part(helped, shortened(row.words)),) if helped or row.words else ()
    return Entry(place, says, theme_of(row.action.question), (*came, *part(_("We learned:"), row.learned)))


def _address(seat: Seat, action: str) -> str:
    return reverse("journey:thread", args=[seat.partnership.ref, action])
