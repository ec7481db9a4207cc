"""Where a partnership is with a question, and questions it sets aside for now."""

from __future__ import annotations

import datetime

from django.db import transaction

from alongside.agreements.models import SettingAside, Standing
from alongside.partnerships.commands import locked
from alongside.partnerships.models import note
from alongside.partnerships.seats import Seat

SITTING = datetime.timedelta(minutes=10)
"""Words put better by the same hand, in the same talk, within this time are one version: lines are kept as they are
typed, and each pause is not a change of mind. What stood in between is still kept with the talk's own line."""


@transaction.atomic
def record_standing(
    *,
    seat: Seat,
    question: str,
    words: str,
    on: datetime.date,
    at: datetime.datetime,
    who_was_there: str = "",
    talk: str = "",
    agreement: str | None = None,
) -> Standing | None:
    """Let `words` be where the partnership is with a question, from now on. Returns None if they stand there already.

    `agreement` is the address of the one that says so, empty where none does: then the same words are a version too.
    No words at all are a version too: what was said is taken back, and the question is open again.
    """
    locked(seat.partnership)  # two at once get two numbers
    newest = Standing.objects.within(seat).of(question).first()
    same_talk = newest is not None and newest.talk == talk != ""
    if words == (newest.words if newest else "") and agreement in (None, newest.agreement if newest else ""):
        if newest and same_talk and newest.who_was_there != who_was_there:
            newest.who_was_there = who_was_there
            newest.save(update_fields=["who_was_there"])
        return None
    made = Standing(partnership=seat.partnership, question=question, version=newest.version + 1 if newest else 1)
    if newest and same_talk and newest.by_id == seat.membership.pk and at - newest.at < SITTING:
        made = newest
    made.words, made.on, made.at, made.by = words, on, at, seat.membership
    made.who_was_there, made.talk, made.agreement = who_was_there, talk, agreement or ""
    made.save()
    note(seat.partnership, who=seat.membership, what="standing-recorded", at=at, about=question)
    return made


@transaction.atomic
def set_aside(
    *, seat: Seat, question: str, reason: str = "", look_again: datetime.date | None = None, at: datetime.datetime
) -> SettingAside:
    """Say that a question is not for us now. One that is set aside already stays as it was said first."""
    locked(seat.partnership)  # two at once set it aside once
    there = SettingAside.objects.within(seat).now().filter(question=question).first()
    if there is not None:
        return there
    made = SettingAside.objects.create(
        partnership=seat.partnership,
        question=question,
        reason=reason,
        look_again=look_again,
        at=at,
        by=seat.membership,
    )
    note(seat.partnership, who=seat.membership, what="set-aside", at=at, about=question)
    return made


@transaction.atomic
def bring_back(*, seat: Seat, question: str, at: datetime.datetime) -> None:
    """End a question's setting aside, if it is set aside."""
    ended = (
        SettingAside.objects.within(seat).now().filter(question=question).update(ended_at=at, ended_by=seat.membership)
    )
    if ended:
        note(seat.partnership, who=seat.membership, what="brought-back", at=at, about=question)
