"""Every write about what was passed on: to whom it went, and what came back."""

from __future__ import annotations

import datetime

from django.db import transaction

from alongside.partnerships.commands import locked
from alongside.partnerships.models import note
from alongside.partnerships.seats import Seat
from alongside.partnerships.texts import replace
from alongside.passing_on.models import CameBack, PassedOn, PassedOnVersion


@transaction.atomic
def keep_note(*, seat: Seat, what: str, about: str, to: str, on: datetime.date, at: datetime.datetime) -> PassedOn:
    """Keep a note that something went to somebody. The same thing, to the same, on the same day, is one note."""
    locked(seat.partnership)  # two at once keep one
    same = PassedOn.objects.within(seat).now().filter(what=what, about=about, to=to, on=on).first()
    if same is not None:
        return same
    by = seat.membership
    made = PassedOn.objects.create(
        partnership=seat.partnership, what=what, about=about, to=to, on=on, at=at, by=by, version=1
    )
    PassedOnVersion.objects.create(of=made, version=1, at=at, by=by, to=to, on=on)
    note(seat.partnership, who=by, what="passed-on", at=at, about=made.ref)
    return made


@transaction.atomic
def change_note(
    *, seat: Seat, passed: PassedOn, seen: int, to: str, on: datetime.date, words: str, at: datetime.datetime
) -> bool:
    """Put other words in a note; False when they stand there already. Raises Conflict when others do than were seen."""
    if not replace(passed, seen=seen, to=to, on=on, words=words):
        return False
    said = {"to": to, "on": on, "words": words}
    PassedOnVersion.objects.create(of=passed, version=passed.version, at=at, by=seat.membership, **said)
    note(seat.partnership, who=seat.membership, what="passed-on-changed", at=at, about=passed.ref)
    return True


@transaction.atomic
def take_off(*, seat: Seat, passed: PassedOn, at: datetime.datetime) -> None:
    """Take a note off the list; nothing where it is off already."""
    if PassedOn.objects.now().filter(pk=passed.pk).update(undone_at=at, undone_by=seat.membership):
        note(seat.partnership, who=seat.membership, what="passed-on-taken-off", at=at, about=passed.ref)


@transaction.atomic
def put_back(*, seat: Seat, passed: PassedOn, at: datetime.datetime) -> None:
    """Put a note back on the list; nothing where it stands there."""
    if PassedOn.objects.taken_off().filter(pk=passed.pk).update(undone_at=None, undone_by=None):
        note(seat.partnership, who=seat.membership, what="passed-on-put-back", at=at, about=passed.ref)


@transaction.atomic
def keep_came_back(*, seat: Seat, passed: PassedOn, words: str, on: datetime.date, at: datetime.datetime) -> CameBack:
    """Keep what came back. The same words on the same day are one."""
    locked(seat.partnership)  # two at once keep one
    same = passed.came_back.now().filter(words=words, on=on).first()
    if same is not None:
        return same
    made = CameBack.objects.create(of=passed, words=words, on=on, at=at, by=seat.membership)
    note(seat.partnership, who=seat.membership, what="came-back", at=at, about=passed.ref)
    return made


@transaction.atomic
def take_off_came(*, seat: Seat, came: CameBack, at: datetime.datetime) -> None:
    """Take off what came back; nothing where it is off already."""
    if CameBack.objects.now().filter(pk=came.pk).update(undone_at=at, undone_by=seat.membership):
        note(seat.partnership, who=seat.membership, what="came-back-taken-off", at=at, about=came.of.ref)


@transaction.atomic
def put_back_came(*, seat: Seat, came: CameBack, at: datetime.datetime) -> None:
    """Put back what came back; nothing where it stands there."""
    if CameBack.objects.filter(pk=came.pk, undone_at__isnull=False).update(undone_at=None, undone_by=None):
        note(seat.partnership, who=seat.membership, what="came-back-put-back", at=at, about=came.of.ref)
