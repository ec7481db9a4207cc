"""The list, one agreement, its versions and looking again: for each of us, and for nobody else."""

from __future__ import annotations

import datetime
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from alongside.agreements import commands
from alongside.agreements.models import Agreement, How, Kind, LookedAgain, Says
from alongside.agreements.tests.agreeing import agreed, proposed, says, settled
from tests.cast import Cast

pytestmark = pytest.mark.django_db
READ = ("agreements", "agreement", "versions", "look_again")
WRITTEN = ("look_again", "let_go", "take_back")


@pytest.fixture
def purpose(cast: Cast) -> Agreement:
    return agreed(cast.seat("amina"), at=cast.at, again=cast.at.date()).agreement


def at(cast: Cast, name: str, agreement: Agreement, ref: str = "") -> str:
    there = [ref or cast.harbour.ref, *([] if name == "agreements" else [agreement.ref])]
    return reverse(f"agreements:{name}", args=there)


def text(cast: Cast, name: str, agreement: Agreement, who: str = "nadia", query: str = "") -> str:
    answer = cast.client(who).get(at(cast, name, agreement) + query)
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", answer.content.decode())


@pytest.mark.parametrize("name", READ)
def test_each_of_us_reads_it_and_nobody_else(cast: Cast, purpose: Agreement, name: str) -> None:
    for who in ("amina", "nadia"):
        answer = cast.client(who).get(at(cast, name, purpose))
        assert (answer.status_code, answer.content.count(b"<h1")) == (200, 1)
        assert "no-store" in answer["Cache-Control"]
    for client in (cast.client("ruth"), cast.client()):
        assert client.get(at(cast, name, purpose)).status_code == 404
    if name != "agreements":
        assert cast.client("ruth").get(at(cast, name, purpose, cast.hill.ref)).status_code == 404
        assert cast.client("nadia").get(at(cast, name, purpose).replace(purpose.ref, "z" * 12)).status_code == 404
    assert cast.client("nadia").put(at(cast, name, purpose)).status_code == 405


@pytest.mark.parametrize("name", WRITTEN)
def test_nobody_else_writes_there(cast: Cast, purpose: Agreement, name: str) -> None:
    for client in (cast.client("ruth"), cast.client()):
        assert client.post(at(cast, name, purpose), {"words": "Ours now."}).status_code == 404
    assert cast.client("ruth").post(at(cast, name, purpose, cast.hill.ref)).status_code == 404
    assert not LookedAgain.objects.exists()
    if name != "look_again":
        assert cast.client("amina").get(at(cast, name, purpose)).status_code == 405


def test_whoever_does_not_organise_lets_nothing_go(cast: Cast, purpose: Agreement) -> None:
    assert cast.client("nadia").post(at(cast, "let_go", purpose), {}).status_code == 404
    assert "Let it go" not in text(cast, "look_again", purpose)
    assert "Let it go" in text(cast, "look_again", purpose, "amina")


def test_the_day_to_look_again_asks_on_the_page_and_suggests_half_a_year(cast: Cast, purpose: Agreement) -> None:
    assert "Does it still hold?" in text(cast, "agreement", purpose)
    assert 'value="19 September 2026"' in text(cast, "look_again", purpose)
    answer = cast.client("nadia").post(at(cast, "look_again", purpose), {"look_again": "19 September 2026"})
    assert answer["Location"] == at(cast, "agreement", purpose)
    page = text(cast, "agreement", purpose)
    assert "19 September 2026" in page
    assert "It still held on 20 March 2026. Written down by <bdi>Nadia Brandt</bdi>." in page
    assert "Does it still hold?" not in page


@pytest.mark.parametrize(
    ("name", "sent", "sentence"),
    [
        ("look_again", {"look_again": "soon"}, "We could not read that as a day. Write it like 15 May 2026."),
        ("look_again", {"look_again": "20 March 2026"}, "Choose a day after today."),
        ("let_go", {"words": "x" * 201}, "That is longer than 200 letters. Please shorten it."),
    ],
)
def test_what_is_wrong_is_said_and_stays_as_it_was_typed(
    cast: Cast, purpose: Agreement, name: str, sent: dict[str, str], sentence: str
) -> None:
    answer = cast.client("amina").post(at(cast, name, purpose), sent)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert all(f'value="{words}"' in answer.content.decode() for words in sent.values())
    assert not LookedAgain.objects.exists()


