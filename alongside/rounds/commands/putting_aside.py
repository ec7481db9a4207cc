"""Putting aside what was said in an opened round, and putting it back: one asks, another agrees. No word is changed."""

from __future__ import annotations

import datetime
from collections.abc import Set

from django.db import transaction
from django.db.models import Q
from django.utils.timezone import localdate

from alongside.partnerships.models import Affiliation, Membership, Organisation, note
from alongside.partnerships.seats import Seat
from alongside.people.known import is_known
from alongside.rounds.commands.sending import Changed
from alongside.rounds.models import WAITS_FOR_ANOTHER, Round, Withholding
from alongside.rounds.permissions import may_agree, may_alone
from alongside.rounds.withheld import withheld_in, words_of


class NotYou(Exception):
    """Somebody else has to agree: the same person asked, or they are not of different organisations."""


class NotKnown(Exception):
    """The device in hand is this person's on an organiser's word alone: two could be one."""


@transaction.atomic
def ask_aside(*, seat: Seat, round: Round, said: int, back: bool, reason: str, at: datetime.datetime) -> bool:
    """Ask that something said be put aside, or put `back`. True when it is done at once, being one's own.

    Raises Changed where it stands otherwise by now, or somebody has asked already; NotKnown.
    """
    held, there = _held(round), words_of(round, said)
    aside = withheld_in([held]).get(said)
    if there is None or (aside is not None) != back:
        raise Changed
    alone, who = may_alone(seat, there, aside), seat.membership
    if not is_known(seat, at=at):  # whoever let this device in could agree, as another
        raise NotKnown
    waiting = Withholding.objects.waiting().filter(round=held, said=said)
    if alone:
        waiting.update(ended_at=at)
    elif waiting.exists():
        raise Changed
    done, of = at if alone else None, next(iter(comes_from(who)), None)
    Withholding.objects.create(
        round=held, said=said, back=back, reason=reason, by=who, of=of, at=at, alone=alone, done_at=done
    )
    note(seat.partnership, who=who, what=_kind(back, done=alone), at=at, about=round.ref)
    return alone


@transaction.atomic
def agree(*, seat: Seat, round: Round, said: int, asking: int, at: datetime.datetime) -> Withholding:
    """Agree to what somebody asked: it is put aside, or back. Raises Changed where it is done; NotYou, NotKnown."""
    held = _held(round)
    row = Withholding.objects.waiting().filter(round=held, said=said, pk=asking).select_related("by").first()
    if row is None:
        raise Changed
    of = comes_from(seat.membership)
    ours, theirs = came_from(seat.membership, held), came_from(row.by, held)
    if not may_agree(seat, row, has_named=bool(of), ours=ours, theirs=theirs):
        raise NotYou
    if not is_known(seat, at=at):
        raise NotKnown
    row.agreed_by, row.agreed_of, row.done_at = seat.membership, next(iter(of), None), at
    row.save(update_fields=["agreed_by", "agreed_of", "done_at"])
    note(seat.partnership, who=seat.membership, what=_kind(row.back, done=True), at=at, about=round.ref)
    return row


@transaction.atomic
def ask_no_more(*, seat: Seat, round: Round, said: int, asking: int, at: datetime.datetime) -> bool:
    """Take back that one asked. False when it is done, or ended, or another's."""
    mine = Withholding.objects.waiting().filter(round=_held(round), said=said, pk=asking, by=seat.membership)
    if not mine.update(ended_at=at):
        return False
    note(seat.partnership, who=seat.membership, what="asked_no_more", at=at, about=round.ref)
    return True


@transaction.atomic
def lapse(*, at: datetime.datetime) -> int:
    """End what nobody agreed to in time; return how many that were."""
    return Withholding.objects.waiting().filter(at__lte=at - WAITS_FOR_ANOTHER).update(ended_at=at)


def comes_from(who: Membership) -> tuple[Organisation, ...]:
    """Return the organisations that somebody comes from today, the one since longest first; a resident names none."""
    said = Affiliation.objects.filter(membership=who).now().by_person()
    return tuple(each for each in said.get(who.pk, ()) if each)


def came_from(who: Membership, round: Round) -> Set[object]:
    """Return the organisations that somebody has come from at any time since a round was asked."""
    then = localdate(round.asking.at)
    named = Affiliation.objects.filter(membership=who, organisation__isnull=False)
    return frozenset(named.filter(Q(until=None) | Q(until__gte=then)).values_list("organisation", flat=True))


def _held(round: Round) -> Round:
    """Return the round, opened, and let others wait who put aside in it. Raises Changed where it is not open to all."""
    held = Round.objects.select_for_update(no_key=True).get(pk=round.pk)
    if not Round.objects.opened().filter(pk=held.pk).exists():
        raise Changed
    return held


def _kind(back: bool, *, done: bool) -> str:
    """Return what kind of thing is noted; what the words were, or why, never is."""
    return f"{'put' if done else 'asked'}_{'back' if back else 'aside'}"
