"""The room's code: opening and closing it, coming in by it, knocking, and letting in."""

from __future__ import annotations

import datetime

from django.db import transaction
from django.db.models import F

from alongside.partnerships.commands import arrive
from alongside.partnerships.models import note
from alongside.partnerships.seats import Seat
from alongside.people.commands.devices import know, make_device
from alongside.people.commands.links import Entered
from alongside.people.models import Device, Knock, RoomCode
from alongside.people.permissions import AGAIN
from alongside.people.secrets import derived, hashed


@transaction.atomic
def open_room(
    *, seat: Seat, code: str, approved: bool, hours: int, places: int, at: datetime.datetime
) -> RoomCode | None:
    """Open a room: the code lets `places` people in for so many `hours`; when `approved`, one by one.

    The same code opens it once. None when it is another partnership's: chance has no part in the wall.
    """
    room, fresh = RoomCode.objects.get_or_create(
        code=code,
        defaults={
            "partnership": seat.partnership,
            "approved": approved,
            "places": places,
            "made_by": seat.membership,
            "opens_at": at,
            "closes_at": at + datetime.timedelta(hours=hours),
        },
    )
    if fresh:
        note(seat.partnership, who=seat.membership, what="opened_room", at=at, about=room.ref)
    return room if room.partnership_id == seat.partnership_id else None


@transaction.atomic
def close_room(*, seat: Seat, room: RoomCode, at: datetime.datetime) -> bool:
    """Let nobody in by this code from now on. False when it was closed."""
    if not RoomCode.objects.filter(pk=room.pk, closed_at=None).update(closed_at=at, closed_by=seat.membership):
        return False
    note(seat.partnership, who=seat.membership, what="closed_room", at=at, about=room.ref)
    return True


@transaction.atomic
def reopen_room(*, seat: Seat, room: RoomCode, at: datetime.datetime) -> bool:
    """Let the code work again, while its time lasts. False when it works, or its time is over."""
    closed = RoomCode.objects.in_time(at=at).filter(pk=room.pk).exclude(closed_at=None)
    if not closed.update(closed_at=None, closed_by=None):
        return False
    note(seat.partnership, who=seat.membership, what="reopened_room", at=at, about=room.ref)
    return True


def _take_a_place(room: RoomCode, *, at: datetime.datetime) -> bool:
    """Count one more in, in the database itself: however many come at once, none is one too many."""
    return RoomCode.objects.open(at=at).filter(pk=room.pk).update(taken=F("taken") + 1) > 0


@transaction.atomic
def join(*, room: RoomCode, key: str, name: str, label: str, at: datetime.datetime) -> Entered | None:
    """Come in by an open room's code; None when it lets nobody in. The same `key` comes in once."""
    secret = derived(f"{room.code}:{key}", "device")
    RoomCode.objects.select_for_update(no_key=True).get(pk=room.pk)
    again = Device.objects.filter(secret_hash=hashed(secret)).select_related("membership__partnership").first()
    if again:
        return _answer_again(again, secret, at=at)
    if room.approved or not _take_a_place(room, at=at):
        return None
    who = arrive(partnership=room.partnership, name=name, at=at)
    make_device(membership=who, secret=secret, label=label, at=at)
    return Entered(who, secret, first=True)


def _answer_again(device: Device, secret: str, *, at: datetime.datetime) -> Entered | None:
    """Give a form that was sent twice its answer again: not for long, and not once the device has ended."""
    arrived = device.membership.arrived_at
    fresh = device.ended_at is None and arrived is not None and at - arrived <= AGAIN
    return Entered(device.membership, secret, first=True) if fresh else None


@transaction.atomic
def knock(*, room: RoomCode, key: str, name: str, label: str, at: datetime.datetime) -> tuple[Knock, str] | None:
    """Knock at a room whose people are let in one by one; None when its code lets nobody knock."""
    secret = derived(f"{room.code}:{key}", "device")
    RoomCode.objects.select_for_update(no_key=True).get(pk=room.pk)
    again = Knock.objects.filter(secret_hash=hashed(secret)).first()
    if again:
        return (again, secret) if at - again.at <= AGAIN else None
    if not _take_a_place(room, at=at):
        return None
    made = Knock.objects.create(room=room, secret_hash=hashed(secret), device_label=label, name=name, at=at)
    note(room.partnership, who=None, what="knocked", at=at, about=made.ref)
    return made, secret


@transaction.atomic
def let_in(*, seat: Seat, knock: Knock, at: datetime.datetime) -> bool:
    """Let in whoever knocks, also after a no. False when they are in."""
    waiting = Knock.objects.select_for_update(no_key=True).filter(pk=knock.pk, membership=None).first()
    if waiting is None:
        return False
    if waiting.answered_at:  # a no gave the place back; an organiser who thinks better of it may go one over
        _take_a_place(waiting.room, at=at)
    who = arrive(partnership=seat.partnership, name=waiting.name, at=at)
    know(who, bytes(waiting.secret_hash), label=waiting.device_label, at=at)
    waiting.membership, waiting.answered_at, waiting.answered_by = who, at, seat.membership
    waiting.save()
    note(seat.partnership, who=seat.membership, what="let_in", at=at, about=who.ref)
    return True


@transaction.atomic
def decline(*, seat: Seat, knock: Knock, at: datetime.datetime) -> bool:
    """Tell whoever knocks no. False when they have been answered."""
    waiting = Knock.objects.waiting().filter(pk=knock.pk)
    if not waiting.update(answered_at=at, answered_by=seat.membership):
        return False
    RoomCode.objects.filter(pk=knock.room_id, taken__gt=0).update(taken=F("taken") - 1)
    note(seat.partnership, who=seat.membership, what="declined", at=at, about=knock.ref)
    return True
