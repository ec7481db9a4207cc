"""The people page: who is here, who is expected, who has gone; and what organisers do there."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.urls import reverse

from alongside.partnerships.models import Departure, Membership, Moment
from alongside.people import pages
from alongside.people.tests.pressing import inside, room, sent_link, words
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def at(cast: Cast, name: str, *ids: str) -> str:
    return reverse(f"people:{name}", args=[cast.harbour.ref, *ids])


def page(cast: Cast, who: str = "nadia") -> str:
    return words(cast.client(who).get(at(cast, "people")))


def test_people_stand_by_their_organisations(cast: Cast) -> None:
    headings = re.findall(r"<h2><bdi>(.*?)</bdi></h2>", page(cast))
    assert headings == ["Eastport Council", "Harbour Carers", "Residents"]
    carers = page(cast).split("Harbour Carers</bdi></h2>")[1].split("</section>")[0]
    assert "Amina Yusuf" in carers
    assert "Len Okafor" in carers
    assert carers.count('class="tag">organiser') == 1


def test_those_who_are_expected_are_seen_and_only_organisers_see_of_their_links(cast: Cast) -> None:
    sent_link(cast, "Priya Shah")
    for who in ("nadia", "amina"):
        assert "Priya Shah" in page(cast, who)
    assert "Their link works until 3 April 2026" in page(cast, "amina")
    assert "Their link works" not in page(cast, "nadia")
    for who, known in (("nadia", False), ("amina", True)):
        (expected,) = pages.people(cast.seat(who), at=cast.at).expected
        assert (bool(expected.link), expected.until is not None) == (known, known)


@pytest.mark.promise("removed-shown")
def test_that_somebody_was_removed_is_seen_by_all_and_why_only_by_them_and_organisers(cast: Cast) -> None:
    cast.later(days=3)
    cast.client("amina").post(at(cast, "remove", cast.member("len").ref), {"reason": "Canary reason"})
    for who in ("nadia", "tom"):
        shown = page(cast, who)
        assert "Len Okafor" in shown
        assert "Removed by <bdi>Amina Yusuf</bdi>" in shown
        assert "Monday 23 March 2026" in shown
    assert "Canary reason" not in page(cast, "nadia")
    assert "Canary reason" in page(cast, "tom")
    theirs = words(cast.client("len").get(at(cast, "gone")))
    assert "Canary reason" in theirs
    assert "<bdi>Amina Yusuf</bdi> removed you" in theirs


@pytest.mark.promise("removed-at-once")
def test_whoever_is_removed_is_out_at_once_on_every_device(cast: Cast) -> None:
    from alongside.people import commands
    from alongside.people.secrets import new_secret

    second = cast.client()
    second.cookies[f"at-{cast.harbour.ref}"] = secret = new_secret()
    commands.make_device(membership=cast.member("len"), secret=secret, label="x", at=cast.at)
    first = cast.client("len")
    assert inside(first, cast.harbour)
    assert inside(second, cast.harbour)
    cast.client("amina").post(at(cast, "remove", cast.member("len").ref))
    assert not inside(first, cast.harbour)
    assert not inside(second, cast.harbour)
    assert first.get(reverse("journey:home", args=[cast.harbour.ref])).status_code == 404


def test_removing_is_asked_first(cast: Cast) -> None:
    address = at(cast, "remove", cast.member("len").ref)
    assert "Remove <bdi>Len Okafor</bdi>?" in words(cast.client("amina").get(address))
    assert inside(cast.client("len"), cast.harbour)


def test_removing_can_be_undone_and_gives_back_what_was_there(cast: Cast) -> None:
    cast.client("amina").post(at(cast, "remove", cast.member("tom").ref))
    assert not cast.seat("tom").is_organiser
    cast.later(minutes=5)
    cast.client("amina").post(at(cast, "let_back", cast.member("tom").ref))
    assert inside(cast.client("tom"), cast.harbour)
    assert cast.seat("tom").is_organiser


def test_long_after_only_the_place_is_given_back(cast: Cast) -> None:
    cast.client("amina").post(at(cast, "remove", cast.member("tom").ref))
    cast.later(days=5)
    cast.client("amina").post(at(cast, "let_back", cast.member("tom").ref))
    assert inside(cast.client("tom"), cast.harbour)
    assert not cast.seat("tom").is_organiser


def test_removed_twice_is_removed_once(cast: Cast) -> None:
    for _ in range(3):
        cast.client("amina").post(at(cast, "remove", cast.member("len").ref), {"reason": "x"})
    assert Departure.objects.filter(membership=cast.member("len")).count() == 1
    assert Moment.objects.filter(what="removed").count() == 1
    for _ in range(3):
        cast.client("amina").post(at(cast, "let_back", cast.member("len").ref))
    assert Moment.objects.filter(what="let_back").count() == 1


def test_nobody_removes_themselves(cast: Cast) -> None:
    assert cast.client("amina").post(at(cast, "remove", cast.member("amina").ref)).status_code == 404


def test_a_lowered_role_is_lowered_at_once(cast: Cast) -> None:
    tom = cast.client("tom")
    assert tom.get(at(cast, "invite")).status_code == 200
    cast.client("amina").post(at(cast, "remove", cast.member("tom").ref))
    assert tom.get(at(cast, "invite")).status_code == 404
    amina = cast.client("amina")
    cast.client("amina").post(at(cast, "make_organiser", cast.member("nadia").ref))
    amina.post(at(cast, "step_down"))
    assert amina.get(at(cast, "invite")).status_code == 404


def test_somebody_is_made_an_organiser_once(cast: Cast) -> None:
    for _ in range(3):
        cast.client("amina").post(at(cast, "make_organiser", cast.member("nadia").ref))
    assert cast.seat("nadia").is_organiser
    assert cast.member("nadia").organisings.count() == 1


def test_one_reads_what_an_organiser_can_do_before_one_makes_one(cast: Cast) -> None:
    before = page(cast, "amina").split("an organiser</span></button>")[0]
    assert "They can let people in and remove them" in before.split("Make them an organiser")[-1]


def test_for_ten_minutes_one_can_take_back_whom_one_has_made_an_organiser(cast: Cast) -> None:
    address = at(cast, "unmake_organiser", cast.member("nadia").ref)
    cast.client("amina").post(at(cast, "make_organiser", cast.member("nadia").ref))
    assert "<bdi>Nadia Brandt</bdi></strong> organises now too." in page(cast, "amina")
    assert address not in page(cast, "tom")
    cast.client("tom").post(address)  # it was not his to give
    assert cast.seat("nadia").is_organiser
    cast.later(minutes=11)
    assert address not in page(cast, "amina")
    cast.client("amina").post(address)
    assert cast.seat("nadia").is_organiser


def test_what_came_back_with_somebody_is_not_taken_back_so(cast: Cast) -> None:
    cast.client("amina").post(at(cast, "remove", cast.member("tom").ref))
    cast.client("amina").post(at(cast, "let_back", cast.member("tom").ref))
    address = at(cast, "unmake_organiser", cast.member("tom").ref)
    assert address not in page(cast, "amina")
    cast.client("amina").post(address)
    assert cast.seat("tom").is_organiser


def test_an_organiser_who_was_expected_as_one_is_none_by_no_press(cast: Cast) -> None:
    sent_link(cast, "Priya Shah", organiser=True)
    who = Membership.objects.get(name="Priya Shah")
    assert at(cast, "unmake_organiser", who.ref) not in page(cast, "amina")


def test_whoever_is_no_organiser_again_does_not_make_themselves_one(cast: Cast) -> None:
    cast.client("amina").post(at(cast, "make_organiser", cast.member("nadia").ref))
    cast.client("amina").post(at(cast, "unmake_organiser", cast.member("nadia").ref))
    cast.client("nadia").post(at(cast, "organise_again"))
    assert not cast.seat("nadia").is_organiser


def test_whoever_is_gone_is_not_made_an_organiser(cast: Cast) -> None:
    cast.client("nadia").post(at(cast, "leave"))
    assert cast.client("amina").post(at(cast, "make_organiser", cast.member("nadia").ref)).status_code == 404
    sent_link(cast, "Priya Shah")
    expected = Membership.objects.get(name="Priya Shah")
    assert cast.client("amina").post(at(cast, "make_organiser", expected.ref)).status_code == 404


def test_who_was_expected_is_taken_off_the_list_and_put_back(cast: Cast) -> None:
    link = sent_link(cast, "Priya Shah")
    who = Membership.objects.get(name="Priya Shah")
    assert "Take <bdi>Priya Shah</bdi> off the list?" in words(cast.client("amina").get(at(cast, "remove", who.ref)))
    cast.client("amina").post(at(cast, "remove", who.ref))
    assert "Priya" not in page(cast, "nadia")
    assert cast.client().get(link).status_code == 404
    assert "Priya" in page(cast, "amina")
    cast.client("amina").post(at(cast, "let_back", who.ref))
    assert cast.client().get(link).status_code == 200


def test_an_only_organiser_is_told_to_find_a_second(cast: Cast) -> None:
    said = "You are the only organiser."
    assert said not in page(cast, "amina")
    cast.client("tom").post(at(cast, "step_down"))
    assert said in page(cast, "amina")
    assert said not in page(cast, "nadia")


def test_whoever_is_there_alone_is_not_told_to_find_a_second_organiser(cast: Cast) -> None:
    there = reverse("people:people", args=[cast.hill.ref])
    assert "You are the only organiser." not in cast.client("ruth").get(there).content.decode()
    cast.add("Sam Hill", cast.hill)
    assert "You are the only organiser." in cast.client("ruth").get(there).content.decode()


@pytest.mark.parametrize(("who", "queries"), [("nadia", 17), ("amina", 24)])
def test_the_page_costs_the_same_however_many_people(
    cast: Cast, who: str, queries: int, django_assert_num_queries: Any
) -> None:
    sent_link(cast, "Priya Shah")
    room(cast)
    cast.client("len").post(at(cast, "leave"))
    client = cast.client(who)
    with django_assert_num_queries(queries):
        client.get(at(cast, "people"))
    for number in range(8):
        cast.add(f"Person{number} Field", cast.harbour)
        sent_link(cast, f"Expected {number}")
        cast.client(f"person{number}").post(at(cast, "leave"))
        cast.add(f"More{number} Field", cast.harbour)
    with django_assert_num_queries(queries):
        client.get(at(cast, "people"))
