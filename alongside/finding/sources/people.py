"""What can be found of people: what they are called, where they come from, and what goes with those who leave."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from alongside.finding.sources.shapes import Place, Source, rows
from alongside.partnerships.models import Affiliation, Membership, Organisation, Parting
from alongside.partnerships.seats import Seat


def _people(seat: Seat) -> str:
    return reverse("people:people", args=[seat.partnership.ref])


def _members(seat: Seat, keys: Collection[int]) -> Mapping[int, Place]:
    """Return who is here or expected, and who was here and has gone; nobody who was erased."""
    named = Membership.objects.within(seat).filter(erasure=None)
    shown = named.filter(Q(pk__in=named.not_gone()) | Q(arrived_at__isnull=False))
    return {each.pk: Place(_("People"), _people(seat)) for each in rows(shown, keys)}


def _organisations(seat: Seat, keys: Collection[int]) -> Mapping[int, Place]:
    here = Affiliation.objects.within(seat).now().filter(membership__in=Membership.objects.within(seat).not_gone())
    shown = Organisation.objects.within(seat).filter(pk__in=here.values("organisation"))
    return {each.pk: Place(_("Where people come from"), _people(seat)) for each in rows(shown, keys)}


def _partings(seat: Seat, keys: Collection[int]) -> Mapping[int, Place]:
    shown = Parting.objects.within(seat).filter(membership__erasure=None, membership__arrived_at__isnull=False)
    return {
        each.pk: Place(
            _("What goes with somebody who leaves"),
            reverse("people:parting", args=[seat.partnership.ref, each.membership.ref]),
            by=each.membership.name,
        )
        for each in rows(shown, keys).select_related("membership")
    }


PEOPLE = (
    Source(id="person", group="people", model=Membership, words=("name",), to="s.partnership_id", seen=_members),
    Source(id="body", group="people", model=Organisation, words=("name",), to="s.partnership_id", seen=_organisations),
    Source(
        id="parting",
        group="people",
        model=Parting,
        words=("goes", "takers", "ask"),
        to="m.partnership_id",
        by_way_of="JOIN partnerships_membership m ON m.id = s.membership_id",
        seen=_partings,
    ),
)
