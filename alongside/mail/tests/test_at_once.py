"""Many at once: no try goes uncounted, a right code is used once, a letter is taken by one."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connections

from alongside.mail import commands
from alongside.mail.commands import posting
from alongside.mail.letters import Letter
from alongside.mail.models import Code, Purpose, WaitingLetter
from tests.cast import Cast

pytestmark = [pytest.mark.data, pytest.mark.django_db(transaction=True)]
SECRET, RIGHT, MANY = "s" * 43, "12345678", 20


def at_once(many: int, do: Callable[[int], Any]) -> list[Any]:
    """Do it in so many threads that all start together; return what came of each."""
    came, gate = [], threading.Barrier(many)

    def one(number: int) -> None:
        gate.wait()
        try:
            came.append(do(number))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=one, args=(number,)) for number in range(many)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return came


def asked(cast: Cast) -> None:
    commands.keep_address(who=cast.member("nadia"), email="nadia@example.org")
    code = commands.Asked(secret=SECRET, code=RIGHT, link="l" * 43, path="/x/")
    commands.ask_in(email="nadia@example.org", asked=code, instead_of="", at=cast.at)


def tried(cast: Cast, typed: str, key: str) -> commands.Tried:
    return commands.try_code(purpose=Purpose.IN, secret=SECRET, typed=typed, key=key, at=cast.at)


def test_of_many_wrong_codes_at_once_five_are_compared_and_all_are_counted(cast: Cast) -> None:
    asked(cast)
    came = at_once(MANY, lambda number: tried(cast, f"{number:08d}", f"key{number}"))
    assert len(came) == MANY
    assert Code.objects.get().tries == 5
    assert sorted(each.left for each in came if not each.is_over) == [1, 2, 3, 4]
    assert tried(cast, RIGHT, "key").is_over


def test_a_right_code_that_comes_many_times_at_once_is_used_once(cast: Cast) -> None:
    asked(cast)
    came = at_once(MANY, lambda number: tried(cast, RIGHT, f"key{number}"))
    assert [each.is_right for each in came].count(True) == 1


def test_a_letter_that_many_would_post_at_once_is_taken_by_one(cast: Cast) -> None:
    commands.queue(kind="x", letter=Letter("Hello", "x\n", to="sam@example.org"), at=cast.at)
    came = at_once(6, lambda number: posting._take_letter(at=cast.at))
    assert [each is not None for each in came].count(True) == 1
    assert WaitingLetter.objects.count() == 1
