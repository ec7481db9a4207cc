"""Naming somebody who shows somebody new round, and ending that; and what is offered after a change, put away."""

from __future__ import annotations

import datetime

from django.db import transaction

from alongside.partnerships.commands.belonging import Refused
from alongside.partnerships.commands.lock import fresh, locked
from alongside.partnerships.models import Membership, NotNow, Welcoming, note
from alongside.partnerships.permissions import UNDO, may_end_welcome, may_name_welcomer
from alongside.partnerships.seats import Seat


@transaction.atomic
def name_welcomer(
    *, seat: Seat, new: Membership, welcomer: Membership, reach: str | None = None, at: datetime.datetime
) -> bool:
    """Name who shows `new` round, instead of whoever did. False when they do already.

    `reach` is how the one in this seat, who offers it, can be reached; None leaves what stood there. Raises
    Refused("role"), and Refused("taken") where another is named whom only organisers replace.
    """
    locked(seat.partnership)
    now_here = fresh(seat)
    here = Membership.objects.within(seat).here().filter(pk__in=[new.pk, welcomer.pk]).count()
    if not may_name_welcomer(now_here, new, welcomer) or here < 2:
        raise Refused("role")
    named = Welcoming.objects.filter(membership=new, until=None).first()
    if named and named.welcomer_id == welcomer.pk:
        return _say_reach(seat, named, reach, at=at)
    if named and not now_here.is_organiser and Welcoming.objects.now().filter(pk=named.pk).exists():
        raise Refused("taken")
    Welcoming.objects.filter(membership=new, until=None).update(until=at, ended_by=seat.membership)
    own = reach if welcomer.pk == seat.membership.pk else None
    Welcoming.objects.create(membership=new, welcomer=welcomer, reach=own or "", since=at, by=seat.membership)
    note(seat.partnership, who=seat.membership, what="named_welcomer", at=at, about=welcomer.ref)
    return True


def _say_reach(seat: Seat, named: Welcoming, reach: str | None, *, at: datetime.datetime) -> bool:
    """Let the welcomer, and nobody else, say how they are reached."""
    if reach is None or named.welcomer_id != seat.membership.pk or reach == named.reach:
        return False
    named.reach = reach
    named.save(update_fields=["reach"])
    note(seat.partnership, who=seat.membership, what="said_reach", at=at)
    return True


@transaction.atomic
def end_welcome(*, seat: Seat, new: Membership, at: datetime.datetime) -> bool:
    """Let nobody be named to show `new` round. False when nobody is. Raises Refused("role")."""
    locked(seat.partnership)
    named = Welcoming.objects.within(seat).filter(membership=new, until=None).first()
    if named is None:
        return False
    if not may_end_welcome(fresh(seat), named):
        raise Refused("role")
    named.until, named.ended_by = at, seat.membership
    named.save(update_fields=["until", "ended_by"])
    note(seat.partnership, who=seat.membership, what="ended_welcome", at=at, about=new.ref)
    return True


@transaction.atomic
def welcome_again(*, seat: Seat, new: Membership, at: datetime.datetime) -> bool:
    """Take back that one has ended it, while it is fresh. False when it is not, or another is named."""
    locked(seat.partnership)
    rows = Welcoming.objects.within(seat).filter(membership=new)
    ended = rows.filter(ended_by=seat.membership, until__gte=at - UNDO).order_by("-until", "-pk").first()
    if ended is None or rows.filter(until=None).exists():
        return False
    ended.until, ended.ended_by = None, None
    ended.save(update_fields=["until", "ended_by"])
    note(seat.partnership, who=seat.membership, what="welcome_again", at=at, about=new.ref)
    return True


@transaction.atomic
def not_now(*, seat: Seat, about: str, at: datetime.datetime) -> bool:
    """Put away for oneself what one was offered. False when it is put away."""
    _, is_new = NotNow.objects.get_or_create(membership=seat.membership, about=about, defaults={"at": at})
    if is_new:
        note(seat.partnership, who=seat.membership, what="not_now", at=at)
    return is_new


@transaction.atomic
def offer_again(*, seat: Seat, at: datetime.datetime) -> bool:
    """Offer again all that one has put away. False when there is nothing."""
    if not NotNow.objects.filter(membership=seat.membership).delete()[0]:
        return False
    note(seat.partnership, who=seat.membership, what="offered_again", at=at)
    return True
