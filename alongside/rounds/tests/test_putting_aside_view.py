"""The page on which words are put aside: the six questions, and that no page shows them from then on."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from alongside.partnerships.models import Affiliation
from alongside.people.tests.test_known import by_organisers_link
from alongside.rounds import commands
from alongside.rounds.models import Answer, Round, ShownUnnamed, SpokenFor, Withholding
from alongside.rounds.tests import steps
from alongside.rounds.tests.filling import fields
from tests.cast import Cast

pytestmark = pytest.mark.django_db
POWER = steps.QUESTIONS[1]
WHY = "It is about one person"
SIGNED = "Nadia signs this."


@pytest.fixture
def round(cast: Cast) -> Round:
    return steps.opened_with_words(cast)


@pytest.fixture
def signed(cast: Cast, round: Round) -> int:
    return Answer.objects.get(membership=cast.member("nadia")).pk


def at(round: Round, key: int, name: str = "aside") -> str:
    return reverse(f"rounds:{name}", args=[round.partnership.ref, round.ref, key])


def look(cast: Cast, round: Round, key: int, who: str = "amina") -> str:
    answer = cast.client(who).get(at(round, key))
    assert answer.status_code == 200
    return answer.content.decode()


def everywhere(cast: Cast, round: Round, who: str = "nadia") -> str:
    """Every page on which something said in a round is shown."""
    ref = round.partnership.ref
    places = [
        reverse("rounds:opened", args=[ref, round.ref]),
        reverse("rounds:opened_all", args=[ref, round.ref]),
        reverse("rounds:opened_question", args=[ref, round.ref, POWER]),
    ]
    return "".join(cast.client(who).get(place).content.decode() for place in places)


def ask(cast: Cast, round: Round, key: int, who: str = "amina", reason: str = WHY) -> Any:
    path = at(round, key)
    client = cast.client(who)
    return client.post(path, fields(client.get(path), "why") | {"reason": reason})


def agree(cast: Cast, round: Round, key: int, who: str = "tom", asking: int | None = None) -> Any:
    asking = asking or Withholding.objects.waiting().get().pk
    return cast.client(who).post(at(round, key, "agree"), {"asking": asking}, follow=True)


@pytest.mark.promise("aside-takes-two", "aside-shown-to-nobody")
def test_asked_and_agreed_to_it_is_shown_on_no_page_and_a_mark_that_all_see_stands_in_its_place(
    cast: Cast, round: Round, signed: int
) -> None:
    for key, words in (
        (signed, SIGNED),
        (SpokenFor.objects.get().pk, "Said through Tom."),
        (ShownUnnamed.objects.all()[0].pk, ShownUnnamed.objects.all()[0].words),
    ):
        assert words in look(cast, round, key) and words in everywhere(cast, round)
        assert ask(cast, round, key, reason=f"{WHY} {key}").status_code == 302
        assert words in everywhere(cast, round)
        assert f"{WHY} {key}" not in everywhere(cast, round)
        agree(cast, round, key, "priya")
        for who in ("nadia", "amina", "tom"):
            shown = everywhere(cast, round, who) + look(cast, round, key, who)
            assert words not in shown
            assert shown.count(f"{WHY} {key}") == 3
            assert "<bdi>Amina Yusuf</bdi> and <bdi>Priya Shah</bdi>" in shown
    assert Answer.objects.get(pk=signed).words == SIGNED


def test_until_somebody_agrees_who_asked_and_why_stand_on_a_page_of_its_own(cast: Cast, round: Round) -> None:
    key = ShownUnnamed.objects.all()[0].pk
    ask(cast, round, key)
    beside, apart = everywhere(cast, round, "nadia"), look(cast, round, key, "nadia")
    assert "Somebody asked that this be put aside" in beside
    assert WHY not in beside and "Amina" not in beside
    assert WHY in apart and "<bdi>Amina Yusuf</bdi>" in apart


@pytest.mark.parametrize(("name", "own"), [("aside", True), ("aside", False), ("agree", False)])
def test_who_came_in_by_an_organisers_link_neither_asks_nor_agrees_nor_puts_aside_alone(
    cast: Cast, round: Round, signed: int, name: str, own: bool
) -> None:
    cast.secret("nadia")
    client = by_organisers_link(cast)
    key = signed if own else ShownUnnamed.objects.all()[0].pk
    if name == "agree":
        ask(cast, round, key)
    asking = Withholding.objects.waiting().values_list("pk", flat=True).first() or 0
    sends = {"asking": asking, "back": False, "reason": WHY}
    answer = client.post(at(round, key, name), sends, follow=True)
    assert "you came in here by a link that an organiser made" in answer.content.decode()
    assert Withholding.objects.count() == (name == "agree")
    assert not Withholding.objects.done().exists()


def test_whose_name_stood_with_the_words_is_not_said_any_more(cast: Cast, round: Round, signed: int) -> None:
    assert "<bdi>Nadia Brandt</bdi>" in everywhere(cast, round, "len")
    ask(cast, round, signed)
    agree(cast, round, signed)
    assert "Nadia Brandt" not in everywhere(cast, round, "len")


def test_put_back_by_two_it_is_shown_again(cast: Cast, round: Round, signed: int) -> None:
    ask(cast, round, signed)
    agree(cast, round, signed)
    assert ask(cast, round, signed, "len", "It was not").status_code == 302
    assert SIGNED not in everywhere(cast, round) + look(cast, round, signed)
    assert "It was not" in look(cast, round, signed)
    agree(cast, round, signed)
    assert SIGNED in everywhere(cast, round)


@pytest.mark.parametrize("reason", ["", "  ", "one\ntwo", "x" * 201])
def test_a_reason_is_wanted_in_one_line(cast: Cast, round: Round, signed: int, reason: str) -> None:
    answer = ask(cast, round, signed, reason=reason)
    assert answer.status_code == 422
    assert "Amina" not in answer.content.decode().split("<main", 1)[1]
    assert not Withholding.objects.exists()


def test_whoever_cannot_be_the_second_is_told_why_and_how_to_mend_it(cast: Cast, round: Round) -> None:
    key = ShownUnnamed.objects.all()[0].pk
    ask(cast, round, key)
    assert "the same organisation as whoever asked" in look(cast, round, key, "len")
    page = look(cast, round, key, "amina")
    assert "Take that back" in page and "I agree" not in page
    assert "I agree: put it aside" in look(cast, round, key, "nadia")
    for who in ("amina", "len"):
        assert "somebody of another organisation has to agree" in agree(cast, round, key, who).content.decode()
    assert not Withholding.objects.done().exists()


def test_where_nobody_has_named_an_organisation_it_is_said_and_where_to_do_so(cast: Cast, round: Round) -> None:
    key, where = ShownUnnamed.objects.all()[0].pk, reverse("people:from_where", args=[cast.harbour.ref])
    assert "Nobody here has named" not in look(cast, round, key, "priya")
    Affiliation.objects.all().delete()
    page = look(cast, round, key, "priya")
    assert "Nobody here has named one yet" in page and where in page
    ask(cast, round, key, "priya")
    page = look(cast, round, key, "nadia")
    assert "Neither you nor whoever asked has named one" in page and where in page and "I agree" not in page


def test_where_all_come_from_one_organisation_it_is_said(cast: Cast, round: Round, signed: int) -> None:
    carers = cast.harbour.organisations.get(name="Harbour Carers")
    for who in cast.harbour.memberships.all():
        who.affiliations.all().delete()
        Affiliation.objects.create(membership=who, organisation=carers, since=cast.at.date())
    assert "Everybody here comes from the same one as you" in look(cast, round, signed)


def test_ones_own_is_put_aside_and_back_at_one_press(cast: Cast, round: Round, signed: int) -> None:
    assert "They are yours, so you can do it alone" in look(cast, round, signed, "nadia")
    ask(cast, round, signed, "nadia")
    assert SIGNED not in everywhere(cast, round) + look(cast, round, signed, "nadia")
    ask(cast, round, signed, "nadia")
    assert SIGNED in everywhere(cast, round)


def test_what_was_sent_without_a_name_is_nobodys_own_on_the_page(cast: Cast, round: Round) -> None:
    for row in ShownUnnamed.objects.all():
        pages = {look(cast, round, row.pk, who).replace(cast.member(who).name, "") for who in ("sam", "kit", "nadia")}
        assert all("you can do it alone" not in page for page in pages)


def test_asked_by_somebody_else_meanwhile_what_one_wrote_is_not_lost(cast: Cast, round: Round, signed: int) -> None:
    client = cast.client("tom")
    form = fields(client.get(at(round, signed)), "why")
    ask(cast, round, signed)
    answer = client.post(at(round, signed), form | {"reason": "My own reason"})
    page = answer.content.decode()
    assert answer.status_code == 409 and "My own reason" in page and WHY in page
    agree(cast, round, signed)
    answer = client.post(at(round, signed), form | {"reason": "My own reason"})
    assert answer.status_code == 409 and "My own reason" in answer.content.decode()
    assert SIGNED not in answer.content.decode()


def test_agreeing_to_what_is_over_does_nothing(cast: Cast, round: Round, signed: int) -> None:
    ask(cast, round, signed)
    asking = Withholding.objects.get().pk
    path = at(round, signed, "ask_no_more")
    for who, told in (("tom", "Nothing was done"), ("amina", "Taken back"), ("amina", "Nothing was done")):
        assert told in cast.client(who).post(path, {"asking": asking}, follow=True).content.decode()
    for wrong in (asking, "", "x", "9" * 30):
        answer = cast.client("tom").post(at(round, signed, "agree"), {"asking": wrong}, follow=True)
        assert "Nothing was done" in answer.content.decode()
    assert SIGNED in everywhere(cast, round)


@pytest.mark.parametrize("name", ["aside", "agree", "ask_no_more"])
def test_it_is_there_for_those_inside_and_only_of_what_was_opened(
    cast: Cast, round: Round, signed: int, name: str
) -> None:
    other = steps.asked(cast, questions=["purpose.impact"])
    steps.answer(cast, "nadia", other, "purpose.impact", "Sealed still.")
    sealed = Answer.objects.get(round=other).pk
    method = "get" if name == "aside" else "post"
    nowhere = [at(round, 12345, name), at(round, 2**70, name), at(round, sealed, name), at(other, sealed, name)]
    assert {getattr(cast.client("amina"), method)(path).status_code for path in nowhere} == {404}
    assert {getattr(cast.client(who), method)(at(round, signed, name)).status_code for who in ("ruth", "")} == {404}
    assert cast.client("nadia").delete(at(round, signed, name)).status_code == 405


def test_it_asks_the_same_questions_of_the_database_however_much_was_said(
    cast: Cast, round: Round, signed: int, django_assert_max_num_queries: Any
) -> None:
    for row in ShownUnnamed.objects.all():
        ask(cast, round, row.pk)
        agree(cast, round, row.pk)
    client = cast.client("len")
    with django_assert_max_num_queries(14):
        assert client.get(at(round, signed)).status_code == 200


def test_an_asking_that_lapsed_leaves_the_page(cast: Cast, round: Round, signed: int) -> None:
    ask(cast, round, signed)
    commands.lapse(at=cast.later(days=30))
    assert WHY not in everywhere(cast, round) + look(cast, round, signed)
