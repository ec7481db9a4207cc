"""Addresses: giving one, saying what for, taking it away. Nobody else is shown any of it, so no Moment is left."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from django.db import transaction
from django.db.models import Q

from alongside.mail import tokens
from alongside.mail.models import Address, Tick, WaitingLetter
from alongside.partnerships.models import Membership
from alongside.partnerships.seats import Seat


class Taken(Exception):
    """Somebody else here has given the same address; who has just shown that they read its letters may know that."""


@transaction.atomic
def keep_address(*, who: Membership, email: str) -> Address:
    """Keep the address that somebody has proved to be theirs, in the place of any before. Raises Taken.

    Links in letters to the one before end.
    """
    if Address.objects.filter(partnership=who.partnership_id, email=email).exclude(membership=who).exists():
        raise Taken
    there = Address.objects.filter(membership=who).first()
    if there and there.email == email:
        return there
    ticks = {tick: getattr(there, tick) if there else tick != Tick.WEEKLY for tick in Tick.values}
    Address.objects.filter(membership=who).delete()
    return Address.objects.create(membership=who, partnership_id=who.partnership_id, email=email, **ticks)


@transaction.atomic
def use_for(*, seat: Seat, ticks: Iterable[str]) -> bool:
    """Say what one's address is for. False where there is none."""
    wanted = set(ticks)
    return Address.objects.of(seat).update(**{tick: tick in wanted for tick in Tick.values}) > 0


@transaction.atomic
def remove_address(*, seat: Seat) -> bool:
    """Take one's address away. False where there is none."""
    return Address.objects.of(seat).delete()[0] > 0


@transaction.atomic
def stop(*, tick: str, token: str, at: datetime.datetime) -> bool:
    """Send no more letters of this kind, as the link in one of them asks. False where the link is over."""
    ref = tokens.read(f"stop-{tick}", token, at=at)
    return ref is not None and Address.objects.filter(ref=ref).update(**{Tick(tick).value: False}) > 0


def forget(who: Membership) -> None:
    """Take away whatever is here of somebody; part of the command that erases, in the database `who` was read from."""
    database = who._state.db
    Address.objects.using(database).filter(membership=who).delete()
    WaitingLetter.objects.using(database).filter(Q(membership=who) | Q(by=who)).delete()
