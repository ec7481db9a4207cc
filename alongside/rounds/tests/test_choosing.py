"""Two texts on one question: from two windows, from two devices, or one that is sent and one that is to change it."""

from __future__ import annotations

import pytest

from alongside.rounds.models import Answer, Round
from alongside.rounds.sheets import ME, NAMED
from alongside.rounds.tests import steps
from alongside.rounds.tests.filling import at, fields, one, press, text, written
from alongside.rounds.tests.test_drafts_meet import meet, other_device
from tests.cast import Cast

pytestmark = pytest.mark.django_db
VISION, POWER, ACTION = steps.QUESTIONS


@pytest.fixture
def round(cast: Cast) -> Round:
    """Nine are asked without names."""
    steps.fill(cast)
    return steps.asked(cast, without_names=True)


def test_two_windows_choose_and_nothing_else_is_lost(cast: Cast, round: Round) -> None:
    client = cast.client("nadia")
    stale = fields(client.get(at(round, "all")))
    press(client, one(round), words__working_power="First window.", stance__working_power="1", go="on")
    stale |= {f"{POWER}-words": "Second window.", f"{POWER}-how": "named", f"{VISION}-words": "Vision.", "go": "on"}
    page = client.post(at(round, "all"), stale)
    assert page.status_code == 409
    for words in ("You wrote two things here", "First window.", "Second window.", "With my name"):
        assert words in text(page)
    assert written(cast, round)[VISION].words == "Vision."
    for choice, words, how in (("yours", "Second window.", NAMED), ("theirs", "First window.", "")):
        sent = fields(page) | {f"{POWER}-choice": choice, "go": "on"}
        answer = client.post(at(round, "all"), sent)
        if choice == "yours":
            assert answer.status_code == 302
            assert (written(cast, round)[POWER].words, written(cast, round)[POWER].how) == (words, how)
        else:  # the version has passed: it is asked again
            assert answer.status_code == 409


def test_both_written_together_go_no_further_than_either(cast: Cast, round: Round) -> None:
    client = cast.client("nadia")
    stale = fields(client.get(one(round)))
    steps.write(cast, "nadia", round, POWER, "For me.", how=ME)
    page = client.post(one(round), stale | {f"{POWER}-words": "For all.", "go": "on"})
    sent = fields(page)
    assert (sent[f"{POWER}-words"], sent[f"{POWER}-how"]) == ("For all.\nFor me.", "me")
    client.post(one(round), sent | {f"{POWER}-choice": "both", f"{POWER}-words": "Together.", "go": "on"})
    assert (written(cast, round)[POWER].words, written(cast, round)[POWER].how) == ("Together.", ME)


def test_without_a_choice_it_is_asked_again_with_both_texts(cast: Cast, round: Round) -> None:
    client = cast.client("nadia")
    stale = fields(client.get(one(round)))
    steps.write(cast, "nadia", round, POWER, "First.")
    page = client.post(one(round), stale | {f"{POWER}-words": "Second.", "go": "on"})
    page = client.post(one(round), fields(page) | {"go": "on"})
    assert page.status_code == 422
    for words in ("Choose one of the three.", "First.", "Second."):
        assert words in text(page)


def test_a_page_that_was_not_touched_asks_for_no_choice(cast: Cast, round: Round) -> None:
    client = cast.client("nadia")
    seen = steps.write(cast, "nadia", round, POWER, "First.")
    stale = fields(client.get(at(round, "all")))
    steps.write(cast, "nadia", round, POWER, "Changed since.", seen=seen)
    assert client.post(at(round, "all"), stale | {"go": "on"}).status_code == 302
    assert written(cast, round)[POWER].words == "Changed since."


@pytest.mark.parametrize(("choice", "words"), [("yours", "Phone."), ("theirs", "Laptop."), ("both", "Phone.\nLaptop.")])
def test_two_devices_that_meet_show_both_and_one_is_chosen(cast: Cast, round: Round, choice: str, words: str) -> None:
    client = cast.client("nadia")
    steps.write(cast, "nadia", round, POWER, "Phone.")
    keys = other_device(cast, "nadia", round, POWER, "Laptop.")
    assert "waits on another device of yours" in text(client.get(at(round, "begin")))
    meet(cast, "nadia", keys)
    page = client.get(one(round))
    assert "waits on another device" not in text(page)
    assert "Keep what you wrote on the other device" in text(page)
    assert client.post(one(round), fields(page) | {f"{POWER}-choice": choice, "go": "on"}).status_code == 302
    book = steps.book(cast, "nadia", round)
    assert (book.entries[POWER].words, book.elsewhere) == (words, {})


def test_a_third_text_is_not_settled_by_a_page_that_did_not_show_it(cast: Cast, round: Round) -> None:
    client = cast.client("nadia")
    stale = fields(client.get(one(round)))
    steps.write(cast, "nadia", round, POWER, "Phone.")
    meet(cast, "nadia", other_device(cast, "nadia", round, POWER, "Laptop."))
    page = client.post(one(round), stale | {f"{POWER}-words": "Old window.", "go": "on"})
    for words in ("Phone.", "Laptop.", "Old window."):
        assert words in text(page)


def test_what_was_sent_with_a_name_is_changed_and_sent_again(cast: Cast) -> None:
    round = steps.asked(cast)
    client = cast.client("nadia")
    steps.answer(cast, "nadia", round, POWER, "First.", stance=1)
    page = client.get(one(round))
    assert "You have sent this with your name." in text(page)
    assert fields(page)[f"{POWER}-words"] == "First."
    assert press(client, one(round), go="on").status_code == 302
    assert POWER not in written(cast, round), "nothing was touched"
    press(client, one(round), words__working_power="Second.", go="on")
    assert Answer.objects.get().words == "First."
    steps.send(cast, "nadia", round)
    assert Answer.objects.values_list("words", "stance", "version").get() == ("Second.", 1, 2)


def test_a_change_that_another_device_was_quicker_with_is_chosen_between(cast: Cast) -> None:
    round = steps.asked(cast)
    client = cast.client("nadia")
    steps.answer(cast, "nadia", round, POWER, "First.")
    press(client, one(round), words__working_power="My change.", go="on")
    Answer.objects.update(words="Sent from the laptop.", version=2)
    page = client.get(one(round))
    for words in ("My change.", "Sent from the laptop.", "Keep what you have sent"):
        assert words in text(page)
    assert client.post(one(round), fields(page) | {f"{POWER}-choice": "yours", "go": "on"}).status_code == 302
    steps.send(cast, "nadia", round)
    assert Answer.objects.get().words == "My change."
