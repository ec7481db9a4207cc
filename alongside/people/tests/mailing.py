"""What tests of e-mail do: give somebody an address, ask for a code, and read the letter."""

from __future__ import annotations

import re
from typing import Any

from django.test import Client
from django.urls import reverse

from alongside.mail import commands as mail
from alongside.people.secrets import new_secret
from tests.cast import Cast
from tests.kit.postbox import Postbox

NADIA = "nadia@example.org"


def give(cast: Cast, name: str = "nadia", email: str = "") -> None:
    """Give somebody an address that is proved."""
    mail.keep_address(who=cast.member(name), email=email or f"{name}@example.org")


def ask(client: Client, email: str = NADIA, **more: str) -> Any:
    """Ask for a code, as the page does."""
    return client.post(reverse("people:come_in"), {"key": new_secret(), "email": email, **more})


def letter(cast: Cast, postbox: Postbox) -> str:
    """Post what waits, and return the words of the newest letter with a code."""
    mail.post(at=cast.at)
    said = [str(each.get_content()).replace("\r\n", "\n") for each in postbox.letters]
    return [each for each in said if "code" in each][-1]


def code_in(words: str) -> str:
    """The code that a letter holds."""
    found = re.search(r":  (\d{4} \d{4})\n", words)
    assert found, words
    return found[1]


def link_in(words: str) -> str:
    """The path that a letter's link leads to."""
    found = re.search(r"https://alongside\.example\.org(/\S+)", words)
    assert found, words
    return found[1]


def type_in(client: Client, code: str, *, key: str = "") -> Any:
    """Type a code, as the page does."""
    return client.post(reverse("people:mail_code"), {"key": key or new_secret(), "code": code})


def wrong(code: str) -> str:
    """Another code than this one."""
    digits = code.replace(" ", "")
    return f"{(int(digits) + 1) % 10**8:08d}"
