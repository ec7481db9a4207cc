"""Every write about who belongs: starting a partnership, arriving, organising, leaving, and its own details."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.db import transaction
from django.utils.timezone import localdate

from alongside.framework.loading import the_edition
from alongside.partnerships.models import (
    Affiliation,
    Membership,
    Organisation,
    Organising,
    Partnership,
    PartnershipVersion,
    Stage,
    note,
)


@dataclass(frozen=True, slots=True)
class Origin:
    """Where somebody comes from: an organisation that is there, one to be added, or neither (a resident)."""

    organisation: Organisation | None = None
    new: str = ""
    kind: str = ""
    size: str = ""


RESIDENT = Origin()


@dataclass(frozen=True, slots=True)
class Started:
    """A partnership and whoever started it. `again` when the same key had started it before."""

    partnership: Partnership
    membership: Membership
    again: bool = False


@transaction.atomic
def start(
    *,
    name: str,
    place: str = "",
    stage: str = Stage.NEW,
    person: str,
    origin: Origin = RESIDENT,
    at: datetime.datetime,
    key: bytes | None = None,
) -> Started:
    """Start a partnership with one person, who organises it. The same `key` (a hash) starts one only."""
    made, fresh = _partnership(name=name, place=place, stage=stage, at=at, key=key)
    if not fresh:
        return Started(made, made.memberships.order_by("pk")[0], again=True)
    who = arrive(partnership=made, name=person, origin=origin, at=at)
    Organising.objects.create(membership=who, since=at)
    PartnershipVersion.objects.create(partnership=made, version=1, at=at, by=who, name=name, place=place)
    note(made, who=who, what="started", at=at)
    return Started(made, who)


def _partnership(
    *, name: str, place: str, stage: str, at: datetime.datetime, key: bytes | None
) -> tuple[Partnership, bool]:
    details = {
        "name": name,
        "place": place,
        "stage": stage,
        "edition": the_edition().id,
        "started_at": at,
        "version": 1,
    }
    if key is None:
        return Partnership.objects.create(**details), True
    return Partnership.objects.get_or_create(start_hash=key, defaults=details)


@transaction.atomic
def arrive(
    *, partnership: Partnership, name: str, origin: Origin, at: datetime.datetime, expected: Membership | None = None
) -> Membership:
    """Give somebody their place, or let somebody who was `expected` take it; where they come from is said with it."""
    who = expected or Membership(partnership=partnership)
    who.name, who.arrived_at = name, at
    who.save()
    _affiliate(who, origin, at=at)
    note(partnership, who=who, what="arrived", at=at, about=who.ref)
    return who


def locked(partnership: Partnership) -> Partnership:
    """Return the partnership as it is now, and make other commands that ask for it wait until this one is done."""
    return Partnership.objects.select_for_update().get(pk=partnership.pk)


def _affiliate(who: Membership, origin: Origin, *, at: datetime.datetime) -> None:
    """Say where `who` comes from, from that day on."""
    organisation = _organisation(who.partnership, origin)
    day = localdate(at)
    who.affiliations.filter(until=None).update(until=day)
    Affiliation.objects.create(membership=who, organisation=organisation, since=day)


def _organisation(partnership: Partnership, origin: Origin) -> Organisation | None:
    """Return the organisation that is meant; one of the same name is the same one, however it is written."""
    if not origin.new:
        return origin.organisation
    locked(partnership)  # two who add the same one at once add one
    same = (each for each in partnership.organisations.all() if each.name.casefold() == origin.new.casefold())
    return next(same, None) or Organisation.objects.create(
        partnership=partnership, name=origin.new, kind=origin.kind, size=origin.size
    )
