"""The first meetings in the partnership's own words: nobody's are overwritten, and ours come back."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from alongside.agreements.commands import plan_meeting
from alongside.agreements.models import FirstMeeting, FirstMeetingVersion
from alongside.agreements.pages import first_meetings as pages
from alongside.framework.loading import the_edition
from alongside.partnerships.models import Moment
from tests.cast import Cast

pytestmark = [pytest.mark.django_db, pytest.mark.data]

OURS = the_edition().meeting("whom").room


def at(cast: Cast, meeting: str = "whom") -> str:
    return reverse("agreements:meeting", args=[cast.harbour.ref, meeting])


def leaving(cast: Cast) -> str:
    return reverse("journey:leaving_with", args=[cast.harbour.ref])


def sent(client: Client, url: str, **words: str) -> dict[str, str]:
    """What a browser sends from that page, but for these words."""
    form = client.get(url).context["form"]
    return {**{name: str(form[name].value()) for name in ("seen", "room", "words")}, **words}


@pytest.mark.parametrize("who", ["amina", "nadia"])
def test_any_member_makes_it_their_own_and_all_see_it(cast: Cast, who: str) -> None:
    client = cast.client(who)
    words = "We <eat> first.\r\nThen we talk."
    answer = client.post(at(cast), sent(client, at(cast), room="Two carers.", words=words))
    assert (answer.status_code, answer["Location"]) == (302, leaving(cast))
    page = cast.client("tom").get(leaving(cast)).content.decode()
    assert "We &lt;eat&gt; first.\nThen we talk." in page
    assert "Two carers." in page
    assert reverse("learning:begin", kwargs={"partnership": cast.harbour.ref, "question": "people.assets"}) in page


def test_it_begins_with_our_words(cast: Cast) -> None:
    form = cast.client("tom").get(at(cast)).context["form"]
    assert (form["seen"].value(), form["room"].value()) == (0, OURS)
    assert "15 min: Nine whys. In pairs" in form["words"].value()


def test_our_words_sent_back_are_none_of_theirs(cast: Cast) -> None:
    client = cast.client("tom")
    assert client.post(at(cast), sent(client, at(cast))).status_code == 302
    assert not FirstMeeting.objects.exists()
    assert not Moment.objects.filter(what="meeting-planned").exists()


def test_left_empty_ours_stand_there_again_and_every_version_is_kept(cast: Cast) -> None:
    client = cast.client("tom")
    client.post(at(cast), sent(client, at(cast), words="We eat first."))
    client.post(at(cast), sent(client, at(cast), words=""))
    assert list(FirstMeetingVersion.objects.values_list("version", "words")) == [(1, "We eat first."), (2, "")]
    assert "15 min: Nine whys. In pairs" in cast.client("amina").get(at(cast)).context["form"]["words"].value()


def test_sent_twice_it_is_one_version(cast: Cast) -> None:
    client = cast.client("tom")
    twice = sent(client, at(cast), words="We eat first.")
    assert [client.post(at(cast), twice).status_code for _ in range(2)] == [302, 302]
    assert FirstMeetingVersion.objects.count() == 1


def test_two_who_change_it_see_both_and_choose(cast: Cast) -> None:
    tom, amina = cast.client("tom"), cast.client("amina")
    his, hers = sent(tom, at(cast), words="We eat first."), sent(amina, at(cast), words="We walk first.")
    tom.post(at(cast), his)
    both = amina.post(at(cast), hers)
    page = both.content.decode()
    assert both.status_code == 409
    assert "<bdi>Tom Reed</bdi> changed this while you were writing" in page
    assert '<p class="as-typed">We eat first.</p>' in page
    assert '<p class="as-typed">We walk first.</p>' in page
    assert "choice_room" not in page
    again = {**hers, "seen": "1"}
    assert amina.post(at(cast), {**again, "choice_words": "theirs"}).status_code == 302
    assert FirstMeeting.objects.get().words == "We eat first."
    assert amina.post(at(cast), {**again, "choice_words": "yours"}).status_code == 302
    assert FirstMeeting.objects.get().words == "We walk first."


def test_what_stood_before_can_be_put_back(cast: Cast) -> None:
    client = cast.client("tom")
    client.post(at(cast), sent(client, at(cast), words="We eat first."))
    before = client.get(at(cast)).context["page"].before
    assert (before.by, before.said.room) == ("Tom Reed", OURS)
    assert "Nine whys" in before.said.words
    client.post(at(cast), sent(client, at(cast), words="We walk first."))
    assert client.get(at(cast)).context["page"].before.said.words == "We eat first."


def test_too_many_words_stay_as_they_were_typed(cast: Cast) -> None:
    client = cast.client("tom")
    answer = client.post(at(cast), sent(client, at(cast), words="x" * 2001))
    assert answer.status_code == 422
    assert "x" * 2001 in answer.content.decode()
    assert "That is longer than 2000 letters. Please shorten it." in answer.content.decode()


@pytest.mark.parametrize("seen", ["", "x", "-1"])
def test_a_page_too_old_to_say_what_it_showed_keeps_nothing(cast: Cast, seen: str) -> None:
    client = cast.client("tom")
    answer = client.post(at(cast), sent(client, at(cast), words="We eat.", seen=seen))
    assert answer.status_code == 422
    assert "This page is too old. Please load it again." in answer.content.decode()
    assert not FirstMeeting.objects.exists()


def test_it_is_not_there_for_others_nor_for_a_meeting_that_is_none(cast: Cast) -> None:
    for client in (cast.client("ruth"), cast.client()):
        assert client.get(at(cast)).status_code == 404
        assert client.post(at(cast), {"seen": "0", "words": "Ours now."}).status_code == 404
    assert cast.client("tom").get(at(cast, "nothing")).status_code == 404
    assert not FirstMeeting.objects.exists()


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
def test_nothing_else_can_be_done_to_it(cast: Cast, method: str) -> None:
    assert getattr(cast.client("tom"), method)(at(cast)).status_code == 405


def test_another_partnership_has_its_own(cast: Cast, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    plan_meeting(seat=cast.seat("tom"), meeting="whom", seen=0, room="", words="We eat first.", at=cast.at)
    seat = cast.seat("ruth")
    with django_assert_num_queries(1):
        assert not any(plan.is_own for plan in pages.plans(seat))
    assert [plan.is_own for plan in pages.plans(cast.seat("amina"))] == [True, False, False]
