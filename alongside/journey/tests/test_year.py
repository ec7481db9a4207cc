"""The year on one page: what happened in twelve months, in words that keep no score; cut where it is long."""

from __future__ import annotations

import datetime
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from alongside.agreements import commands as agreements
from alongside.agreements.models import How
from alongside.journey.pages.in_words import about
from alongside.journey.pages.year import YearPage, year
from alongside.journey.pages.year.text import as_text
from alongside.journey.tests.stories import POWER, WHO, agreed
from alongside.journey.tests.talks import many, talked, tried
from alongside.learning import commands as learning
from alongside.learning.commands import Told
from alongside.partnerships import commands as partnerships
from alongside.rounds.models import Picture
from alongside.rounds.tests import steps
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def at(cast: Cast, *month: str) -> str:
    return reverse("journey:year_to" if month else "journey:year", args=[cast.harbour.ref, *month])


def page_of(cast: Cast, last: datetime.date | None = None) -> YearPage:
    return year(cast.seat("nadia"), today=cast.at.date(), last=last)


def march(of: int) -> datetime.date:
    return datetime.date(of, 3, 1)


def test_it_is_shown_to_members_and_answers_nobody_else(cast: Cast) -> None:
    for path in (at(cast), at(cast, "2026-03")):
        for who in ("amina", "nadia"):
            answer = cast.client(who).get(path)
            assert answer.status_code == 200
            assert answer.content.count(b"<h1") == 1
        assert cast.client("ruth").get(path).status_code == 404
        assert cast.client().get(path).status_code == 404
        assert cast.client("nadia").post(path).status_code == 405


@pytest.mark.parametrize("month", ["2026-02", "2026-04", "2026-3", "2026-13", "x", "2026-03-20", "0000-01", "9999-12"])
def test_a_month_that_the_partnership_has_not_is_not_there(cast: Cast, month: str) -> None:
    assert cast.client("amina").get(at(cast, month)).status_code == 404


def test_an_empty_year_says_so_kindly_and_draws_nothing(cast: Cast) -> None:
    page = page_of(cast)
    assert page.says == "Nothing is written down of these months. They may have been busy all the same."
    assert page.picture is None
    shown = cast.client("nadia").get(at(cast)).content.decode()
    assert "Month by month" not in shown
    assert "What we agreed" not in shown


def lived(cast: Cast) -> None:
    """A few things in a few months."""
    seat = cast.seat("amina")
    agreed(cast, words="Carers can rest.")
    cast.later(days=40)
    talk = talked(seat, WHO, at=cast.at, noticed="This.", unsettled="Whether families too.", what="Ask three carers")
    talked(seat, POWER, at=cast.at, noticed="That.")
    told = Told("yes", "no", "Nobody came.", "Ask at the hospital instead.")
    learning.record_outcome(seat=seat, action=tried(talk), told=Told("partly", "", "", ""), at=cast.later(days=30))
    learning.record_outcome(seat=seat, action=tried(talk), told=told, at=cast.later(days=30))
    partnerships.leave(seat=cast.seat("len"), at=cast.later(days=1))


def test_the_year_is_told_in_one_sentence_in_words(cast: Cast) -> None:
    lived(cast)
    page = page_of(cast)
    assert page.says == "We talked on one day, agreed on one thing and tried one thing."
    assert page.purpose == "Carers can rest."
    assert page.called == "March 2026 to June 2026"


def test_each_list_says_what_there_was(cast: Cast) -> None:
    lived(cast)
    page = page_of(cast)
    assert [each.short for each in page.questions.shown] == ["Who it is for", "Power, and being heard"]
    assert [each.says.fills["thing"] for each in page.agreed.shown] == ["Our purpose"]
    (only,) = page.tried.shown
    assert [f"{part.name} {part.words}" for part in only.parts] == [
        "It did not help. Nobody came.",
        "We learned: Ask at the hospital instead.",
    ]
    assert [each.words for each in page.unsettled.shown] == ["Whether families too."]
    assert page.came.shown[0] == "Amina Yusuf (Harbour Carers)"
    assert page.went.shown == ("Len Okafor",)


def test_the_picture_counts_each_month_as_its_table_does(cast: Cast) -> None:
    lived(cast)
    page = page_of(cast)
    assert page.picture
    assert [(row.month.name, row.month.counts) for row in page.picture.rows] == [
        ("March 2026", (0, 0, 1, 0)),
        ("April 2026", (2, 0, 0, 0)),
        ("May 2026", (0, 0, 0, 1)),
        ("June 2026", (0, 0, 0, 1)),
    ]
    shown = cast.client("nadia").get(at(cast)).content.decode()
    table = shown[shown.index('<table class="plain">') : shown.index("</table>")]
    assert [int(each) for each in re.findall(r"<td>(\d+)</td>", table)] == [
        count for row in page.picture.rows for count in row.month.counts
    ]


def test_earlier_years_are_there_and_say_what_stood_then(cast: Cast) -> None:
    agreed(cast, words="Carers can rest.")
    cast.later(days=500)
    agreed(cast, words="Carers can rest, every week.")
    cast.later(days=300)
    page = page_of(cast)
    assert page.called == "June 2027 to May 2028"
    assert [(each.month, each.name) for each in page.others] == [
        ("2028-02", "March 2027 to February 2028"),
        ("2027-02", "March 2026 to February 2027"),
    ]
    assert page.purpose == "Carers can rest, every week."
    assert page_of(cast, datetime.date(2027, 2, 1)).purpose == "Carers can rest."
    shown = cast.client("nadia").get(at(cast)).content.decode()
    for link in re.findall(r'href="(/p/[^"]+/year/[^"]*)"', shown):
        assert cast.client("nadia").get(link).status_code == 200


