"""What there is to look at, for whoever sits here: asked at once, so that home asks for nothing that is not there."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import BigAutoField, DateField, DateTimeField, Exists, OuterRef, Q, QuerySet
from django.utils.timezone import localdate

from alongside.agreements.models import Proposal, SettingAside, Settlement
from alongside.journey.grows import Facts
from alongside.journey.pages.changes import CAME, KINDS, LATELY, LEAVES, LEFT, MOVED, SETTLING
from alongside.journey.pages.facts import HERE, as_facts, looks, places, year_over
from alongside.learning.models import QuoteAsking, Talk
from alongside.partnerships.models import (
    BEGINNING,
    Affiliation,
    Departure,
    Membership,
    MembershipQuerySet,
    Parting,
    Partnership,
)
from alongside.partnerships.prepared import Prepared, told
from alongside.partnerships.seats import Seat
from alongside.people.models import Knock
from alongside.rounds.models import Withholding

NEWEST = 30
"""How many of the newest talks are looked through for one that was begun and not finished."""
ME = told("me", BigAutoField())


@dataclass(frozen=True)
class Glance:
    """What the partnership has done, and whether there is any of each kind of thing that home may show."""

    facts: Facts
    knocks: bool  # somebody waits to be let in
    words_asked: bool  # somebody asks whether one's words may be passed on
    begun: bool  # a talk has no page yet
    aside: bool  # a question is set aside
    proposed: bool  # a proposal is not settled
    wants_aside: bool  # somebody asks that words be put aside, or back
    changed: tuple[str, ...]  # which kinds of changes among us there may be
    others: bool  # there is somebody else
    organisers: bool  # somebody else organises


def glance(seat: Seat, *, at: datetime.datetime, today: datetime.date) -> Glance:
    """Return what there is. One query, however large the partnership."""
    began = seat.partnership.started_at
    found = _PREPARED.one(
        **places(seat),
        me=seat.membership.pk,
        now=at,
        lately=at - LATELY,
        newly=max(began + BEGINNING, at - LATELY),
        leaving_from=today - SETTLING,
        moved_from=max(localdate(began) + SETTLING, today - LATELY),
    )
    there = {name: bool(getattr(found, f"there_{name}", False)) for name in _THERE}
    changed = tuple(kind for kind in KINDS if there.pop(kind))
    facts = as_facts(found, year=year_over(seat, today=today))
    return Glance(facts=facts, changed=changed, **there)


def _others() -> MembershipQuerySet:
    return Membership.objects.filter(partnership=HERE).here().exclude(pk=ME)


def _there() -> Mapping[str, QuerySet[Any]]:
    """Return the rows of each kind. What a name misses may be there; what it finds is looked at again."""
    lately, today = told("lately", DateTimeField()), told("leaving_from", DateField())
    rooms = Q(room__partnership=HERE, room__closed_at=None, room__closes_at__gt=told("now", DateTimeField()))
    settled = Settlement.objects.filter(proposal=OuterRef("pk"), undone_at=None)
    here = Membership.objects.filter(partnership=HERE).here()
    newest = Talk.objects.filter(partnership=told("partnership", BigAutoField())).order_by("-on", "-pk")
    return {
        "knocks": Knock.objects.filter(rooms, answered_at=None),
        "words_asked": QuoteAsking.objects.filter(answer__membership=ME, leaves=""),
        "begun": Talk.objects.filter(pk__in=newest.values("pk")[:NEWEST]).begun(),
        "aside": SettingAside.objects.filter(partnership=HERE).now(),
        "proposed": Proposal.objects.filter(~Exists(settled), agreement__partnership=HERE),
        "wants_aside": Withholding.objects.waiting().filter(round__partnership=HERE, alone=False).exclude(by=ME),
        LEFT: Departure.objects.open().filter(membership__partnership=HERE, at__gt=lately),
        LEAVES: Parting.objects.filter(membership__partnership=HERE, leaves_on__gte=today).exclude(membership=ME),
        CAME: here.filter(arrived_at__gt=told("newly", DateTimeField())),
        MOVED: Affiliation.objects.now().filter(
            membership__partnership=HERE, since__gte=told("moved_from", DateField())
        ),
        "others": _others(),
        "organisers": _others().organisers(),
    }


_THERE = tuple(_there())


def _build() -> QuerySet[Partnership]:
    there = {f"there_{name}": Exists(rows) for name, rows in _there().items()}
    return Partnership.objects.filter(pk=told("partnership", BigAutoField())).annotate(**looks(), **there)


_PREPARED = Prepared(_build)
