"""Typing in what one was told: for whoever the group named, and nobody else."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from alongside.rounds.models import Draft, Kind, Round, SpokenFor
from alongside.rounds.tests import steps
from alongside.rounds.tests.filling import fields
from alongside.rounds.tests.test_typing_in import typed
from tests.cast import Cast

pytestmark = pytest.mark.django_db
VISION, POWER, ACTION = steps.QUESTIONS


@pytest.fixture
def round(cast: Cast) -> Round:
    """A round in which one can speak through Tom."""
    return steps.asked(cast, through=cast.member("tom"), through_reach="At the centre, Tuesdays")


def at(cast: Cast, name: str, round: Round, *more: object) -> str:
    return reverse(f"rounds:{name}", args=[cast.harbour.ref, round.ref, *more])


def said(cast: Cast, round: Round, question: str = POWER, words: str = "We are asked last.") -> SpokenFor:
    return SpokenFor.objects.create(round=round, question=question, words=words, through=cast.member("tom"))


@pytest.mark.promise("through-nobody")
def test_typed_looked_through_and_put_in_it_says_through_whom_and_of_nobody_who_said_it(
    cast: Cast, round: Round
) -> None:
    client, path, put_in = cast.client("tom"), at(cast, "through", round), at(cast, "put_in", round)
    form = typed(client, path, working_power="We are asked last.")
    answer = client.post(path, form | {"go": "on", "working.power-stance": "2", "working.power-wishes": "1"})
    assert answer["Location"] == put_in
    draft = Draft.objects.get()
    assert draft.kind == Kind.THROUGH and b"asked last" not in bytes(draft.sealed)
    page, form = client.get(put_in).content.decode(), fields(client.get(put_in), "")
    assert "We are asked last." in page and "through <bdi>Tom Reed</bdi>" in page
    answers = [client.post(put_in, form) for _ in range(2)]
    assert {(answer.status_code, answer["Location"]) for answer in answers} == {(302, path)}
    row = SpokenFor.objects.get()
    assert (row.question, row.words, row.through) == (POWER, "We are asked last.", cast.member("tom"))
    assert {field.name for field in SpokenFor._meta.get_fields()} == {
        "id",
        "round",
        "question",
        "words",
        "through",
        "version",
    }
    assert not Draft.objects.exists()


def test_no_place_on_the_scale_is_asked_for_or_taken(cast: Cast, round: Round) -> None:
    page = cast.client("tom").get(at(cast, "through", round)).content.decode()
    assert 'type="radio"' not in page and 'type="checkbox"' not in page
    client, path = cast.client("tom"), at(cast, "through", round)
    client.post(path, typed(client, path) | {"working.power-stance": "2", "working.power-wishes": "1"})
    assert "There is nothing to put in" in client.get(at(cast, "put_in", round)).content.decode()


def test_leaving_keeps_what_was_typed(cast: Cast, round: Round) -> None:
    client, path = cast.client("tom"), at(cast, "through", round)
    answer = client.post(path, typed(client, path, working_power="Half a sentence") | {"go": "leave"})
    assert answer["Location"] == at(cast, "round", round)
    assert "Half a sentence" in client.get(path).content.decode()


def test_enter_keeps_and_stays_whatever_stands_first_on_the_page(cast: Cast, round: Round) -> None:
    page = cast.client("tom").get(at(cast, "through", round)).content.decode()
    first = page.split("<button", 1)[1].split("</button", 1)[0]
    assert first == ' type="submit" form="answers" hidden>Keep'


def test_two_windows_show_both_texts_to_choose_from(cast: Cast, round: Round) -> None:
    client, path = cast.client("tom"), at(cast, "through", round)
    old = typed(client, path, working_power="One window.")
    client.post(path, typed(client, path, working_power="The other window."))
    answer = client.post(path, old)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "One window." in page and "The other window." in page and "Which of the two?" in page
    assert client.post(path, fields(answer) | {"working.power-choice": "theirs"}).status_code == 302
    assert "The other window.</textarea>" in client.get(path).content.decode()


def test_what_is_in_can_be_changed(cast: Cast, round: Round) -> None:
    row, client = said(cast, round), cast.client("tom")
    path = at(cast, "said", round, row.pk)
    assert client.post(path, {"seen": "1", "words": ""}).status_code == 422
    assert client.post(path, {"seen": "1", "words": "We are asked late."}).status_code == 302
    row.refresh_from_db()
    assert (row.words, row.version) == ("We are asked late.", 2)


def test_changed_in_two_windows_both_texts_are_shown(cast: Cast, round: Round) -> None:
    row, client = said(cast, round), cast.client("tom")
    path = at(cast, "said", round, row.pk)
    client.post(path, {"seen": "1", "words": "One window."})
    answer = client.post(path, {"seen": "1", "words": "The other."})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "One window." in page and "The other.</textarea>" in page
    assert client.post(path, fields(answer, "")).status_code == 302
    row.refresh_from_db()
    assert row.words == "The other."


def test_what_is_in_can_be_taken_out_for_a_word(cast: Cast, round: Round) -> None:
    row, client = said(cast, round), cast.client("tom")
    path = at(cast, "take_out", round, row.pk)
    assert "We are asked last." in client.get(path).content.decode()
    assert client.post(path, {"seen": "1", "typed": "yes"}).status_code == 422
    assert client.post(path, {"seen": "7", "typed": "take out"}).status_code == 302
    assert SpokenFor.objects.exists()
    assert client.post(path, {"seen": "1", "typed": "take out"}).status_code == 302
    assert not SpokenFor.objects.exists()
    assert client.get(path).status_code == 404


def test_it_is_there_for_nobody_else(cast: Cast, round: Round) -> None:
    row = said(cast, round)
    paths = [at(cast, name, round) for name in ("through", "put_in")]
    paths += [at(cast, name, round, row.pk) for name in ("said", "take_out")]
    for who in ("amina", "nadia", "ruth", ""):
        for path in paths:
            form = {"seen": "1", "words": "Changed.", "typed": "take out"}
            assert cast.client(who).get(path).status_code == cast.client(who).post(path, form).status_code == 404
    assert SpokenFor.objects.get().words == "We are asked last."


def test_words_of_another_round_or_through_another_are_not_here(cast: Cast, round: Round) -> None:
    other = steps.asked(cast, questions=["role.change"], through=cast.member("tom"))
    row = said(cast, other, "role.change")
    anothers = SpokenFor.objects.create(round=round, question=POWER, words="Not his.", through=cast.member("nadia"))
    client = cast.client("tom")
    for each in (row, anothers):
        for name in ("said", "take_out"):
            path = at(cast, name, round, each.pk)
            assert client.get(path).status_code == client.post(path, {"seen": "1"}).status_code == 404
    assert "Not his." not in client.get(at(cast, "through", round)).content.decode()


def test_after_the_close_nothing_is_put_in_changed_or_taken_out(cast: Cast, round: Round) -> None:
    client, path = cast.client("tom"), at(cast, "through", round)
    client.post(path, typed(client, path, working_power="Late."))
    row = said(cast, round)
    cast.later(days=14)
    sends = {"seen": "1", "words": "Too late.", "typed": "take out"}
    for place in (at(cast, "put_in", round), at(cast, "said", round, row.pk), at(cast, "take_out", round, row.pk)):
        assert client.post(place, sends).status_code == 409
    assert SpokenFor.objects.get().words == "We are asked last."


def test_the_one_through_whom_others_speak_need_not_be_asked_themselves(cast: Cast) -> None:
    few = steps.asked(cast, whom="few", chosen=[cast.member("nadia")], through=cast.member("tom"))
    assert cast.client("tom").get(at(cast, "through", few)).status_code == 200


def test_a_page_costs_the_same_however_much_is_in(cast: Cast, round: Round) -> None:
    counted = []
    for question in (POWER, VISION):
        said(cast, round, question)
        client = cast.client("tom")
        with CaptureQueriesContext(connection) as queries:
            client.get(at(cast, "through", round))
        counted.append(len(queries))
    assert counted[0] == counted[1]
