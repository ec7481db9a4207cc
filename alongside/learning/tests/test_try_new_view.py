"""Saying what we will try, and putting it otherwise: two pages that ask for one thing each, and lose nothing."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from alongside.learning import commands
from alongside.learning.commands import Plan, Source
from alongside.learning.models import Action
from alongside.learning.tests.makings import gathered, written
from alongside.learning.tests.talks import QUESTION, to_try
from alongside.people import commands as people
from alongside.people.secrets import new_secret
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def new(cast: Cast, rest: str = "") -> str:
    return reverse("learning:try_new", args=[cast.harbour.ref]) + rest


def change(cast: Cast, action: Action) -> str:
    return reverse("learning:try_change", args=[cast.harbour.ref, action.ref])


@pytest.fixture
def action(cast: Cast) -> Action:
    plan = Plan("Ask at the door", frozenset({cast.member("nadia").pk}), "and anyone", datetime.date(2026, 4, 1))
    source = Source(question=QUESTION)
    return commands.say_try(seat=cast.seat("amina"), plan=plan, source=source, on=cast.at.date(), at=cast.at)


def test_only_what_is_asked_for(cast: Cast) -> None:
    answer = cast.client("len").post(new(cast), {"what": "Ask at the door"})
    made = Action.objects.get()
    assert answer["Location"] == reverse("learning:outcome", args=[cast.harbour.ref, made.ref])
    assert (made.what, made.question, made.due, made.people.count()) == ("Ask at the door", "", None, 0)
    answer = cast.client("len").post(new(cast), {"what": " ", "who": "Nadia’s sister", "due": "15 May"})
    assert answer.status_code == 422
    assert "Say what you will try." in answer.content.decode()
    assert "Nadia’s sister" in answer.content.decode()


def test_who_by_when_and_what_we_would_see_are_kept_once(cast: Cast) -> None:
    sent = {
        "key": new_secret(),
        "what": "Ask",
        "people": [cast.member("nadia").ref, cast.member("tom").ref],
        "who": "anyone",
        "due": "15 May",
        "signs": "Somebody new comes.",
    }
    for _ in range(2):
        cast.client("len").post(new(cast), sent)
    page = cast.client("tom").get(reverse("learning:outcome", args=[cast.harbour.ref, Action.objects.get().ref]))
    for words in ("Nadia Brandt, Tom Reed, anyone", "by 15 May 2026", "Somebody new comes."):
        assert words in page.content.decode()


def test_a_day_that_is_past_is_asked_about(cast: Cast) -> None:
    answer = cast.client("len").post(new(cast), {"what": "Ask", "due": "1 March 2026"})
    assert answer.status_code == 422
    assert "That day is past. Keep it?" in answer.content.decode()
    assert cast.client("len").post(new(cast), {"what": "Ask", "due": "1 March 2026", "past": "on"}).status_code == 302


def test_it_can_come_from_a_sentence_a_question_an_agreement_and_another_try(cast: Cast, action: Action) -> None:
    insight = written(cast, gathered(cast), "We meet when carers cannot.")
    for rest, words in (
        (f"?sentence={insight.ref}", "We meet when carers cannot."),
        (f"?question={QUESTION}", "On:"),
        (f"?try={action.ref}", "Ask at the door"),
    ):
        assert words in cast.client("len").get(new(cast, rest)).content.decode()
        assert cast.client("len").post(new(cast, rest), {"what": f"Then {rest}"}).status_code == 302
    made = Action.objects.get(what=f"Then ?sentence={insight.ref}")
    assert (made.insight, made.question) == (insight, insight.gathering.question)
    assert Action.objects.get(what=f"Then ?try={action.ref}").grew_from == action


@pytest.mark.parametrize("rest", ["?sentence=zzzzzzzzzzzz", "?agreement=x", "?question=none.such", "?try=%00"])
def test_what_is_not_here_it_cannot_come_from(cast: Cast, rest: str) -> None:
    assert cast.client("len").get(new(cast, rest)).status_code == 404
    assert cast.client("len").post(new(cast, rest), {"what": "Ask"}).status_code == 404


def test_it_comes_from_nothing_of_another_partnership(cast: Cast) -> None:
    theirs = to_try(cast.seat("ruth"), at=cast.at)
    assert cast.client("len").get(new(cast, f"?try={theirs.ref}")).status_code == 404


def test_nobody_from_another_partnership_can_be_named(cast: Cast) -> None:
    answer = cast.client("len").post(new(cast), {"what": "Ask", "people": [cast.member("ruth").ref]})
    assert answer.status_code == 422
    assert not Action.objects.exists()


def test_put_otherwise_every_version_stays_and_says_by_whom(cast: Cast, action: Action) -> None:
    sent = {"seen": "1", "what": "Ask at the shop", "people": [cast.member("tom").ref], "due": "1 April"}
    assert cast.client("len").post(change(cast, action), sent).status_code == 302
    page = cast.client("amina").get(reverse("learning:outcome", args=[cast.harbour.ref, action.ref]))
    for words in ("Ask at the shop", "How it read before", "Ask at the door", "Nadia Brandt, and anyone", "Len Okafor"):
        assert words in page.content.decode()


def test_two_who_put_it_otherwise_see_both_and_choose(cast: Cast, action: Action) -> None:
    url, tom = change(cast, action), cast.member("tom").ref
    cast.client("tom").post(url, {"seen": "1", "what": "Ask at the shop", "people": [tom], "due": "1 April 2026"})
    mine = {"seen": "1", "what": "Ask by letter", "who": "and anyone", "due": "1 April 2026"}
    answer = cast.client("len").post(url, {**mine, "people": [cast.member("nadia").ref]})
    page = answer.content.decode()
    assert answer.status_code == 409
    for words in ("Ask at the shop", "Ask by letter", "Tom Reed", "changed this while you were writing"):
        assert words in page
    assert page.count('value="theirs" checked') == 1, "what Len had not touched is Tom's"
    sent = {**mine, "seen": "2", "choice_what": "yours", "choice_people": "theirs"}
    assert cast.client("len").post(url, sent).status_code == 302
    action.refresh_from_db()
    assert (action.what, action.who, [each.name for each in action.people.all()]) == ("Ask by letter", "", ["Tom Reed"])


def test_what_stood_before_is_put_back_by_one_press(cast: Cast, action: Action) -> None:
    cast.client("len").post(change(cast, action), {"seen": "1", "what": "Nothing"})
    page = cast.client("len").get(change(cast, action)).content.decode()
    assert "Put that back" in page
    assert f'name="people" value="{cast.member("nadia").ref}"' in page


def test_somebody_who_left_stays_named_and_nothing_is_said_of_it(cast: Cast, action: Action) -> None:
    people.leave(seat=cast.seat("nadia"), at=cast.at)
    page = cast.client("len").get(reverse("learning:outcome", args=[cast.harbour.ref, action.ref])).content.decode()
    assert "Nadia Brandt, and anyone" in page
    assert "left" not in page.split("<main")[1].split("</main>")[0]
    assert "Nadia Brandt" in cast.client("len").get(change(cast, action)).content.decode()
    assert "Nadia Brandt" not in cast.client("len").get(new(cast)).content.decode()


def test_neither_page_is_there_for_anybody_else(cast: Cast, action: Action) -> None:
    for url in (new(cast), change(cast, action)):
        for client in (cast.client("ruth"), cast.client()):
            assert client.get(url).status_code == 404
            assert client.post(url, {"what": "Mine"}).status_code == 404
        assert cast.client("len").delete(url).status_code == 405
    theirs = reverse("learning:try_change", args=[cast.hill.ref, action.ref])
    assert cast.client("ruth").get(theirs).status_code == 404
    assert cast.client("len").get(change(cast, action).replace(action.ref, "zzzzzzzzzzzz")).status_code == 404


def test_their_queries_do_not_grow_with_people_and_versions(cast: Cast, action: Action) -> None:
    def counted() -> list[int]:
        found = []
        for url in (new(cast), change(cast, action), reverse("learning:outcome", args=[cast.harbour.ref, action.ref])):
            with CaptureQueriesContext(connection) as captured:
                assert cast.client("len").get(url).status_code == 200
            found.append(len(captured))
        return found

    def put(number: int) -> None:
        sent: dict[str, Any] = {"seen": str(number), "what": f"Ask {number}", "people": [cast.member("tom").ref]}
        assert cast.client("len").post(change(cast, action), sent).status_code == 302

    put(1)
    before = counted()
    for number in range(4):
        cast.add(f"Person {number}", cast.harbour)
        put(number + 2)
    assert counted() == before
