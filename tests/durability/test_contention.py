"""Everybody in the room presses at once, and each one's answers are in (R-08)."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.durability.answering import sent
from tests.durability.pressing import EACH, Pressing, copying, crowd, meanwhile, press, reading
from tests.kit import peopled, servers
from tests.kit.footing import POSTGRESQL
from tests.kit.servers import Server

Start = Callable[..., Server]


def pressed(server: Server, people: int, *, within: float, place: Path) -> list[Pressing]:
    """Let so many people press within so many seconds, while copies are made and pages read."""
    made = peopled.people(server.home, people, {"ALONGSIDE_DATABASE": server.database}, asked=True)
    everybody = crowd(server, made, within=within)
    with meanwhile(copying(server, place), reading(server, made)) as done:
        press(everybody)
    assert all(done), "nobody read, or no copy was made, while they pressed"
    return everybody


def check(server: Server, everybody: list[Pressing]) -> None:
    """Fail if anybody was told anything but that it is in, or if what is in is not what was sent."""
    assert [surprise for each in everybody for surprise in each.surprises] == []
    assert all(line.sent for each in everybody for line in each.lines)
    named, unnamed = everybody[1::2], everybody[0::2]
    found = sent(server)
    assert found.named == {(each.number, line.question): 1 for each in named for line in each.lines}
    assert sorted(found.unnamed) == sorted((each.number, line.question, 1) for each in unnamed for line in each.lines)
    assert sum(found.marks.values()) == len(everybody) * EACH
    assert "locked" not in server.log


def told(everybody: list[Pressing]) -> str:
    """Say how long it took to be told that it is in."""
    took = sorted(each.took for each in everybody)
    p95, p99 = (took[int(len(took) * part)] * 1000 for part in (0.95, 0.99))
    return f"{len(took)} people pressed: p95 {p95:.0f} ms, p99 {p99:.0f} ms, no error, everything in"


@pytest.mark.data
def test_sixty_people_press_at_once_and_everything_is_in(start_server: Start, tmp_path: Path) -> None:
    server = start_server()
    check(server, pressed(server, 60, within=0, place=tmp_path))


@pytest.mark.prove
@pytest.mark.data
@pytest.mark.parametrize(("people", "within"), [(60, 10), (200, 30)])
def test_a_hall_presses_and_everything_is_in(start_server: Start, tmp_path: Path, people: int, within: float) -> None:
    server = start_server()
    everybody = pressed(server, people, within=within, place=tmp_path)
    check(server, everybody)
    print(f"within {within} s {told(everybody)}")  # noqa: T201


@pytest.mark.skipif(POSTGRESQL, reason="only SQLite's transactions can begin in the wrong way")
def test_a_server_whose_transactions_begin_in_the_wrong_way_is_caught(start_server: Start) -> None:
    proper = start_server()
    proper.stop()
    wrong = servers.start(proper.home, more={"ALONGSIDE_DATABASE": ""}, program="tests.durability.deferred")
    try:
        made = peopled.people(wrong.home, 30, {"ALONGSIDE_DATABASE": ""}, asked=True)
        everybody = crowd(wrong, made, within=0)
        press(everybody)
    finally:
        wrong.stop()
    assert any("500" in surprise for each in everybody for surprise in each.surprises)
