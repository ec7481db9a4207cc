"""Addresses: giving one, saying what for, taking it away. Nobody else is shown any of it, so no Moment is left."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from alongside.mail import tokens
from alongside.mail.commands.queue import queue
from alongside.mail.letters import write
from alongside.mail.models import Address, Code, Purpose, Tally, Tick, WaitingLetter
from alongside.mail.sealing import mark
from alongside.partnerships.models import Departure, Membership
from alongside.partnerships.seats import Seat

MONTH = datetime.timedelta(days=30)
"""How long somebody who has gone may come back and find their address."""


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
def tell_the_one_before(*, who: Membership, email: str, at: datetime.datetime) -> None:
    """Write to the address that somebody had given, where `email` takes its place: if it was not them, they learn it.

    The letter does not say which address took its place.
    """
    there = Address.objects.filter(membership=who).exclude(email=email).first()
    if there:
        words = {"partnership": who.partnership.name}
        letter = write("address_changed", _("Your address was changed"), words, membership=who.pk, to=there.email)
        queue(kind="address_changed", letter=letter, at=at)


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


@transaction.atomic
def forget_gone(*, at: datetime.datetime) -> None:
    """Take away the addresses of those who went a month ago and are not back. A deleting job, for the roof."""
    gone = Departure.objects.filter(membership=OuterRef("membership"), returned_at=None, at__lt=at - MONTH)
    Address.objects.filter(Exists(gone)).delete()


def forget(who: Membership) -> None:
    """Take away whatever is here of somebody; part of the command that erases, in the database `who` was read from."""
    database = who._state.db
    for address in Address.objects.using(database).filter(membership=who):
        marks = [mark(what, address.email) for what in ("letters", "proved")]
        marks += [mark("wrong", f"{purpose} {address.email}") for purpose in Purpose.values]
        marks.append(mark("invited", f"{who.partnership.ref} {address.email}"))
        Tally.objects.using(database).filter(mark__in=marks).delete()
        address.delete()
    Tally.objects.using(database).filter(mark=mark("proofs", who.ref)).delete()
    Code.objects.using(database).filter(membership=who).delete()
    WaitingLetter.objects.using(database).filter(Q(membership=who) | Q(by=who)).delete()
