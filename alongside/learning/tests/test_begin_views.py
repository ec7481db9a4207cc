"""Beginning a talk about a question, or about one that is suggested."""

from __future__ import annotations

import pytest
from django.urls import reverse

from alongside.agreements import commands as agreements
from alongside.framework.loading import the_edition
from alongside.learning.models import Talk
from alongside.learning.tests.talks import QUESTION, finished
from alongside.people.secrets import new_secret
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def begin(cast: Cast, question: str = QUESTION) -> str:
    return reverse("learning:begin", args=[cast.harbour.ref, question])


def suggest(cast: Cast) -> str:
    return reverse("learning:suggest", args=[cast.harbour.ref])


@pytest.mark.parametrize("who", ["amina", "nadia"])
def test_a_press_begins_a_talk_and_leads_to_its_page(cast: Cast, who: str) -> None:
    answer = cast.client(who).post(begin(cast), {"key": new_secret()})
    talk = Talk.objects.get()
    assert answer["Location"] == reverse("learning:talk", args=[cast.harbour.ref, talk.ref])
    assert (talk.question, talk.on, talk.started_by) == (QUESTION, cast.at.date(), cast.member(who))
    assert talk.edition == cast.harbour.edition == the_edition().id


def test_pressed_twice_or_back_and_pressed_again_it_is_one_talk(cast: Cast) -> None:
    sent = {"key": new_secret()}
    places = {cast.client("amina").post(begin(cast), sent)["Location"] for _ in range(4)}
    assert len(places) == Talk.objects.count() == 1


@pytest.mark.parametrize("key", ["", "x", "' OR 1=1 --", "\x00", "é" * 43])
def test_a_key_that_no_page_of_ours_made_is_none(cast: Cast, key: str) -> None:
    assert cast.client("amina").post(begin(cast), {"key": key}).status_code == 302
    assert Talk.objects.get().start_key is None


def test_nobody_from_outside_begins_anything(cast: Cast) -> None:
    for client in (cast.client("ruth"), cast.client()):
        assert client.post(begin(cast)).status_code == 404
        assert client.post(suggest(cast)).status_code == 404
        assert client.get(suggest(cast)).status_code == 404
    assert not Talk.objects.exists()


def test_looking_begins_nothing(cast: Cast) -> None:
    assert cast.client("amina").get(begin(cast)).status_code == 405
    assert cast.client("amina").get(suggest(cast)).status_code == 200
    assert not Talk.objects.exists()


@pytest.mark.parametrize("question", ["purpose.nothing", "nothing.beneficiaries"])
def test_a_question_that_is_none_is_not_found(cast: Cast, question: str) -> None:
    assert cast.client("amina").post(begin(cast, question)).status_code == 404


def test_the_first_suggestion_is_whom_it_is_for(cast: Cast) -> None:
    page = cast.client("amina").get(suggest(cast)).content.decode()
    assert "“Who are the intended beneficiaries of your work together?”" in page
    assert begin(cast) in page


def test_what_was_talked_about_or_set_aside_is_not_suggested(cast: Cast) -> None:
    seat = cast.seat("amina")
    left = "role.change"
    for question in the_edition().questions:
        if question.theme.id == "learning":
            agreements.set_aside(seat=seat, question=question.id, at=cast.at)
        elif question.id != left:
            finished(seat, at=cast.at, question=question.id)
    for _ in range(3):
        page = cast.client("amina").get(suggest(cast))
        assert page.context["page"].question.id == left


def test_another_one_is_another_one(cast: Cast) -> None:
    client = cast.client("amina")
    first = client.get(suggest(cast)).context["page"].question.id
    for _ in range(10):
        assert client.get(suggest(cast), {"not": first}).context["page"].question.id != first
    assert client.get(suggest(cast), {"not": "<nonsense>"}).status_code == 200


def test_a_suggestion_can_be_begun_with_at_one_press(cast: Cast) -> None:
    sent = {"key": new_secret()}
    places = {cast.client("amina").post(suggest(cast), sent)["Location"] for _ in range(3)}
    assert len(places) == Talk.objects.count() == 1
