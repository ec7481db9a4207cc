"""Starting a partnership, arriving in it, and what one is called there."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.db import transaction

from alongside.framework.loading import the_edition
from alongside.partnerships.commands.origins import RESIDENT, Origin, affiliate
from alongside.partnerships.models import Membership, Organising, Partnership, PartnershipVersion, Stage, note
from alongside.partnerships.refs import new_ref
from alongside.partnerships.seats import Seat


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
    invented: str = "",
) -> Started:
    """Start a partnership with one person, who organises it. The same `key` (a hash) starts one only.

    `invented`: nobody in it is real, which is said on its row from its first moment, and nothing changes that. It is
    what stands in its address, which is said before there is one.
    """
    made, fresh = _partnership(name=name, place=place, stage=stage, at=at, key=key, invented=invented)
    if not fresh:
        return Started(made, made.memberships.order_by("pk")[0], again=True)
    who = arrive(partnership=made, name=person, origin=origin, at=at)
    Organising.objects.create(membership=who, since=at)
    PartnershipVersion.objects.create(partnership=made, version=1, at=at, by=who, name=name, place=place, stage=stage)
    note(made, who=who, what="started", at=at)
    return Started(made, who)


def _partnership(
    *, name: str, place: str, stage: str, at: datetime.datetime, key: bytes | None, invented: str
) -> tuple[Partnership, bool]:
    details = {
        "name": name,
        "place": place,
        "stage": stage,
        "edition": the_edition().id,
        "started_at": at,
        "version": 1,
        "is_invented": bool(invented),
        "ref": invented or new_ref(),
    }
    if key is None:
        return Partnership.objects.create(**details), True
    return Partnership.objects.get_or_create(start_hash=key, defaults=details)


@transaction.atomic
def arrive(
    *,
    partnership: Partnership,
    name: str,
    origin: Origin | None = None,
    at: datetime.datetime,
    expected: Membership | None = None,
) -> Membership:
    """Give somebody their place, or let somebody who was `expected` take it. Where they come from may be said later."""
    who = expected or Membership(partnership=partnership)
    who.name, who.arrived_at = name, at
    who.save()
    if origin is not None:
        affiliate(who, origin, at=at)
    note(partnership, who=who, what="arrived", at=at)
    return who


@transaction.atomic
def rename(*, seat: Seat, name: str, at: datetime.datetime) -> bool:
    """Change what one is called. False when one is called so already."""
    if not Membership.objects.filter(pk=seat.membership.pk).exclude(name=name).update(name=name):
        return False
    note(seat.partnership, who=seat.membership, what="renamed", at=at)
    return True
