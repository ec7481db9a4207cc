"""Guessing a code by e-mail, and asking for many: neither finds one, and neither keeps its owner out."""

from __future__ import annotations

import datetime

import pytest

from alongside.mail.models import Tally, WaitingLetter
from alongside.people.secrets import new_secret
from alongside.people.tests.mailing import ask, code_in, give, letter, link_in, type_in
from alongside.people.tests.pressing import inside, words
from tests.cast import Cast
from tests.kit.postbox import Postbox

pytestmark = pytest.mark.django_db


def test_a_clock_that_is_put_back_empties_no_limit(cast: Cast, postbox: Postbox) -> None:
    give(cast)
    for _ in range(4):
        ask(cast.client())
    cast.at -= datetime.timedelta(days=3)
    ask(cast.client())
    assert WaitingLetter.objects.count() == 4


def test_guessing_from_ten_thousand_places_finds_nothing_and_keeps_nobody_out(cast: Cast, postbox: Postbox) -> None:
    """A hundred guesses in any day, of a hundred million codes: a chance of one in a million."""
    give(cast)
    taken = 0
    for _ in range(60):
        guesser = cast.client()
        ask(guesser)
        for _guess in range(5):
            taken += "Too many wrong codes" not in words(type_in(guesser, "00000000"))
    assert taken == 50
    client = cast.client()
    cast.later(minutes=10)
    ask(client)
    said = letter(cast, postbox)
    assert "Open the link in the letter" in words(type_in(client, code_in(said)))
    assert client.post(link_in(said), {"key": new_secret()}).status_code == 302
    assert inside(client, cast.harbour)


def test_when_strangers_have_used_up_the_letters_the_links_in_them_let_their_reader_in(
    cast: Cast, postbox: Postbox
) -> None:
    give(cast)
    for _ in range(30):
        ask(cast.client())
    client = cast.client()
    assert ask(client).status_code == 302
    said = letter(cast, postbox)
    assert len(postbox.letters) == 4
    assert client.post(link_in(said), {"key": new_secret()}).status_code == 302


def test_one_guesser_and_ten_thousand_addresses_are_counted_each_by_itself(cast: Cast, postbox: Postbox) -> None:
    give(cast)
    guesser = cast.client()
    for number in range(40):
        ask(guesser, f"somebody{number}@example.org")
        type_in(guesser, "00000000")
    assert max(Tally.objects.filter(what="wrong").values_list("count", flat=True)) == 1


def test_forty_people_behind_one_address_of_a_hall_all_come_in(cast: Cast, postbox: Postbox) -> None:
    refused = []
    for number in range(40):
        cast.add(f"Person{number} Hall", cast.harbour)
        give(cast, f"person{number}")
        client = cast.client()
        ask(client, f"person{number}@example.org", REMOTE_ADDR="192.0.2.7")
        if type_in(client, code_in(letter(cast, postbox))).status_code != 302:
            refused.append(number)
        cast.later(seconds=7)
    assert refused == []
