"""Each page: it works, for each member; not for others, nor by another method, nor for what does not exist."""

from __future__ import annotations

import datetime
import re

import pytest
from django.urls import reverse

from alongside.agreements.commands import set_aside
from alongside.journey.tests.talks import many, talked, tried
from alongside.learning.commands import Told, record_outcome
from alongside.partnerships.commands import leave
from alongside.partnerships.models import Partnership
from tests.cast import Cast

WHO = "purpose.beneficiaries"
PAGES = [
    ("journey:home", {}),
    ("journey:leaving_with", {}),
    ("journey:questions", {}),
    ("journey:theme", {"theme": "purpose"}),
    ("journey:question", {"question": WHO}),
    ("journey:sheet", {"question": WHO}),
    ("journey:where_we_are", {"question": WHO}),
]
every_page = pytest.mark.parametrize(("name", "about"), PAGES, ids=[name for name, _ in PAGES])


def address(cast: Cast, name: str, **about: str) -> str:
    return reverse(name, kwargs={"partnership": cast.harbour.ref, **about})


def text(cast: Cast, path: str, name: str = "amina") -> str:
    answer = cast.client(name).get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def plain(page: str) -> str:
    """The words of a page in one line, without their marks."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


@every_page
@pytest.mark.parametrize("name_of", ["amina", "nadia"])
def test_it_works_for_organiser_and_member(cast: Cast, name: str, about: dict[str, str], name_of: str) -> None:
    answer = cast.client(name_of).get(address(cast, name, **about))
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]
    assert answer.content.count(b"<h1") == 1


@every_page
def test_it_is_not_there_for_others(cast: Cast, name: str, about: dict[str, str]) -> None:
    path = address(cast, name, **about)
    assert cast.client("ruth").get(path).status_code == 404
    assert cast.client().get(path).status_code == 404


@every_page
def test_it_is_not_there_for_somebody_who_left(cast: Cast, name: str, about: dict[str, str]) -> None:
    client = cast.client("len")
    leave(seat=cast.seat("len"), at=cast.at)
    assert client.get(address(cast, name, **about)).status_code == 404


@every_page
@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_it_is_only_read(cast: Cast, name: str, about: dict[str, str], method: str) -> None:
    path = address(cast, name, **about)
    assert getattr(cast.client("amina"), method)(path).status_code == 405
    assert getattr(cast.client("ruth"), method)(path).status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        "themes/weather/",
        "themes/PURPOSE/",
        "questions/purpose.nothing/",
        "questions/purpose/",
        "questions/purpose.beneficiaries.x/",
        "questions/purpose.nothing/sheet/",
        "questions/purpose.nothing/where-we-are/",
        f"questions/{WHO}/?page=0",
        f"questions/{WHO}/?page=-1",
        f"questions/{WHO}/?page=x",
        f"questions/{WHO}/?page=",
        f"questions/{WHO}/?page=²",
        f"questions/{WHO}/?page=99999999999999999999999999",
        f"questions/{WHO}/where-we-are/?page=10001",
    ],
)
def test_what_does_not_exist_is_not_there(cast: Cast, path: str) -> None:
    assert cast.client("amina").get(address(cast, "journey:home") + path).status_code == 404


def test_the_first_day_has_doors_of_equal_rank_and_a_member_only_those_they_can_open(cast: Cast) -> None:
    page = text(cast, address(cast, "journey:home"))
    assert "“Who are the intended beneficiaries of your work together?”" in page
    assert page.count('method="post"') == 1
    assert f'action="{address(cast, "learning:begin", question=WHO)}"' in page
    assert f'href="{address(cast, "rounds:prepare")}">Ask everyone first' in page
    doors = page.split('class="doors first-doors"')[1].split("When you are ready")[0]
    assert doors.count('class="button plain"') == doors.count('class="door"') > 1
    member = text(cast, address(cast, "journey:home"), "nadia").split('class="doors first-doors"')[1]
    assert "Ask everyone first" not in member
    assert member.count('class="door"') == doors.count('class="door"') - 1


def test_the_key_of_a_talk_is_another_each_time(cast: Cast) -> None:
    keys = {
        re.findall(r'name="key" value="([\w-]{43})"', text(cast, address(cast, "journey:home")))[0] for _ in range(3)
    }
    assert len(keys) == 3


def test_pressing_it_begins_the_talk_and_home_then_carries_on(cast: Cast) -> None:
    client = cast.client("nadia")
    path = address(cast, "journey:home")
    key = re.findall(r'name="key" value="([\w-]{43})"', client.get(path).content.decode())[0]
    answer = client.post(address(cast, "learning:begin", question=WHO), {"key": key})
    assert answer.status_code == 302
    assert client.get(answer["Location"]).status_code == 200


def test_home_links_each_thing_to_where_it_is_done(cast: Cast) -> None:
    Partnership.objects.filter(pk=cast.harbour.pk).update(contact_name="Ruth Adeyemi")
    seat = cast.seat("amina")
    talk = talked(seat, WHO, at=cast.at, noticed="This.", what="Ask them", again=cast.at.date())
    cast.later(days=1)
    page = text(cast, address(cast, "journey:home"))
    assert address(cast, "learning:outcome", action=tried(talk).ref) in page
    assert address(cast, "passing_on:done", talk=talk.ref) in page
    assert address(cast, "journey:question", question=WHO) in page
    for found in set(re.findall(r'href="(/p/[^"]+)"', page)):
        assert cast.client("amina").get(found).status_code == 200, found


def test_home_shortens_what_is_to_be_tried_and_its_question_shows_all_of_it(cast: Cast) -> None:
    long = "Ask at the breakfast and then " * 60 + "the end."
    talked(cast.seat("amina"), WHO, at=cast.at, what=long, due=datetime.date(2026, 9, 1))
    page = text(cast, address(cast, "journey:home"))
    assert "Ask at the breakfast" in page
    assert "the end." not in page
    assert len(max(re.findall(r">([^<]*)<", page), key=len)) < 300
    assert "the end." in text(cast, address(cast, "journey:question", question=WHO))


def test_nothing_is_counted_and_nobody_is_late(cast: Cast) -> None:
    many(cast.seat("amina"), 57, at=cast.at)
    for name, about in PAGES:
        words = plain(text(cast, address(cast, name, **about)))
        assert not re.search(r"\b(57|of 23|23 questions|%|overdue|late|behind|complete|progress|total)\b", words)


def test_a_bead_in_the_picture_is_a_line_in_the_list(cast: Cast) -> None:
    many(cast.seat("amina"), 40, at=cast.at)
    page = text(cast, address(cast, "journey:home"))
    drawn = re.findall(r'<a class="bead"[^>]*title="([^"]+)"', page)
    listed = re.findall(r"<li>([^<]+)</li>", page[page.index('<table class="plain">') :])
    assert len(drawn) > 20
    assert drawn == listed


def test_what_people_wrote_is_shown_as_they_wrote_it_and_runs_nowhere(cast: Cast) -> None:
    nasty = "<script>alert(1)</script> \"'&amp; {{ 7|add:7 }} {% now %}"
    seat = cast.seat("amina")
    talk = talked(
        seat, WHO, at=cast.at, noticed=nasty, standing=nasty, unsettled=nasty, present=nasty, what=nasty, who=nasty
    )
    talked(seat, WHO, at=cast.later(days=1), standing=f"other {nasty}", unsettled=nasty, what=nasty)
    record_outcome(seat=seat, action=tried(talk), told=Told("yes", "yes", nasty), at=cast.at)
    set_aside(seat=seat, question="role.change", reason=nasty, at=cast.at)
    for name, about in PAGES:
        page = text(cast, address(cast, name, **about))
        assert "<script>alert" not in page
        assert "14" not in re.findall(r"amp; (\S+) ", page)
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text(cast, address(cast, "journey:question", question=WHO))


def test_what_changed_is_told_to_those_who_cannot_see_it(cast: Cast) -> None:
    talked(cast.seat("amina"), WHO, at=cast.at, standing="Carers here.")
    talked(cast.seat("amina"), WHO, at=cast.later(days=1), standing="Children here.")
    words = plain(text(cast, address(cast, "journey:where_we_are", question=WHO)))
    assert re.search(r"\(taken out: Carers \) *\(added: Children \) *here\.", words)


def test_a_question_set_aside_offers_to_bring_it_back(cast: Cast) -> None:
    set_aside(
        seat=cast.seat("len"), question=WHO, reason="After the bid.", look_again=datetime.date(2026, 6, 1), at=cast.at
    )
    for name, about in (("journey:question", {"question": WHO}), ("journey:theme", {"theme": "purpose"})):
        page = text(cast, address(cast, name, **about))
        assert f'action="{address(cast, "agreements:bring_back", question=WHO)}"' in page
        assert "Set aside 20 March 2026 by Len Okafor . Look again 1 June 2026." in plain(page)


def test_tools_lead_to_their_source_and_the_one_without_says_why(cast: Cast) -> None:
    page = text(cast, address(cast, "journey:theme", theme="working"))
    assert "https://www.leadershipcentre.org.uk/" in page
    assert "leads to a private folder" in page


def test_the_sheet_says_what_stands_wherever_one_writes(cast: Cast) -> None:
    words = plain(text(cast, address(cast, "journey:sheet", question=WHO)))
    assert "If someone is in danger or being hurt, do not write it here. Call 999 ." in words
    assert "may be asked by law" in words
