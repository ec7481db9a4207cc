"""What a letter is made of: one line a head, plain words, links to the address that was set up, each for one thing."""

from __future__ import annotations

import datetime
import re
from secrets import token_urlsafe
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import NoReverseMatch, reverse

from alongside.mail import commands, tokens
from alongside.mail.letters import Letter, message, stop_path
from alongside.mail.models import Address, Tick
from alongside.mail.plain import one_line
from tests.cast import Cast
from tests.kit.postbox import Postbox

pytestmark = pytest.mark.django_db

NASTY = [
    "Come in\r\nBcc: everybody@example.org",
    "Come in\nContent-Type: text/html\n\n<b>x</b>",
    "Come in\rX: y",
    "Come\x0b in\x0c and\x85 see\u2028 this\u2029 now",
    "Come\x1b[31m in\x1b[2J\x07\x00",
    "Come \u202ein\u202c \u2066now\u2069 \u200f\u061c",
    "Come\tin",
    "\ud800Come in",
    "x" * 4000,
    "=?utf-8?q?Come=0D=0ABcc=3A_x?=",
    "Ŵŷ — “Come in” 👩‍👩‍👧",
]


@pytest.mark.parametrize("words", NASTY)
def test_whatever_is_put_into_a_subject_is_one_line(cast: Cast, postbox: Postbox, words: str) -> None:
    commands.queue(kind="x", letter=Letter(words, "Words\n", to="sam@example.org"), at=cast.at)
    commands.post(at=cast.at)
    (letter,) = postbox.letters
    heads = "Subject From To Date Message-ID Auto-Submitted Content-Type Content-Transfer-Encoding MIME-Version"
    assert sorted(letter.keys()) == sorted(heads.split())
    subject = str(letter["Subject"])
    assert subject == one_line(words)
    assert not re.search("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]", subject)
    assert len(subject) <= 150
    assert postbox.went_to == ["sam@example.org"]


@pytest.mark.parametrize("sender", ['"Along\r\nBcc: x@example.org" <a@example.org>', "Al\x1b[31mong <a@example.org>"])
def test_from_whom_a_letter_comes_is_one_line(cast: Cast, postbox: Postbox, settings: Any, sender: str) -> None:
    settings.MAIL_FROM = sender
    made = message(Letter("Hello", "x\n"), "sam@example.org", at=cast.at)
    assert "\n" not in str(made["From"])
    assert made["Bcc"] is None


def test_a_letter_fetches_nothing_and_says_that_a_machine_sent_it(cast: Cast, postbox: Postbox) -> None:
    commands.keep_address(who=cast.member("nadia"), email="nadia@example.org")
    letter = Letter("Asked", "Words\n", html="<p>Words</p>", membership=cast.member("nadia").pk, tick="told")
    commands.queue(kind="x", letter=letter, at=cast.at)
    commands.post(at=cast.at)
    (sent,) = postbox.letters
    plain, html = sent.get_body(("plain",)), sent.get_body(("html",))
    assert plain is not None
    assert html is not None
    assert not re.search(r"<(img|link|script|style|iframe)|url\(|src=", html.get_content())
    assert sent["Auto-Submitted"] == "auto-generated"
    assert b"localhost" not in postbox.raw[0].split(b"\r\n\r\n")[0]


def hosts() -> list[str]:
    """A hundred names and more that a request may bring along."""
    names = ["evil.example", "evil.example:80", "alongside.example.org.evil.example", "evil.example#", "a@evil.example"]
    names += [f"evil{number}.example" for number in range(60)] + [
        f"127.0.0.1.evil{number}.example" for number in range(20)
    ]
    names += ["alongside.example.org:evil", "[::1]:evil", "evil.example/", "evil.example\\", "", " ", ".", "..", "*"]
    return names + [f"{number}.0.0.1" for number in range(10, 26)]


@pytest.mark.parametrize("head", ["HTTP_HOST", "HTTP_X_FORWARDED_HOST", "HTTP_X_HOST", "HTTP_FORWARDED"])
def test_links_in_letters_lead_to_the_address_that_was_set_up_whatever_a_request_says(
    cast: Cast, postbox: Postbox, settings: Any, head: str
) -> None:
    settings.ALLOWED_HOSTS = ["127.0.0.1", "testserver"]
    commands.keep_address(who=cast.member("nadia"), email="nadia@example.org")
    assert len(hosts()) >= 100
    for host in hosts():
        asked = {"key": token_urlsafe(32), "email": "nadia@example.org"}
        more = {head: f"host={host}" if head == "HTTP_FORWARDED" else host}
        answer = Client().post(reverse("people:come_in"), asked, **more)  # type: ignore[arg-type]
        assert answer.status_code == (400 if head == "HTTP_HOST" else 302), host
        cast.later(minutes=10)
        commands.post(at=cast.at - datetime.timedelta(minutes=10))
    for letter in postbox.letters:
        links = re.findall(r"https?://[^\s/]+", str(letter.get_content()))
        assert set(links) == {"https://alongside.example.org"}


