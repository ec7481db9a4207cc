"""Killed in the midst of everything, nothing that was said to be kept is gone (R-01)."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from dataclasses import dataclass

import pytest

from tests.durability.people import KINDS, Found, Line, Person, find, look
from tests.kit import peopled, servers
from tests.kit.peopled import Peopled
from tests.kit.servers import Server

PEOPLE = 20
Start = Callable[..., Server]


def at_work(server: Server, people: Peopled, lines: list[list[Line]]) -> list[Person]:
    """Let everybody begin to write."""
    crowd = [
        Person(server, people.partnership, people.cookie(number), lines[number]) for number in range(len(people.talks))
    ]
    for person in crowd:
        person.start()
    return crowd


def again(server: Server, program: str = "alongside") -> Server:
    """Start a server anew on the same data; nobody does anything else."""
    return servers.start(server.home, more={"ALONGSIDE_DATABASE": server.database}, program=program)


@dataclass
class Told:
    """What came of all rounds."""

    rounds: int = 0
    kept: int = 0
    slowest_start: float = 0.0

    def __str__(self) -> str:
        return (
            f"{self.rounds} kills, {self.kept} lines kept, none missing; "
            f"up again with a page in {self.slowest_start:.1f} s at most"
        )


def kill_while_writing(server: Server, people: Peopled, lines: list[list[Line]], seconds: float) -> list[Person]:
    """Let people write, kill the server's whole process group after some seconds, and return who wrote."""
    crowd = at_work(server, people, lines)
    time.sleep(seconds)
    server.kill()
    server.stop()
    for person in crowd:
        person.join(40)
    return crowd


def check(found: Found, crowd: list[Person]) -> None:
    """Fail if anything is amiss; then let each go on from what is there."""
    assert [surprise for person in crowd for surprise in person.surprises] == []
    assert found.missing(crowd) == []
    assert found.halves == []
    there: dict[tuple[str, str], int] = {}
    for talk, kind, version in found.words:
        there[talk, kind] = max(version, there.get((talk, kind), 0))
    for person in crowd:
        for line in person.lines:
            line.seen = there.get((line.talk, line.kind), 0)


def rounds(start: Start, number: int) -> Told:
    """Kill so many times; fail if anything is missing."""
    server = start()
    people = peopled.people(server.home, PEOPLE, {"ALONGSIDE_DATABASE": server.database})
    lines = [[Line(talk, kind) for kind in KINDS] for talk in people.talks]
    chance = random.Random(number)
    told = Told()
    try:
        for _ in range(number):
            crowd = kill_while_writing(server, people, lines, chance.uniform(0.2, 1.2))
            before = time.monotonic()
            server = again(server)
            assert "<form" in look(server, people, 0)
            told.slowest_start = max(told.slowest_start, time.monotonic() - before)
            check(find(server), crowd)
            told.rounds += 1
    finally:
        server.stop()
    told.kept = sum(len(line.kept) for mine in lines for line in mine)
    return told


@pytest.mark.data
def test_nothing_kept_is_gone_after_a_kill(start_server: Start) -> None:
    told = rounds(start_server, 5)
    assert told.rounds == 5
    assert told.kept > 100, "too little was written for this to say anything"


@pytest.mark.data
def test_a_server_that_writes_behind_is_caught(start_server: Start) -> None:
    """The case bites: said first and written afterwards, words are gone after a kill."""
    proper = start_server()
    people = peopled.people(proper.home, 4, {"ALONGSIDE_DATABASE": proper.database})
    proper.stop()
    hasty = again(proper, "tests.durability.behind")
    lines = [[Line(talk, kind) for kind in KINDS] for talk in people.talks]
    look(hasty, people, 0)  # so that it is warm, and writes something before it is killed
    crowd = kill_while_writing(hasty, people, lines, 1.0)
    server = again(proper)
    found = find(server)
    server.stop()
    assert found.words, "nothing was written at all, so nothing was tried"
    assert found.missing(crowd)


@pytest.mark.prove
@pytest.mark.data
def test_nothing_kept_is_gone_after_two_hundred_kills(start_server: Start) -> None:
    told = rounds(start_server, 200)
    print(told)  # noqa: T201
    assert told.rounds == 200
