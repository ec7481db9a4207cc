"""The pages on which one types in from paper, without JavaScript."""

from __future__ import annotations

import re
from random import Random

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from alongside.rounds import commands
from alongside.rounds.models import Answer, Draft, Kind, OpenUnnamed, Round, Sent, TypedIn
from alongside.rounds.tests import steps
from alongside.rounds.tests.filling import fields
from tests.cast import Cast

pytestmark = pytest.mark.django_db
VISION, POWER, ACTION = steps.QUESTIONS


@pytest.fixture
def round(cast: Cast) -> Round:
    return steps.asked(cast)


@pytest.fixture
def unnamed(cast: Cast) -> Round:
    steps.fill(cast)
    return steps.asked(cast, without_names=True)


def at(cast: Cast, name: str, round: Round, *more: object) -> str:
    return reverse(f"rounds:{name}", args=[cast.harbour.ref, round.ref, *more])


def for_len(cast: Cast, round: Round, name: str = "type_in_for") -> str:
    return at(cast, name, round, cast.member("len").ref)


def typed(client: Client, path: str, **said: str) -> dict[str, str]:
    """The form at this path with these words typed: `working_power="…"`."""
    return fields(client.get(path)) | {f"{name.replace('_', '.', 1)}-words": words for name, words in said.items()}


def handed_in(cast: Cast, round: Round, who: str = "tom", words: str = "From paper.") -> None:
    client, path = cast.client(who), for_len(cast, round)
    client.post(path, typed(client, path, working_power=words) | {"working.power-stance": "1"})
    hand_in = for_len(cast, round, "hand_in")
    assert client.post(hand_in, fields(client.get(hand_in), "")).status_code == 302


def test_everybody_else_who_is_asked_can_be_typed_in_for(cast: Cast, round: Round) -> None:
    page = cast.client("tom").get(at(cast, "type_in", round)).content.decode()
    assert all(f"<bdi>{name}</bdi></a>" in page for name in ("Amina Yusuf", "Nadia Brandt", "Len Okafor"))
    assert "<bdi>Tom Reed</bdi></a>" not in page
    assert "Sheets without a name" not in page


@pytest.mark.promise("typed-in-sealed")
def test_what_is_typed_is_kept_sealed_and_read_by_whoever_typed_it_alone(cast: Cast, round: Round) -> None:
    client, path = cast.client("tom"), for_len(cast, round)
    answer = client.post(path, typed(client, path, working_power="From paper."))
    assert (answer.status_code, answer["Location"]) == (302, path)
    assert "What you type here, only you can read until you hand it in." in (page := client.get(path).content.decode())
    assert "From paper." in page
    assert b"From paper." not in bytes(Draft.objects.get().sealed)
    for who in ("amina", "nadia"):
        assert "From paper." not in cast.client(who).get(path).content.decode()
    assert "begun, not handed in" in client.get(at(cast, "type_in", round)).content.decode()
    assert "begun, not handed in" not in cast.client("amina").get(at(cast, "type_in", round)).content.decode()


