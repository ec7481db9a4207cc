"""What is there now for each question: the last talk, where we are, what is set aside, what is still to be tried.

Each function is a query or two, and costs the same whether a partnership has talked three times or for twenty years.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, Max, OuterRef
from django.utils.timezone import localdate

from alongside.agreements.models import SettingAside, Standing
from alongside.framework.shapes import Edition
from alongside.journey.pages.shapes import Aside, Try, asked_if_there
from alongside.learning.models import Action, Finish, Line, LineKind, Outcome, Talk
from alongside.partnerships.seats import Seat

REST = datetime.timedelta(days=7)
"""What was asked about is left alone for this long before home asks again."""


@dataclass(frozen=True)
class LastTalk:
    """The newest finished talk about one question."""

    pk: int
    ref: str
    on: datetime.date


def last_talks(seat: Seat) -> dict[str, LastTalk]:
    """Return the newest finished talk about each question that was talked about."""
    newer = Talk.objects.filter(
        Exists(Finish.objects.filter(talk=OuterRef("pk"))),
        partnership=OuterRef("partnership"),
        question=OuterRef("question"),
        on__gt=OuterRef("on"),
    )
    talks = Talk.objects.within(seat).done().filter(~Exists(newer)).order_by("on", "pk")
    return {talk.question: LastTalk(talk.pk, talk.ref, talk.on) for talk in talks}


def standings(seat: Seat) -> dict[str, str]:
    """Return the words for where we are with each question; what was taken back has none."""
    newer = Standing.objects.filter(
        partnership=OuterRef("partnership"), question=OuterRef("question"), version__gt=OuterRef("version")
    )
    current = Standing.objects.within(seat).filter(~Exists(newer)).exclude(words="")
    return dict(current.values_list("question", "words"))


def set_aside(seat: Seat, edition: Edition) -> dict[str, Aside]:
    """Return what is not for us now, the longest aside first."""
    rows = SettingAside.objects.within(seat).now().select_related("by").order_by("at", "pk")
    found = ((row, asked_if_there(edition, row.question)) for row in rows)
    return {
        question.id: Aside(question, row.by.name, localdate(row.at), row.reason, row.look_again)
        for row, question in found
        if question
    }


def lines_of(talks: Iterable[int], *kinds: LineKind) -> dict[tuple[int, str], Line]:
    """Return the lines of these talks that hold something, by talk and kind."""
    rows = Line.objects.filter(talk__in=list(talks), kind__in=kinds).exclude(words="", due=None)
    return {(row.talk_id, row.kind): row for row in rows}


def open_tries(
    seat: Seat, edition: Edition, *, today: datetime.date, limit: int, question: str = ""
) -> tuple[Try, ...]:
    """Return what we said we would try and have not closed, soonest first; of one question, if one is named."""
    ours = Action.objects.within(seat).open().select_related("talk")
    actions = list((ours.filter(question=question) if question else ours)[:limit])
    told = Outcome.objects.filter(action__in=actions, undone_at=None)
    last_told = dict(told.values_list("action").annotate(last=Max("at")))
    return tuple(_as_try(action, last_told.get(action.pk), edition, today) for action in actions)


def _as_try(action: Action, told_at: datetime.datetime | None, edition: Edition, today: datetime.date) -> Try:
    """Return one as a page shows it. Without a day it comes due once the day of its talk has gone."""
    last_asked = localdate(told_at) if told_at else None
    rested = last_asked is None or last_asked + REST <= today
    come = action.due <= today if action.due else action.talk.on < today
    return Try(
        ref=action.ref,
        what=action.what,
        who=action.who,
        due=action.due,
        last_asked=last_asked,
        asked=asked_if_there(edition, action.question),
        is_due=come and rested,
    )
