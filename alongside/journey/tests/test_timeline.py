"""What has happened: the story tells each thing once, in its order, and costs the same however much there is."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from alongside.agreements import commands as agreements
from alongside.agreements.models import How
from alongside.framework.loading import the_edition
from alongside.journey.pages.timeline import SOURCES, timeline
from alongside.journey.pages.timeline import people as people_of_the_story
from alongside.journey.pages.timeline.shapes import AT_ONCE, Entry, Sight, newest
from alongside.journey.tests.stories import POWER, WHO, agreed, at, page_of, says
from alongside.journey.tests.talks import many, talked, tried
from alongside.learning import commands as learning
from alongside.learning.commands import Plan, Source, Told
from alongside.learning.tests.makings import gathered, written
from alongside.partnerships import commands as partnerships
from alongside.rounds import commands as rounds
from alongside.rounds.tests import steps
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def test_it_is_shown_to_members_and_answers_nobody_else(cast: Cast) -> None:
    for who in ("amina", "nadia"):
        answer = cast.client(who).get(at(cast))
        assert answer.status_code == 200
        assert answer.content.count(b"<h1") == 1
    assert cast.client("ruth").get(at(cast)).status_code == 404
    assert cast.client().get(at(cast)).status_code == 404
    assert cast.client("nadia").post(at(cast)).status_code == 405


@pytest.mark.parametrize(
    "asked",
    [
        {"before": "x"},
        {"before": "1-2"},
        {"before": "1-2-3-4"},
        {"before": "-1-2-3"},
        {"before": "²-2-3"},
        {"before": "9" * 18 + "-1-1"},
        {"month": "2026-13"},
        {"month": "2026-00"},
        {"month": "0026-01"},
        {"month": "2026-1"},
        {"theme": "weather"},
        {"what": "everything"},
    ],
)
def test_what_is_no_place_in_the_story_is_not_there(cast: Cast, asked: dict[str, str]) -> None:
    assert cast.client("amina").get(at(cast, **asked)).status_code == 404


def test_any_place_that_can_be_named_answers(cast: Cast) -> None:
    for asked in (
        {"before": f"{'9' * 17}-99-{'9' * 18}"},
        {"before": "0-0-0"},
        {"month": "2999-12"},
        {"month": "1000-01"},
    ):
        assert cast.client("amina").get(at(cast, **asked)).status_code == 200


def test_on_the_first_day_it_says_that_it_began_and_who_came_and_leads_to_a_question(cast: Cast) -> None:
    assert says(cast) == [
        "Amina Yusuf (Harbour Carers), Tom Reed (Eastport Council), Nadia Brandt and Len Okafor (Harbour Carers)"
        " joined.",
        "Harbour Wards Partnership began here.",
    ]
    page = cast.client("nadia").get(at(cast)).content.decode()
    assert "Begin with a question" in page
    assert '<form class="row story-narrow' not in page


def test_the_narrowing_to_a_theme_leaves_out_all_others_and_what_has_none(cast: Cast) -> None:
    cast.later(days=9)
    talked(cast.seat("amina"), WHO, at=cast.at, noticed="This.")
    talked(cast.seat("amina"), POWER, at=cast.at, noticed="That.")
    steps.asked(cast, questions=[POWER, "role.change"])
    agreed(cast)
    assert says(cast, theme="purpose") == ["We agreed on this: Our purpose.", "We talked about “Who it is for”."]
    assert set(says(cast, theme="working")) == {
        "We talked about “Power, and being heard”.",
        "We asked everybody two questions: June questions.",
    }
    assert says(cast, theme="learning") == []


def every_page(cast: Cast, **asked: str) -> Iterator[list[Entry]]:
    before = ""
    while True:
        page = page_of(cast, before=before, **asked)
        yield [entry for month in page.months for entry in month.entries]
        if not (before := page.earlier):
            return


@pytest.mark.data
@pytest.mark.parametrize("asked", [{}, {"what": "tried"}, {"theme": "purpose"}, {"what": "said", "theme": "role"}])
def test_page_after_page_tells_each_thing_once_and_in_order(cast: Cast, asked: dict[str, str]) -> None:
    talked(cast.seat("amina"), WHO, at=cast.at, noticed="The first row, and of the last day.")
    many(cast.seat("amina"), 130, at=cast.at, every=0.2)
    for days in range(1, 9):
        learning.say_try(
            seat=cast.seat("amina"),
            plan=Plan("Ask"),
            source=Source(question=WHO),
            on=cast.at.date() - datetime.timedelta(days=days),
            at=cast.at,
        )
    pages = list(every_page(cast, **asked))
    told = [entry.place for page in pages for entry in page]
    assert told == sorted(set(told), reverse=True)
    whole = {entry.place for entry in _all(cast, **asked)}
    assert set(told) == whole
    assert len(pages) > 1 or len(told) < AT_ONCE


def _all(cast: Cast, **asked: str) -> list[Entry]:
    """All of it at once, by asking each source for more than there is."""
    theme = asked.get("theme")
    questions = tuple(each.id for each in the_edition().theme(theme).questions) if theme else None
    sight = Sight(cast.seat("len"), questions=questions, what=asked.get("what", ""), many=10_000)
    wanted = [each for each in SOURCES if asked.get("what", each.what) == each.what and (each.is_about or not theme)]
    return list(people_of_the_story.together(cast.harbour.ref, newest(sight, wanted)))


def test_it_can_begin_at_the_end_of_a_month(cast: Cast) -> None:
    talked(cast.seat("amina"), WHO, at=datetime.datetime(2026, 4, 30, 22, 59, tzinfo=datetime.UTC), noticed="This.")
    talked(cast.seat("amina"), POWER, at=datetime.datetime(2026, 5, 1, 9, tzinfo=datetime.UTC), noticed="That.")
    cast.later(days=100)
    page = cast.client("len").get(at(cast, month="2026-04")).content.decode().split("<main")[1]
    assert "Who it is for" in page
    assert "Power, and being heard" not in page
    assert re.findall(r'href="\?month=([\d-]+)[^"]*"', page) == ["2026-03", "2026-04", "2026-05", "2026-06"]


def test_the_years_are_there_to_go_to_where_there_are_several(cast: Cast) -> None:
    cast.later(days=800)
    page = page_of(cast)
    assert [jump.month for jump in page.years] == ["2028-05", "2027-12", "2026-12"]
    assert next(jump.name for jump in page.in_year) == "March"


def test_it_asks_as_much_of_the_database_with_one_thing_of_each_as_with_many(cast: Cast) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            cast.client("len").get(at(cast))
        return len(queries)

    steps.opened_with_words(cast)
    talk = talked(cast.seat("amina"), WHO, at=cast.at, noticed="This.", what="Ask")
    learning.record_outcome(seat=cast.seat("amina"), action=tried(talk), told=Told("yes", "", "", ""), at=cast.at)
    agreed(cast)
    partnerships.leave(seat=cast.seat("tom"), at=cast.at)
    few = asked()
    many(cast.seat("amina"), 400, at=cast.at - datetime.timedelta(days=1))
    for name in ("Zed Ash", "Yan Bow", "Xia Cole"):
        cast.add(name, cast.harbour)
    assert asked() == few


def test_what_people_wrote_runs_nowhere_and_fills_no_gap(cast: Cast) -> None:
    nasty = "<script>alert(1)</script> {thing} {0} %(n)s"
    talked(cast.seat("amina"), WHO, at=cast.later(days=1), noticed=nasty, what=nasty, who=nasty)
    agreed(cast, title=nasty, kind="decision")
    learning.say_try(
        seat=cast.seat("amina"), plan=Plan(nasty), source=Source(question=WHO), on=cast.at.date(), at=cast.at
    )
    page = cast.client("nadia").get(at(cast)).content.decode()
    assert "<script>alert" not in page
    assert page.count("&lt;script&gt;alert(1)&lt;/script&gt; {thing} {0} %(n)s") > 5


def test_each_entry_leads_to_a_page_that_is_there(cast: Cast) -> None:
    steps.opened_with_words(cast)
    written(cast, gathered(cast), "We meet when carers cannot.")
    talked(cast.seat("amina"), WHO, at=cast.at, noticed="This.", what="Ask")
    agreements.set_aside(seat=cast.seat("len"), question=POWER, reason="", at=cast.at)
    agreed(cast)
    page = cast.client("nadia").get(at(cast)).content.decode().split("<main")[1]
    for found in set(re.findall(r'href="(/p/[^"]+)"', page)):
        assert cast.client("nadia").get(found).status_code == 200, found


def test_nothing_of_another_partnership_is_told(cast: Cast) -> None:
    seat = cast.seat("ruth")
    talk = talked(seat, WHO, at=cast.at, noticed="Elsewhere.", what="Ask elsewhere")
    learning.record_outcome(seat=seat, action=tried(talk), told=Told("yes", "", "", ""), at=cast.at)
    learning.say_try(seat=seat, plan=Plan("Elsewhere"), source=Source(question=WHO), on=cast.at.date(), at=cast.at)
    agreements.record_standing(seat=seat, question=WHO, words="Elsewhere.", on=cast.at.date(), at=cast.at)
    agreements.set_aside(seat=seat, question=POWER, reason="Elsewhere.", at=cast.at)
    wording = agreements.Wording("Elsewhere", {"words": "Elsewhere."})
    proposal = agreements.propose(seat=seat, kind="decision", wording=wording, at=cast.at)
    agreements.settle(seat=seat, proposal=proposal, seen=1, how=How.DECIDED, words="Elsewhere.", at=cast.at)
    plan = steps.plan(cast, questions=[WHO], name="Elsewhere")
    rounds.ask(
        seat=seat, round=rounds.prepare(seat=seat, plan=plan, key="", at=cast.at), at=cast.at, rng=steps.chance()
    )
    assert len(timeline(seat, today=cast.at.date()).months[0].entries) == 9
    assert len(says(cast)) == 2
    assert "lsewhere" not in page_of(cast).text


def test_it_copies_as_text(cast: Cast) -> None:
    talked(cast.seat("amina"), WHO, at=cast.later(days=1), noticed="This.")
    text = page_of(cast).text
    assert text.startswith(
        "Harbour Wards Partnership\n\nMARCH 2026\n\n21 March 2026: We talked about “Who it is for”.\nWe noticed: This."
    )
