"""The note of a decision: on a page, as text, and as a day for the calendar."""

from __future__ import annotations

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from icalendar import Calendar

from alongside.agreements import commands
from alongside.agreements.models import Agreement, How, Says
from alongside.agreements.tests.agreeing import proposed, says, settled
from tests.cast import Cast

pytestmark = pytest.mark.django_db
DAY = datetime.date(2026, 9, 20)
NAMES = ["decision", "decision_text", "decision_calendar"]


@pytest.fixture
def purpose(cast: Cast) -> Agreement:
    words = {"words": "Older people can live at home.", "whom": "People who live alone."}
    made = proposed(cast.seat("amina"), at=cast.at, parts=words, again=DAY)
    says(cast.seat("amina"), made, Says.THERE, at=cast.at)
    says(cast.seat("tom"), made, Says.RESERVATION, "Only for a year.", at=cast.at)
    settled(cast.seat("amina"), made, at=cast.at, room=True)
    return made.agreement


def at(cast: Cast, agreement: Agreement, name: str = "decision") -> str:
    return reverse(f"passing_on:{name}", args=[cast.harbour.ref, agreement.ref])


TEXT = """Harbour Wards Partnership
Our purpose

Agreed in the room on 20 March 2026.

WHAT WE ARE HERE FOR
Older people can live at home.

FOR WHOM
People who live alone.

RESERVATIONS KEPT BESIDE IT
“Only for a year.”
Tom Reed, Eastport Council

WHO WAS HEARD
Council or other public body: Eastport Council
Charity or community group: Harbour Carers
No resident has been heard.

WHEN WE LOOK AGAIN
20 September 2026
"""


def test_the_text_is_plain_with_headings_in_capitals(cast: Cast, purpose: Agreement) -> None:
    answer = cast.client("len").get(at(cast, purpose, "decision_text"))
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert answer.content.decode() == TEXT


def test_the_page_shows_the_same_and_only_parts_that_say_something(cast: Cast, purpose: Agreement) -> None:
    page = cast.client("len").get(at(cast, purpose)).content.decode()
    assert TEXT in page
    assert "<dt>For whom</dt>" in page
    assert "Objections" not in page
    assert "Copy as text" in page


def test_decided_in_a_meeting_it_has_the_objections(cast: Cast) -> None:
    made = proposed(cast.seat("amina"), at=cast.at)
    says(cast.seat("nadia"), made, Says.CANNOT, "It leaves out Hill Street.", at=cast.at)
    settled(cast.seat("amina"), made, How.DECIDED, at=cast.at, words="By the board.")
    text = cast.client("len").get(at(cast, made.agreement, "decision_text")).content.decode()
    assert "Decided in a meeting on 20 March 2026." in text
    assert "WHAT WAS NOTED OF THE MEETING\nBy the board." in text
    assert "OBJECTIONS KEPT BESIDE IT\n“It leaves out Hill Street.”\nNadia Brandt, a resident" in text


def test_left_open_it_says_what_is_in_the_way_also_beside_what_stands(cast: Cast, purpose: Agreement) -> None:
    made = proposed(cast.seat("amina"), at=cast.later(days=1), of=purpose, parts={"words": "Everybody."}, again=DAY)
    says(cast.seat("nadia"), made, Says.CANNOT, "Nobody would be first.", at=cast.at)
    settled(cast.seat("amina"), made, How.LEFT_OPEN, at=cast.at, words="Who comes first?")
    assert cast.client("len").get(at(cast, purpose, "decision_text")).content.decode() == TEXT
    text = cast.client("len").get(at(cast, purpose, "decision_text") + "?proposal=2").content.decode()
    assert "Left open on 21 March 2026. Nothing is agreed." in text
    assert "WHAT IS IN THE WAY\n“Nobody would be first.”\nNadia Brandt, a resident" in text
    assert "IN THE WAY, AS IT WAS NOTED\nWho comes first?" in text
    assert "WHEN WE LOOK AGAIN" not in text


def test_the_day_is_one_event_that_moves_when_we_have_looked(cast: Cast, purpose: Agreement) -> None:
    def event() -> dict[str, object]:
        answer = cast.client("len").get(at(cast, purpose, "decision_calendar"))
        assert answer["Content-Type"] == "text/calendar; charset=utf-8"
        (found,) = Calendar.from_ical(answer.content).walk("VEVENT")
        assert str(found["summary"]) == "Look again: Our purpose"
        return {name: found.decoded(name) for name in ("uid", "sequence", "dtstart")}

    first = event()
    assert first["dtstart"] == DAY
    day = DAY + datetime.timedelta(days=90)
    commands.still_holds(seat=cast.seat("tom"), agreement=purpose, look_again=day, at=cast.later(days=1))
    second = event()
    assert (first["uid"], second["dtstart"]) == (second["uid"], day)
    assert int(str(second["sequence"])) > int(str(first["sequence"]))


def test_let_go_there_is_no_day_and_the_words_are_still_there(cast: Cast, purpose: Agreement) -> None:
    commands.let_go(seat=cast.seat("amina"), agreement=purpose, words="", at=cast.later(days=1))
    assert cast.client("len").get(at(cast, purpose, "decision_calendar")).status_code == 404
    page = cast.client("len").get(at(cast, purpose)).content.decode()
    assert "Let go on 21 March 2026." in page
    assert "calendar.ics" not in page


@pytest.mark.parametrize("query", ["?proposal=9", "?proposal=x", "?proposal=-1", "?proposal=²", "?proposal=9999999"])
def test_what_was_not_settled_has_no_note(cast: Cast, purpose: Agreement, query: str) -> None:
    assert cast.client("len").get(at(cast, purpose) + query).status_code == 404
    heard_now = proposed(cast.seat("amina"), "ways", at=cast.at)
    assert cast.client("len").get(at(cast, heard_now.agreement)).status_code == 404


@pytest.mark.parametrize("name", NAMES)
def test_each_is_for_the_partnership_alone_and_only_read(cast: Cast, purpose: Agreement, name: str) -> None:
    url = at(cast, purpose, name)
    for who in ("amina", "nadia"):
        assert cast.client(who).get(url).status_code == 200
    assert "no-store" in cast.client("amina").get(url)["Cache-Control"]
    assert cast.client("ruth").get(url).status_code == 404
    assert cast.client().get(url).status_code == 404
    theirs = reverse(f"passing_on:{name}", args=[cast.hill.ref, purpose.ref])
    assert cast.client("ruth").get(theirs).status_code == 404
    assert cast.client("amina").post(url).status_code == 405
    assert cast.client("amina").get(url.replace(purpose.ref, "zzzzzzzzzzzz")).status_code == 404


def test_its_queries_are_the_same_with_one_and_with_many(cast: Cast, purpose: Agreement) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            cast.client("len").get(at(cast, purpose))
        return len(captured)

    few = queries()
    for number in range(6):
        again = proposed(cast.seat("amina"), at=cast.later(days=1), of=purpose, parts={"words": f"Words {number}."})
        says(cast.seat("tom"), again, Says.RESERVATION, "Only for a year.", at=cast.at)
        says(cast.seat("nadia"), again, Says.LIVE, at=cast.at)
        settled(cast.seat("amina"), again, at=cast.at, room=True)
        commands.still_holds(seat=cast.seat("amina"), agreement=purpose, look_again=DAY, at=cast.at)
    assert queries() == few
