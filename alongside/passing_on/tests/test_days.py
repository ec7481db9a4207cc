"""The day by which we try something, as a note for a calendar."""

from __future__ import annotations

import datetime

import pytest
from django.urls import reverse
from icalendar import Calendar

from alongside.learning import commands
from alongside.learning.commands import Plan, Source, Told
from alongside.learning.models import Action
from tests.cast import Cast

pytestmark = pytest.mark.django_db
DAY = datetime.date(2026, 4, 12)


def said(cast: Cast, due: datetime.date | None = DAY) -> Action:
    plan = Plan("Ask at the door", frozenset({cast.member("nadia").pk}), "and anyone", due, "Somebody comes.")
    return commands.say_try(seat=cast.seat("amina"), plan=plan, source=Source(), on=cast.at.date(), at=cast.at)


def at(cast: Cast, action: Action) -> str:
    return reverse("passing_on:try_calendar", args=[cast.harbour.ref, action.ref])


def test_it_is_an_event_of_that_day_with_who_and_what_we_would_see(cast: Cast) -> None:
    answer = cast.client("len").get(at(cast, said(cast)))
    (event,) = Calendar.from_ical(answer.content).walk("VEVENT")
    assert (event.decoded("dtstart"), event.decoded("dtend")) == (DAY, DAY + datetime.timedelta(days=1))
    assert str(event["summary"]) == "Did it happen, did it help? Ask at the door"
    for words in ("Nadia Brandt, and anyone", "Somebody comes."):
        assert words in str(event["description"])
    assert answer["Content-Disposition"] == 'attachment; filename="we-will-try-2026-04-12.ics"'


def test_changed_and_taken_again_it_moves_the_same_event(cast: Cast) -> None:
    action, sequences = said(cast), []
    for day in (DAY, datetime.date(2026, 5, 1)):
        plan = commands.plan_of(action, due=day)
        commands.change_try(seat=cast.seat("amina"), action=action, seen=action.version, plan=plan, at=cast.at)
        (event,) = Calendar.from_ical(cast.client("len").get(at(cast, action)).content).walk("VEVENT")
        sequences.append((str(event["uid"]), int(str(event["sequence"]))))
    assert sequences == [(f"{action.ref}@alongside", 1), (f"{action.ref}@alongside", 2)]


def test_without_a_day_or_once_it_happened_there_is_none(cast: Cast) -> None:
    assert cast.client("len").get(at(cast, said(cast, None))).status_code == 404
    over = said(cast)
    commands.record_outcome(seat=cast.seat("amina"), action=over, told=Told("yes"), at=cast.at)
    assert cast.client("len").get(at(cast, over)).status_code == 404


def test_nobody_else_has_it(cast: Cast) -> None:
    action = said(cast)
    assert cast.client("ruth").get(at(cast, action)).status_code == 404
    assert cast.client().get(at(cast, action)).status_code == 404
    assert cast.client("len").post(at(cast, action)).status_code == 405
    assert cast.client("len").get(at(cast, action).replace(action.ref, "zzzzzzzzzzzz")).status_code == 404