def test_a_purpose_that_was_let_go_by_then_is_not_said(cast: Cast) -> None:
    agreed(cast)
    cast.later(days=60)
    agreements.let_go(seat=cast.seat("amina"), agreement=cast.harbour.agreements.get(), words="Done.", at=cast.at)
    assert page_of(cast).purpose == ""
    assert page_of(cast, march(2026)).purpose == "Carers can rest."


def test_what_was_left_open_is_not_settled_until_it_is(cast: Cast) -> None:
    wording = agreements.Wording("A new lead", {"words": "This."})
    proposal = agreements.propose(seat=cast.seat("amina"), kind="decision", wording=wording, at=cast.at)
    agreements.settle(
        seat=cast.seat("amina"), proposal=proposal, seen=1, how=How.LEFT_OPEN, words="The board.", at=cast.at
    )
    page = page_of(cast)
    assert [each.words for each in page.unsettled.shown] == ["A new lead"]
    assert page.agreed.shown == ()


def test_of_what_was_asked_it_says_what_stood_first_and_of_too_few_nothing(cast: Cast) -> None:
    steps.fill(cast)
    round = steps.asked(cast, questions=[WHO, POWER, "learning.action"])
    for who in ("amina", "tom", "nadia", "len", "priya"):
        steps.write(cast, who, round, WHO, "This.")
        steps.answer(cast, who, round, POWER, "That.", wishes=True)
    steps.answer(cast, "owen", round, "learning.action", "This.", wishes=True)
    assert page_of(cast).rounds.shown == ()
    steps.opened(cast, round)
    (only,) = page_of(cast).rounds.shown
    assert only.answered == "Six of us answered."
    assert only.first
    assert only.first.id == POWER
    Picture.objects.filter(question__in=[WHO, POWER]).update(people=4)
    assert page_of(cast).rounds.shown[0].first is None


def test_what_comes_stands_only_on_the_year_that_is_now(cast: Cast) -> None:
    cast.later(days=400)
    talked(cast.seat("amina"), WHO, at=cast.at, noticed="This.", again=cast.at.date() + datetime.timedelta(days=20))
    page = page_of(cast)
    assert [each.on for each in page.coming.shown] == [cast.at.date() + datetime.timedelta(days=20)]
    assert page_of(cast, datetime.date(2027, 3, 1)).coming.shown == ()


def test_what_is_long_is_cut_and_leads_to_the_whole(cast: Cast) -> None:
    many(cast.seat("amina"), 130, at=cast.at + datetime.timedelta(days=300))
    cast.later(days=300)
    page = page_of(cast)
    assert page.questions.more == 11
    assert len(page.tried.shown) == 4
    shown = cast.client("nadia").get(at(cast)).content.decode()
    assert "and 11 more" in shown
    for link in set(re.findall(r'href="(/p/[^"]+)"', shown.split("<main")[1])):
        assert cast.client("nadia").get(link.replace("&amp;", "&")).status_code == 200, link


def test_it_asks_as_much_of_the_database_in_a_full_year_as_in_one_with_little(cast: Cast) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            cast.client("nadia").get(at(cast))
        return len(queries)

    lived(cast)
    steps.opened_with_words(cast)
    few = asked()
    many(cast.seat("amina"), 300, at=cast.at - datetime.timedelta(days=1), every=0.1)
    assert asked() == few


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (1, "one"),
        (12, "twelve"),
        (13, "over a dozen"),
        (18, "about 20"),
        (44, "about 40"),
        (94, "about 90"),
        (99, "about a hundred"),
        (7300, "hundreds of"),
    ],
)
def test_a_number_is_exact_where_it_is_small_and_rough_where_it_is_large(number: int, words: str) -> None:
    assert about(number) == words


def test_it_copies_as_text(cast: Cast) -> None:
    lived(cast)
    text = as_text(page_of(cast))
    assert text.startswith("Harbour Wards Partnership\nMarch 2026 to June 2026\n\nWe talked on one day")
    assert "WHAT WE TRIED\nAsk three carers\nIt did not help. Nobody came." in text
    assert "Left: Len Okafor" in text


def test_what_people_wrote_runs_nowhere(cast: Cast) -> None:
    nasty = "<script>alert(1)</script> {thing} %(n)s"
    talk = talked(cast.seat("amina"), WHO, at=cast.at, noticed=nasty, unsettled=nasty, what=nasty)
    learning.record_outcome(
        seat=cast.seat("amina"), action=tried(talk), told=Told("yes", "yes", nasty, nasty), at=cast.at
    )
    agreed(cast, title=nasty, words=nasty, kind="decision")
    agreed(cast, words=nasty)
    shown = cast.client("nadia").get(at(cast)).content.decode()
    assert "<script>alert" not in shown
    assert shown.count("&lt;script&gt;alert(1)&lt;/script&gt; {thing} %(n)s") > 5


def test_a_note_that_a_year_went_to_somebody_leads_back_to_that_year(cast: Cast) -> None:
    client = cast.client("nadia")
    keep = reverse("passing_on:keep", args=[cast.harbour.ref, "year", "2026-03"])
    assert f'action="{keep}"' in client.get(at(cast)).content.decode()
    answer = client.post(keep, {"to": "The board"}, follow=True)
    assert answer.redirect_chain == [(at(cast, "2026-03"), 302)]
    story = reverse("passing_on:keep", args=[cast.harbour.ref, "story", cast.harbour.ref])
    assert client.post(story, {"to": "The board"}).status_code == 302
    assert client.post(keep.replace("2026-03", "2020-01"), {"to": "The board"}).status_code == 404
