"""Coming in by e-mail: what a code does, once, in one browser, for minutes; and that nothing tells who is here."""

from __future__ import annotations

import datetime
import re
from copy import copy
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from alongside.mail.commands import LIVES
from alongside.mail.models import Code, Tally, WaitingLetter
from alongside.partnerships import commands as partnerships
from alongside.people import commands
from alongside.people.models import Device
from alongside.people.secrets import hashed, new_secret
from alongside.people.tests.mailing import NADIA, ask, code_in, give, letter, link_in, type_in, wrong
from alongside.people.tests.pressing import home, inside, words
from tests.cast import Cast
from tests.kit.postbox import Postbox

pytestmark = pytest.mark.django_db
FRONT = reverse("front:front")


def test_a_code_lets_in_whoever_gave_that_address(cast: Cast, postbox: Postbox) -> None:
    give(cast)
    client = cast.client()
    asked = ask(client)
    assert (asked.status_code, asked["Location"]) == (302, reverse("people:mail_code"))
    came = type_in(client, code_in(letter(cast, postbox)))
    assert (came.status_code, came["Location"]) == (302, home(cast.harbour))
    assert inside(client, cast.harbour)
    assert not inside(client, cast.hill)
    assert not client.cookies["letter"].value


def test_the_code_is_taken_however_it_is_spaced(cast: Cast, postbox: Postbox) -> None:
    give(cast)
    for form in ("{0}{1}", " {0}-{1} ", "{0} {1}"):
        client = cast.client()
        ask(client)
        halves = code_in(letter(cast, postbox)).split()
        assert type_in(client, form.format(*halves)).status_code == 302, form
        cast.later(minutes=11)


def test_the_same_address_in_two_partnerships_lets_one_in_to_both(cast: Cast, postbox: Postbox) -> None:
    give(cast)
    give(cast, "ruth", NADIA)
    client = cast.client()
    ask(client)
    came = type_in(client, code_in(letter(cast, postbox)))
    assert came["Location"] == FRONT
    assert inside(client, cast.harbour)
    assert inside(client, cast.hill)
    assert len(postbox.letters) == 1


def test_whoever_is_in_on_this_device_is_not_put_out_by_a_letter(cast: Cast, postbox: Postbox) -> None:
    give(cast)
    client = cast.client("len")
    ask(client)
    type_in(client, code_in(letter(cast, postbox)))
    page = client.get(reverse("people:you", args=[cast.harbour.ref]))
    assert "Len Okafor" in words(page)
    assert cast.member("nadia").devices.count() == 1


def test_a_code_works_only_in_the_browser_that_asked_for_it(cast: Cast, postbox: Postbox) -> None:
    give(cast)
    client, other = cast.client(), cast.client()
    ask(client)
    code = code_in(letter(cast, postbox))
    assert type_in(other, code)["Location"] == reverse("people:come_in")
    ask(other, "nobody@example.org")
    assert type_in(other, code).status_code == 422
    assert not inside(other, cast.harbour)


def test_a_code_works_once(cast: Cast, postbox: Postbox) -> None:
    give(cast)
    client = cast.client()
    ask(client)
    held = copy(client.cookies)
    code = code_in(letter(cast, postbox))
    type_in(client, code)
    client.cookies = held
    assert type_in(client, code).status_code == 422
    assert cast.member("nadia").devices.count() == 2


def test_a_code_that_is_sent_twice_is_answered_alike_and_makes_one_device(cast: Cast, postbox: Postbox) -> None:
    give(cast)
    client, key = cast.client(), new_secret()
    ask(client)
    held = copy(client.cookies)
    code = code_in(letter(cast, postbox))
    first = type_in(client, code, key=key)
    client.cookies = held
    again = type_in(client, code, key=key)
    name = f"at-{cast.harbour.ref}"
    assert first.cookies[name].value == again.cookies[name].value
    assert (first.status_code, first["Location"]) == (again.status_code, again["Location"])
    assert cast.member("nadia").devices.count() == 2


def test_asking_twice_with_one_form_sends_one_letter(cast: Cast, postbox: Postbox) -> None:
    give(cast)
    client, key = cast.client(), new_secret()
    ask(client, key=key)
    ask(client, key=key)
    assert WaitingLetter.objects.count() == 1
    assert type_in(client, code_in(letter(cast, postbox))).status_code == 302


def test_asking_again_ends_the_code_before(cast: Cast, postbox: Postbox) -> None:
    give(cast)
    client = cast.client()
    ask(client)
    before = code_in(letter(cast, postbox))
    ask(client)
    after = code_in(letter(cast, postbox))
    assert Code.objects.count() == 1
    assert type_in(client, before).status_code == 422
    assert type_in(client, after).status_code == 302


