"""Named words leave the partnership only where their author says so."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from alongside.learning import commands, pages
from alongside.learning.commands import NotAsked
from alongside.learning.models import Gathering, Leaves, QuoteAsking
from alongside.learning.tests.makings import gathered, moved, said_by, written
from alongside.people import commands as people
from alongside.people.models import Device
from alongside.rounds import commands as rounds
from alongside.rounds.models import Answer, ShownUnnamed, SpokenFor
from tests.cast import Cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def made(cast: Cast) -> Gathering:
    made = gathered(cast)
    one = written(cast, made, "Some of us sign.")
    for words in ("Nadia signs", "Said through", "without a name"):
        moved(cast, made, said_by(cast, made, words), one)
    return made


def hers() -> Answer:
    return Answer.objects.get(words="Nadia signs this.")


def ask(client: Client, made: Gathering, words: int) -> int:
    address = reverse("learning:ask_quote", args=[made.partnership.ref, made.ref, words])
    return client.post(address).status_code


def note(cast: Cast, made: Gathering) -> str:
    return cast.client("tom").get(reverse("learning:note", args=[cast.harbour.ref, made.ref])).content.decode()


def test_its_author_is_asked_once_and_sees_who_asks(cast: Cast, made: Gathering) -> None:
    page = cast.client("tom").get(reverse("learning:making", args=[cast.harbour.ref, made.ref])).content.decode()
    assert "Ask Nadia Brandt whether these words may be passed on" in page
    for who in ("tom", "tom", "amina"):
        assert ask(cast.client(who), made, hers().pk) == 302
    assert QuoteAsking.objects.count() == 1
    asked = pages.asked_of(cast.seat("nadia"))
    assert asked
    assert asked.address == reverse("learning:quotes", args=[cast.harbour.ref])
    assert pages.asked_of(cast.seat("tom")) is None
    own = cast.client("nadia").get(asked.address).content.decode()
    assert "Nadia signs this." in own
    assert "<bdi>Tom Reed</bdi> asks." in own


@pytest.mark.parametrize(
    ("leaves", "words", "name"), [("named", True, True), ("unnamed", True, False), ("no", False, False)]
)
def test_what_its_author_says_is_what_leaves(cast: Cast, made: Gathering, leaves: str, words: bool, name: bool) -> None:
    ask(cast.client("tom"), made, hers().pk)
    assert "Nadia signs this." not in note(cast, made)
    quotes = reverse("learning:quotes", args=[cast.harbour.ref])
    for said in ("no", leaves):
        assert cast.client("nadia").post(quotes, {"words": hers().pk, "leaves": said}).status_code == 302
    page = note(cast, made)
    assert ("Nadia signs this." in page, "<bdi>Nadia Brandt</bdi>" in page) == (words, name)
    assert "Some of us sign." in page
    assert "All the others stay with us." in page
    assert pages.asked_of(cast.seat("nadia")) is None


def test_words_without_a_name_or_through_somebody_never_leave(cast: Cast, made: Gathering) -> None:
    for key in (ShownUnnamed.objects.all()[0].pk, SpokenFor.objects.get().pk, 12):
        assert ask(cast.client("tom"), made, key) == 404
    page = note(cast, made)
    assert "without a name." not in page
    assert "Said through Tom." not in page


def test_words_put_aside_leave_no_more(cast: Cast, made: Gathering) -> None:
    ask(cast.client("tom"), made, hers().pk)
    commands.say_leaves(seat=cast.seat("nadia"), answer=hers(), leaves=Leaves.NAMED, at=cast.at)
    assert "Nadia signs this." in note(cast, made)
    assert made.round
    given = {"said": hers().pk, "back": False, "reason": "Not now", "at": cast.at}
    rounds.ask_aside(seat=cast.seat("nadia"), round=made.round, **given)  # type: ignore[arg-type]
    assert "Nadia signs this." not in note(cast, made)
    assert ask(cast.client("tom"), made, hers().pk) == 404


def test_words_put_aside_are_marked_for_their_author(cast: Cast, made: Gathering) -> None:
    ask(cast.client("tom"), made, hers().pk)
    quotes = reverse("learning:quotes", args=[cast.harbour.ref])
    assert "Put aside on" not in cast.client("nadia").get(quotes).content.decode()
    said = hers()
    rounds.ask_aside(
        seat=cast.seat("nadia"), round=said.round, said=said.pk, back=False, reason="Too soon.", at=cast.at
    )
    page = cast.client("nadia").get(quotes).content.decode()
    assert "by <bdi>Nadia Brandt</bdi>. Only you see them here" in page
    assert "Nadia signs this." in page


def test_whoever_has_gone_is_not_asked(cast: Cast, made: Gathering) -> None:
    people.leave(seat=cast.seat("nadia"), at=cast.at)
    assert ask(cast.client("tom"), made, hers().pk) == 404


def test_nobody_says_so_for_another(cast: Cast, made: Gathering) -> None:
    ask(cast.client("tom"), made, hers().pk)
    quotes = reverse("learning:quotes", args=[cast.harbour.ref])
    sent = {"words": str(hers().pk), "leaves": "named"}
    assert cast.client("tom").post(quotes, sent).status_code == 404
    assert Client().post(quotes, sent).status_code == 404
    assert cast.client("nadia").post(quotes, {"words": "x", "leaves": "perhaps"}).status_code == 422
    with pytest.raises(NotAsked):
        commands.say_leaves(seat=cast.seat("tom"), answer=hers(), leaves=Leaves.NAMED, at=cast.at)


def test_a_device_let_in_by_an_organiser_cannot_say_so(cast: Cast, made: Gathering) -> None:
    ask(cast.client("tom"), made, hers().pk)
    seat = cast.seat("nadia")
    other = people.make_device(membership=seat.membership, secret="s" * 43, label="x", at=cast.at)
    Device.objects.filter(pk=other.pk).update(let_in_by=cast.member("amina"))
    in_her_name = type(seat)(seat.membership, seat.partnership, is_organiser=False, device_id=other.pk)
    with pytest.raises(commands.NotKnown):
        commands.say_leaves(seat=in_her_name, answer=hers(), leaves=Leaves.NAMED, at=cast.at)
    assert pages.quotes_page(in_her_name, at=cast.at).quotes == ()


def test_an_erased_persons_words_go_with_what_they_said_of_them(cast: Cast, made: Gathering) -> None:
    ask(cast.client("tom"), made, hers().pk)
    hers().delete()
    assert not QuoteAsking.objects.exists()
    page = cast.client("tom").get(reverse("learning:making", args=[cast.harbour.ref, made.ref])).content.decode()
    assert "Nadia signs this." not in page
