"""Beginning: a partnership, its first organiser's device, and their own link, in one."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.db import transaction

from alongside.partnerships.commands import Origin, Started, start
from alongside.partnerships.models import Membership
from alongside.people.commands.devices import make_device
from alongside.people.commands.links import keep_first_link
from alongside.people.models import Device, PersonalLink
from alongside.people.permissions import AGAIN
from alongside.people.secrets import derived, hashed


@dataclass(frozen=True, slots=True)
class Begun:
    """Who has begun, what their device is to hold, and what their own link holds."""

    membership: Membership
    device: str
    link: str


@transaction.atomic
def begin(
    *,
    key: str,
    name: str,
    place: str,
    stage: str,
    person: str,
    origin: Origin,
    label: str,
    at: datetime.datetime,
) -> Begun | None:
    """Start a partnership and let its organiser in. The same `key` starts one, however often it is sent.

    None when that was started a while ago, or is used from elsewhere now: an old page is no way in.
    """
    started = start(name=name, place=place, stage=stage, person=person, origin=origin, at=at, key=hashed(key))
    begun = Begun(started.membership, derived(key, "first-device"), derived(key, "first-link"))
    if started.again:
        return begun if _is_fresh(started, begun, at=at) else None
    device = make_device(membership=begun.membership, secret=begun.device, label=label, at=at)
    keep_first_link(membership=begun.membership, secret=begun.link, device=device, held=begun.device, at=at)
    return begun


def _is_fresh(started: Started, begun: Begun, *, at: datetime.datetime) -> bool:
    known = Device.objects.filter(secret_hash=hashed(begun.device), ended_at=None)
    linked = PersonalLink.objects.live(at=at).filter(secret_hash=hashed(begun.link))
    return at - started.partnership.started_at <= AGAIN and known.exists() and linked.exists()