def test_let_go_it_says_why_and_one_press_brings_it_back(cast: Cast, purpose: Agreement) -> None:
    client = cast.client("amina")
    client.post(at(cast, "let_go", purpose), {"words": "The work ended."})
    page = text(cast, "agreement", purpose, "amina")
    assert "Let go on 20 March 2026" in page
    assert "The work ended." in page
    number = re.findall(r'name="looked" value="(\d+)"', page)
    assert not re.findall(r'name="looked" value="(\d+)"', text(cast, "agreement", purpose, "nadia"))
    client.post(at(cast, "take_back", purpose), {"looked": number[0]})
    assert "Let go on" not in text(cast, "agreement", purpose)


@pytest.mark.parametrize("looked", ["", "x", "²", "-1", "9" * 40])
def test_what_is_no_number_takes_nothing_back(cast: Cast, purpose: Agreement, looked: str) -> None:
    commands.let_go(seat=cast.seat("amina"), agreement=purpose, words="", at=cast.at)
    assert cast.client("amina").post(at(cast, "take_back", purpose), {"looked": looked}).status_code == 302
    assert LookedAgain.objects.get().undone_at is None


def test_where_nothing_stands_any_more_nothing_is_said_and_no_word_is_lost(cast: Cast, purpose: Agreement) -> None:
    commands.let_go(seat=cast.seat("amina"), agreement=purpose, words="It ended.", at=cast.at)
    assert cast.client("tom").get(at(cast, "look_again", purpose))["Location"] == at(cast, "agreement", purpose)
    page = cast.client("tom").post(at(cast, "let_go", purpose), {"words": "Nobody came."}, follow=True)
    assert "Nothing is agreed here now" in page.content.decode()
    assert "You wrote: “Nobody came.”" in page.content.decode()
    assert LookedAgain.objects.count() == 1


def test_it_says_how_it_was_settled_who_was_heard_and_what_is_kept_beside_it(cast: Cast) -> None:
    proposal = proposed(cast.seat("amina"), at=cast.at)
    says(cast.seat("amina"), proposal, Says.THERE, at=cast.at)
    says(cast.seat("tom"), proposal, Says.RESERVATION, "Only for a year.", at=cast.at)
    settled(cast.seat("amina"), proposal, at=cast.at, room=True)
    page = text(cast, "agreement", proposal.agreement)
    assert "Agreed in the room on 20 March 2026." in page
    assert "<dt>Charity or community group</dt><dd><bdi>Harbour Carers</bdi></dd>" in page
    assert "Reservations kept beside it" in page
    assert "Only for a year." in page
    assert "<bdi>Tom Reed</bdi>, <bdi>Eastport Council</bdi>" in page
    assert "No resident has been heard." in page
    assert not re.search(r"\d+ (people|of us|agree)", page)


def test_decided_in_a_meeting_it_says_so_with_the_objections_beside_it(cast: Cast) -> None:
    proposal = proposed(cast.seat("amina"), at=cast.at)
    says(cast.seat("nadia"), proposal, Says.CANNOT, "It leaves out Hill Street.", at=cast.at)
    settled(cast.seat("amina"), proposal, How.DECIDED, at=cast.at, words="The board, with six bodies there.")
    page = text(cast, "agreement", proposal.agreement)
    assert "Decided in a meeting on 20 March 2026." in page
    assert "Agreed online" not in page
    assert "The board, with six bodies there." in page
    assert "Objections kept beside it" in page
    assert "It leaves out Hill Street." in page
    assert "<bdi>Nadia Brandt</bdi>, a resident" in page


