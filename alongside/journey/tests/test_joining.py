"""What somebody new is shown, made from what is there."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from alongside.agreements.models import Kind
from alongside.agreements.tests.agreeing import PURPOSE, agreed
from alongside.journey.tests import talks
from alongside.partnerships import commands
from alongside.partnerships.commands import Origin
from alongside.rounds.tests import steps
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def address(cast: Cast) -> str:
    return reverse("journey:joining", args=[cast.harbour.ref])


def page(cast: Cast, who: str = "nadia", more: str = "") -> str:
    return " ".join(cast.client(who).get(address(cast) + more).content.decode().split())


def test_at_the_start_it_says_who_we_are_and_how_this_works_and_no_more(cast: Cast) -> None:
    shown = page(cast)
    assert "<bdi>Harbour Wards Partnership</bdi>, in <bdi>Eastport</bdi>. 4 people. They come from 2 organis" in shown
    assert "organisations, or as residents." in shown
    cast.member("nadia").affiliations.all().delete()
    assert "They come from 2 organisations.<" in page(cast)
    assert "How this works" in shown and "Who sees what" in shown
    for nothing in ("What we last talked about", "What we try", "Open for you now", "show you round"):
        assert nothing not in shown


def test_people_stand_in_each_organisation_they_come_from_today(cast: Cast) -> None:
    commands.come_from(seat=cast.seat("tom"), origin=Origin(new="Harbour Carers"), at=cast.at)
    cast.add("Sam Hill", cast.harbour)
    cast.member("sam").affiliations.all().delete()
    shown = page(cast)
    assert "<dt><bdi>Eastport Council</bdi></dt><dd><bdi>Tom Reed</bdi></dd>" in shown
    assert "<bdi>Amina Yusuf</bdi>, <bdi>Len Okafor</bdi>, <bdi>Tom Reed</bdi></dd>" in shown
    assert "<dt><bdi>Residents</bdi></dt><dd><bdi>Nadia Brandt</bdi></dd>" in shown
    assert "<dt><bdi>Not said yet</bdi></dt><dd><bdi>Sam Hill</bdi></dd>" in shown


def test_what_is_there_is_told_and_what_is_open_leads_on(cast: Cast) -> None:
    talks.talked(cast.seat("amina"), "purpose.vision", at=cast.at, standing="By spring.", what="Ask at the breakfast")
    steps.asked(cast, questions=["working.power"])
    shown = page(cast)
    assert "By spring." in shown and "Ask at the breakfast" in shown
    assert "Open for you now" in shown and reverse("journey:home", args=[cast.harbour.ref]) + "rounds/" in shown


def test_our_purpose_stands_in_our_own_words_and_what_we_agreed_leads_on(cast: Cast) -> None:
    agreed(cast.seat("amina"), at=cast.at)
    lead = agreed(cast.seat("amina"), Kind.LEAD, at=cast.at, title="Who leads the visits").agreement
    shown = page(cast, more="?first")
    assert "What we are here for" in shown and PURPOSE["words"] in shown
    assert f'/agreements/{lead.ref}/">Who leads the visits</a>' in shown


def test_a_welcomer_is_named_to_whoever_is_new_and_how_to_reach_them_if_they_said(cast: Cast) -> None:
    there = {"new": cast.member("nadia"), "welcomer": cast.member("len")}
    commands.name_welcomer(seat=cast.seat("len"), reach="0123, mornings", at=cast.at, **there)
    assert "<strong><bdi>Len Okafor</bdi></strong> will show you round. <bdi>0123, mornings</bdi>" in page(cast)
    assert "show you round" not in page(cast, "amina")
    commands.leave(seat=cast.seat("len"), at=cast.at)
    assert "show you round" not in page(cast)


def test_whoever_has_just_come_in_is_led_on_home_where_there_is_nothing_to_tell(cast: Cast) -> None:
    home = reverse("journey:home", args=[cast.harbour.ref])
    assert cast.client("nadia").get(address(cast) + "?first")["Location"] == home
    talks.talked(cast.seat("amina"), "purpose.vision", at=cast.at, standing="By spring.")
    shown = page(cast, more="?first")
    assert "Welcome, <bdi>Nadia Brandt</bdi>" in shown
    assert f'<a class="button" href="{home}">Go to home</a>' in shown


def test_it_is_there_for_those_inside(cast: Cast) -> None:
    assert {cast.client(who).get(address(cast)).status_code for who in ("ruth", "")} == {404}
    assert cast.client("nadia").post(address(cast)).status_code == 405


def test_it_costs_the_same_with_one_of_each_and_with_many(cast: Cast, django_assert_num_queries: Any) -> None:
    def more(number: int) -> None:
        cast.add(f"Person{number} Field", cast.harbour, Origin(new=f"Group {number}"))
        talks.talked(cast.seat("amina"), "purpose.vision", at=cast.at, standing=f"{number}", what="Ask")

    more(1)
    client = cast.client("nadia")
    with django_assert_num_queries(11) as one:
        client.get(address(cast))
    for number in range(2, 7):
        more(number)
    with django_assert_num_queries(len(one)):
        client.get(address(cast))
