"""A talk that nobody will finish can be put away, and taken up again; its lines stay, for everybody to read."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from alongside.learning import commands
from alongside.learning.models import PutAway, Talk
from alongside.learning.tests.talks import QUESTION, at, begun, finished, lines, typed
from alongside.partnerships.models import Moment
from tests.cast import Cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def talk(cast: Cast) -> Talk:
    """A talk with one line, not finished."""
    made = begun(cast.seat("amina"), at=cast.at)
    commands.keep_line(seat=cast.seat("amina"), talk=made, kind="noticed", seen=0, words="We stopped.", at=cast.at)
    return made


def question_page(cast: Cast, client: Client) -> str:
    answer = client.get(reverse("journey:question", args=[cast.harbour.ref, QUESTION]))
    assert answer.status_code == 200
    return answer.content.decode()


def home(cast: Cast, client: Client) -> str:
    return client.get(reverse("journey:home", args=[cast.harbour.ref])).content.decode()


@pytest.mark.data
def test_it_is_put_away_once_and_taken_up_once_and_the_rows_say_who_and_when(cast: Cast, talk: Talk) -> None:
    first = commands.put_away(seat=cast.seat("nadia"), talk=talk, at=cast.at)
    assert commands.put_away(seat=cast.seat("tom"), talk=talk, at=cast.later(hours=1)) == first
    assert [*Talk.objects.put_away()] == [talk]
    commands.take_up(seat=cast.seat("len"), talk=talk, at=cast.later(hours=1))
    commands.take_up(seat=cast.seat("amina"), talk=talk, at=cast.later(hours=1))
    row = PutAway.objects.get()
    assert row.ended_by is not None
    assert (row.by.name, row.ended_by.name) == ("Nadia Brandt", "Len Okafor")
    assert [*Talk.objects.begun()] == [talk]
    said = Moment.objects.filter(about=talk.ref).order_by("pk").values_list("what", flat=True)
    assert [*said] == ["talk-begun", "line-kept", "talk-put-away", "talk-taken-up"]


@pytest.mark.data
def test_it_can_be_put_away_a_second_time(cast: Cast, talk: Talk) -> None:
    commands.put_away(seat=cast.seat("nadia"), talk=talk, at=cast.at)
    commands.take_up(seat=cast.seat("len"), talk=talk, at=cast.later(hours=1))
    commands.put_away(seat=cast.seat("tom"), talk=talk, at=cast.later(hours=1))
    assert not Talk.objects.begun().exists()
    assert PutAway.objects.count() == 2


@pytest.mark.data
def test_one_that_is_finished_is_not_put_away(cast: Cast) -> None:
    talk = finished(cast.seat("amina"), at=cast.at)
    assert commands.put_away(seat=cast.seat("nadia"), talk=talk, at=cast.at) is None
    assert not PutAway.objects.exists()


@pytest.mark.data
def test_one_put_away_and_finished_all_the_same_is_a_page_like_any(cast: Cast, talk: Talk) -> None:
    commands.put_away(seat=cast.seat("nadia"), talk=talk, at=cast.at)
    commands.finish_talk(seat=cast.seat("amina"), talk=talk, at=cast.later(hours=1))
    assert [*Talk.objects.done()] == [talk]
    assert not Talk.objects.put_away().exists()


@pytest.mark.data
def test_whoever_begins_again_that_day_begins_another(cast: Cast, talk: Talk) -> None:
    commands.put_away(seat=cast.seat("nadia"), talk=talk, at=cast.at)
    assert begun(cast.seat("tom"), at=cast.later(hours=1)) != talk
    commands.take_up(seat=cast.seat("len"), talk=talk, at=cast.at)
    assert begun(cast.seat("tom"), at=cast.later(hours=1)).on == talk.on


def test_home_asks_to_carry_on_with_it_no_more_and_lets_it_be_put_away_there(cast: Cast, talk: Talk) -> None:
    client = cast.client("nadia")
    assert "Put this talk away" in home(cast, client)
    answer = client.post(at(cast, talk), {"put-away": "1"})
    assert answer["Location"] == reverse("journey:question", args=[cast.harbour.ref, QUESTION])
    page = home(cast, client)
    assert "Put this talk away" not in page
    assert at(cast, talk) not in page


def test_its_lines_stay_under_its_question_for_everybody_and_are_taken_up_again_there(cast: Cast, talk: Talk) -> None:
    assert "Put this talk away" in question_page(cast, cast.client("tom"))
    cast.client("nadia").post(at(cast, talk), {"put-away": "1"})
    assert lines(talk) == {"noticed": "We stopped."}
    for who in ("amina", "tom", "nadia", "len"):
        page = question_page(cast, cast.client(who))
        assert "Put this talk away" not in page
        assert "Carry on with this talk" not in page
        assert "by <bdi>Nadia Brandt</bdi>" in page
        assert f'href="{at(cast, talk)}"' in page
        assert "We stopped." in cast.client(who).get(at(cast, talk)).content.decode()
    answer = cast.client("len").post(at(cast, talk), {"take-up": "1"})
    assert answer["Location"] == at(cast, talk)
    assert "Carry on with this talk" in question_page(cast, cast.client("amina"))


def test_the_page_of_the_talk_keeps_what_is_typed_and_puts_it_away_with_one_press(cast: Cast, talk: Talk) -> None:
    client = cast.client("nadia")
    answer = client.get(at(cast, talk))
    page = answer.content.decode()
    assert 'name="put-away"' in page
    assert 'name="take-up"' not in page
    client.post(at(cast, talk), {**typed(answer, unsettled_words="Whether we go on."), "put-away": "1"})
    assert lines(talk) == {"noticed": "We stopped.", "unsettled": "Whether we go on."}
    page = client.get(at(cast, talk)).content.decode()
    assert 'name="take-up"' in page
    assert 'name="put-away"' not in page
    assert "Put away 20 March 2026 by <bdi>Nadia Brandt</bdi>" in page


def test_a_finished_talk_offers_neither(cast: Cast) -> None:
    page = cast.client("nadia").get(at(cast, finished(cast.seat("amina"), at=cast.at))).content.decode()
    assert 'name="put-away"' not in page
    assert 'name="take-up"' not in page


def test_an_empty_one_needs_no_putting_away(cast: Cast) -> None:
    page = cast.client("nadia").get(at(cast, begun(cast.seat("amina"), at=cast.at))).content.decode()
    assert 'name="put-away"' not in page


def test_nobody_else_can(cast: Cast, talk: Talk) -> None:
    for client in (cast.client("ruth"), cast.client()):
        assert client.post(at(cast, talk), {"put-away": "1"}).status_code == 404
    assert not PutAway.objects.exists()