def test_one_that_is_heard_or_left_open_says_that_nothing_is_agreed_yet(cast: Cast) -> None:
    proposal = proposed(cast.seat("amina"), at=cast.at)
    page = text(cast, "agreement", proposal.agreement)
    assert "Not agreed yet" in page
    assert "Being heard now" in page
    assert "Older people in Eastport can stay" in page
    assert "Propose other words" not in page
    settled(cast.seat("amina"), proposal, How.LEFT_OPEN, at=cast.at, words="Who pays?")
    page = text(cast, "agreement", proposal.agreement)
    assert "Who pays?" in page
    assert "Left open" in page
    assert "Older people in Eastport can stay" in page
    again = reverse("agreements:propose", args=[cast.harbour.ref, "purpose"])
    assert f'{again}?again={proposal.agreement.ref}">Propose other words' in page


def test_any_two_versions_are_compared_word_by_word(cast: Cast, purpose: Agreement) -> None:
    for number, words in ((2, "Older people can live at home."), (3, "Everybody can live at home.")):
        again = proposed(cast.seat("amina"), at=cast.later(days=30), of=purpose, parts={"words": words})
        assert again.number == number
        says(cast.seat("tom"), again, Says.AGREE, at=cast.at)
        settled(cast.seat("amina"), again, at=cast.at)
    page = text(cast, "versions", purpose)
    assert page.count('<li class="version">') == 3
    assert "Took part: <bdi>Eastport Council</bdi>." in page
    assert page.count('<option value="') == 6
    one, _, other = re.findall(r'<option value="(\d+)"', page)[:3]
    page = text(cast, "versions", purpose, query=f"?one={one}&other={other}")
    assert "From 20 March 2026 to 19 May 2026" in page
    assert "Everybody" in re.findall(r"<ins>(.*?)</ins>", page)[0]
    assert text(cast, "versions", purpose, query=f"?one={other}&other={one}") == page
    theirs = proposed(cast.seat("ruth"), at=cast.at).versions.get().pk
    assert "Ours" not in text(cast, "versions", purpose, query=f"?one={one}&other={theirs}")


@pytest.mark.parametrize("query", ["?page=0", "?page=x", "?page=9", "?one=x", "?one=1&other=-1", "?one=²"])
def test_what_is_no_page_and_no_version_is_not_there(cast: Cast, purpose: Agreement, query: str) -> None:
    assert cast.client("nadia").get(at(cast, "versions", purpose) + query).status_code == 404


def test_words_that_were_amended_and_not_settled_are_versions_too(cast: Cast) -> None:
    proposal = proposed(cast.seat("amina"), at=cast.at, parts={"words": "Older people."})
    wording = commands.Wording("Our purpose", {"words": "Older people, at home."})
    commands.amend(seat=cast.seat("tom"), proposal=proposal, seen=1, wording=wording, at=cast.later(days=1))
    page = text(cast, "versions", proposal.agreement)
    assert page.index("Proposed on 21 March 2026") < page.index("Proposed on 20 March 2026")
    assert "Written down by <bdi>Tom Reed</bdi>." in page
    assert re.findall(r"<ins>.*?</ins>", page)


@pytest.mark.parametrize("name", READ)
def test_its_queries_are_the_same_with_one_and_with_many(cast: Cast, purpose: Agreement, name: str) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            text(cast, name, purpose)
        return len(captured)

    def more(number: int) -> None:
        again = proposed(cast.seat("amina"), at=cast.later(days=1), of=purpose, parts={"words": f"Words {number}."})
        says(cast.seat("tom"), again, Says.RESERVATION, "Only for a year.", at=cast.at)
        says(cast.seat("nadia"), again, Says.BACK, at=cast.at, by=cast.at.date())
        settled(cast.seat("amina"), again, at=cast.at)
        day = cast.at.date() + datetime.timedelta(days=1)
        commands.still_holds(seat=cast.seat("amina"), agreement=purpose, look_again=day, at=cast.at)
        agreed(cast.seat("amina"), Kind.LEAD, at=cast.at, title=f"Group {number}")

    more(0)
    few = queries()
    for number in range(1, 9):
        more(number)
    assert queries() == few
