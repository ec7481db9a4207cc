"""Who is new here, who shows them round, and what is said of that on the people page and on one's own."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.db.models import Prefetch, Q
from django.utils.timezone import localdate

from alongside.partnerships.models import Membership, Welcoming
from alongside.partnerships.permissions import UNDO, may_end_welcome
from alongside.partnerships.seats import Seat


@dataclass(frozen=True, slots=True)
class New:
    """Somebody new, and who shows them round; `welcomer` is empty where nobody is named."""

    ref: str
    name: str
    on: datetime.date
    welcomer: str
    is_you: bool
    is_yours: bool  # you are who shows them round


@dataclass(frozen=True, slots=True)
class Welcome:
    """Somebody whom one shows round, or (`you_are_new`) who shows one round."""

    ref: str  # of whoever is new
    name: str  # of the other of the two
    on: datetime.date
    reach: str
    you_are_new: bool


@dataclass(frozen=True, slots=True)
class WelcomePage:
    """The page on which somebody is named to show one person round."""

    partnership: str
    ref: str
    name: str
    on: datetime.date
    is_you: bool
    welcomer: str
    is_yours: bool
    reach: str
    may_end: bool
    may_name_others: bool
    may_undo: bool


def newcomers(seat: Seat, *, at: datetime.datetime) -> tuple[New, ...]:
    """Return who is new here, the last one first. Two queries."""
    named = Prefetch("welcomings", Welcoming.objects.now().select_related("welcomer"), "welcomed")
    found = Membership.objects.new(seat, at=at).prefetch_related(named).order_by("-arrived_at", "-pk")
    return tuple(_new(who, seat) for who in found)


def _new(who: Membership, seat: Seat) -> New:
    named: Welcoming | None = next(iter(who.welcomed), None)  # type: ignore[attr-defined]
    assert who.arrived_at  # noqa: S101 - they are here
    return New(
        ref=who.ref,
        name=who.name,
        on=localdate(who.arrived_at),
        welcomer=named.welcomer.name if named else "",
        is_you=who.pk == seat.membership.pk,
        is_yours=named is not None and named.welcomer_id == seat.membership.pk,
    )


def welcomes(seat: Seat) -> tuple[Welcome, ...]:
    """Return whom the one in this seat shows round, and who shows them round. One query."""
    own = Q(welcomer=seat.membership) | Q(membership=seat.membership)
    rows = Welcoming.objects.within(seat).now().filter(own, membership__in=Membership.objects.within(seat).here())
    return tuple(_welcome(row, seat) for row in rows.select_related("membership", "welcomer"))


def _welcome(row: Welcoming, seat: Seat) -> Welcome:
    is_new = row.membership_id == seat.membership.pk
    other = row.welcomer if is_new else row.membership
    came = row.membership.arrived_at or row.since
    return Welcome(row.membership.ref, other.name, localdate(came), row.reach, is_new)


def welcome_page(seat: Seat, who: Membership, *, at: datetime.datetime) -> WelcomePage:
    """Return the page about one person who has come in. Two queries."""
    rows = Welcoming.objects.within(seat).filter(membership=who)
    named = rows.now().select_related("welcomer").first()
    ended = rows.filter(ended_by=seat.membership, until__gte=at - UNDO).exists() if named is None else False
    assert who.arrived_at  # noqa: S101 - they are here
    return WelcomePage(
        partnership=seat.partnership.ref,
        ref=who.ref,
        name=who.name,
        on=localdate(who.arrived_at),
        is_you=who.pk == seat.membership.pk,
        welcomer=named.welcomer.name if named else "",
        is_yours=named is not None and named.welcomer_id == seat.membership.pk,
        reach=named.reach if named and named.welcomer_id == seat.membership.pk else "",
        may_end=named is not None and may_end_welcome(seat, named),
        may_name_others=seat.is_organiser,
        may_undo=ended,
    )


def could_welcome(seat: Seat, who: Membership) -> tuple[tuple[str, str], ...]:
    """Return whom one could name to show somebody round: all others here, by reference and name. One query."""
    here = Membership.objects.within(seat).here().exclude(pk__in=[who.pk, seat.membership.pk])
    return tuple(here.values_list("ref", "name"))
