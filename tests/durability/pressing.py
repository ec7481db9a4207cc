"""A room in which everybody presses at once, while a copy is made of it all and somebody reads long pages."""

from __future__ import annotations

import http.client
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from tests.durability.answering import SEEN, Answering, Line, asked_of
from tests.kit import servers
from tests.kit.peopled import Peopled
from tests.kit.servers import Server

EACH = 3
"""How many answers each one has written before they press."""
PATIENCE = 60


@dataclass(eq=False)
class Pressing(Answering):
    """Keeps some answers, opens the page that sends, waits for its moment, and presses once."""

    go: threading.Event = field(default_factory=threading.Event)
    after: float = 0.0
    ready: threading.Event = field(default_factory=threading.Event)
    took: float = 0.0

    def _line(self) -> http.client.HTTPConnection:
        address = urlsplit(self.server.url)
        return http.client.HTTPConnection(address.hostname or "", address.port, timeout=PATIENCE)

    def run(self) -> None:
        try:
            with closing(self._line()) as connection:
                for line in self.lines:
                    self._keep(connection, line)
                page = SEEN.search(self._ask(connection, "review/")[1])
            self.ready.set()
            self.go.wait(PATIENCE)
            time.sleep(self.after)
            with closing(self._line()) as connection:
                self._press(connection, page[1] if page else "")
        except (OSError, http.client.HTTPException) as failure:
            self.surprises.append(repr(failure))
        finally:
            self.ready.set()

    def _press(self, connection: http.client.HTTPConnection, seen: str) -> None:
        before = time.perf_counter()
        status, _ = self._ask(connection, "review/", {"seen": seen})
        self.took = time.perf_counter() - before
        if status != 302:
            self.surprises.append(f"{status} on sending")
        else:
            for line in self.lines:
                line.sent = line.kept


def crowd(server: Server, people: Peopled, *, within: float) -> list[Pressing]:
    """Everybody at their browsers: half answer with their names, half without; they press within so many seconds."""
    questions, go, many = asked_of(people), threading.Event(), len(people.secrets)
    places = [people.unnamed, people.named]
    return [
        Pressing(
            server,
            people,
            number,
            places[number % 2],
            [Line(question) for question in questions[places[number % 2]][:EACH]],
            go=go,
            after=within * number / many,
        )
        for number in range(many)
    ]


def press(everybody: list[Pressing]) -> None:
    """Let all write, and, once the last is ready, press."""
    for each in everybody:
        each.start()
    for each in everybody:
        each.ready.wait(PATIENCE)
    everybody[0].go.set()
    for each in everybody:
        each.join(PATIENCE * 2)


@contextmanager
def meanwhile(*does: Callable[[], None]) -> Iterator[list[int]]:
    """Let each of these be done again and again meanwhile; gives a list with one entry for every time it was done."""
    over, done, failed = threading.Event(), [0] * len(does), list[BaseException]()

    def again(number: int) -> None:
        try:
            while not over.is_set():
                does[number]()
                done[number] += 1
        except BaseException as failure:  # raised again below, where it is heard
            failed.append(failure)

    threads = [threading.Thread(target=again, args=[number]) for number in range(len(does))]
    for thread in threads:
        thread.start()
    try:
        yield done
    finally:
        over.set()
        for thread in threads:
            thread.join(PATIENCE)
    for failure in failed:
        raise failure


def copying(server: Server, place: Path) -> Callable[[], None]:
    """Return what makes a backup, a new one each time. On PostgreSQL that is its own business: there, nothing."""

    def copy() -> None:
        if server.database:
            time.sleep(0.1)
            return
        name = place / f"{time.monotonic_ns()}.zip"
        command = [sys.executable, "-m", "alongside", "backup", str(name)]
        environment = servers.environment(server.home, {"ALONGSIDE_DATABASE": ""})
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        assert name.exists()

    return copy


def reading(server: Server, people: Peopled) -> Callable[[], None]:
    """Return what reads the longest pages there are, as the organiser."""
    places = [f"rounds/{people.unnamed}/sheet/", "questions/", "rounds/", "", f"rounds/{people.named}/answer/all/"]

    def read() -> None:
        address = urlsplit(server.url)
        with closing(http.client.HTTPConnection(address.hostname or "", address.port, timeout=PATIENCE)) as connection:
            for place in places:
                path = f"/p/{people.partnership}/{place}"
                connection.request("GET", path, headers={"Cookie": people.cookie(0)})
                answer = connection.getresponse()
                answer.read()
                assert answer.status == 200, f"{answer.status} on {place}"

    return read
