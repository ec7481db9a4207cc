"""Everything there is can be opened at once, by everybody who may; and what newly appeared can be put away."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries, Settings

from alongside.journey.everything import EVERYTHING
from alongside.journey.grows import TABLE
from alongside.journey.pages.everything import everything, sat_with
from alongside.journey.tests.talks import many, talked
from alongside.partnerships.models import Moment
from tests.cast import Cast

pytestmark = pytest.mark.django_db
WHO = "purpose.beneficiaries"
NEW = "You have your first five lines."


def path(cast: Cast, name: str = "everything", *more: str) -> str:
    return reverse(f"journey:{name}", args=[cast.harbour.ref, *more])


def home(cast: Cast, who: str = "nadia") -> str:
    page: str = cast.client(who).get(path(cast, "home")).content.decode()
    return page


@pytest.mark.parametrize("who", ["amina", "nadia", "ruth"])
def test_all_of_it_opens_on_the_first_day(cast: Cast, who: str) -> None:
    """Ruth's partnership has done nothing at all."""
    seat, client = cast.seat(who), cast.client(who)
    things = [thing for group in everything(seat).groups for thing in group.things]
    assert len(things) == sum(len(group.things) for group in EVERYTHING)
    for thing in things:
        if thing.url:
            assert client.get(thing.url).status_code == 200, thing.name
        else:
            assert not seat.is_organiser


def test_nothing_comes_forward_that_is_not_among_everything() -> None:
    every = {thing.view for group in EVERYTHING for thing in group.things}
    assert {place.view for row in TABLE for place in row.places} <= every


def test_a_member_reads_what_organisers_do_and_is_not_led_there(cast: Cast) -> None:
    invite = reverse("people:invite", args=[cast.harbour.ref])
    organiser, member = (cast.client(who).get(path(cast)).content.decode() for who in ("amina", "nadia"))
    assert f'href="{invite}"' in organiser
    assert f'href="{invite}"' not in member
    assert "Bring in more people" in member
    assert "Organisers do this." in member


def test_home_leads_there_from_the_first_day(cast: Cast) -> None:
    foot = home(cast).split("</main")[1]
    assert f'href="{path(cast)}"' in foot


def test_the_first_day_leads_to_the_examples_only_where_there_are_any(cast: Cast, settings: Settings) -> None:
    door = f'href="{reverse("demo:examples")}"'
    assert home(cast).count(door) == 1
    settings.PUBLIC_HOSTS = ["testserver"]
    assert door not in home(cast)


@pytest.mark.parametrize("name", ["everything", "sat_with"])
def test_it_is_shown_to_members_and_answers_nobody_else(cast: Cast, name: str) -> None:
    assert cast.client("nadia").get(path(cast, name)).status_code == 200
    assert cast.client("ruth").get(path(cast, name)).status_code == 404
    assert cast.client().get(path(cast, name)).status_code == 404
    assert cast.client("nadia").post(path(cast, name)).status_code == 405


def test_the_page_asks_no_more_of_a_partnership_with_years_of_talks(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    many(cast.seat("ruth"), 400, at=cast.at)
    for seat in (cast.seat("amina"), cast.seat("ruth")):
        with django_assert_num_queries(0):
            everything(seat)
        with django_assert_num_queries(2):
            sat_with(seat, today=cast.at.date())


def test_what_we_have_sat_with_is_drawn_from_the_first_talk_and_says_so_before(cast: Cast) -> None:
    client = cast.client("nadia")
    assert "There is none yet." in client.get(path(cast, "sat_with")).content.decode()
    talked(cast.seat("amina"), WHO, at=cast.at, noticed="This.")
    page = client.get(path(cast, "sat_with")).content.decode()
    assert 'class="bead"' in page
    assert len(re.findall("<h1", page)) == 1


def test_the_menu_costs_one_question_and_a_page_without_it_none(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client, here = cast.client("amina"), reverse("people:you", args=[cast.harbour.ref])
    client.get(path(cast))
    with django_assert_num_queries(2):  # whose device it is, and what has come forward
        client.get(path(cast))
    assert client.get(here).status_code == 200


def test_the_menu_grows_by_what_was_done(cast: Cast) -> None:
    tries = reverse("learning:tries", args=[cast.harbour.ref])
    head = home(cast).split("<main")[0]
    assert f'href="{tries}"' not in head
    talked(cast.seat("amina"), WHO, at=cast.at, noticed="This.")
    head = home(cast).split("<main")[0]
    assert f'href="{tries}"' in head


def test_a_line_says_what_newly_appeared_until_it_is_put_away_in_this_browser(cast: Cast) -> None:
    talked(cast.seat("amina"), WHO, at=cast.at, noticed="This.")
    client, before = cast.client("nadia"), Moment.objects.count()
    assert NEW in client.get(path(cast, "home")).content.decode()
    answer = client.post(path(cast, "put_away", "talked"), follow=True)
    assert answer.status_code == 200
    assert NEW not in answer.content.decode()
    assert NEW not in client.get(path(cast, "home")).content.decode()
    assert NEW in home(cast, "len")
    assert Moment.objects.count() == before


def test_after_a_week_it_is_not_new(cast: Cast) -> None:
    talked(cast.seat("amina"), WHO, at=cast.at, noticed="This.")
    cast.later(days=6)
    assert NEW in home(cast)
    cast.later(days=1)
    assert NEW not in home(cast)


def test_the_cookie_holds_the_names_of_lines_and_lasts_a_week_here_alone(cast: Cast) -> None:
    client = cast.client("nadia")
    client.post(path(cast, "put_away", "talked"))
    client.cookies["put-away"] = "talked-<b>-opened-talked"
    cookie = client.post(path(cast, "put_away", "again")).cookies["put-away"]
    assert cookie.value == "talked-opened-again"
    assert cookie["path"] == f"/p/{cast.harbour.ref}/"
    assert cookie["max-age"] == 7 * 24 * 3600
    assert cookie["httponly"]


def test_putting_away_answers_members_by_a_press_and_only_what_there_is(cast: Cast) -> None:
    there = path(cast, "put_away", "talked")
    assert cast.client("nadia").get(there).status_code == 405
    assert cast.client("ruth").post(there).status_code == 404
    assert cast.client().post(there).status_code == 404
    for wrong in ("nothing", "Talked", "x" * 80):
        assert cast.client("nadia").post(path(cast, "put_away", wrong)).status_code == 404
