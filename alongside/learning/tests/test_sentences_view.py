"""One sentence of the group's: changed, put at a place, made one with another, taken off, put back."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from alongside.learning import commands
from alongside.learning.commands import Sentence
from alongside.learning.models import Insight, InsightVersion, Mark
from alongside.learning.tests.makings import gathered, moved, said_by, written
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def address(name: str, row: Insight) -> str:
    return reverse(f"learning:{name}", args=[row.gathering.partnership.ref, row.ref])


def back_at(row: Insight, where: str) -> str:
    return reverse("learning:making", args=[row.gathering.partnership.ref, row.gathering.ref]) + f"#{where}"


def test_a_sentence_is_written_once_however_often_it_is_sent(cast: Cast) -> None:
    made, client = gathered(cast), cast.client("tom")
    write = reverse("learning:write", args=[cast.harbour.ref, made.ref])
    assert "Write a sentence" in client.get(write).content.decode()
    for _ in range(3):
        answer = client.post(write, {"words": "We need a lead.", "mark": "make", "key": "k" * 43})
        assert answer["Location"] == back_at(Insight.objects.get(), Insight.objects.get().ref)


@pytest.mark.parametrize(
    ("sent", "says"),
    [
        ({"words": "", "mark": "make"}, "Write a sentence."),
        ({"words": "One."}, "Choose one."),
        ({"words": "One.", "mark": "live-with"}, "Write the other good as well."),
    ],
)
def test_what_is_missing_is_said(cast: Cast, sent: dict[str, str], says: str) -> None:
    made = gathered(cast)
    answer = cast.client("tom").post(reverse("learning:write", args=[cast.harbour.ref, made.ref]), sent)
    assert (answer.status_code, says in answer.content.decode()) == (422, True)


def test_where_somebody_else_changed_it_both_are_shown(cast: Cast) -> None:
    row = written(cast, gathered(cast), "One.")
    commands.keep_sentence(seat=cast.seat("tom"), insight=row, seen=1, says=Sentence("Tom’s."), at=cast.at)
    client = cast.client("amina")
    answer = client.post(address("sentence", row), {"seen": "1", "words": "Mine.", "mark": "make"})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "<bdi>Tom Reed</bdi> changed it meanwhile." in page
    assert "Tom’s." in page
    assert "Mine." in page
    assert 'name="seen" value="2"' in page
    assert client.post(address("sentence", row), {"seen": "2", "words": "Both.", "mark": "make"}).status_code == 302
    assert [each.words for each in InsightVersion.objects.filter(insight=row)] == ["One.", "Tom’s.", "Both."]


def test_a_pair_stands_with_both_goods(cast: Cast) -> None:
    made = gathered(cast)
    row = written(cast, made, "Paying for time", mark=Mark.LIVE_WITH, other="keeping the goodwill")
    for page in (back_at(row, ""), reverse("journey:question", args=[cast.harbour.ref, made.question])):
        shown = cast.client("tom").get(page).content.decode()
        assert "<span>Paying for time</span> <i>and</i> <span>keeping the goodwill</span>" in shown


def test_a_sentence_leads_to_a_proposal_and_to_a_try(cast: Cast) -> None:
    row, client = written(cast, gathered(cast), "We need a lead."), cast.client("tom")
    page = client.get(address("sentence", row)).content.decode()
    propose = reverse("agreements:propose", args=[cast.harbour.ref, "decision"]) + f"?from={row.ref}"
    attempt = reverse("learning:try_new", args=[cast.harbour.ref]) + f"?sentence={row.ref}"
    for there in (propose, attempt):
        assert f'href="{there}"' in page
        assert "We need a lead." in client.get(there).content.decode()


def test_two_are_shown_together_and_made_one(cast: Cast) -> None:
    made, client = gathered(cast), cast.client("tom")
    one, two = written(cast, made, "One."), written(cast, made, "Two.")
    moved(cast, made, said_by(cast, made, "Nadia signs"), one)
    merge = address("merge", one) + f"?with={two.ref}"
    assert "Two.\nOne.</textarea>" in client.get(merge).content.decode()
    sent = {"seen": "1", "into_seen": "1", "words": "Both.", "mark": "make"}
    assert client.post(merge, sent)["Location"] == back_at(two, two.ref)
    page = client.get(back_at(two, "")).content.decode()
    assert "made it one with “Both.”" in page
    client.post(address("put_back", one))
    assert sorted(Insight.objects.now().values_list("words", flat=True)) == ["One.", "Two."]


def test_two_that_were_changed_meanwhile_are_shown_again(cast: Cast) -> None:
    made, client = gathered(cast), cast.client("amina")
    one, two = written(cast, made, "One."), written(cast, made, "Two.")
    commands.keep_sentence(seat=cast.seat("tom"), insight=two, seen=1, says=Sentence("Tom’s."), at=cast.at)
    sent = {"seen": "1", "into_seen": "1", "words": "Both.", "mark": "make"}
    answer = client.post(address("merge", one) + f"?with={two.ref}", sent)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Tom’s." in page
    assert "Both.</textarea>" in page


def test_a_sentence_that_was_taken_off_leads_to_where_it_is_put_back(cast: Cast) -> None:
    row, client = written(cast, gathered(cast), "One."), cast.client("tom")
    assert client.post(address("take_off", row))["Location"] == back_at(row, "off")
    assert "<bdi>Tom Reed</bdi> took it off" in client.get(back_at(row, "")).content.decode()
    for answer in (client.get(address("sentence", row)), client.post(address("sentence", row), {})):
        assert answer["Location"] == back_at(row, "off")


def test_it_goes_up_and_down_and_to_a_place(cast: Cast) -> None:
    made, client = gathered(cast), cast.client("tom")
    rows = [written(cast, made, words) for words in ("One.", "Two.", "Three.")]
    for to in ("1", "1", "x", "-3"):
        assert client.post(address("place", rows[2]), {"to": to}).status_code == 302
    assert [each.words for each in Insight.objects.all()] == ["Three.", "One.", "Two."]


@pytest.mark.parametrize("name", ["sentence", "merge", "place", "take_off", "put_back"])
def test_outsiders_and_wrong_addresses_find_nothing(cast: Cast, name: str) -> None:
    made = gathered(cast)
    row, _ = written(cast, made, "One."), written(cast, made, "Two.")
    for client in (cast.client("ruth"), Client()):
        assert client.post(address(name, row)).status_code == 404
    assert cast.client("tom").put(address(name, row)).status_code == 405
    nobodys = reverse(f"learning:{name}", args=[cast.harbour.ref, "zzzzzzzzzzzz"])
    assert cast.client("tom").post(nobodys).status_code == 404
    assert cast.client("ruth").post(reverse(f"learning:{name}", args=[cast.hill.ref, row.ref])).status_code == 404
