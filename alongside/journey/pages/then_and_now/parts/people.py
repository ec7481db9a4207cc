"""Who was here on each day: who came, who left, and from which organisations. Never who answered."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from alongside.analysis.two_days import different
from alongside.journey.pages.then_and_now.days import Between
from alongside.partnerships.models import Affiliation, Departure, Membership
from alongside.partnerships.seats import Seat

Rows = QuerySet[Any]
"""Memberships, with what the database worked out beside them."""
NAMES = 40
"""So many are named of those who came, and of those who left."""


@dataclass(frozen=True, slots=True)
class Names:
    """How many they are, and the names of the first of them; of whoever is erased there is none."""

    many: int
    names: tuple[str, ...]

    @property
    def has_more(self) -> bool:
        """Whether some of them are not named here."""
        return self.many > len(self.names)


@dataclass(frozen=True, slots=True)
class People:
    """How many were here then and are now; who came and who left; the organisations that did."""

    then: int
    now: int
    came: Names
    left: Names
    new_organisations: tuple[str, ...]
    gone_organisations: tuple[str, ...]

    @property
    def changed(self) -> bool:
        """Whether anybody came or left, or an organisation did."""
        return bool(self.came.many or self.left.many or self.new_organisations or self.gone_organisations)


def people_between(seat: Seat, between: Between) -> People:
    """Return who was here then and is now. Five queries."""
    there = _members(seat, between)
    came, left = Q(was=False, is_here=True), Q(was=True, is_here=False)
    counted = there.aggregate(
        then=Count("pk", Q(was=True)), now=Count("pk", Q(is_here=True)), came=Count("pk", came), left=Count("pk", left)
    )
    organisations = different(
        _organisations(there.filter(was=True), between.days.then),
        _organisations(there.filter(is_here=True), between.days.now),
    )
    return People(
        then=counted["then"],
        now=counted["now"],
        came=Names(counted["came"], _names(there.filter(came))),
        left=Names(counted["left"], _names(there.filter(left))),
        new_organisations=tuple(each.now for each in organisations.new if each.now),
        gone_organisations=tuple(each.then for each in organisations.gone if each.then),
    )


def some_changed(seat: Seat, between: Between) -> bool:
    """Whether anybody came or left between. One query."""
    return _members(seat, between).exclude(was=True, is_here=True).exclude(was=False, is_here=False).exists()


def _members(seat: Seat, between: Between) -> Rows:
    """Return all who ever came in by the later day: `.was` here on the earlier one, `.is_here` on the later."""
    came = Membership.objects.within(seat).filter(arrived_at__lt=between.now)
    return came.annotate(was=_here(between.then), is_here=_here(between.now))


def _here(at: datetime.datetime) -> Q:
    """Return what says that somebody had come in by a moment, and was not gone then."""
    gone = Departure.objects.filter(Q(returned_at=None) | Q(returned_at__gte=at), membership=OuterRef("pk"), at__lt=at)
    return Q(~Exists(gone), arrived_at__lt=at)


def _names(people: Rows) -> tuple[str, ...]:
    named = people.filter(erasure=None).order_by("name", "pk")
    return tuple(named.values_list("name", flat=True)[:NAMES])


def _organisations(people: Rows, day: datetime.date) -> Mapping[int, str]:
    rows = Affiliation.objects.on(day).filter(membership__in=people.values("pk"), organisation__isnull=False)
    named = rows.order_by("organisation__name").values_list("organisation", "organisation__name").distinct()
    return dict(named)
