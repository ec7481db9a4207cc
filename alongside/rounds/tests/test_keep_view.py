"""One answer kept by itself, as the behaviour `keep` asks for it: sealed, once, and on what was seen."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest
from django.apps import apps

from alongside.rounds import commands
from alongside.rounds.models import Answer, Round
from alongside.rounds.tests import steps
from alongside.rounds.tests.filling import at, fields, one, text, written
from tests.cast import Cast

pytestmark = pytest.mark.django_db
VISION, POWER, ACTION = steps.QUESTIONS
BYTES = (bytes, memoryview)


@pytest.fixture
def round(cast: Cast) -> Round:
    """Nine are asked without names."""
    steps.fill(cast)
    return steps.asked(cast, without_names=True)


def keep(cast: Cast, round: Round, question: str = POWER, *, who: str = "nadia", **said: str) -> Any:
    sent = {f"{question}-{name}": value for name, value in {"seen": "0", "base": "0", **said}.items()}
    return cast.client(who).post(at(round, "keep", question), sent, headers={"Accept": "application/json"})


@pytest.mark.promise("kept-for-you", "sealed")
def test_it_is_kept_sealed_and_answered_with_its_version(cast: Cast, round: Round) -> None:
    first = keep(cast, round, words="The canary", stance="2", how="all").json()["version"]
    answer = keep(cast, round, seen=str(first), words="The canary sings.", stance="2", how="all")
    assert (answer.status_code, answer.json()) == (200, {"version": first + 1})
    assert "no-store" in answer["Cache-Control"]
    assert written(cast, round)[POWER].words == "The canary sings."
    for model in apps.get_models():
        for row in model._default_manager.values_list():
            assert not any(
                b"canary" in (bytes(cell) if isinstance(cell, BYTES) else str(cell).encode()) for cell in row
            )
    for who in ("amina", "tom"):
        for name in ("begin", "all", "review", "sent"):
            assert "canary" not in text(cast.client(who).get(at(round, name)))


def test_sent_again_until_it_is_answered_it_has_one_effect(cast: Cast, round: Round) -> None:
    assert len({keep(cast, round, words="Once.").json()["version"] for _ in range(5)}) == 1


def test_other_words_than_were_seen_are_a_conflict_and_nothing_is_changed(cast: Cast, round: Round) -> None:
    keep(cast, round, words="In one window.")
    assert keep(cast, round, words="In another.").status_code == 409
    assert written(cast, round)[POWER].words == "In one window."


def test_what_cannot_be_kept_is_said_in_a_sentence(cast: Cast, round: Round) -> None:
    for words in ("x" * 4001, "bell\x07"):
        answer = keep(cast, round, words=words)
        assert (answer.status_code, answer.json()["error"][-1]) == (422, ".")


def test_what_went_without_a_name_takes_no_more_words(cast: Cast, round: Round) -> None:
    steps.answer(cast, "nadia", round, POWER, "Sent.")
    answer = keep(cast, round, words="And another thing.")
    assert (answer.status_code, answer.json()) == (422, {"error": "Not kept: this one was sent without your name."})
    page = text(cast.client("nadia").get(one(round)))
    assert "You have sent this one without your name." in page
    assert "textarea" not in page


@pytest.mark.promise("stays-yours")
def test_after_the_close_words_are_kept_for_their_writer_alone_and_the_page_says_so(cast: Cast) -> None:
    round = steps.asked(cast, days=1)
    client = cast.client("nadia")
    form = fields(client.get(one(round)))
    cast.later(days=2)
    answer = keep(cast, round, words="Typed through the close.")
    version = written(cast, round)[POWER].version
    said = {"version": version, "kept": "Kept, for you alone: answers have closed, so this goes nowhere."}
    assert answer.json() == said
    form |= {f"{POWER}-words": "Typed through the close, and sent.", f"{POWER}-seen": str(version)}
    page = client.post(one(round), form, follow=True)
    assert "Answers have closed" in text(page)
    assert "Typed through the close, and sent." in text(page)
    assert "It is deleted after" in text(page)
    commands.count(round=round, at=cast.at, rng=Random(1))
    assert not Answer.objects.exists()
    for name in ("begin", "all", "review", "sent"):
        assert "Typed through the close, and sent." in text(client.get(at(round, name)))
        assert "Typed through" not in text(cast.client("amina").get(at(round, name)))
