"""From `make run`, again, to the first page; and from there to the first five lines, as a person goes."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urljoin

from bench.line import Answer, Line
from bench.ours import FIVE, well

ROOT = Path(__file__).resolve().parents[1]
QUESTION = "purpose.beneficiaries"
STARTING: dict[str, object] = {
    "name": "Harbour Wards Partnership",
    "place": "Eastport",
    "stage": "new",
    "person": "Amina Yusuf",
    "organisation": "Harbour Carers",
    "kind": "charity",
    "size": "small",
}


def cloned(folder: Path) -> float:
    """Return the seconds from a fresh clone, with no data, to the first whole page; packages come from their caches."""
    start = time.perf_counter()
    subprocess.run(["git", "clone", "--quiet", ROOT, folder / "clone"], check=True)
    return time.perf_counter() - start + first_page(folder / "fresh", folder / "clone")


def first_page(home: Path, root: Path = ROOT) -> float:
    """Return the seconds from `make run` in `root`, on this data folder, to the first whole page."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    environment = {**os.environ, "ALONGSIDE_HOME": str(home), "PORT": str(port)}
    start = time.perf_counter()
    process = subprocess.Popen(
        ["make", "--no-print-directory", "run"],
        cwd=root,
        env=environment,
        stdout=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        while True:
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=20) as answer:
                    answer.read()
                return time.perf_counter() - start
            except (urllib.error.URLError, ConnectionError):
                assert process.poll() is None, "`make run` has ended"
                assert time.perf_counter() - start < 180, "`make run` is not up after three minutes"
                time.sleep(0.02)
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(20)


class Fields(HTMLParser):
    """The fields of a page's form for words, one of a group of choices counted as one, and what is sent unseen."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: set[str] = set()
        self.required: set[str] = set()
        self.hidden: dict[str, object] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note one field."""
        told = dict(attrs)
        name = told.get("name")
        if tag not in ("input", "textarea", "select") or not name:
            return
        if told.get("type") == "hidden":
            self.hidden[name] = told.get("value") or ""
            return
        self.seen.add(name)
        if "required" in told:
            self.required.add(name)


@dataclass
class Way:
    """The way from the first page to the first five lines: its pages, their fields, and the server's time."""

    line: Line
    pages: int = 0
    fields: int = 0
    typed: int = 0
    seconds: float = 0.0

    def ask(self, path: str, form: dict[str, object] | None = None) -> Answer:
        """Ask as a browser does, keeping what it is given to keep."""
        before = time.perf_counter()
        answer = self.line.ask(path, form)
        self.seconds += time.perf_counter() - before
        self.pages += answer.status == 200
        for name, value in re.findall(r"(at-\w+)=([\w-]{43})", answer.headers.get("set-cookie", "")):
            self.line.cookie += f"; {name}={value}"
        return answer

    def fill(self, path: str, page: Answer, words: dict[str, object]) -> Answer:
        """Fill in the form of a page that has been opened."""
        fields = Fields()
        fields.feed(page.body.decode())
        self.fields += len(fields.seen)
        self.typed += len(words)
        return well(self.ask(path, {**fields.hidden, **words}), 200, 302, 303)


def first_lines(url: str) -> Way:
    """Go the shortest way: start a partnership, open a question, begin to talk, keep five lines, and finish."""
    way = Way(Line(url))
    way.ask("/")
    start = well(way.ask("/start/"))
    started = way.fill("/start/", start, STARTING)
    (home,) = set(re.findall(r"/p/\w+/", started.headers.get("location", "") + started.body.decode()))
    well(way.ask(home))
    asked = f"{home}questions/{QUESTION}/"
    well(way.ask(asked))
    begun = well(way.ask(f"{asked}talk/", {}), 302, 303)
    place = urljoin(asked, begun.headers["location"])
    talk = well(way.ask(place))
    words: dict[str, object] = {
        f"{kind}-{name}": value for kind, told in FIVE.items() for name, value in told.items() if name != "who"
    }
    done = way.fill(place, talk, {**words, "finish": "1"})
    way.typed -= 1  # the button
    well(way.ask(urljoin(place, done.headers["location"])))
    return way