def test_five_wrong_codes_end_it(cast: Cast, postbox: Postbox) -> None:
    give(cast)
    client = cast.client()
    ask(client)
    code = code_in(letter(cast, postbox))
    for left in (4, 3, 2, 1):
        assert f"You can try {left} more times" in words(type_in(client, wrong(code)))
    assert "This code is over" in words(type_in(client, wrong(code)))
    assert "This code is over" in words(type_in(client, code))
    assert not inside(client, cast.harbour)


@pytest.mark.parametrize("after", [LIVES + datetime.timedelta(seconds=1), datetime.timedelta(days=365)])
def test_a_code_is_over_after_nine_minutes(cast: Cast, postbox: Postbox, after: datetime.timedelta) -> None:
    give(cast)
    client = cast.client()
    ask(client)
    code = code_in(letter(cast, postbox))
    cast.at += after
    assert type_in(client, code).status_code == 422


def test_a_clock_that_is_put_back_lengthens_no_codes_life(cast: Cast, postbox: Postbox) -> None:
    from alongside.mail.commands import tidy_codes

    give(cast)
    client = cast.client()
    ask(client)
    code = code_in(letter(cast, postbox))
    for _ in range(32):  # eight minutes of ticks
        tidy_codes(at=cast.later(seconds=15))
    cast.at -= datetime.timedelta(minutes=8)
    assert type_in(client, code).status_code == 422
    tidy_codes(at=cast.at)
    assert not Code.objects.exists()


@pytest.mark.parametrize("how", ["removed", "left", "took it away", "ticked otherwise", "was never here"])
def test_a_code_lets_nobody_in_who_has_gone_or_does_not_want_it(cast: Cast, postbox: Postbox, how: str) -> None:
    from alongside.mail import commands as mail

    give(cast)
    client, seat = cast.client(), cast.seat("nadia")
    ask(client)
    code, link = (lambda said: (code_in(said), link_in(said)))(letter(cast, postbox))
    if how == "removed":
        partnerships.remove(seat=cast.seat("amina"), who=seat.membership, reason="", at=cast.at)
    elif how == "left":
        commands.leave(seat=seat, at=cast.at)
    elif how == "ticked otherwise":
        mail.use_for(seat=seat, ticks=["told"])
    else:
        mail.remove_address(seat=seat)
    assert type_in(client, code).status_code == 422
    assert client.get(link).status_code == 404
    assert client.post(link, {"key": new_secret()}).status_code == 404
    assert not inside(client, cast.harbour)


def test_a_cookie_that_was_there_before_is_replaced(cast: Cast, postbox: Postbox) -> None:
    give(cast)
    client = cast.client()
    planted = new_secret()
    client.cookies[f"at-{cast.harbour.ref}"] = planted
    ask(client)
    came = type_in(client, code_in(letter(cast, postbox)))
    cookie = came.cookies[f"at-{cast.harbour.ref}"]
    assert cookie.value != planted
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert not Device.objects.filter(secret_hash=hashed(planted)).exists()


def test_over_https_both_cookies_are_for_this_host_alone(cast: Cast, postbox: Postbox) -> None:
    give(cast)
    client = cast.client(secure=True)
    asked = ask(client)
    came = type_in(client, code_in(letter(cast, postbox)))
    for cookie in (asked.cookies["__Host-letter"], came.cookies[f"__Host-at-{cast.harbour.ref}"]):
        assert cookie["secure"]
        assert cookie["httponly"]
        assert cookie["path"] == "/"
        assert not cookie["domain"]


def test_the_link_in_a_letter_lets_in_another_browser_once(cast: Cast, postbox: Postbox) -> None:
    give(cast)
    client, phone, scanner = cast.client(), cast.client(), cast.client()
    ask(client)
    said = letter(cast, postbox)
    for _ in range(3):
        assert scanner.get(link_in(said)).status_code == 200  # looking uses nothing up
    page = words(phone.get(link_in(said)))
    assert "Harbour Wards Partnership" in page
    assert phone.post(link_in(said), {"key": new_secret()})["Location"] == home(cast.harbour)
    assert inside(phone, cast.harbour)
    assert phone.get(link_in(said)).status_code == 404
    assert type_in(client, code_in(said)).status_code == 422
    assert not inside(client, cast.harbour)


