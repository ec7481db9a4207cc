"""The keyring: which draft keys a device or an own link holds, and how they come from one to another.

A key is never here but while one request is answered. None of this leaves a Moment, as devices leave none.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.db.models import BigIntegerField, Exists, OuterRef, Q, QuerySet

from alongside.partnerships import commands as partnerships
from alongside.partnerships.models import Departure, Membership
from alongside.partnerships.prepared import Prepared, PreparedRows, told
from alongside.partnerships.seats import Seat
from alongside.people import sealing
from alongside.people.models import UNDO, Device, DraftKey, PersonalLink, Wrap

MONTH = datetime.timedelta(days=30)
"""How long somebody who was removed may be let back and find their drafts."""


@dataclass(frozen=True, slots=True)
class Held:
    """A draft key in somebody's hands, while one request is answered. It shows nothing of itself."""

    id: int
    ref: str
    owner: int  # the number of the membership whose it is
    key: bytes

    def __repr__(self) -> str:
        return f"<Held {self.ref}>"


def _about(key_ref: str, way_in: Device | PersonalLink) -> str:
    return f"{key_ref} {'device' if isinstance(way_in, Device) else 'link'} {way_in.ref}"


def _opened(wraps: Iterable[Wrap], secret: str) -> tuple[Held, ...]:
    return tuple(
        _held(wrap.key, sealing.unwrap(bytes(wrap.sealed), secret, _about(wrap.key.ref, way_in)))
        for wrap in wraps
        if (way_in := wrap.device or wrap.link)
    )


def _held(key: DraftKey, opened: bytes) -> Held:
    return Held(key.pk, key.ref, key.membership_id, opened)


def _wraps() -> QuerySet[Wrap]:
    wraps = Wrap.objects.filter(device_id=told("device", BigIntegerField()))
    return wraps.select_related("key", "device").order_by("key")


# asked by every page that shows a draft, and by every form that keeps one
_WRAPS = Prepared(_wraps)
_WRAPS_HELD = Prepared(lambda: _wraps().select_for_update(of=("self", "key"), no_key=True))
_DEVICE_HELD = Prepared(
    lambda: Device.objects.select_for_update(no_key=True).filter(pk=told("device", BigIntegerField()))
)
_NEW_WRAPS = PreparedRows(Wrap, "key_id", "sealed")


def of_device(device_id: int | None, secret: str) -> tuple[Held, ...]:
    """Return the draft keys that a device holds, the first made first. `secret` is what its cookie has."""
    return _opened(_WRAPS.every(device=device_id or 0), secret)


def of_link(link: PersonalLink, secret: str) -> tuple[Held, ...]:
    """Return the draft keys that an own link holds. `secret` is what its address has."""
    return _opened(Wrap.objects.filter(link=link).select_related("key", "link").order_by("key"), secret)


def hand_on(keys: Iterable[Held], way_in: Device | PersonalLink, secret: str) -> None:
    """Let this way in hold these keys too; part of the commands that make one or let somebody in."""
    there = set(way_in.wraps.values_list("key_id", flat=True))
    _wrap([each for each in keys if each.id not in there], way_in, secret)


def _wrap(keys: Iterable[Held], way_in: Device | PersonalLink, secret: str) -> None:
    device, link = (way_in.pk, None) if isinstance(way_in, Device) else (None, way_in.pk)
    wraps = [(each.id, sealing.wrap(each.key, secret, _about(each.ref, way_in))) for each in keys]
    _NEW_WRAPS.put(wraps, device_id=device, link_id=link)


def hold(device_id: int | None, secret: str) -> tuple[Held, ...]:
    """Return the draft keys that this device holds, made for it if it held none; for a command, in its transaction.

    Until that ends, nobody else who holds one of them writes with it.
    """
    keys = _opened(_WRAPS_HELD.every(device=device_id or 0), secret)
    if keys:
        return keys
    device = _DEVICE_HELD.one(device=device_id or 0)
    if device is None:
        raise Device.DoesNotExist
    keys = of_device(device_id, secret)  # made by another request, meanwhile
    if keys:
        return keys
    fresh = new_key(device.membership_id)
    _wrap([fresh], device, secret)
    return (fresh,)


def new_key(membership_id: int) -> Held:
    """Make somebody a draft key, which nothing holds yet; part of the commands that hand it on."""
    key = sealing.new_key()
    made = DraftKey.objects.create(membership_id=membership_id, public=sealing.public_of(key))
    return _held(made, key)


def seal_to_all(who: Membership, words: bytes, about: str) -> list[tuple[int, bytes]]:
    """Return (key, `words` sealed to its holder) for each draft key of `who`."""
    return [(key.pk, sealing.seal_to(words, bytes(key.public), about)) for key in who.draft_keys.all()]


@transaction.atomic
def leave(
    *,
    seat: Seat,
    at: datetime.datetime,
    as_last: bool = False,
    seen: int = 0,
    said: partnerships.PartingWords | None = None,
) -> bool:
    """Leave, and take one's draft keys along: every draft goes, and what copies still hold can be opened by nobody.

    `said` is what goes with one, in the place of the version that was `seen`. False when one has left already. Raises
    as partnerships.commands.leave and say_parting do.
    """
    if said:
        partnerships.say_parting(seat=seat, who=seat.membership, seen=seen, said=said, at=at)
    left = partnerships.leave(seat=seat, at=at, as_last=as_last)
    if left:
        seat.membership.draft_keys.all().delete()
    return left


@transaction.atomic
def forget_keyrings(*, at: datetime.datetime) -> int:
    """Take away what opens drafts for nobody any more; return how many keys went. A deleting job, for the roof.

    That is: the wraps of devices and links whose end can no longer be taken back, keys that nothing holds any more,
    and those of people who were removed and not let back within a month.
    """
    over = Q(device__ended_at__lt=at - UNDO) | Q(link__ended_at__lt=at - UNDO)
    Wrap.objects.filter(over).delete()
    gone = Departure.objects.filter(membership=OuterRef("membership"), returned_at=None, at__lt=at - MONTH)
    keys, _ = DraftKey.objects.filter(Q(Exists(gone)) | Q(wraps=None)).delete()
    return keys
