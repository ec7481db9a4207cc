"""Five lines to take away: on a page, as text, and as a note for the calendar."""

from __future__ import annotations

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from icalendar import Calendar

from alongside.learning import commands
from alongside.learning.models import Line, Talk
from alongside.learning.tests.talks import begun, finished
from alongside.rounds.tests import steps
from tests.cast import Cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def talk(cast: Cast) -> Talk:
    seat = cast.seat("amina")
    made = begun(seat, at=cast.at)
    for kind, words in {
        "noticed": "We each named others.\nNobody named those who look after them.",
        "standing": "Older people living alone.",
        "present": "Amina, Tom and Nadia",
    }.items():
        commands.keep_line(seat=seat, talk=made, kind=kind, seen=0, words=words, at=cast.at)
    day = datetime.date(2026, 4, 17)
    commands.keep_line(seat=seat, talk=made, kind="again", seen=0, words="when we next meet", due=day, at=cast.at)
    commands.keep_action(
        seat=seat,
        talk=made,
        seen=0,
        what="Sit at the breakfast.",
        who="Nadia",
        due=datetime.date(2026, 4, 12),
        at=cast.at,
    )
    commands.finish_talk(seat=seat, talk=made, at=cast.at)
    return made


def at(cast: Cast, talk: Talk, name: str = "done") -> str:
    return reverse(f"passing_on:{name}", args=[cast.harbour.ref, talk.ref])


TEXT = """Harbour Wards Partnership, 20 March 2026

“Who are the intended beneficiaries of your work together?”

WHAT WE NOTICED
We each named others.
Nobody named those who look after them.

WHERE WE ARE, FOR NOW
Older people living alone.

WHAT WE WILL TRY
Sit at the breakfast.
Nadia, by 12 April 2026

WHEN WE LOOK AGAIN
17 April 2026, when we next meet

There: Amina, Tom and Nadia

Written down by Amina Yusuf, 20 March 2026.
"""


def test_the_text_is_plain_with_headings_in_capitals(cast: Cast, talk: Talk) -> None:
    answer = cast.client("len").get(at(cast, talk, "text"))
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert answer.content.decode() == TEXT


def test_the_page_shows_the_same_and_only_lines_that_say_something(cast: Cast, talk: Talk) -> None:
    page = cast.client("len").get(at(cast, talk)).content.decode()
    assert TEXT.replace("'", "&#x27;") in page
    assert "<dt>What we noticed</dt>" in page
    assert "What is not settled" not in page
    assert "There: <bdi>Amina, Tom and Nadia</bdi>." in page
    assert "Written down by <bdi>Amina Yusuf</bdi>, 20 March 2026." in page
    assert "did it happen, did it help?" in page


def test_a_line_changed_on_another_day_says_by_whom(cast: Cast, talk: Talk) -> None:
    line = Line.objects.get(talk=talk, kind="noticed")
    cast.later(days=2)
    commands.keep_line(seat=cast.seat("tom"), talk=talk, kind="noticed", seen=line.version, words="Others.", at=cast.at)
    page = cast.client("len").get(at(cast, talk)).content.decode()
    assert "A line changed by <bdi>Tom Reed</bdi>, 22 March 2026." in page
    assert "Others." in page


def test_the_note_for_the_calendar_is_one_whole_day(cast: Cast, talk: Talk) -> None:
    answer = cast.client("len").get(at(cast, talk, "calendar"))
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer["Content-Disposition"] == 'attachment; filename="look-again-2026-04-17.ics"'
    (event,) = Calendar.from_ical(answer.content).walk("VEVENT")
    assert event.decoded("dtstart") == datetime.date(2026, 4, 17)
    assert event.decoded("dtend") == datetime.date(2026, 4, 18)
    assert event.decoded("dtstamp") == cast.at
    assert str(event["summary"]) == "Look again: Who should be better off because of what we do?"
    assert str(event["description"]).strip() == TEXT.strip()
    assert str(event["transp"]) == "TRANSPARENT"


