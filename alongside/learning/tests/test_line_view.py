"""One line kept by itself, as the behaviour `keep` asks for it."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from alongside.learning.models import Action, Line, LineVersion, Talk
from alongside.learning.tests.talks import begun
from tests.cast import Cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def talk(cast: Cast) -> Talk:
    return begun(cast.seat("amina"), at=cast.at)


def keep(client: Client, talk: Talk, kind: str = "noticed", **words: str) -> Any:
    url = reverse("learning:line", args=[talk.partnership.ref, talk.ref, kind])
    sent = {f"{kind}-{name}": value for name, value in {"seen": "0", **words}.items()}
    return client.post(url, sent, headers={"Accept": "application/json"})


def test_it_is_kept_and_answered_with_its_version(cast: Cast, talk: Talk) -> None:
    client = cast.client("nadia")
    for seen, words in enumerate(("Four", "Four of us.")):
        answer = keep(client, talk, seen=str(seen), words=words)
        assert (answer.status_code, answer.json()) == (200, {"version": seen + 1})
    assert answer["Content-Type"] == "application/json"
    assert "no-store" in answer["Cache-Control"]


def test_sent_again_until_it_is_answered_it_has_one_effect(cast: Cast, talk: Talk) -> None:
    for _ in range(5):
        assert keep(cast.client("nadia"), talk, words="Four").json() == {"version": 1}
    assert LineVersion.objects.count() == 1


def test_words_that_stand_there_already_are_kept_whatever_was_seen(cast: Cast, talk: Talk) -> None:
    keep(cast.client("nadia"), talk, words="Four")
    keep(cast.client("nadia"), talk, seen="1", words="Five")
    for seen in ("0", "1", "2", "77"):
        assert keep(cast.client("tom"), talk, seen=seen, words="Five").json() == {"version": 2}


def test_other_words_than_were_seen_are_a_conflict_and_nothing_is_changed(cast: Cast, talk: Talk) -> None:
    keep(cast.client("nadia"), talk, words="Four")
    assert keep(cast.client("tom"), talk, words="Five").status_code == 409
    assert Line.objects.get().words == "Four"


@pytest.mark.parametrize(
    ("kind", "words", "sentence"),
    [
        ("noticed", {"words": "x" * 2001}, "That is longer than 2000 letters. Please shorten it."),
        ("again", {"due": "soon"}, "We could not read that as a day. Write it like 15 May 2026."),
        ("try", {"what": "Ask", "due": "31 February"}, "We could not read that as a day. Write it like 15 May 2026."),
        ("noticed", {"words": "bell\x07"}, "There is a character here that cannot be shown."),
        ("present", {"words": "one\ntwo"}, "Please write this in one line."),
    ],
)
def test_what_cannot_be_kept_is_said_in_a_sentence(
    cast: Cast, talk: Talk, kind: str, words: dict[str, str], sentence: str
) -> None:
    answer = keep(cast.client("tom"), talk, kind, **words)
    assert answer.status_code == 422
    assert sentence in answer.json()["error"]
    assert not Line.objects.exists()
    assert not Action.objects.exists()


def test_what_we_will_try_and_when_we_look_again_are_lines_too(cast: Cast, talk: Talk) -> None:
    assert keep(cast.client("tom"), talk, "try", what="Ask", who="Nadia", due="12 April").json() == {"version": 1}
    assert keep(cast.client("tom"), talk, "again", due="15 May", words="").json() == {"version": 1}
    assert Action.objects.get().due == datetime.date(2026, 4, 12)
    assert Line.objects.get().due == datetime.date(2026, 5, 15)


@pytest.mark.parametrize(
    "words",
    [
        "Ŵyn a ŷd. Ystyr: ‘gyda’n gilydd’.",
        "مرحبا بكم — שלום",
        "我们一起 தமிழ் 👩🏽‍👧‍👦 🏴󠁧󠁢󠁷󠁬󠁳󠁿",
        "Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢",
        "one\n\n\ttwo",
        "\u202egnorts\u202c",
        "=SUM(A1)",
    ],
)
def test_what_people_write_comes_back_as_they_wrote_it(cast: Cast, talk: Talk, words: str) -> None:
    import unicodedata

    assert keep(cast.client("tom"), talk, words=words).status_code == 200
    assert Line.objects.get().words == unicodedata.normalize("NFC", words)


def test_nobody_from_outside_keeps_anything(cast: Cast, talk: Talk) -> None:
    assert keep(cast.client("ruth"), talk, words="x").status_code == 404
    assert keep(cast.client(), talk, words="x").status_code == 404
    own = reverse("learning:line", args=[cast.hill.ref, talk.ref, "noticed"])
    assert cast.client("ruth").post(own, {"noticed-words": "x"}).status_code == 404
    assert not Line.objects.exists()


def test_there_are_no_other_lines_and_no_other_methods(cast: Cast, talk: Talk) -> None:
    for kind in ("nothing", "who", "TRY"):
        assert keep(cast.client("tom"), talk, kind, words="x").status_code == 404
    url = reverse("learning:line", args=[cast.harbour.ref, talk.ref, "noticed"])
    assert cast.client("tom").get(url).status_code == 405
    assert cast.client("tom").post(url.replace(talk.ref, "zzzzzzzzzzzz"), {}).status_code == 404


def test_a_form_from_nowhere_is_not_taken(cast: Cast, talk: Talk) -> None:
    assert keep(cast.client("tom", csrf=True), talk, words="x").status_code == 403
    assert not Line.objects.exists()


def test_who_has_gone_keeps_nothing_more(cast: Cast, talk: Talk) -> None:
    from alongside.partnerships import commands as partnerships

    client = cast.client("len")
    partnerships.remove(seat=cast.seat("amina"), who=cast.member("len"), reason="", at=cast.at)
    assert keep(client, talk, words="x").status_code == 404
