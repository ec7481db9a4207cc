"""What the server says leaves no trace of who sent what: not as answers close, nor as they are opened (P-05)."""

from __future__ import annotations

import secrets
from collections.abc import Callable

import pytest

from tests.durability.answering import asked_of
from tests.durability.test_sealed_on_disk import Browser
from tests.kit import peopled
from tests.kit.peopled import Peopled
from tests.kit.servers import Server

WORDS = ("close", "open")


@pytest.fixture
def served(start_server: Callable[..., Server]) -> tuple[Server, Peopled]:
    server = start_server()
    return server, peopled.people(server.home, 9, {"ALONGSIDE_DATABASE": server.database}, asked=True)


@pytest.mark.data
def test_nothing_is_said_of_words_people_or_rounds_as_they_are_opened(served: tuple[Server, Peopled]) -> None:
    server, people = served
    round, question = people.unnamed, asked_of(people)[people.unnamed][0]
    words = [f"canary{secrets.token_hex(8)}" for _ in range(6)]
    for number, word in enumerate(words, start=2):
        here = Browser(server, people, number)
        here.keep(round, question, word)
        here.send(round)
    organiser, member = Browser(server, people, 0), Browser(server, people, 8)
    for what in WORDS:
        assert organiser.ask(f"rounds/{round}/{what}/", {"typed": what})[0] == 302
    assert all(word in member.ask(f"rounds/{round}/opened/{question}/")[1] for word in words), "it is not open"
    # and what goes wrong: done again, by somebody who may not, on what is not there
    for what in WORDS:
        organiser.ask(f"rounds/{round}/{what}/", {"typed": what})
        member.ask(f"rounds/{round}/{what}/", {"typed": words[0]})
    member.ask(f"rounds/{round}/opened/{words[1]}/")
    member.ask(f"rounds/{words[2]}/opened/")
    server.process.terminate()
    said = (server.process.stdout.read() if server.process.stdout else "") + server.log
    for trace in (*words, *people.secrets, round, question, people.partnership, "canary"):
        assert trace not in said
