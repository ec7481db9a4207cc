"""What came of one thing we said we would try, on a page of its own."""

from __future__ import annotations

import datetime
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from alongside.learning import commands
from alongside.learning.models import Action, Outcome
from alongside.learning.tests.talks import to_try
from alongside.people.secrets import new_secret
from tests.cast import Cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def action(cast: Cast) -> Action:
    made = to_try(cast.seat("amina"), at=cast.at, who="Nadia", due=datetime.date(2026, 4, 12))
    cast.later(days=30)
    return made


def at(cast: Cast, action: Action, name: str = "outcome") -> str:
    return reverse(f"learning:{name}", args=[cast.harbour.ref, action.ref])


def test_it_asks_whether_it_happened_and_helped_and_whom(cast: Cast, action: Action) -> None:
    page = cast.client("len").get(at(cast, action)).content.decode()
    for words in ("Ask at the breakfast", "by 12 April 2026", "Did it happen?", "Did it help?", "whom not?"):
        assert words in page


def test_it_is_kept_once_and_shown(cast: Cast, action: Action) -> None:
    sent = {"key": new_secret(), "happened": "yes", "helped": "no", "words": "Nobody came."}
    for _ in range(3):
        assert cast.client("len").post(at(cast, action), sent)["Location"] == at(cast, action)
    assert Outcome.objects.count() == 1
    page = cast.client("tom").get(at(cast, action)).content.decode()
    assert "Yes. It did not help." in page
    assert "Nobody came." in page
    assert "Len Okafor" in page
    assert 'name="happened"' not in page


@pytest.mark.parametrize("happened", ["partly", "no"])
def test_what_is_not_over_says_that_it_comes_back(cast: Cast, action: Action, happened: str) -> None:
    cast.client("len").post(at(cast, action), {"happened": happened})
    page = cast.client("tom").get(at(cast, action)).content.decode()
    assert "It comes back next time." in page
    assert 'name="happened"' in page


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"happened": ""},
        {"happened": "perhaps"},
        {"happened": "yes", "helped": "perhaps"},
        {"happened": "yes", "words": "x" * 1001},
    ],
)
def test_what_is_missing_or_odd_is_said_and_the_words_stay(cast: Cast, action: Action, sent: dict[str, str]) -> None:
    answer = cast.client("len").post(at(cast, action), {"words": "Two families.", **sent})
    assert answer.status_code == 422
    assert sent.get("words", "Two families.") in answer.content.decode()
    assert not Outcome.objects.exists()


def test_it_can_be_taken_back(cast: Cast, action: Action) -> None:
    cast.client("len").post(at(cast, action), {"happened": "let-go"})
    undo = {"undo": str(Outcome.objects.get().pk)}
    for _ in range(2):
        assert cast.client("tom").post(at(cast, action, "undo"), undo).status_code == 302
    assert Outcome.objects.get().undone_by == cast.member("tom")
    assert 'name="happened"' in cast.client("tom").get(at(cast, action)).content.decode()


def test_only_what_was_said_of_this_one_is_taken_back_here(cast: Cast, action: Action) -> None:
    other = to_try(cast.seat("amina"), at=cast.at, question="role.change")
    said = commands.record_outcome(seat=cast.seat("amina"), action=other, told=commands.Told("yes"), at=cast.at)
    cast.client("tom").post(at(cast, action, "undo"), {"undo": str(said.pk)})
    said.refresh_from_db()
    assert said.undone_at is None


def test_nobody_from_outside_reads_or_says_anything(cast: Cast, action: Action) -> None:
    theirs = reverse("learning:outcome", args=[cast.hill.ref, action.ref])
    for client, url in (
        (cast.client("ruth"), at(cast, action)),
        (cast.client("ruth"), theirs),
        (cast.client(), at(cast, action)),
    ):
        assert client.get(url).status_code == 404
        assert client.post(url, {"happened": "yes"}).status_code == 404
        assert client.post(url + "undo/", {"undo": "1"}).status_code == 404
    assert not Outcome.objects.exists()


def test_other_methods_are_not_allowed_and_what_is_not_there_is_not_found(cast: Cast, action: Action) -> None:
    client = cast.client("amina")
    assert client.delete(at(cast, action)).status_code == 405
    assert client.get(at(cast, action, "undo")).status_code == 405
    assert client.get(at(cast, action).replace(action.ref, "zzzzzzzzzzzz")).status_code == 404


