"""A device is known to be its person's, or is so on the word of an organiser who made a link in their name."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from alongside.partnerships.seats import Seat
from alongside.people import commands
from alongside.people.known import is_known
from alongside.people.models import Device, PersonalLink
from alongside.people.secrets import new_secret
from alongside.people.tests.pressing import key_on, link_on, sent_link, words
from alongside.people.tests.test_links import enter, press
from tests.cast import Cast

pytestmark = [pytest.mark.django_db, pytest.mark.data]


def page(cast: Cast, client: Client) -> Any:
    return client.get(reverse("people:you", args=[cast.harbour.ref]))


def own_link(cast: Cast, client: Client) -> str:
    """The address of one's own link, made in this browser."""
    sends = {"key": key_on(page(cast, client)), "typed": "replace"}
    return link_on(client.post(reverse("people:make_own_link", args=[cast.harbour.ref]), sends))


def by_organisers_link(cast: Cast) -> Client:
    """A browser that came in as Nadia by a link that Amina made."""
    PersonalLink.objects.filter(membership=cast.member("nadia"), own=False).update(ended_at=cast.at)
    return enter(link_on(press(cast, "make_link", cast.member("nadia").ref, key=new_secret())))


def newest_is_known(cast: Cast) -> bool:
    device = Device.objects.latest("pk")
    who = device.membership
    return is_known(Seat(who, who.partnership, is_organiser=False, device_id=device.pk), at=cast.at)


def test_by_an_organisers_link_one_is_not_known_beside_a_device_that_was_there(cast: Cast) -> None:
    by_organisers_link(cast)
    assert not newest_is_known(cast)
    assert is_known(cast.seat("nadia"), at=cast.at)


def test_who_comes_in_for_the_first_time_is_known_and_stays_so(cast: Cast) -> None:
    client = enter(sent_link(cast))
    assert newest_is_known(cast)
    own_link(cast, client)
    assert newest_is_known(cast)


def test_a_link_of_ones_own_counts_like_a_device(cast: Cast) -> None:
    client = cast.client("nadia")
    own_link(cast, client)
    client.post(reverse("people:sign_out", args=[cast.harbour.ref]))
    by_organisers_link(cast)
    assert not newest_is_known(cast)


def test_whoever_has_no_other_way_in_is_known(cast: Cast) -> None:
    commands.sign_out(seat=cast.seat("nadia"))
    by_organisers_link(cast)
    assert newest_is_known(cast)


def test_opening_ones_own_link_makes_a_device_known(cast: Cast) -> None:
    client = by_organisers_link(cast)
    enter(own_link(cast, cast.client("nadia")), client)
    assert newest_is_known(cast)
    assert "Somebody came in by a link" not in words(page(cast, cast.client("nadia")))


def test_a_device_that_ones_own_link_let_in_is_known(cast: Cast) -> None:
    enter(own_link(cast, cast.client("nadia")))
    assert newest_is_known(cast)


def test_a_device_that_is_not_known_makes_no_link_that_makes_it_known(cast: Cast) -> None:
    client = by_organisers_link(cast)
    own = own_link(cast, client)
    enter(own, client)
    assert not newest_is_known(cast)
    enter(own)
    assert not newest_is_known(cast)


def test_ending_the_other_device_makes_it_known_a_fortnight_later_and_not_before(cast: Cast) -> None:
    client = by_organisers_link(cast)
    there = Device.objects.filter(membership=cast.member("nadia")).earliest("pk")
    client.post(reverse("people:end_device", args=[cast.harbour.ref, there.ref]))
    cast.later(days=13)
    assert not newest_is_known(cast)
    cast.later(days=1)
    assert newest_is_known(cast)


def test_a_second_link_of_an_organisers_does_not_make_the_first_known(cast: Cast) -> None:
    by_organisers_link(cast)
    by_organisers_link(cast)
    assert not newest_is_known(cast)


def test_ones_own_page_says_at_its_top_that_somebody_came_in(cast: Cast) -> None:
    by_organisers_link(cast)
    PersonalLink.objects.update(ended_at=cast.at)
    told = words(page(cast, cast.client("nadia")))
    assert "Somebody came in by a link that <strong><bdi>Amina Yusuf</bdi></strong> made for you (A browser)" in told
    assert told.index("Somebody came in") < told.index('id="link"')
    press(cast, "end_device", Device.objects.latest("pk").ref, who="nadia")
    assert "Somebody came in" not in words(page(cast, cast.client("nadia")))
