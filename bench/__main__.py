"""`python -m bench`: what Alongside costs, each figure beside its floor in the same run (`make bench`).

Everything runs on this computer alone, interleaved, several times over, for some minutes; what is shown are
medians. Of two figures the server's CPU for each is the steadier on a machine that others use too. Nothing here can
fail for being slow. `--write docs/bench.md` keeps the tables there.
"""

from __future__ import annotations

import argparse
import os
import platform
import sqlite3
import statistics
import tempfile
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

from bench import answering, floors, leaving, looking, ours, starting, weight
from bench.line import Line, Run, run
from bench.things import Thing, cost_table, table

ROUNDS = 5
HOLD = 4
"""People at once."""
ANSWERERS = 650
"""How many people all runs of rounds take, each answering once."""
INSERT = "Django insert of 28 fields"


def _things(process: int, writers: list[ours.Writer]) -> list[Thing]:
    def asked(doers: list[Callable[[], None]], times: int) -> Callable[[], Run]:
        return lambda: run(process, doers, times)

    pages = [
        Thing(f"page: {name}", "empty Django view", "", asked([writer.look(path) for writer in writers], 15))
        for name, path in ours.PAGES.items()
    ]
    return [
        *pages,
        Thing(
            "keep one line",
            "Django insert of 28 fields",
            "rate: half of the floor or better",
            asked([writer.keep for writer in writers], 15),
        ),
        Thing(
            "a talk: begun, five lines one by one, finished",
            "Django insert of 28 fields",
            "",
            asked([writer.whole_talk for writer in writers], 2),
        ),
        Thing(
            "a talk without JavaScript: begun, one form, finished",
            "Django insert of 28 fields",
            "",
            asked([writer.whole_talk_plainly for writer in writers], 3),
        ),
    ]


def _rounds(asked: answering.Asked) -> list[Thing]:
    process = asked.server.process.pid
    browsers = [answering.Respondent(asked) for _ in range(32)]

    def whole(many: int, times: int) -> Callable[[], Run]:
        return lambda: run(process, [browser.all_on_one_page for browser in browsers[:many]], times)

    def one_by_one() -> Run:
        each = run(process, [browser.one_by_one for browser in browsers[:8]], 1)
        number = len(asked.questions)
        return Run(each.rate * number, each.p95, each.cpu / number)

    goal = "rate: half of the floor; CPU: three times"
    return [
        Thing("23 questions on one page, kept, then sent: 8 at once", INSERT, goal, whole(8, 3)),
        Thing("the same: 32 at once", INSERT, f"{goal}; p95 100 ms", whole(32, 2)),
        Thing("23 questions kept one by one, then sent, each answer: 8 at once", INSERT, "rate: half", one_by_one),
    ]


def _floor(url: str, process: int, path: str) -> Callable[[], Run]:
    lines = [Line(url) for _ in range(HOLD)]
    doers: list[Callable[[], None]] = [lambda line=line: (line.ask(path), None)[1] for line in lines]  # type: ignore[misc]
    return lambda: run(process, doers, 60)


def measured(more: list[Thing], folder: Path) -> list[Thing]:
    """Measure the floors and everything else, interleaved."""
    commit, insert = floors.Commit(folder), floors.Insert()
    with floors.served("hello") as hello, floors.served("empty") as empty:
        things = [
            Thing("floor: bare ASGI hello", "", "", _floor(*hello, "/")),
            Thing("floor: empty Django view", "bare ASGI hello", "", _floor(*empty, "/empty")),
            Thing("floor: durable SQLite commit of 28 fields", "", "", lambda: floors.timed(commit, 200)),
            Thing(
                "floor: Django insert of 28 fields",
                "durable SQLite commit of 28 fields",
                "",
                lambda: floors.timed(insert, 100),
            ),
            *more,
        ]
        for thing in things:
            thing.measure()  # once unseen, to be warm
        for _ in range(ROUNDS):
            for thing in things:
                thing.runs.append(thing.measure())
    commit.close()
    return things


def weight_table(line: Line, writer: ours.Writer, answerer: answering.Respondent) -> str:
    """Return how heavy the joining, the talk and the first answering page are."""
    places = {
        name: ours.PAGES[name].format(p=writer.partnership, talk=writer.talk) for name in ("joining page", "talk")
    }
    pages = [(name, line, place) for name, place in places.items()]
    pages.append(("first answering page", answerer.line, answerer.first_page()))
    rows = []
    for name, asking, path in pages:
        found = weight.weigh(asking, path)
        sizes = (found.html, found.css, found.js, found.words, found.whole)
        rows.append((name, *(f"{size / 1000:.1f}" for size in sizes), str(found.before_reading)))
    rows.append(("goal", "", "", "5.0", "14.0", "60.0", "3"))
    packed = ("HTML", "CSS", "JS", "the three", "whole, with font")
    return table(("page, in kB", *packed, "requests before reading"), rows)


def start_table(home: Path, url: str, folder: Path) -> str:
    """Return how long it takes to be up, and how far it is to the first five lines."""
    up = statistics.median(starting.first_page(home) for _ in range(3))
    way = starting.first_lines(url)
    return table(
        ("what", "seen", "goal"),
        [
            (
                "a fresh clone and `make run`, packages at hand, to the first page",
                f"{starting.cloned(folder):.1f} s",
                "15 s",
            ),
            ("`make run` again, to the first page", f"{up:.1f} s", "3 s"),
            ("pages from the first one to the page of five lines", str(way.pages), ""),
            ("fields on these pages, and typed in on the shortest way", f"{way.fields}, {way.typed}", ""),
            ("time waited for the server on the whole way", f"{way.seconds:.2f} s", ""),
            *leaving.rows(folder),
        ],
    )


def tables(folder: Path) -> list[str]:
    """Measure everything, and return what there is to show."""
    home = folder / "home"
    os.environ["ALONGSIDE_HOME"], os.environ["ALONGSIDE_DATABASE"] = str(home), ""
    with ExitStack() as serving:
        server, people = serving.enter_context(ours.served(home))
        asked = serving.enter_context(answering.served(folder / "rounds", ANSWERERS))
        looked_at = serving.enter_context(looking.things(folder))
        from alongside.cli import start

        start.django()
        ours.open_room()
        writers = ours.writers(server, people)
        more = [*_things(server.process.pid, writers), *_rounds(asked), *looked_at]
        things, answerer = measured(more, folder), answering.Respondent(asked)
        return [
            cost_table(things),
            weight_table(writers[0].line, writers[0], answerer),
            start_table(home, server.url, folder),
            looking.memory_table(server),
        ]


def main() -> None:
    """Measure, show, and perhaps keep."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", type=Path)
    wanted = parser.parse_args()
    busy = os.getloadavg()[0]
    with tempfile.TemporaryDirectory(prefix="alongside-bench-") as folder:
        parts = tables(Path(folder))
    python = f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, {os.cpu_count()} cores"
    python += f", of which others kept {busy:.1f} busy when it began"
    shown = "\n\n".join([f"{python}; {HOLD} people at once; medians of {ROUNDS} rounds, interleaved.", *parts])
    print(shown)
    if wanted.write:
        before = wanted.write.read_text(encoding="utf-8").partition("<!-- figures -->")[0]
        wanted.write.write_text(f"{before}<!-- figures -->\n\n{shown}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
