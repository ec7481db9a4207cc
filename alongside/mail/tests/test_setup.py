"""Whether mail is set up, and the sentence that says what is missing."""

from __future__ import annotations

from typing import Any

import pytest

from alongside import mail
from alongside.mail import setup

WHOLE = {
    "MAIL": "smtp://sam:se%40cret@mail.example.org:587",
    "MAIL_FROM": "Alongside <alongside@example.org>",
    "ADDRESS": "https://alongside.example.org",
    "PUBLIC_HOSTS": ["alongside.example.org"],
    "HALL": "",
}


def arrange(settings: Any, **other: object) -> None:
    for name, value in (WHOLE | other).items():
        setattr(settings, name, value)


def test_all_three_make_it_set_up(settings: Any) -> None:
    arrange(settings)
    assert mail.is_set_up()
    assert setup.fault() == ""
    server = setup.server()
    assert (server.host, server.port, server.user, server.password, server.tls) == (
        "mail.example.org",
        587,
        "sam",
        "se@cret",
        False,
    )
    assert "se@cret" not in repr(server)


def test_nothing_set_is_no_fault_and_no_mail(settings: Any) -> None:
    arrange(settings, MAIL="", MAIL_FROM="", ADDRESS="")
    assert not mail.is_set_up()
    assert setup.fault() == ""


def test_in_a_hall_there_is_no_mail(settings: Any) -> None:
    arrange(settings, HALL="192.168.0.10")
    assert not mail.is_set_up()


@pytest.mark.parametrize(
    ("other", "says"),
    [
        ({"MAIL": ""}, "ALONGSIDE_MAIL="),
        ({"MAIL": "mail.example.org"}, "ALONGSIDE_MAIL="),
        ({"MAIL": "http://mail.example.org"}, "ALONGSIDE_MAIL="),
        ({"MAIL": "smtp://mail.example.org:none"}, "ALONGSIDE_MAIL="),
        ({"MAIL": "smtp://"}, "ALONGSIDE_MAIL="),
        ({"MAIL_FROM": ""}, "ALONGSIDE_MAIL_FROM="),
        ({"MAIL_FROM": "Alongside"}, "ALONGSIDE_MAIL_FROM="),
        ({"ADDRESS": ""}, "ALONGSIDE_ADDRESS="),
        ({"ADDRESS": "alongside.example.org"}, "ALONGSIDE_ADDRESS="),
        ({"ADDRESS": "http://alongside.example.org"}, "ALONGSIDE_ADDRESS="),
        ({"ADDRESS": "https://other.example.org"}, "ALONGSIDE_ADDRESS="),
        ({"ADDRESS": "https://alongside.example.org/here"}, "ALONGSIDE_ADDRESS="),
        ({"ADDRESS": "https://alongside.example.org?x=y"}, "ALONGSIDE_ADDRESS="),
    ],
)
def test_what_is_missing_is_said_in_one_sentence(settings: Any, other: dict[str, str], says: str) -> None:
    arrange(settings, **other)
    assert not mail.is_set_up()
    assert says in setup.fault()
    assert setup.fault().startswith("Mail is not set up: ")


@pytest.mark.parametrize("address", ["http://127.0.0.1:8000", "http://localhost:8000", "http://[::1]:8000"])
def test_ones_own_computer_can_be_tried_out(settings: Any, address: str) -> None:
    arrange(settings, ADDRESS=address, PUBLIC_HOSTS=[])
    assert mail.is_set_up()
    assert setup.link("/x/") == f"{address}/x/"