def words(cast: Cast, path: str) -> str:
    """What Tom reads there, in one line."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", cast.client("tom").get(path).content.decode()))


def test_it_says_whose_words_may_be_typed_in_and_warns_of_no_style_but_the_writers(cast: Cast, unnamed: Round) -> None:
    page = words(cast, at(cast, "type_in", unnamed))
    assert "Only where somebody put their name on the sheet, or asks you to. A sheet without a name: see below." in page
    assert "Mark each paper when you have handed it in: nothing here shows it later." in page
    for_somebody, sheet = words(cast, for_len(cast, unnamed)), words(cast, at(cast, "type_in_sheet", unnamed, 1))
    assert "It goes with Len Okafor’s name." in for_somebody
    assert "It goes with" not in sheet
    for page in (for_somebody, sheet):
        assert "your style or your story" not in page
        assert "may be asked by law" in page


@pytest.mark.promise("typed-in-theirs")
def test_looked_through_and_handed_in_it_waits_for_the_member_with_the_name_of_who_typed(
    cast: Cast, round: Round
) -> None:
    handed_in(cast, round)
    row = TypedIn.objects.get()
    assert (row.membership, row.by, row.words, row.stance) == (
        cast.member("len"),
        cast.member("tom"),
        "From paper.",
        1,
    )
    page = cast.client("len").get(at(cast, "typed_in", round)).content.decode()
    assert "From paper." in page and "We have talked, not agreed" in page
    assert "Typed in by <bdi>Tom Reed</bdi>" in page
    assert [word in page for word in ("Send it as mine", "Change it first", "Refuse it")] == [True] * 3


@pytest.mark.promise("typed-in-silent", "typed-in-yours")
def test_whoever_types_is_answered_alike_whatever_the_member_did(cast: Cast, round: Round) -> None:
    def told() -> list[bytes]:
        client, path = cast.client("tom"), for_len(cast, round)
        pages = [client.get(at(cast, "type_in", round)), client.get(path)]
        pages.append(client.post(path, typed(client, path, working_power="From paper.") | {"go": "on"}))
        hand_in = for_len(cast, round, "hand_in")
        pages += [client.get(hand_in), client.post(hand_in, fields(client.get(hand_in), ""))]
        pages.append(client.get(at(cast, "type_in", round)))
        fresh = rb'(csrfmiddlewaretoken|seen)" value="\w+"'  # new each time, by chance
        return [re.sub(fresh, b"", page.content) for page in pages]

    before = told()
    row, len_ = TypedIn.objects.get(), cast.client("len")
    len_.post(at(cast, "accept", round, row.pk))
    assert Answer.objects.exists()
    assert told() == before
    len_.post(at(cast, "refuse", round, TypedIn.objects.get().pk), {"typed": "refuse"})
    assert told() == before


@pytest.mark.promise("typed-in-counts", "typed-in-counts-yours")
def test_what_is_left_as_it_is_counts_where_nothing_was_sent(cast: Cast, round: Round) -> None:
    handed_in(cast, round)
    steps.answer(cast, "nadia", round, POWER, "Her own.")
    TypedIn.objects.create(
        round=round, membership=cast.member("nadia"), by=cast.member("tom"), question=POWER, words="Not hers."
    )
    cast.later(days=14)
    commands.count_due(at=cast.at, rng=Random(1))
    assert set(Answer.objects.values_list("membership__name", "words")) == {
        ("Len Okafor", "From paper."),
        ("Nadia Brandt", "Her own."),
    }


@pytest.mark.promise("typed-in-counts-accepted", "typed-in-accept")
def test_without_names_it_counts_only_once_it_was_accepted(cast: Cast, unnamed: Round) -> None:
    """Whoever typed in for everybody would see, from those who are missing, who had sent without a name."""
    for name in ("len", "nadia"):
        TypedIn.objects.create(
            round=unnamed, membership=cast.member(name), by=cast.member("tom"), question=POWER, words=f"For {name}."
        )
    row = TypedIn.objects.get(membership=cast.member("len"))
    cast.client("len").post(at(cast, "accept", unnamed, row.pk))
    cast.later(days=14)
    commands.count_due(at=cast.at, rng=Random(1))
    assert list(Answer.objects.values_list("words", flat=True)) == ["For len."]
    assert not TypedIn.objects.exists()


def test_what_was_refused_is_not_put_there_again_by_the_same_hand(cast: Cast, round: Round) -> None:
    handed_in(cast, round)
    row = TypedIn.objects.get()
    cast.client("len").post(at(cast, "refuse", round, row.pk), {"typed": "refuse"})
    handed_in(cast, round)
    page = cast.client("len").get(at(cast, "typed_in", round)).content.decode()
    assert "From paper." not in page
    cast.later(days=14)
    commands.count_due(at=cast.at, rng=Random(1))
    assert not Answer.objects.exists()


def test_words_too_long_come_back_as_they_were_typed(cast: Cast, round: Round) -> None:
    client, path = cast.client("tom"), for_len(cast, round)
    answer = client.post(path, typed(client, path, working_power="x" * 4001, purpose_vision="Kept."))
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "x" * 4001 in page and "longer than" in page
    assert commands.sheet_of(steps.held(cast, "tom"), round, commands.place_for(cast.member("len"))).keys() == {VISION}


def test_two_windows_show_both_texts_to_choose_from(cast: Cast, round: Round) -> None:
    client, path = cast.client("tom"), for_len(cast, round)
    old = typed(client, path, working_power="One window.")
    client.post(path, typed(client, path, working_power="The other window."))
    answer = client.post(path, old)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "One window." in page and "The other window." in page and "Which of the two?" in page
    chosen = fields(answer) | {"working.power-choice": "yours"}
    assert client.post(path, chosen).status_code == 302
    assert 'describedby="law" autocomplete="off">\nOne window.</textarea>' in client.get(path).content.decode()


def test_what_changed_in_another_window_is_not_handed_in_unseen(cast: Cast, round: Round) -> None:
    client, path, hand_in = cast.client("tom"), for_len(cast, round), for_len(cast, round, "hand_in")
    client.post(path, typed(client, path, working_power="Looked at."))
    old = fields(client.get(hand_in), "")
    client.post(path, typed(client, path, purpose_vision="Not looked at."))
    answer = client.post(hand_in, old)
    assert answer.status_code == 409
    assert "look once more" in answer.content.decode()
    assert not TypedIn.objects.exists()


def test_handed_in_twice_it_is_there_once_and_the_same_is_said(cast: Cast, round: Round) -> None:
    client, path, hand_in = cast.client("tom"), for_len(cast, round), for_len(cast, round, "hand_in")
    client.post(path, typed(client, path, working_power="Once."))
    form = fields(client.get(hand_in), "")
    answers = [client.post(hand_in, form) for _ in range(3)]
    assert {(answer.status_code, answer["Location"]) for answer in answers} == {(302, at(cast, "type_in", round))}
    assert TypedIn.objects.count() == 1


def test_nobody_types_in_for_themselves_for_who_is_not_asked_or_for_another_partnership(cast: Cast) -> None:
    few = steps.asked(cast, whom="few", chosen=[cast.member("tom"), cast.member("nadia")])
    client = cast.client("tom")
    for who in ("tom", "len", "ruth"):
        for name in ("type_in_for", "hand_in"):
            path = at(cast, name, few, cast.member(who).ref)
            assert client.get(path).status_code == client.post(path, {}).status_code == 404
    assert client.get(at(cast, "type_in_for", few, cast.member("nadia").ref)).status_code == 200
    for name in ("type_in", "sheets"):
        assert cast.client("len").get(at(cast, name, few)).status_code == 404
        assert cast.client("ruth").get(at(cast, name, few)).status_code == 404
        assert cast.client().get(at(cast, name, few)).status_code == 404
        other = reverse(f"rounds:{name}", args=[cast.hill.ref, few.ref])
        assert cast.client("ruth").get(other).status_code == 404


def test_a_prepared_round_takes_nothing_typed_in(cast: Cast) -> None:
    prepared = commands.prepare(seat=cast.seat("amina"), plan=steps.plan(cast), key="", at=cast.at)
    for name in ("type_in", "sheets", "typed_in"):
        assert cast.client("amina").get(at(cast, name, prepared)).status_code == 404


def test_after_the_close_nothing_is_handed_in_and_the_page_says_so(cast: Cast, round: Round) -> None:
    client, path, hand_in = cast.client("tom"), for_len(cast, round), for_len(cast, round, "hand_in")
    client.post(path, typed(client, path, working_power="Late."))
    form = fields(client.get(hand_in), "")
    cast.later(days=14)
    answer = client.post(hand_in, form)
    assert answer.status_code == 409
    assert "Answers have closed" in answer.content.decode()
    assert not TypedIn.objects.exists() and Draft.objects.exists()
    for name in ("type_in_for", "hand_in"):
        assert "Answers have closed" in client.get(for_len(cast, round, name)).content.decode()


def test_looking_makes_no_key_and_no_draft(cast: Cast, unnamed: Round) -> None:
    client = cast.client("tom")
    for path in (
        for_len(cast, unnamed),
        for_len(cast, unnamed, "hand_in"),
        at(cast, "sheets", unnamed),
        at(cast, "type_in_sheet", unnamed, 1),
    ):
        assert client.get(path).status_code == 200
    assert not steps.held(cast, "tom") and not Draft.objects.exists()


def keep_sheets(cast: Cast, round: Round, many: int) -> Client:
    client = cast.client("tom")
    for number in range(1, many + 1):
        path = at(cast, "type_in_sheet", round, number)
        answer = client.post(path, typed(client, path, working_power=f"Sheet {number}.") | {"go": "next-sheet"})
        assert answer["Location"] == at(cast, "type_in_sheet", round, number + 1)
    return client


@pytest.mark.promise("sheets-together")
def test_sheets_go_in_five_or_more_at_once_and_say_of_nobody_whose_they_are(cast: Cast, unnamed: Round) -> None:
    client, path = keep_sheets(cast, unnamed, 4), at(cast, "sheets", unnamed)
    page = client.get(path).content.decode()
    assert "Sheet 4" in page and "Type in sheet 5" in page and "Hand in all" not in page
    assert client.post(path, {"seen": "4"}).status_code == 409
    assert not OpenUnnamed.objects.exists()
    client = keep_sheets(cast, unnamed, 5)
    assert "Hand in all 5" in client.get(path).content.decode()
    form = fields(client.get(path), "")
    assert client.post(path, form).status_code == client.post(path, form).status_code == 302
    assert OpenUnnamed.objects.count() == 5
    assert not Sent.objects.exists() and not TypedIn.objects.exists() and not Draft.objects.exists()


def test_sheets_are_for_rounds_without_names(cast: Cast, round: Round) -> None:
    for path in (at(cast, "sheets", round), at(cast, "type_in_sheet", round, 1)):
        for answer in (cast.client("tom").get(path), cast.client("tom").post(path, {})):
            assert (answer.status_code, answer["Location"]) == (302, at(cast, "type_in", round))


@pytest.mark.parametrize("sheet", [0, 61, 10**30])
def test_there_is_no_sheet_of_that_number(cast: Cast, unnamed: Round, sheet: int) -> None:
    assert cast.client("tom").get(at(cast, "type_in_sheet", unnamed, sheet)).status_code == 404


def test_a_sheet_asks_no_more_than_the_paper_did(cast: Cast, unnamed: Round) -> None:
    page = cast.client("tom").get(at(cast, "type_in_sheet", unnamed, 1)).content.decode()
    assert "Only me" not in page and "With my name" not in page


def test_a_page_costs_the_same_however_many_sheets_there_are(cast: Cast, unnamed: Round) -> None:
    counted = []
    for many in (1, 5):
        client = keep_sheets(cast, unnamed, many)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.get(at(cast, "sheets", unnamed))
        counted.append(len(queries))
    assert counted[0] == counted[1]


def test_another_kind_of_draft_is_never_opened_here(cast: Cast, unnamed: Round) -> None:
    steps.write(cast, "tom", unnamed, POWER, "My own.")
    steps.keep_in(cast, "tom", unnamed, commands.Place(Kind.SHEET, sheet=1), {POWER: "A sheet."})
    page = cast.client("tom").get(for_len(cast, unnamed)).content.decode()
    assert "My own." not in page and "A sheet." not in page
