"""Killed while people answer and send, nothing that was kept or sent is gone, doubled, or there by half (R-01)."""

from __future__ import annotations

import random
import time
from collections import Counter
from collections.abc import Callable

import pytest

from tests.durability.answering import Answering, Line, Sent, asked_of, sent
from tests.kit import peopled, servers
from tests.kit.peopled import Peopled
from tests.kit.servers import Server

PEOPLE = 20
Start = Callable[..., Server]


def again(server: Server) -> Server:
    """Start a server anew on the same data; nobody does anything else."""
    return servers.start(server.home, more={"ALONGSIDE_DATABASE": server.database})


def crowd(server: Server, people: Peopled) -> list[Answering]:
    """Half answer with their names, again and again; half without, once each."""
    questions = asked_of(people)
    return [
        Answering(server, people, number, round, [Line(question) for question in questions[round]], once=once)
        for number in range(PEOPLE)
        for round, once in [(people.unnamed, True) if number % 2 else (people.named, False)]
    ]


def kill_while_answering(server: Server, everybody: list[Answering], seconds: float) -> list[Answering]:
    """Let people answer, and kill the server's whole process group after some seconds; return those who go on."""
    fresh = [
        Answering(server, each.peopled, each.number, each.round, each.lines, each.once, each.surprises)
        for each in everybody
    ]
    for each in fresh:
        each.start()
    time.sleep(seconds)
    server.kill()
    server.stop()
    for each in fresh:
        each.join(60)
    return fresh


def check(found: Sent, everybody: list[Answering]) -> None:
    """Fail if anything is amiss; then let each go on from what is there."""
    assert [surprise for each in everybody for surprise in each.surprises] == []
    of_each = Counter((number, question) for number, question, _ in found.unnamed)
    assert max(of_each.values(), default=1) == 1, "somebody is in twice"
    unnamed = {(number, question): count for number, question, count in found.unnamed}
    halves = Counter(question for _, question in (*found.named, *unnamed))
    assert halves == Counter(found.marks), "an answer without its mark, or a mark without its answer"
    for each in everybody:
        there = each.load()
        for line in each.lines:
            _line(each, line, (unnamed if each.once else found.named).get((each.number, line.question), 0), there)


def _line(each: Answering, line: Line, in_database: int, there: dict[str, int]) -> None:
    assert in_database >= line.sent, f"sent, it was said: {each.number} {line.question} {line.sent}"
    assert max(in_database, there.get(line.question, 0)) >= line.kept, f"kept, it was said: {each.number} {line}"


def rounds(start: Start, number: int) -> tuple[int, int]:
    """Kill so many times; fail if anything is missing. Return how many texts were kept, and how many answers sent."""
    server = start()
    people = peopled.people(server.home, PEOPLE, {"ALONGSIDE_DATABASE": server.database}, asked=True)
    everybody = crowd(server, people)
    chance = random.Random(number)
    try:
        for _ in range(number):
            everybody = kill_while_answering(server, everybody, chance.uniform(0.8, 2.0))
            server = again(server)
            for each in everybody:
                each.server = server
            check(sent(server), everybody)
    finally:
        server.stop()
    lines = [line for each in everybody for line in each.lines]
    return sum(line.kept for line in lines), sum(line.base for line in lines)


@pytest.mark.data
def test_nothing_kept_or_sent_is_gone_after_a_kill(start_server: Start) -> None:
    kept, in_ = rounds(start_server, 5)
    assert kept > 100 and in_ > 50, "too little was written for this to say anything"


@pytest.mark.prove
@pytest.mark.data
def test_nothing_kept_or_sent_is_gone_after_two_hundred_kills(start_server: Start) -> None:
    kept, in_ = rounds(start_server, 200)
    print(f"200 kills, {kept} texts kept, {in_} answers sent, none missing, doubled or there by half")  # noqa: T201
    assert kept > 10_000