def test_all_that_is_to_be_tried_stands_on_one_page_whatever_its_number(cast: Cast, action: Action) -> None:
    url = reverse("learning:tries", args=[cast.harbour.ref])
    counts = []
    for question in ("role.change", "role.landscape", "purpose.impact"):
        made = to_try(cast.seat("amina"), at=cast.at, what=f"Try {question}", question=question)
        commands.record_outcome(seat=cast.seat("amina"), action=made, told=commands.Told("no"), at=cast.at)
        with CaptureQueriesContext(connection) as captured:
            page = cast.client("len").get(url).content.decode()
        counts.append(len(captured))
        assert f"Try {question}" in page
        assert at(cast, made) in page
    assert len(set(counts)) == 1
    assert cast.client("ruth").get(url).status_code == 404
    assert cast.client("len").post(url).status_code == 405


def test_with_nothing_to_try_the_page_says_where_that_comes_from(cast: Cast) -> None:
    page = cast.client("len").get(reverse("learning:tries", args=[cast.harbour.ref])).content.decode()
    assert "Nothing yet. It can come from the five lines of a talk" in page


def test_changed_it_says_what_to_and_by_when_and_comes_back_on_that_day(cast: Cast, action: Action) -> None:
    sent = {
        "happened": "changed",
        "seen": "1",
        "instead": "Ask by letter",
        "due": "1 June",
        "learned": "Few eat there.",
    }
    key = new_secret()
    for _ in range(2):
        assert cast.client("len").post(at(cast, action), {"key": key, **sent}).status_code == 302
    page = cast.client("tom").get(at(cast, action)).content.decode()
    for words in ("Ask by letter", "by 1 June 2026", "We changed it", "Few eat there.", "Ask at the breakfast"):
        assert words in page
    assert Outcome.objects.count() == 1
    cast.client("tom").post(at(cast, action, "undo"), {"undo": str(Outcome.objects.get().pk)})
    action.refresh_from_db()
    assert (action.what, action.due) == ("Ask at the breakfast", datetime.date(2026, 4, 12))


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"instead": ""}, "Say what you will try now."),
        ({"instead": "Ask at the breakfast", "due": "12 April 2026"}, "Say what is other now"),
        ({"instead": "Ask by letter", "due": "1 April 2026"}, "That day is past. Keep it?"),
    ],
)
def test_changed_to_nothing_other_it_is_asked_again(
    cast: Cast, action: Action, sent: dict[str, str], sentence: str
) -> None:
    answer = cast.client("len").post(at(cast, action), {"happened": "changed", "seen": "1", "words": "So.", **sent})
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert "So." in answer.content.decode()
    assert not Outcome.objects.exists()


def test_changed_while_somebody_else_did_too_both_are_shown_and_nothing_is_lost(cast: Cast, action: Action) -> None:
    other = commands.plan_of(action, what="Ask at the shop")
    commands.change_try(seat=cast.seat("tom"), action=action, seen=1, plan=other, at=cast.at)
    sent = {"happened": "changed", "seen": "1", "instead": "Ask by letter", "due": "1 June 2026", "learned": "Few."}
    answer = cast.client("len").post(at(cast, action), sent)
    page = answer.content.decode()
    assert answer.status_code == 409
    for words in ("Ask at the shop", "Ask by letter", "1 June 2026", "Few.", "Tom Reed"):
        assert words in page
    assert cast.client("len").post(at(cast, action), {**sent, "seen": "2"}).status_code == 302
    action.refresh_from_db()
    assert action.what == "Ask by letter"


def test_too_soon_to_say_it_asks_once_more_and_then_no_more(cast: Cast, action: Action) -> None:
    sent = {"key": new_secret(), "happened": "yes", "helped": "too-soon"}
    for _ in range(2):
        assert cast.client("len").post(at(cast, action), sent).status_code == 302
    cast.later(days=30)
    page = cast.client("tom").get(at(cast, action)).content.decode()
    assert "Can you say by now whether it helped?" in page
    assert cast.client("tom").post(at(cast, action), {"words": "Some."}).status_code == 422
    assert cast.client("tom").post(at(cast, action), {"helped": "yes", "learned": "Ask."}).status_code == 302
    page = cast.client("tom").get(at(cast, action)).content.decode()
    assert "Yes. It helped." in page
    assert 'name="helped"' not in page


def test_a_day_that_is_past_is_not_offered_for_what_it_was_changed_into(cast: Cast, action: Action) -> None:
    def day() -> str:
        page = cast.client("len").get(at(cast, action)).content.decode()
        return str(re.findall(r'<input[^>]*name="due"[^>]*>', page)[0])

    Action.objects.filter(pk=action.pk).update(due=cast.at.date())
    assert 'value=""' not in day()
    cast.later(days=1)
    assert 'value=""' in day()
