"""Talks for tests, made through the real commands."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

from django.test import Client
from django.urls import reverse

from alongside.learning import commands
from alongside.learning.models import Action, Line, Talk
from alongside.partnerships.seats import Seat
from alongside.rounds.models import Round
from alongside.rounds.tests import steps
from tests.cast import Cast

QUESTION = "purpose.beneficiaries"


def begun(seat: Seat, *, at: datetime.datetime, question: str = QUESTION) -> Talk:
    """A talk with nothing on its lines."""
    return commands.begin_talk(seat=seat, question=question, on=at.date(), at=at)


def finished(seat: Seat, *, at: datetime.datetime, question: str = QUESTION, **lines: str) -> Talk:
    """A talk with these lines by their kinds, finished; without any, one thing was noticed."""
    talk = begun(seat, at=at, question=question)
    for kind, words in (lines or {"noticed": "We each named others."}).items():
        commands.keep_line(seat=seat, talk=talk, kind=kind, seen=0, words=words, at=at)
    commands.finish_talk(seat=seat, talk=talk, at=at)
    return talk


def to_try(
    seat: Seat,
    *,
    at: datetime.datetime,
    what: str = "Ask at the breakfast",
    who: str = "",
    due: datetime.date | None = None,
    question: str = QUESTION,
) -> Action:
    """Something to be tried, said in a talk that is finished."""
    talk = begun(seat, at=at, question=question)
    action = commands.keep_action(seat=seat, talk=talk, seen=0, what=what, who=who, due=due, at=at)
    commands.finish_talk(seat=seat, talk=talk, at=at)
    return action


def typed(page: Any, **words: str) -> dict[str, str]:
    """What a browser sends from the page of a talk: every line as it stands there, but for these words."""
    sent: dict[str, str] = {}
    for row in page.context["form"].rows.values():
        for form in filter(None, (row.form, row.mine)):
            sent |= {field.html_name: str(field.value() or "") for field in form}
    for asking in page.context["form"].came:
        sent[asking.form.add_prefix("key")] = str(asking.form["key"].value() or "")
    by_name: Mapping[str, str] = {name.replace("_", "-"): value for name, value in words.items()}
    assert {name for name in by_name if name not in sent} <= {
        name for name in by_name if name.startswith("came-") or name.endswith("-choice") or "-" not in name
    }
    return {**sent, **by_name}


def at(cast: Cast, talk: Talk) -> str:
    return reverse("learning:talk", args=[cast.harbour.ref, talk.ref])


def lines(talk: Talk) -> dict[str, str]:
    return {line.kind: line.words for line in Line.objects.filter(talk=talk)}


def press(client: Client, url: str, **words: str) -> Any:
    """Open the page, type, and press the button."""
    return client.post(url, typed(client.get(url), **words))


def opened(cast: Cast, *, days: int = 14, **more: Any) -> Round:
    """What everybody was asked, answered by nobody, and opened together a day after answers closed."""
    round = steps.asked(cast, days=days, **more)
    cast.later(days=days + 1)
    return steps.opened(cast, round)


def talked_of(cast: Cast, round: Round, question: str, who: str = "amina", **lines: str) -> Talk:
    """A finished talk about one question of an opened round, begun from it; without lines, one thing was noticed."""
    seat = cast.seat(who)
    talk = commands.begin_talk(seat=seat, question=question, on=cast.at.date(), at=cast.at, round=round)
    for kind, words in (lines or {"noticed": "This."}).items():
        commands.keep_line(seat=seat, talk=talk, kind=kind, seen=0, words=words, at=cast.at)
    commands.finish_talk(seat=seat, talk=talk, at=cast.at)
    return talk
