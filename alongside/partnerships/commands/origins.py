"""Saying where one comes from: from several organisations at once, from each of them once at a time."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q
from django.utils.timezone import localdate

from alongside.partnerships.commands.lock import locked
from alongside.partnerships.models import Affiliation, Membership, Organisation, Partnership, note
from alongside.partnerships.seats import Seat


@dataclass(frozen=True, slots=True)
class Origin:
    """Where somebody comes from: an organisation that is there, one to be added, or neither (a resident)."""

    organisation: Organisation | None = None
    new: str = ""
    kind: str = ""
    size: str = ""


RESIDENT = Origin()


@transaction.atomic
def come_from(*, seat: Seat, origin: Origin, since: datetime.date | None = None, at: datetime.datetime) -> bool:
    """Say where one comes from, beside what one has said before. False when the same was said before.

    `since` is a day that has come; without it, today. Saying again what ended today takes that end back.
    """
    if not affiliate(seat.membership, origin, since=since, at=at):
        return False
    note(seat.partnership, who=seat.membership, what="came_from", at=at)
    return True


@transaction.atomic
def come_from_no_longer(*, seat: Seat, origin: Origin, at: datetime.datetime) -> bool:
    """Say that one comes from there no longer, from today on. False when one does not."""
    locked(seat.partnership)
    there = seat.membership.affiliations.filter(until=None, organisation=origin.organisation)
    if not there.update(until=localdate(at)):
        return False
    note(seat.partnership, who=seat.membership, what="came_from_no_longer", at=at)
    return True


def affiliate(who: Membership, origin: Origin, *, since: datetime.date | None = None, at: datetime.datetime) -> bool:
    """Let somebody come from there; part of a command. False when they do already, and since the same day."""
    locked(who.partnership)  # two who add the same organisation at once add one
    organisation, today = _organisation(who.partnership, origin), localdate(at)
    here = who.affiliations.filter(Q(until=None) | Q(until=today), organisation=organisation)
    said = here.order_by("-pk").first()
    if said is None:
        Affiliation.objects.create(membership=who, organisation=organisation, since=since or today)
        return True
    if said.until is None and since in (None, said.since):
        return False
    said.since, said.until = since or said.since, None
    said.save()
    return True


def _organisation(partnership: Partnership, origin: Origin) -> Organisation | None:
    """Return the organisation that is meant; one of the same name is the same one, however it is written."""
    if not origin.new:
        return origin.organisation
    same = (each for each in partnership.organisations.all() if each.name.casefold() == origin.new.casefold())
    return next(same, None) or Organisation.objects.create(
        partnership=partnership, name=origin.new, kind=origin.kind, size=origin.size
    )
