"""What was typed in for somebody: accepted, changed or refused by them, and by nobody else."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from alongside.rounds import commands
from alongside.rounds.models import Answer, Round, TypedIn
from alongside.rounds.pages.turns import told_of
from alongside.rounds.tests import steps
from tests.cast import Cast

pytestmark = pytest.mark.django_db
VISION, POWER, ACTION = steps.QUESTIONS


@pytest.fixture
def round(cast: Cast) -> Round:
    return steps.asked(cast)


def typed(cast: Cast, round: Round, question: str = POWER, who: str = "len", by: str = "tom") -> TypedIn:
    return TypedIn.objects.create(
        round=round, membership=cast.member(who), by=cast.member(by), question=question, words="From paper.", stance=1
    )


def at(cast: Cast, name: str, round: Round, *more: object) -> str:
    return reverse(f"rounds:{name}", args=[cast.harbour.ref, round.ref, *more])


def page_of(cast: Cast, round: Round, who: str = "len") -> str:
    return cast.client(who).get(at(cast, "typed_in", round)).content.decode()


def test_accepted_it_is_sent_as_theirs(cast: Cast, round: Round) -> None:
    row = typed(cast, round)
    answer = cast.client("len").post(at(cast, "accept", round, row.pk))
    assert (answer.status_code, answer["Location"]) == (302, at(cast, "typed_in", round))
    there = Answer.objects.get()
    assert (there.membership, there.words, there.stance, there.typed_by) == (
        cast.member("len"),
        "From paper.",
        1,
        cast.member("tom"),
    )
    assert "Nothing waits for you here." in page_of(cast, round)


def test_pressed_twice_it_is_sent_once(cast: Cast, round: Round) -> None:
    row, client = typed(cast, round), cast.client("len")
    assert {client.post(at(cast, "accept", round, row.pk)).status_code for _ in range(3)} == {302}
    assert Answer.objects.count() == 1


def test_taken_over_it_stands_in_the_fields_of_that_question(cast: Cast, round: Round) -> None:
    row, client = typed(cast, round), cast.client("len")
    answer = client.post(at(cast, "take_over", round, row.pk))
    assert answer["Location"] == at(cast, "one", round, POWER)
    assert "From paper." in client.get(answer["Location"]).content.decode()
    assert not TypedIn.objects.exists() and not Answer.objects.exists()


def test_refused_with_a_word_its_words_are_deleted(cast: Cast, round: Round) -> None:
    row, client = typed(cast, round), cast.client("len")
    path = at(cast, "refuse", round, row.pk)
    page = client.get(path).content.decode()
    assert "From paper." in page and "told nothing" in page
    assert client.post(path, {"typed": "yes"}).status_code == 422
    assert TypedIn.objects.exists()
    assert client.post(path, {"typed": " Refuse "}).status_code == 302
    assert TypedIn.objects.values_list("words", "is_refused").get() == ("", True)
    assert client.post(path, {"typed": "refuse"}).status_code == 302
    assert client.get(path).status_code == 404


def test_where_one_has_sent_it_is_only_shown_and_can_be_refused(cast: Cast, round: Round) -> None:
    steps.answer(cast, "len", round, POWER, "My own.")
    row = typed(cast, round)
    page = page_of(cast, round)
    assert "Also typed in for you, by <bdi>Tom Reed</bdi>" in page
    assert "Send it as mine" not in page and "Change it first" not in page and "Refuse it" in page
    for name in ("accept", "take_over"):
        answer = cast.client("len").post(at(cast, name, round, row.pk), follow=True)
        assert "Nothing was done" in answer.content.decode()
    assert Answer.objects.get().words == "My own."


def test_where_one_has_written_oneself_it_is_not_put_over_that(cast: Cast, round: Round) -> None:
    steps.write(cast, "len", round, POWER, "My own.")
    row = typed(cast, round)
    page = page_of(cast, round)
    assert "You have written on this yourself." in page and at(cast, "one", round, POWER) in page
    assert "Send it as mine" not in page and "Change it first" not in page
    for name in ("accept", "take_over"):
        cast.client("len").post(at(cast, name, round, row.pk))
    assert steps.book(cast, "len", round).entries[POWER].words == "My own."
    assert not Answer.objects.exists()


def test_nobody_else_sees_it_or_decides_about_it(cast: Cast, round: Round) -> None:
    row = typed(cast, round)
    for who in ("amina", "tom", "nadia"):
        assert "From paper." not in page_of(cast, round, who)
        assert cast.client(who).get(at(cast, "refuse", round, row.pk)).status_code == 404
        for name in ("accept", "take_over", "refuse"):
            cast.client(who).post(at(cast, name, round, row.pk), {"typed": "refuse"})
    for client in (cast.client("ruth"), cast.client()):
        for name in ("typed_in", "refuse", "accept", "take_over"):
            path = at(cast, name, round, *([] if name == "typed_in" else [row.pk]))
            assert client.post(path, {"typed": "refuse"}).status_code in (404, 405)
            assert client.get(path).status_code in (404, 405)
    assert TypedIn.objects.get() == row


def test_what_was_typed_in_in_another_round_is_not_here(cast: Cast, round: Round) -> None:
    row, other = typed(cast, round), steps.asked(cast, questions=["role.change"])
    client = cast.client("len")
    assert client.get(at(cast, "refuse", other, row.pk)).status_code == 404
    for name in ("accept", "take_over", "refuse"):
        client.post(at(cast, name, other, row.pk), {"typed": "refuse"})
    assert TypedIn.objects.get() == row


@pytest.mark.parametrize("number", [0, 1, 2**70])
def test_a_number_of_nothing_is_answered_as_gone(cast: Cast, round: Round, number: int) -> None:
    client = cast.client("len")
    assert client.get(at(cast, "refuse", round, number)).status_code == 404
    assert client.post(at(cast, "accept", round, number)).status_code == 302
    assert client.get(at(cast, "accept", round, number)).status_code == 405


def test_after_the_close_nothing_is_decided(cast: Cast, round: Round) -> None:
    row, client = typed(cast, round), cast.client("len")
    cast.later(days=14)
    for name in ("accept", "take_over", "refuse"):
        answer = client.post(at(cast, name, round, row.pk), {"typed": "refuse"})
        assert answer.status_code == 409
        assert "Answers have closed" in answer.content.decode()
    assert TypedIn.objects.get() == row


def test_it_waits_on_ones_own_home_alone_and_until_the_close(cast: Cast, round: Round) -> None:
    row = typed(cast, round)
    home = reverse("journey:home", args=[cast.harbour.ref])
    assert at(cast, "typed_in", round) in cast.client("len").get(home).content.decode()
    for who in ("amina", "tom", "nadia"):
        assert "typed in for you" not in cast.client(who).get(home).content.decode()
    assert [told.is_typed_in for told in told_of(cast.seat("len"), at=cast.at)] == [True]
    cast.client("len").post(at(cast, "accept", round, row.pk))
    assert "typed in for you" not in cast.client("len").get(home).content.decode()
    typed(cast, round, VISION)
    cast.later(days=14)
    assert [told.is_typed_in for told in told_of(cast.seat("len"), at=cast.at)] == [False]


def test_withdrawn_it_is_gone(cast: Cast, round: Round) -> None:
    typed(cast, round)
    commands.withdraw(seat=cast.seat("amina"), round=round, at=cast.at)
    assert not TypedIn.objects.exists()


def test_a_page_costs_the_same_however_much_was_typed_in(cast: Cast, round: Round) -> None:
    counted = []
    for question in (POWER, VISION):
        typed(cast, round, question)
        client = cast.client("len")
        with CaptureQueriesContext(connection) as queries:
            client.get(at(cast, "typed_in", round))
        counted.append(len(queries))
    assert counted[0] == counted[1]
