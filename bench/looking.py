"""What looking at things costs, little and much of them, and what the server holds in memory meanwhile."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from bench import grown, memory, opened
from bench.line import Run, run
from bench.things import Thing, table
from tests.kit.servers import Server

TIMES = 20


@contextmanager
def things(folder: Path) -> Iterator[list[Thing]]:
    """Serve opened rounds and grown partnerships meanwhile; gives what to measure, the small beside the large."""
    with ExitStack() as serving:
        yield [*_opened(serving, folder), *_grown(serving, folder)]


def _measure(server: Server, look: Callable[[], None]) -> Callable[[], Run]:
    return lambda: run(server.process.pid, [look], TIMES)


def _opened(serving: ExitStack, folder: Path) -> Iterator[Thing]:
    """Yield the first screen of each opened round, the one of 200 people being the floor."""
    server, looks = serving.enter_context(opened.served(folder / "opened"))
    for size, look in looks.items():
        floor, goal = (_screen(200), "CPU: 17 ms, and 1.5 times") if size == max(looks) else ("", "")
        yield Thing(_screen(size), floor, goal, _measure(server, look))


def _screen(size: int) -> str:
    return f"first screen of an opened round, {size:,} people"


def _grown(serving: ExitStack, folder: Path) -> Iterator[Thing]:
    """Yield two pages of a partnership with few entries, by itself, and of one with many, among many."""
    floors: dict[str, str] = {}
    for size in (grown.SMALL, grown.LARGE):
        entries, beside = size
        server, looks = serving.enter_context(grown.served(folder / f"grown-{entries}", size))
        for page, look in looks.items():
            name = f"{page} with {entries:,} entries, {beside:,} partnership{'s' * (beside > 1)} beside it"
            yield Thing(name, floors.get(page, ""), "CPU: 1.5 times" if page in floors else "", _measure(server, look))
            floors[page] = name


def memory_table(server: Server) -> str:
    """Return what a server holds that has answered all this."""
    rest = memory.held(server.process.pid)
    many = memory.with_many(server.url, server.process.pid)
    return table(
        ("memory of the server, MB (proportional set size)", "seen", "goal"),
        [
            ("after all of the above", f"{rest:.0f}", ""),
            (f"with {memory.MANY:,} connections open on which nothing is asked", f"{many:.0f}", "150"),
        ],
    )
