"""The pages on which somebody new is welcomed, and what the people page and one's own say of it."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from alongside.partnerships import commands
from alongside.partnerships.models import Welcoming
from alongside.people.tests.pressing import words
from tests.cast import Cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def sam(cast: Cast) -> str:
    """Sam comes in long after the start; this is how Sam's place is called in addresses."""
    cast.later(days=30)
    return cast.add("Sam Hill", cast.harbour).membership.ref


def at(cast: Cast, name: str, *ids: str) -> str:
    return reverse(f"people:{name}", args=[cast.harbour.ref, *ids])


def page(cast: Cast, who: str, name: str = "people", *ids: str) -> str:
    return " ".join(words(cast.client(who).get(at(cast, name, *ids))).split())


def test_of_somebody_new_it_is_said_that_nobody_is_named_and_anybody_offers_at_one_press(cast: Cast, sam: str) -> None:
    assert "Nobody is named to welcome <bdi>Sam Hill</bdi>" in page(cast, "len")
    assert cast.client("len").post(at(cast, "welcome", sam))["Location"] == at(cast, "welcome", sam)
    assert "Nobody is named" not in page(cast, "amina")
    assert "<bdi>Len Okafor</bdi> shows them round" in page(cast, "amina")
    assert "You show them round" in page(cast, "len")
    yours = page(cast, "len", "you")
    assert "You are welcoming <bdi>Sam Hill</bdi>" in yours and yours.count("Ask them after two weeks") == 1
    assert "<bdi>Len Okafor</bdi> shows you round" in page(cast, "sam", "you")


@pytest.mark.promise("reach-theirs")
def test_how_a_welcomer_is_reached_only_whoever_is_new_sees(cast: Cast, sam: str) -> None:
    cast.client("len").post(at(cast, "welcome", sam), {"reach": "Canary, 0123"})
    assert "Canary, 0123" in page(cast, "sam", "you")
    assert "Canary, 0123" in page(cast, "len", "welcome", sam)
    for who in ("amina", "nadia"):
        assert "Canary" not in page(cast, who) + page(cast, who, "welcome", sam)
    assert "Canary" not in words(cast.client("amina").get(reverse("journey:joining", args=[cast.harbour.ref])))


def test_an_organiser_names_another_and_a_member_cannot(cast: Cast, sam: str) -> None:
    sends = {"who": cast.member("nadia").ref}
    assert "Name somebody" in page(cast, "amina", "welcome", sam)
    assert "Name somebody" not in page(cast, "len", "welcome", sam)
    assert cast.client("len").post(at(cast, "welcome", sam), sends).status_code == 404
    cast.client("amina").post(at(cast, "welcome", sam), sends)
    assert Welcoming.objects.get().welcomer == cast.member("nadia")
    cast.client("amina").post(at(cast, "welcome", sam), {"who": cast.member("tom").ref})
    assert Welcoming.objects.now().get().welcomer == cast.member("tom")


def test_a_second_who_offers_is_told_and_pressed_twice_it_is_once(cast: Cast, sam: str) -> None:
    for _ in range(2):
        cast.client("len").post(at(cast, "welcome", sam))
    answer = cast.client("nadia").post(at(cast, "welcome", sam), follow=True)
    assert "Somebody else has offered it already" in words(answer)
    assert Welcoming.objects.get().welcomer == cast.member("len")


@pytest.mark.parametrize(("who", "button"), [("len", "I cannot after all"), ("sam", "I need nobody"), ("tom", "End")])
def test_either_of_the_two_and_organisers_end_it_and_undo_that(cast: Cast, sam: str, who: str, button: str) -> None:
    cast.client("len").post(at(cast, "welcome", sam))
    assert button in page(cast, who, "welcome", sam)
    cast.client(who).post(at(cast, "end_welcome", sam))
    assert "You have just ended it" in page(cast, who, "welcome", sam)
    assert "You have just ended it" not in page(cast, "nadia", "welcome", sam)
    cast.client(who).post(at(cast, "welcome_again", sam))
    assert Welcoming.objects.now().get().welcomer == cast.member("len")
    assert "Nothing was done" in words(cast.client("nadia").post(at(cast, "end_welcome", sam), follow=True))
    assert Welcoming.objects.now().exists()


@pytest.mark.parametrize("name", ["welcome", "end_welcome", "welcome_again"])
def test_it_is_there_for_those_inside_and_of_those_who_are_here(cast: Cast, sam: str, name: str) -> None:
    paths = [at(cast, name, cast.member("ruth").ref), at(cast, name, "zzzzzzzzzzzz")]
    assert {cast.client("amina").post(path).status_code for path in paths} == {404}
    assert {cast.client(who).post(at(cast, name, sam)).status_code for who in ("ruth", "")} == {404}
    assert cast.client("amina").delete(at(cast, name, sam)).status_code == 405
    commands.leave(seat=cast.seat("sam"), at=cast.at)
    assert cast.client("amina").post(at(cast, name, sam)).status_code == 404


@pytest.mark.parametrize("sends", [{"who": "nobody"}, {"who": ""}, {"reach": "x" * 201}, {"reach": "one\ntwo"}])
def test_what_is_wrong_is_said_and_nothing_is_lost(cast: Cast, sam: str, sends: dict[str, str]) -> None:
    answer = cast.client("amina").post(at(cast, "welcome", sam), sends)
    assert answer.status_code == 422
    assert sends.get("reach", "") in words(answer)
    assert not Welcoming.objects.exists()


def test_the_page_costs_the_same_however_many_people(cast: Cast, sam: str, django_assert_num_queries: Any) -> None:
    client, queries = cast.client("amina"), 5  # the seat, whoever is new, who is named, that it was ended, the others
    with django_assert_num_queries(queries):
        client.get(at(cast, "welcome", sam))
    for number in range(5):
        cast.add(f"More{number} Field", cast.harbour)
    with django_assert_num_queries(queries):
        client.get(at(cast, "welcome", sam))
