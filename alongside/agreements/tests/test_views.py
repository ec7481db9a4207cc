"""Setting a question aside and bringing it back, by anybody of the partnership."""

from __future__ import annotations

import datetime

import pytest
from django.urls import reverse

from alongside.agreements.models import SettingAside
from tests.cast import Cast

pytestmark = pytest.mark.django_db
QUESTION = "purpose.beneficiaries"


def at(cast: Cast, name: str = "set_aside", question: str = QUESTION) -> str:
    return reverse(f"agreements:{name}", args=[cast.harbour.ref, question])


def home(cast: Cast) -> str:
    return reverse("journey:question", args=[cast.harbour.ref, QUESTION])


@pytest.mark.parametrize("who", ["amina", "nadia"])
def test_it_is_set_aside_with_a_reason_and_a_day(cast: Cast, who: str) -> None:
    assert cast.client(who).get(at(cast)).status_code == 200
    answer = cast.client(who).post(at(cast), {"reason": "Too early.", "look_again": "1 January 2027"})
    assert answer["Location"] == home(cast)
    row = SettingAside.objects.get()
    assert (row.reason, row.look_again, row.by) == ("Too early.", datetime.date(2027, 1, 1), cast.member(who))


def test_neither_is_needed(cast: Cast) -> None:
    assert cast.client("tom").post(at(cast), {}).status_code == 302
    assert cast.client("tom").post(at(cast), {}).status_code == 302
    assert SettingAside.objects.count() == 1


def test_it_is_brought_back(cast: Cast) -> None:
    cast.client("tom").post(at(cast), {})
    for _ in range(2):
        assert cast.client("nadia").post(at(cast, "bring_back"))["Location"] == home(cast)
    assert SettingAside.objects.get().ended_at == cast.at


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"look_again": "soon"}, "We could not read that as a day. Write it like 15 May 2026."),
        ({"reason": "x" * 201}, "That is longer than 200 letters. Please shorten it."),
    ],
)
def test_what_is_wrong_is_said_and_stays_as_it_was_typed(cast: Cast, sent: dict[str, str], sentence: str) -> None:
    answer = cast.client("tom").post(at(cast), {"reason": "Because.", **sent})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert sentence in page
    assert all(words in page for words in {"reason": "Because.", **sent}.values())
    assert not SettingAside.objects.exists()


def test_nobody_from_outside_sets_aside_or_brings_back(cast: Cast) -> None:
    cast.client("tom").post(at(cast), {})
    for client in (cast.client("ruth"), cast.client()):
        assert client.get(at(cast)).status_code == 404
        assert client.post(at(cast), {}).status_code == 404
        assert client.post(at(cast, "bring_back")).status_code == 404
    assert SettingAside.objects.get().ended_at is None


def test_other_methods_are_not_allowed_and_what_is_no_question_is_not_found(cast: Cast) -> None:
    client = cast.client("amina")
    assert client.delete(at(cast)).status_code == 405
    assert client.get(at(cast, "bring_back")).status_code == 405
    assert client.get(at(cast, question="purpose.nothing")).status_code == 404
    assert client.post(at(cast, "bring_back", "purpose.nothing")).status_code == 404