def test_a_link_that_stops_letters_stops_them_and_does_nothing_else(cast: Cast, postbox: Postbox) -> None:
    address = commands.keep_address(who=cast.member("nadia"), email="nadia@example.org")
    letter = Letter("Asked", "Words\n", membership=cast.member("nadia").pk, tick="told")
    commands.queue(kind="x", letter=letter, at=cast.at)
    commands.post(at=cast.at)
    path = str(postbox.letters[0]["List-Unsubscribe"])[1:-1].removeprefix("https://alongside.example.org")
    assert f"https://alongside.example.org{path}" in str(postbox.letters[0].get_content())
    client = cast.client()
    assert client.get(path).status_code == 200
    assert Address.objects.get().told
    stopped = client.post(path)
    assert stopped.status_code == 200
    assert not stopped.cookies.keys() - {"csrf"}
    after = Address.objects.get()
    assert (after.told, after.comes_in, after.weekly, after.email) == (False, True, False, address.email)
    assert client.post(path).status_code == 200


def every_other_path(token: str, but: str) -> list[str]:
    """The path of every address that takes something in words, with this token in each place."""
    paths = []
    for name, takes in _addresses():
        try:
            paths.append(reverse(name, kwargs=dict.fromkeys(takes, token)))
        except NoReverseMatch:
            continue
    return [path for path in paths if path != but]


def _addresses() -> list[tuple[str, list[str]]]:
    from tests.access.matrix import every_address

    return [(address.name, list(address.takes)) for address in every_address() if address.takes]


def test_each_token_of_a_letter_does_one_thing_wherever_it_is_tried(cast: Cast, postbox: Postbox) -> None:
    address = commands.keep_address(who=cast.member("nadia"), email="nadia@example.org")
    until = cast.at + datetime.timedelta(days=9)
    made = {
        purpose: tokens.make(purpose, address.ref, until=until) for purpose in ("stop-told", "stop-weekly", "digest")
    }
    for purpose, token in made.items():
        for other in made:
            assert tokens.read(other, token, at=cast.at) == (address.ref if other == purpose else None)
    client = cast.client()
    for tick in Tick.values:
        for purpose, token in made.items():
            right = purpose == f"stop-{tick}"
            path = reverse("mail:stop", args=[tick, token])
            assert client.get(path).status_code == (200 if right else 404)
    before = Address.objects.values().get()
    for token in made.values():
        for path in every_other_path(token, ""):
            for answer in (
                client.get(path),
                client.post(path, {"key": token_urlsafe(32), "token": token, "code": token}),
            ):
                assert answer.status_code in {404, 405}, path
                assert not [name for name in answer.cookies if "at-" in name]
    assert Address.objects.values().get() == before


@pytest.mark.parametrize("change", ["letter", "end", "ref", "day", "nothing"])
def test_a_token_that_was_changed_is_none(cast: Cast, change: str) -> None:
    token = tokens.make("stop-told", "abc", until=cast.at + datetime.timedelta(days=1))
    ref, until, seal = token.split(".")
    forged = {
        "letter": f"{ref}.{until}.{seal[:-1]}{'A' if seal[-1] != 'A' else 'B'}",
        "end": f"{ref}.{until}.",
        "ref": f"abd.{until}.{seal}",
        "day": f"{ref}.{int(until) + 1}.{seal}",
        "nothing": "",
    }[change]
    assert tokens.read("stop-told", token, at=cast.at) == "abc"
    assert tokens.read("stop-told", forged, at=cast.at) is None


def test_a_token_is_over_on_its_day(cast: Cast) -> None:
    token = tokens.make("stop-told", "abc", until=cast.at)
    assert tokens.read("stop-told", token, at=cast.at) == "abc"
    assert tokens.read("stop-told", token, at=cast.at + datetime.timedelta(seconds=1)) is None


@pytest.mark.parametrize("how", ["taken away", "changed", "erased"])
def test_the_link_to_stop_is_dead_with_the_address_it_came_to(cast: Cast, postbox: Postbox, how: str) -> None:
    address = commands.keep_address(who=cast.member("nadia"), email="nadia@example.org")
    path = stop_path(address, "told", at=cast.at)
    if how == "taken away":
        commands.remove_address(seat=cast.seat("nadia"))
    elif how == "erased":
        with transaction.atomic():
            commands.forget(cast.member("nadia"))
    else:
        commands.keep_address(who=cast.member("nadia"), email="new@example.org")
    assert cast.client().post(path).status_code == 200, "answered alike: it tells nothing"
    assert how != "changed" or Address.objects.get().told
