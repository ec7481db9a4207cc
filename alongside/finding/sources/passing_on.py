"""What can be found of what was passed on, and of what came back."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from django.urls import reverse
from django.utils.translation import gettext as _

from alongside.finding.sources.shapes import Place, Source, rows
from alongside.partnerships.seats import Seat
from alongside.passing_on.models import CameBack, PassedOn


def _url(seat: Seat, note: PassedOn) -> str:
    return reverse("passing_on:note", args=[seat.partnership.ref, note.ref])


def _passed_on(seat: Seat, keys: Collection[int]) -> Mapping[int, Place]:
    found = rows(PassedOn.objects.within(seat).now(), keys)
    return {each.pk: Place(_("What we passed on"), _url(seat, each), each.on) for each in found}


def _came_back(seat: Seat, keys: Collection[int]) -> Mapping[int, Place]:
    found = rows(CameBack.objects.now().filter(of__in=PassedOn.objects.within(seat).now()), keys)
    return {
        each.pk: Place(_("What came back of it"), _url(seat, each.of), each.on) for each in found.select_related("of")
    }


PASSED_ON = (
    Source(
        id="passed",
        group="passed-on",
        model=PassedOn,
        words=("to", "words"),
        to="s.partnership_id",
        seen=_passed_on,
    ),
    Source(
        id="back",
        group="passed-on",
        model=CameBack,
        words=("words",),
        to="n.partnership_id",
        by_way_of="JOIN passing_on_passedon n ON n.id = s.of_id",
        seen=_came_back,
    ),
)
