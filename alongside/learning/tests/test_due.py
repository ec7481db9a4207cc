"""What a reminder says: what names somebody and has come due. Nobody else is told, and it rests once it was told of."""

from __future__ import annotations

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from alongside.learning import commands
from alongside.learning.commands import Plan, Source, Told
from alongside.learning.models import Action
from alongside.learning.pages.due import due_for
from tests.cast import Cast

pytestmark = [pytest.mark.django_db, pytest.mark.data]


def said(cast: Cast, what: str, days: int | None, *who: str) -> Action:
    due = cast.at.date() + datetime.timedelta(days=days) if days is not None else None
    plan = Plan(what, frozenset(cast.member(name).pk for name in who), due=due)
    return commands.say_try(seat=cast.seat("amina"), plan=plan, source=Source(), on=cast.at.date(), at=cast.at)


def due(cast: Cast, who: str) -> list[str]:
    return [each.what for each in due_for(cast.member(who), cast.at.date())]


def test_what_names_somebody_is_due_on_its_day_the_soonest_first(cast: Cast) -> None:
    for what, days in (("tomorrow", 1), ("today", 0), ("before", -3), ("some day", None)):
        said(cast, what, days, "nadia", "tom")
    assert due(cast, "nadia") == due(cast, "tom") == ["before", "today"]
    assert due(cast, "len") == []
    assert [each.on for each in due_for(cast.member("nadia"), cast.at.date())][-1] == cast.at.date()


def test_what_is_over_is_due_no_more_and_what_was_told_of_lately_rests(cast: Cast) -> None:
    over, rests = said(cast, "over", -1, "nadia"), said(cast, "rests", -1, "nadia")
    for action, told in ((over, "yes"), (rests, "no")):
        commands.record_outcome(seat=cast.seat("tom"), action=action, told=Told(told), at=cast.at)
    assert due(cast, "nadia") == []
    cast.later(days=7)
    assert due(cast, "nadia") == ["rests"]


def test_it_is_one_query_whatever_there_is(cast: Cast) -> None:
    for number in range(5):
        said(cast, f"{number}", -1, "nadia")
    with CaptureQueriesContext(connection) as captured:
        assert len(due(cast, "nadia")) == 5
    assert len([each for each in captured if "learning_action" in each["sql"]]) == 1
