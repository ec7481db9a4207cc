"""Every write about where a partnership is, and about questions it sets aside for now."""

from __future__ import annotations

import datetime

from django.db import transaction

from alongside.agreements.models import SettingAside, Standing
from alongside.partnerships.commands import locked
from alongside.partnerships.models import note
from alongside.partnerships.seats import Seat


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
) -> Standing | None:
    """Let `words` be where the partnership is with a question, from now on. Returns None if they stand there already.

    No words at all are a version too: what was said is taken back, and the question is open again.
    """
    locked(seat.partnership)  # two at once get two numbers
    newest = Standing.objects.within(seat).of(question).first()
    if words == (newest.words if newest else ""):
        return None
    made = Standing.objects.create(
        partnership=seat.partnership,
        question=question,
        version=newest.version + 1 if newest else 1,
        words=words,
        on=on,
        at=at,
        by=seat.membership,
        who_was_there=who_was_there,
        talk=talk,
    )
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
