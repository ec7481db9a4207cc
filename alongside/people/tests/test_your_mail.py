"""One's own e-mail address: given by oneself, proved by a code, seen by nobody else, taken away at a press."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from alongside.mail import commands as mail
from alongside.mail.models import Address, Code
from alongside.people import commands
from alongside.people.secrets import new_secret
from alongside.people.tests.mailing import NADIA, code_in, give, letter, type_in, wrong
from alongside.people.tests.pressing import words
from tests.cast import Cast
from tests.kit.postbox import Postbox

pytestmark = pytest.mark.django_db


def at(cast: Cast, name: str = "mail") -> str:
    return reverse(f"people:{name}", args=[cast.harbour.ref])


def say(client: Client, cast: Cast, email: str = NADIA) -> Any:
    return client.post(at(cast, "mail_give"), {"key": new_secret(), "email": email})


def prove(client: Client, cast: Cast, code: str) -> Any:
    return client.post(at(cast, "mail_prove"), {"key": new_secret(), "code": code})


def test_an_address_is_kept_once_the_code_has_come_back(cast: Cast, postbox: Postbox) -> None:
    client = cast.client("nadia")
    assert say(client, cast)["Location"] == at(cast, "mail_prove")
    assert not Address.objects.exists()
    assert prove(client, cast, code_in(letter(cast, postbox)))["Location"] == at(cast)
    address = cast.member("nadia").address
    assert (address.email, address.comes_in, address.told, address.weekly) == (NADIA, True, True, False)
    assert NADIA in words(client.get(at(cast)))


def test_the_address_before_is_told_that_another_has_taken_its_place_and_not_which(
    cast: Cast, postbox: Postbox
) -> None:
    client = cast.client("nadia")
    for email, told in ((NADIA, []), ("new@example.org", [NADIA])):
        say(client, cast, email)
        assert prove(client, cast, code_in(letter(cast, postbox)))["Location"] == at(cast)
        postbox.went_to.clear()
        mail.post(at=cast.later(minutes=1))
        assert list(postbox.went_to) == told
    last = postbox.letters[-1]
    assert last["Subject"] == "Your address was changed"
    assert "tell an organiser" in last.as_string()
    assert "new@example.org" not in last.as_string()


def test_a_wrong_code_keeps_no_address(cast: Cast, postbox: Postbox) -> None:
    client = cast.client("nadia")
    say(client, cast)
    code = code_in(letter(cast, postbox))
    assert prove(client, cast, wrong(code)).status_code == 422
    assert prove(cast.client("len"), cast, code).status_code == 422
    assert not Address.objects.exists()


def test_a_code_does_only_what_it_is_for(cast: Cast, postbox: Postbox) -> None:
    """One that proves lets nobody in, and one that lets in proves nothing."""
    give(cast)
    client = cast.client("nadia")
    say(client, cast, "new@example.org")
    proves = code_in(letter(cast, postbox))
    assert type_in(client, proves).status_code == 422
    stranger = cast.client("len")
    stranger.post(reverse("people:come_in"), {"key": new_secret(), "email": NADIA})
    assert prove(stranger, cast, code_in(letter(cast, postbox))).status_code == 422
    assert not Address.objects.filter(membership=cast.member("len")).exists()


def test_what_it_is_for_is_said_in_three_ticks(cast: Cast, postbox: Postbox) -> None:
    give(cast)
    client = cast.client("nadia")
    client.post(at(cast, "mail_for"), {"ticks": ["weekly"]})
    address = cast.member("nadia").address
    assert (address.comes_in, address.told, address.weekly) == (False, False, True)
    client.post(at(cast, "mail_for"), {"ticks": ["membership", "weekly"]})
    assert cast.member("nadia").address.weekly
    client.post(at(cast, "mail_for"), {})
    assert not cast.member("nadia").address.weekly


def test_another_address_takes_the_place_of_the_one_before_and_keeps_what_it_is_for(
    cast: Cast, postbox: Postbox
) -> None:
    give(cast)
    client = cast.client("nadia")
    client.post(at(cast, "mail_for"), {"ticks": ["comes_in"]})
    before = cast.member("nadia").address.ref
    say(client, cast, "new@example.org")
    prove(client, cast, code_in(letter(cast, postbox)))
    address = Address.objects.get()
    assert (address.email, address.told) == ("new@example.org", False)
    assert address.ref != before


def test_it_is_taken_away_at_a_press(cast: Cast, postbox: Postbox) -> None:
    give(cast)
    client = cast.client("nadia")
    client.post(at(cast, "mail_remove"))
    assert not Address.objects.exists()
    assert NADIA not in words(client.get(at(cast)))


def test_an_organiser_who_came_in_by_a_link_in_somebodys_name_can_give_them_no_address(
    cast: Cast, postbox: Postbox
) -> None:
    give(cast)
    secret, client = new_secret(), cast.client()
    commands.make_link(seat=cast.seat("amina"), who=cast.member("nadia"), secret=secret, at=cast.at)
    client.post(reverse("people:enter", args=[secret]), {"key": new_secret()})
    assert NADIA not in words(client.get(at(cast)))
    assert say(client, cast, "mallory@example.org").status_code == 422
    assert not Code.objects.exists()


def test_two_people_of_one_partnership_cannot_give_the_same_address(cast: Cast, postbox: Postbox) -> None:
    give(cast)
    client = cast.client("len")
    say(client, cast)
    assert prove(client, cast, code_in(letter(cast, postbox))).status_code == 422
    assert Address.objects.count() == 1


def test_nobody_floods_an_address_that_is_not_theirs(cast: Cast, postbox: Postbox) -> None:
    client = cast.client("nadia")
    answers = [say(client, cast, "victim@example.org").status_code for _ in range(9)]
    assert answers == [302] * 6 + [422] * 3
    others = [say(cast.client(who), cast, "victim@example.org").status_code for who in ("len", "tom")]
    assert others == [422] * 2


def test_whoever_has_been_gone_for_a_month_leaves_no_address(cast: Cast) -> None:
    give(cast)
    commands.leave(seat=cast.seat("nadia"), at=cast.at)
    mail.forget_gone(at=cast.later(days=29))
    assert Address.objects.exists()
    mail.forget_gone(at=cast.later(days=2))
    assert not Address.objects.exists()


def test_the_page_asks_the_same_of_the_database_however_many_have_given_one(
    cast: Cast, postbox: Postbox, django_assert_num_queries: Any
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    give(cast)
    with CaptureQueriesContext(connection) as one:
        cast.client("nadia").get(at(cast))
    for number in range(12):
        cast.add(f"Person{number} Hall", cast.harbour)
        give(cast, f"person{number}")
    with django_assert_num_queries(len(one)):
        cast.client("nadia").get(at(cast))
