"""Organising, stepping down, leaving, being removed, and coming back.

Each of these asks for the partnership's lock first, so that two of them at once cannot leave nobody organising.
"""

from __future__ import annotations

import datetime

from django.db import transaction

from alongside.partnerships.commands.lock import fresh, locked
from alongside.partnerships.models import Departure, Membership, MembershipQuerySet, Organising, note
from alongside.partnerships.permissions import ROLE, UNDO, may_come_back, may_let_back, may_organise, may_remove
from alongside.partnerships.seats import Seat


class Refused(Exception):
    """It may not be done as things stand now. `.why` is "role", "last organiser", "last person" or "too late"."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@transaction.atomic
def make_organiser(*, seat: Seat, who: Membership, at: datetime.datetime) -> bool:
    """Make `who` an organiser. False when they are one. Raises Refused."""
    locked(seat.partnership)
    if not may_organise(fresh(seat), who) or not Membership.objects.filter(pk=who.pk).here().exists():
        raise Refused("role")
    _, is_new = Organising.objects.get_or_create(
        membership=who, until=None, defaults={"since": at, "given_by": seat.membership}
    )
    if is_new:
        note(seat.partnership, who=seat.membership, what="made_organiser", at=at, about=who.ref)
    return is_new


@transaction.atomic
def unmake_organiser(*, seat: Seat, who: Membership, at: datetime.datetime) -> bool:
    """Take back that the one in this seat has made `who` an organiser, while it is fresh. False when it is not.

    The row goes, for it was never meant: nobody takes back by themselves what they did not lay down themselves.
    """
    locked(seat.partnership)
    if not fresh(seat).is_organiser:
        return False
    if not Organising.objects.given_by(seat, since=at - UNDO).filter(membership=who).delete()[0]:
        return False
    note(seat.partnership, who=seat.membership, what="unmade_organiser", at=at, about=who.ref)
    return True


@transaction.atomic
def step_down(*, seat: Seat, at: datetime.datetime) -> bool:
    """Organise no longer. False when one does not. Raises Refused("last organiser")."""
    locked(seat.partnership)
    if not fresh(seat).is_organiser:
        return False
    if not _others(seat).organisers().exists():
        raise Refused("last organiser")
    seat.membership.organisings.filter(until=None).update(until=at)
    note(seat.partnership, who=seat.membership, what="stepped_down", at=at)
    return True


@transaction.atomic
def organise_again(*, seat: Seat, at: datetime.datetime) -> bool:
    """Take a stepping-down back, while it is fresh. False when one organises. Raises Refused("too late")."""
    locked(seat.partnership)
    if fresh(seat).is_organiser:
        return False
    last = seat.membership.organisings.exclude(until=None).filter(until__gte=at - UNDO).last()
    if last is None:
        raise Refused("too late")
    last.until = None
    last.save()
    note(seat.partnership, who=seat.membership, what="organises_again", at=at)
    return True


@transaction.atomic
def remove(*, seat: Seat, who: Membership, reason: str, at: datetime.datetime) -> bool:
    """Remove `who`. False when they have gone already. Raises Refused."""
    locked(seat.partnership)
    if not may_remove(fresh(seat), who):
        raise Refused("role")
    return _go(who, by=seat.membership, reason=reason, what="removed", at=at)


@transaction.atomic
def leave(*, seat: Seat, at: datetime.datetime, as_last: bool = False) -> bool:
    """Leave. False when one has left already.

    Raises Refused("last organiser") when others would be left without one, and Refused("last person") when nobody
    else is here, unless `as_last` says that this is known.
    """
    locked(seat.partnership)
    others = _others(seat)
    if fresh(seat).is_organiser and not others.organisers().exists() and others.exists():
        raise Refused("last organiser")
    if not others.exists() and not as_last:
        raise Refused("last person")
    return _go(seat.membership, by=seat.membership, reason="", what="left", at=at)


@transaction.atomic
def let_back(*, seat: Seat, who: Membership, at: datetime.datetime) -> bool:
    """Let back somebody who left or was removed. False when they are here. Raises Refused."""
    locked(seat.partnership)
    departure = who.departures.open().first()
    if departure is None:
        return False
    if not may_let_back(fresh(seat), departure):
        raise Refused("role")
    return _return(departure, by=seat.membership, what="let_back", at=at)


@transaction.atomic
def come_back(*, seat: Seat, at: datetime.datetime) -> bool:
    """Come back, having left by oneself. False when one is here. Raises Refused("too late")."""
    locked(seat.partnership)
    departure = seat.membership.departures.open().first()
    if departure is None:
        return False
    if not may_come_back(seat, departure, at=at):
        raise Refused("too late")
    return _return(departure, by=seat.membership, what="came_back", at=at)


def _others(seat: Seat) -> MembershipQuerySet:
    return Membership.objects.filter(partnership_id=seat.partnership_id).here().exclude(pk=seat.membership.pk)


def _go(who: Membership, *, by: Membership, reason: str, what: str, at: datetime.datetime) -> bool:
    if who.departures.open().exists():
        return False
    organised = who.organisings.filter(until=None).update(until=at) > 0
    Departure.objects.create(membership=who, at=at, by=by, reason=reason, organised=organised)
    note(who.partnership, who=by, what=what, at=at, about=who.ref)
    return True


def _return(departure: Departure, *, by: Membership, what: str, at: datetime.datetime) -> bool:
    who = departure.membership
    departure.returned_at, departure.returned_by = at, by
    departure.save()
    nobody = not Membership.objects.filter(partnership_id=who.partnership_id).here().organisers().exists()
    if departure.organised and (nobody or at - departure.at <= ROLE):
        Organising.objects.create(membership=who, since=at, given_by=by)
    note(who.partnership, who=by, what=what, at=at, about=who.ref)
    return True