def test_the_note_keeps_to_the_form_that_calendars_read(cast: Cast, talk: Talk) -> None:
    """RFC 5545: lines end in CRLF, none is longer than 75 bytes, and what must be there is."""
    note = cast.client("len").get(at(cast, talk, "calendar")).content
    assert note.endswith(b"END:VCALENDAR\r\n")
    assert b"\n" not in note.replace(b"\r\n", b"")
    assert max(len(line) for line in note.split(b"\r\n")) <= 75
    for wanted in (b"VERSION:2.0", b"PRODID:", b"UID:", b"DTSTAMP:20260320T100000Z", b"DTSTART;VALUE=DATE:20260417"):
        assert wanted in note
    assert b"://" not in note


def test_taken_again_after_the_day_has_moved_it_is_the_same_event_moved(cast: Cast, talk: Talk) -> None:
    def event() -> dict[str, object]:
        (found,) = Calendar.from_ical(cast.client("len").get(at(cast, talk, "calendar")).content).walk("VEVENT")
        return {name: found.decoded(name) for name in ("uid", "sequence", "dtstart")}

    first = event()
    day = datetime.date(2026, 5, 1)
    commands.keep_line(seat=cast.seat("tom"), talk=talk, kind="again", seen=1, words="", due=day, at=cast.later(days=1))
    second = event()
    assert first["uid"] == second["uid"]
    assert second["dtstart"] == day
    assert int(str(second["sequence"])) > int(str(first["sequence"]))


def test_without_a_day_there_is_no_note_and_no_link_to_one(cast: Cast) -> None:
    talk = finished(cast.seat("amina"), at=cast.at, again="when we next meet")
    assert cast.client("len").get(at(cast, talk, "calendar")).status_code == 404
    page = cast.client("len").get(at(cast, talk)).content.decode()
    assert "calendar.ics" not in page
    assert "when we next meet" in page
    assert "did it happen" not in page


def test_a_talk_that_is_not_finished_leads_to_its_own_page(cast: Cast) -> None:
    talk = begun(cast.seat("amina"), at=cast.at)
    answer = cast.client("amina").get(at(cast, talk))
    assert answer["Location"] == reverse("learning:talk", args=[cast.harbour.ref, talk.ref])
    for name in ("text", "calendar"):
        assert cast.client("amina").get(at(cast, talk, name)).status_code == 404


@pytest.mark.parametrize("name", ["done", "text", "calendar"])
def test_each_is_for_the_partnership_alone_and_only_read(cast: Cast, talk: Talk, name: str) -> None:
    url = at(cast, talk, name)
    for who in ("amina", "nadia"):
        assert cast.client(who).get(url).status_code == 200
    assert "no-store" in cast.client("amina").get(url)["Cache-Control"]
    assert cast.client("ruth").get(url).status_code == 404
    assert cast.client().get(url).status_code == 404
    assert cast.client("ruth").get(reverse(f"passing_on:{name}", args=[cast.hill.ref, talk.ref])).status_code == 404
    assert cast.client("amina").post(url).status_code == 405
    assert cast.client("amina").get(url.replace(talk.ref, "zzzzzzzzzzzz")).status_code == 404


@pytest.mark.parametrize("round", [True, False])
def test_it_leads_to_what_we_make_of_it(cast: Cast, *, round: bool) -> None:
    of = steps.opened_with_words(cast) if round else None
    question = steps.QUESTIONS[1]
    ended = finished(cast.seat("amina"), at=cast.at, question=question, noticed="Two speak most.")
    Talk.objects.update(round=of)
    page, hidden = cast.client("len").get(at(cast, ended)).content.decode(), 'name="round" value="'
    assert "What do we make of it?" in page
    assert (hidden in page) == round
    begin = reverse("learning:gather", args=[cast.harbour.ref, question])
    made = cast.client("len").post(begin, {"round": of.ref if of else ""}, follow=True).content.decode()
    assert begin in page
    assert "Two speak most." in made
    assert ("Nadia signs this." in made) == round


def test_the_queries_of_the_page_are_few(cast: Cast, talk: Talk) -> None:
    with CaptureQueriesContext(connection) as captured:
        cast.client("len").get(at(cast, talk))
    assert len(captured) <= 10
