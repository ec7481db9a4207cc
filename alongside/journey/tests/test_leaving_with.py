"""What a partnership that prepares leaves with, and its first three meetings."""

from __future__ import annotations

import datetime

import pytest
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from alongside.framework.loading import the_edition
from alongside.journey.pages import leaving_with as pages
from alongside.journey.tests.talks import QUESTIONS, talked
from alongside.learning.models import Line, Talk
from alongside.partnerships.commands.details import Details, change_details
from alongside.partnerships.models import Stage
from tests.cast import Cast

pytestmark = pytest.mark.django_db

WHO = "purpose.beneficiaries"
HARD = "The board may say <no>. Then we meet within a week."


def at(cast: Cast, ref: str = "") -> str:
    return reverse("journey:leaving_with", args=[ref or cast.hill.ref])


def prepared(cast: Cast) -> Talk:
    """A talk of the partnership that prepares, with all that one leaves with."""
    day = datetime.date(2026, 9, 1)
    talk = talked(cast.seat("ruth"), WHO, at=cast.at, standing="Small farms.", unsettled=HARD, again=day)
    Line.objects.filter(kind="unsettled").update(expected=True)
    return talk


def test_it_shows_what_was_said_about_each_question(cast: Cast) -> None:
    prepared(cast)
    html = cast.client("ruth").get(at(cast)).content.decode()
    assert "Small farms." in html
    assert "The board may say &lt;no&gt;. Then we meet within a week." in html
    assert "1 September 2026" in html


def test_any_member_can_read_it_and_nobody_else(cast: Cast) -> None:
    cast.add("Sam Dale", cast.hill)
    assert cast.client("sam").get(at(cast)).status_code == 200
    for client in (cast.client("amina"), cast.client()):
        assert client.get(at(cast)).status_code == 404
    assert cast.client("ruth").get(at(cast, "nqsuchpzacex")).status_code == 404


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_nothing_can_be_sent_to_it(cast: Cast, method: str) -> None:
    assert getattr(cast.client("ruth"), method)(at(cast)).status_code == 405


def test_a_partnership_that_never_prepared_leaves_with_nothing(cast: Cast) -> None:
    talked(cast.seat("amina"), WHO, at=cast.at, standing="Older people.", again_words="soon")
    html = cast.client("amina").get(at(cast, cast.harbour.ref)).content.decode()
    assert "Nothing: you had worked together for a while when you came here." in html
    assert "Older people." not in html


def test_it_is_there_still_when_it_has_prepared(cast: Cast) -> None:
    prepared(cast)
    seat = cast.seat("ruth")
    seat.partnership.versions.create(
        version=seat.partnership.version + 1,
        name=cast.hill.name,
        stage=Stage.ESTABLISHED,
        at=cast.later(days=1),
        by=seat.membership,
    )
    type(cast.hill).objects.filter(pk=cast.hill.pk).update(stage=Stage.ESTABLISHED)
    assert "Small farms." in cast.client("ruth").get(at(cast)).content.decode()


def test_with_nothing_said_it_leads_to_the_first_meeting(cast: Cast) -> None:
    html = cast.client("ruth").get(at(cast)).content.decode()
    assert "Nothing yet. Begin with the first meeting." in html
    assert "Whom we are for, and what each of us brings" in html
    assert "As text, to copy" not in html


def test_each_question_of_a_meeting_begins_its_talk(cast: Cast) -> None:
    client = cast.client("ruth")
    html = client.get(at(cast)).content.decode()
    asked = [step.question for meeting in the_edition().meetings for step in meeting.steps if step.question]
    assert len(asked) == 6
    for question in asked:
        begin = reverse("learning:begin", kwargs={"partnership": cast.hill.ref, "question": question})
        assert f'action="{begin}"' in html
    client.post(reverse("learning:begin", kwargs={"partnership": cast.hill.ref, "question": asked[0]}))
    assert Talk.objects.get().question == asked[0]


def test_a_question_that_was_talked_about_leads_to_that_talk(cast: Cast) -> None:
    talk = prepared(cast)
    html = cast.client("ruth").get(at(cast)).content.decode()
    assert reverse("passing_on:done", args=[cast.hill.ref, talk.ref]) in html
    assert html.count("Talk about it again") == 1
    assert html.count("Talk about this one") == 5


def test_a_day_that_has_come_by_a_later_talk_is_over(cast: Cast) -> None:
    talked(cast.seat("ruth"), WHO, at=cast.at, standing="Farms.", again=cast.at.date() + datetime.timedelta(days=2))
    talked(cast.seat("ruth"), WHO, at=cast.later(days=3), noticed="Rain.")
    (left,) = pages.leaving_page(cast.seat("ruth"), today=cast.at.date(), key="").left
    assert left.again is None


def test_its_text_says_the_same(cast: Cast) -> None:
    prepared(cast)
    page = pages.leaving_page(cast.seat("ruth"), today=datetime.date(2026, 5, 1), key="")
    assert page.text == (
        "Hill Farms Network: what we leave with, 1 May 2026\n\n"
        "WHO SHOULD BE BETTER OFF BECAUSE OF WHAT WE DO?\n"
        "Where we are, for now: Small farms.\n"
        f"What may be hard, and what we shall do then: {HARD}\n"
        "When we look again: 1 September 2026\n"
    )
    assert page.plan.startswith("1. WHOM WE ARE FOR, AND WHAT EACH OF US BRINGS\nIn the room: Everybody who")
    assert "\n15 min: Nine whys. In pairs, ask each other" in page.plan
    assert "\n25 min: Who should be better off because of what we do? Think alone" in page.plan


def test_it_asks_the_same_number_of_queries_for_one_talk_and_for_many(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    seat = cast.seat("ruth")
    for number, questions in enumerate((QUESTIONS[:1], QUESTIONS)):
        for question in questions:
            talked(cast.seat("ruth"), question, at=cast.later(days=1), standing=f"So {number}.", again_words="soon")
        with django_assert_num_queries(6):
            pages.leaving_page(seat, today=cast.at.date(), key="")


def has_prepared(cast: Cast) -> None:
    """Ruth's partnership prepares no longer."""
    seat = cast.seat("ruth")
    details = Details(name=cast.hill.name, place=cast.hill.place, stage=Stage.ESTABLISHED)
    change_details(seat=seat, seen=seat.partnership.version, details=details, at=cast.later(days=1))


def test_the_first_looking_back_starts_from_what_was_said_when_we_prepared(cast: Cast) -> None:
    prepared(cast)
    page, heading = reverse("journey:question", args=[cast.hill.ref, WHO]), "What we said when we prepared"
    assert heading not in cast.client("ruth").get(page).content.decode()
    has_prepared(cast)
    html = cast.client("ruth").get(page).content.decode()
    assert heading in html
    assert "The board may say &lt;no&gt;." in html.partition(heading)[2]
    other = reverse("journey:question", args=[cast.hill.ref, "role.change"])
    assert heading not in cast.client("ruth").get(other).content.decode()


@pytest.mark.parametrize("has_talked", [False, True])
def test_home_leads_there_while_we_prepare(cast: Cast, has_talked: bool) -> None:
    if has_talked:
        prepared(cast)
    home = reverse("journey:home", args=[cast.hill.ref])
    assert at(cast) in cast.client("ruth").get(home).content.decode()
    has_prepared(cast)
    assert at(cast) not in cast.client("ruth").get(home).content.decode()
