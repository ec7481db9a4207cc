"""Two days side by side: any two, put right where nothing can be seen of them, and nothing from after the later one."""

from __future__ import annotations

import datetime
import re
from itertools import product

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from alongside.journey.pages import then_and_now as pages
from alongside.journey.tests.talks import talked
from alongside.journey.tests.two_days import POWER, story
from alongside.partnerships.commands import leave
from tests.cast import Cast

pytestmark = [pytest.mark.django_db, pytest.mark.data]
ABOUTS = (POWER, "working", "")
about_each = pytest.mark.parametrize("about", ABOUTS, ids=["question", "theme", "whole"])


def address(cast: Cast) -> str:
    return reverse("journey:then_and_now", args=[cast.harbour.ref])


def shown(cast: Cast, who: str = "nadia", **asked: str) -> str:
    """What stands on the page, in one line."""
    answer = cast.client(who).get(address(cast), asked)
    assert answer.status_code == 200
    main = answer.content.decode().split("<main")[1].split("</main")[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main))


def between(cast: Cast, then: datetime.date, now: datetime.date, about: str) -> str:
    return shown(cast, about=about, **{"from": then.isoformat(), "to": now.isoformat()})


@about_each
@pytest.mark.parametrize("who", ["amina", "nadia"])
def test_organiser_and_member_see_the_same(cast: Cast, about: str, who: str) -> None:
    story(cast)
    assert shown(cast, who, about=about) == shown(cast, "tom", about=about)


@about_each
def test_it_is_not_there_for_others_nor_for_somebody_who_left(cast: Cast, about: str) -> None:
    client = cast.client("len")
    leave(seat=cast.seat("len"), at=cast.at)
    for each in (client, cast.client("ruth"), cast.client()):
        assert each.get(address(cast), {"about": about}).status_code == 404


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_it_is_only_read(cast: Cast, method: str) -> None:
    assert getattr(cast.client("amina"), method)(address(cast)).status_code == 405


@pytest.mark.parametrize("about", ["weather", "purpose.nothing", "PURPOSE", "x" * 5000, "\x00", "role.change.x"])
def test_what_does_not_exist_is_not_there(cast: Cast, about: str) -> None:
    assert cast.client("amina").get(address(cast), {"about": about}).status_code == 404


@about_each
def test_nothing_from_after_the_later_day_is_ever_shown(cast: Cast, about: str) -> None:
    told = story(cast)
    for then, now in product(told.days[::4], told.days):
        page = between(cast, then, now, about)
        early = [word for word, on in told.shown.items() if on > max(then, now) and word in page]
        assert early == [], f"{then} {now}"


@about_each
def test_the_order_of_the_days_makes_no_difference(cast: Cast, about: str) -> None:
    told = story(cast)
    first, last = told.days[2], told.days[-2]
    turned = between(cast, last, first, about)
    assert "The earlier day stands first." in turned
    assert turned.replace(" The earlier day stands first. ", " ") == between(cast, first, last, about)


def test_on_the_last_day_everything_that_still_stands_is_there(cast: Cast) -> None:
    told = story(cast)
    page = between(cast, told.days[0] - datetime.timedelta(days=1), cast.at.date(), "")
    missed = {
        "Alder stands.",
        "Beech is open.",
        "Elder waits.",
        "Larch is open.",
        "Cedar is our purpose.",
        "Pine it is.",
    }
    assert {word for word in told.shown if word not in page} == missed


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"from": "2199-01-01"}, "That day is still to come. This is today."),
        ({"to": "1 May 2199"}, "That day is still to come. This is today."),
        ({"from": "3/3/1203"}, "Your partnership began here on 20 March 2026. Nothing is kept from before."),
        ({"from": "yesterweek"}, "We could not read that as a day. Write it like 15 May 2026."),
        ({"from": "31 February 2026", "to": "x" * 9000}, "We could not read that as a day."),
        ({"from": "\x00", "to": "²"}, "We could not read that as a day."),
        ({"from": "1 April 2026", "to": "1/2/2026"}, "The earlier day stands first."),
    ],
)
@about_each
def test_wrong_days_are_put_right_and_it_is_said(cast: Cast, about: str, given: dict[str, str], sentence: str) -> None:
    cast.later(days=40)
    talked(cast.seat("amina"), POWER, at=cast.at, standing="Carers.")
    cast.later(days=1)
    assert sentence in shown(cast, about=about, **given)


@pytest.mark.parametrize("given", [{}, {"from": "", "to": " "}, {"from": "1 April"}, {"to": "yesterday"}])
@about_each
def test_where_there_is_nothing_it_says_so(cast: Cast, about: str, given: dict[str, str]) -> None:
    cast.later(days=40)
    assert "Nothing has been said of this yet." in shown(cast, about=about, **given)


@about_each
def test_where_nothing_changed_it_says_that_this_can_be_good(cast: Cast, about: str) -> None:
    story(cast)
    cast.later(days=20)
    page = shown(cast, about=about, **{"from": (cast.at - datetime.timedelta(days=9)).date().isoformat()})
    assert "Nothing of this has changed. That can be a good thing." in page
    early = shown(cast, about=about, **{"from": "21 March 2026", "to": "22 March 2026"})
    assert "There was nothing of this on either day yet." in early


def test_on_the_first_day_both_days_are_the_same(cast: Cast) -> None:
    talked(cast.seat("amina"), POWER, at=cast.at, standing="Carers.")
    assert "Both days are the same." in shown(cast)


def test_without_days_it_goes_back_a_year_or_to_where_it_began(cast: Cast) -> None:
    cast.later(days=10)
    talked(cast.seat("amina"), POWER, at=cast.at, standing="Carers.")
    began = cast.at.date()
    cast.later(days=100)
    seat, given = cast.seat("nadia"), pages.Given()
    assert pages.then_and_now(seat, POWER, given, today=cast.at.date()).days == (began, cast.at.date())
    cast.later(days=600)
    year_ago = cast.at.date().replace(year=cast.at.year - 1)
    assert pages.then_and_now(seat, POWER, given, today=cast.at.date()).days == (year_ago, cast.at.date())


def test_the_days_that_mattered_are_links(cast: Cast) -> None:
    story(cast)
    page = cast.client("nadia").get(address(cast), {"about": POWER, "from": "1 May"}).content.decode()
    for day, why in (("2026-03-30", "the first talk"), ("2026-05-10", "Damson questions")):
        link = f'href="?about={POWER}&amp;from={day}&amp;to={cast.at.date()}"'
        assert why in page.split(link)[1].split("</li>")[0]


@about_each
def test_it_asks_as_much_of_the_database_for_one_as_for_many(cast: Cast, about: str) -> None:
    def asked() -> int:
        with CaptureQueriesContext(
            connection,
        ) as found:
            pages.then_and_now(cast.seat("nadia"), about, pages.Given("1 April 2026"), today=cast.at.date())
        return len(found)

    story(cast)
    asked()
    one = asked()
    for number in range(12):
        cast.add(f"Person{number} Smith", cast.harbour)
        cast.later(days=1)
        talked(cast.seat("amina"), POWER, at=cast.at, standing=f"So {number}", unsettled="Open.", what=f"Do {number}")
    assert asked() == one
