"""The page on which a group makes sense of what was said, and what is moved on it."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from alongside.learning import commands, pages
from alongside.learning.commands import Place
from alongside.learning.models import Gathering, Insight
from alongside.learning.tests.makings import QUESTION, gathered, moved, said_by, seen, written
from alongside.learning.tests.talks import finished
from alongside.rounds.models import Answer, Picture, ShownUnnamed
from alongside.rounds.tests import steps
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def address(name: str, gathering: Gathering, *more: object) -> str:
    return reverse(f"learning:{name}", args=[gathering.partnership.ref, gathering.ref, *more])


def send(client: Client, gathering: Gathering, name: str, to: str, **more: Any) -> Any:
    sent = {"piece": f"{name}.{seen(gathering, name)}", "to": to, **more}
    return client.post(address("move", gathering), sent)


def test_it_begins_from_what_was_opened(cast: Cast) -> None:
    round = steps.opened_with_words(cast)
    client, there = cast.client("tom"), reverse("rounds:opened_question", args=[cast.harbour.ref, round.ref, QUESTION])
    assert "Gather what was said" in client.get(there).content.decode()
    begin = reverse("learning:gather", args=[cast.harbour.ref, QUESTION])
    answer = client.post(begin, {"round": round.ref})
    made = Gathering.objects.get()
    assert answer["Location"] == address("making", made)
    assert client.post(begin, {"round": round.ref})["Location"] == answer["Location"]
    written(cast, made, "We need a lead.")
    page = client.get(there).content.decode()
    assert "We need a lead." in page
    assert address("making", made) in page


def test_nothing_begins_from_a_round_that_is_not_open_to_all(cast: Cast) -> None:
    asked, client = steps.asked(cast), cast.client("amina")
    begin = reverse("learning:gather", args=[cast.harbour.ref, QUESTION])
    closed, none = (client.post(begin, {"round": ref}) for ref in (asked.ref, "zzzzzzzzzzzz"))
    assert (closed.status_code, closed.content) == (404, none.content)


def test_it_begins_from_talks_alone(cast: Cast) -> None:
    finished(cast.seat("amina"), at=cast.at, question=QUESTION, noticed="Two speak most.")
    client = cast.client("tom")
    there = reverse("journey:question", args=[cast.harbour.ref, QUESTION])
    assert "What do we make of it?" in client.get(there).content.decode()
    answer = client.post(reverse("learning:gather", args=[cast.harbour.ref, QUESTION]), follow=True)
    assert "Two speak most." in answer.content.decode()


def test_it_shows_all_that_was_said_to_every_member_alike(cast: Cast) -> None:
    made = gathered(cast)
    page = cast.client("len").get(address("making", made)).content.decode()
    for words in ("Nadia signs this.", "Said through Tom.", "says so without a name.", "Not gathered yet"):
        assert words in page


def test_a_place_on_a_scale_stands_beside_no_words(cast: Cast) -> None:
    made = gathered(cast)
    assert made.round
    Answer.objects.filter(round=made.round).update(stance=2)
    page = cast.client("len").get(address("making", made)).content.decode()
    assert "We have agreed" not in page


def test_outsiders_and_wrong_addresses_find_nothing(cast: Cast) -> None:
    made = gathered(cast)
    assert cast.client("ruth").get(address("making", made)).status_code == 404
    assert Client().get(address("making", made)).status_code == 404
    assert cast.client("tom").post(address("making", made)).status_code == 405
    assert cast.client("tom").get(address("move", made)).status_code == 405
    nobodys = reverse("learning:making", args=[cast.harbour.ref, "zzzzzzzzzzzz"])
    assert cast.client("tom").get(nobodys).status_code == 404
    other = reverse("learning:making", args=[cast.hill.ref, made.ref])
    assert cast.client("ruth").get(other).status_code == 404


def test_a_piece_is_moved_by_its_plain_form(cast: Cast) -> None:
    made, client = gathered(cast), cast.client("tom")
    one, name = written(cast, made, "We need a lead."), said_by(cast, made, "Nadia signs")
    answer = send(client, made, name, one.ref)
    assert answer["Location"] == f"{address('making', made)}#{one.ref}-{name}"
    assert "Moved. Now here: 1: We need a lead." in client.get(answer["Location"]).content.decode()


def test_a_new_sentence_from_a_piece_asks_for_its_words(cast: Cast) -> None:
    made, client = gathered(cast), cast.client("tom")
    answer = send(client, made, said_by(cast, made, "Nadia signs"), "new", key="k" * 43)
    fresh = Insight.objects.get()
    assert answer["Location"] == reverse("learning:sentence", args=[cast.harbour.ref, fresh.ref])
    page = client.get(answer["Location"]).content.decode()
    assert "Nadia signs this." in page
    client.post(answer["Location"], {"seen": "0", "words": "Some sign.", "mark": "make"})
    fresh.refresh_from_db()
    assert (fresh.words, fresh.version) == ("Some sign.", 1)


def test_what_was_moved_meanwhile_is_said_and_asked(cast: Cast) -> None:
    made, client = gathered(cast), cast.client("amina")
    one, two = written(cast, made, "One."), written(cast, made, "Two.")
    name = said_by(cast, made, "Nadia signs")
    moved(cast, made, name, one, who="tom")
    answer = client.post(address("move", made), {"piece": f"{name}.0", "to": two.ref})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "<bdi>Tom Reed</bdi> moved this meanwhile. It lies here now: 1: One." in page
    again = client.post(address("move", made), {"piece": f"{name}.1", "to": two.ref, "out_of": one.ref})
    assert again.status_code == 302
    assert pages.made_about(cast.seat("amina"), QUESTION, round="") is not None


def test_it_says_at_a_move_what_others_moved_since_the_page_was_loaded(cast: Cast) -> None:
    made, client = gathered(cast), cast.client("amina")
    names = [said_by(cast, made, words) for words in ("Nadia signs", "Said through", "without a name")]
    for name in names[:2]:
        moved(cast, made, name, Place.OUT, who="tom")
    answer = client.post(address("move", made), {"piece": f"{names[2]}.0", "to": "out", "loaded": "0"}, follow=True)
    assert "2 things were moved by others meanwhile." in answer.content.decode()


@pytest.mark.parametrize("sent", [{}, {"to": "out"}, {"piece": "s1.0", "to": "elsewhere"}, {"piece": "x", "to": "out"}])
def test_what_says_nothing_moves_nothing(cast: Cast, sent: dict[str, str]) -> None:
    made = gathered(cast)
    assert cast.client("tom").post(address("move", made), sent).status_code == 422


def test_sentences_of_another_gathering_are_no_place(cast: Cast) -> None:
    made = gathered(cast)
    other = commands.begin_gathering(seat=cast.seat("amina"), question="people.assets", round=None, at=cast.at)
    elsewhere = written(cast, other, "Elsewhere.")
    assert send(cast.client("tom"), made, said_by(cast, made, "Nadia signs"), elsewhere.ref).status_code == 422


def test_it_asks_the_same_number_of_queries_however_much_was_said(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    made, seat = gathered(cast), cast.seat("amina")
    one = written(cast, made, "One.")
    moved(cast, made, said_by(cast, made, "Nadia signs"), one)
    with django_assert_num_queries(18):
        pages.making_page(seat, made, key="")
    ShownUnnamed.objects.bulk_create(
        ShownUnnamed(round=made.round, question=QUESTION, words=f"{number} says so.") for number in range(200)
    )
    Picture.objects.filter(round=made.round).update(unnamed=205)
    for number in range(9):
        written(cast, made, f"{number}.")
    picked = [commands.Picked(name, 0) for name in pages.making_page(seat, made, key="").board.under][:100]
    commands.move(seat=seat, gathering=made, picked=picked[1:], out_of=None, to=one, at=cast.at)
    with django_assert_num_queries(18):
        page = pages.making_page(seat, made, key="")
    assert len(page.board.cards) == 207