def test_known_and_unknown_addresses_are_answered_alike_for_the_same_work(cast: Cast, postbox: Postbox) -> None:
    give(cast)
    give(cast, "tom", "gone@example.org")
    partnerships.remove(seat=cast.seat("amina"), who=cast.member("tom"), reason="", at=cast.at)
    seen = []
    for email in (NADIA, "nobody@example.org", "gone@example.org"):
        client = cast.client()
        with CaptureQueriesContext(connection) as asked:
            answer = ask(client, email)
            for_asking = _kinds(asked)
        cookie = answer.cookies["letter"]
        page = client.get(reverse("people:mail_code"))
        with CaptureQueriesContext(connection) as tried:
            tried_wrong = type_in(client, "00000000", key="k" * 43)
            for_trying = _kinds(tried)
        seen.append(
            (
                answer.status_code,
                sorted((name, value) for name, value in answer.items() if name != "Expires"),
                (len(cookie.value), cookie["max-age"]),
                for_asking,
                for_trying,
                _plain(page),
                _plain(tried_wrong),
            )
        )
    assert seen[0] == seen[1] == seen[2]
    letters = WaitingLetter.objects.values_list("kind", "membership", "by", "about", "tries")
    assert len(set(letters)) == 1, "nor does what waits to be sent tell"
    letter(cast, postbox)
    assert postbox.went_to == [NADIA]
    assert not WaitingLetter.objects.exists()


def _kinds(queries: CaptureQueriesContext) -> list[list[str]]:
    return [re.sub(r'"s\d+_x\d+"', "", each["sql"]).split()[:4] for each in queries.captured_queries]


def _plain(page: Any) -> str:
    return re.sub(r'(name="(?:key|csrfmiddlewaretoken)" value=")[^"]*', r"\1", words(page))


def test_a_code_for_an_address_that_nobody_has_opens_nothing_even_if_it_is_right(cast: Cast, postbox: Postbox) -> None:
    from unittest.mock import patch

    with patch("alongside.people.views.by_mail.new_digits", return_value="12345678"):
        client = cast.client()
        ask(client, "nobody@example.org")
    assert "not the code" in words(type_in(client, "12345678"))


def test_nothing_of_an_address_or_a_code_lies_readable_while_it_waits(cast: Cast, postbox: Postbox) -> None:
    client = cast.client()
    ask(client, "canary@example.org")
    ask(cast.client(), NADIA)
    with connection.cursor() as cursor:
        for table in (Code, WaitingLetter, Tally):
            cursor.execute(f'SELECT * FROM "{table._meta.db_table}"')  # noqa: S608
            for row in cursor.fetchall():
                there = b" ".join(
                    bytes(each) if isinstance(each, bytes | memoryview) else str(each).encode() for each in row
                )
                assert b"canary" not in there
                assert b"example.org" not in there


@pytest.mark.parametrize(
    "email", ["", "nadia", "nadia@", "@example.org", "a b@example.org", "a@b", "x" * 250 + "@e.org"]
)
def test_what_is_no_address_is_said_to_be_none(cast: Cast, postbox: Postbox, email: str) -> None:
    assert ask(cast.client(), email).status_code == 422
    assert not Code.objects.exists()


def test_an_address_is_found_however_it_is_written(cast: Cast, postbox: Postbox) -> None:
    give(cast)
    ask(cast.client(), " Nadia@EXAMPLE.org ")
    letter(cast, postbox)
    assert postbox.went_to == [NADIA]


@pytest.mark.parametrize("path", ["/come-in/", "/come-in/code/", f"/come-in/{'x' * 43}/"])
def test_where_no_mail_is_set_up_there_is_no_such_page_and_no_page_speaks_of_it(cast: Cast, path: str) -> None:
    client = cast.client("nadia")
    assert client.get(path).status_code == 404
    assert client.post(path, {"key": new_secret(), "email": NADIA}).status_code == 404
    assert client.get(reverse("people:mail", args=[cast.harbour.ref])).status_code == 404
    for page in ("/", "/nothing-here/", reverse("people:you", args=[cast.harbour.ref])):
        assert "by e-mail" not in words(client.get(page))
        assert "e-mail address" not in words(client.get(reverse("people:you", args=[cast.harbour.ref])))


def test_where_mail_is_set_up_the_doors_lead_to_it(cast: Cast, postbox: Postbox) -> None:
    for path in ("/", "/nothing-here/", f"/p/{cast.harbour.ref}/", f"/in/{'x' * 43}/"):
        assert reverse("people:come_in") in words(cast.client().get(path)), path
    assert reverse("people:mail", args=[cast.harbour.ref]) in words(
        cast.client("nadia").get(reverse("people:you", args=[cast.harbour.ref]))
    )


def test_a_code_without_a_token_of_ours_is_refused(cast: Cast, postbox: Postbox) -> None:
    client = cast.client(csrf=True)
    assert ask(client).status_code == 403
    assert type_in(client, "00000000").status_code == 403
    assert not Code.objects.exists()
