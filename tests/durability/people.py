"""People who write at once on a real server, and write down themselves what they were told is kept."""

from __future__ import annotations

import http.client
import json
import sqlite3
import threading
from contextlib import closing
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode, urlsplit

from alongside.home import database_file
from tests.kit.peopled import Peopled
from tests.kit.servers import Server

KINDS = ("noticed", "standing", "unsettled")
CSRF = "c" * 32


@dataclass
class Line:
    """One line that somebody writes on: the version they saw last, and all they were told is kept."""

    talk: str
    kind: str
    seen: int = 0
    kept: dict[int, str] = field(default_factory=dict)


@dataclass(eq=False)
class Person(threading.Thread):
    """Keeps one line after the other, without a pause, until the server is gone."""

    server: Server
    partnership: str
    cookie: str
    lines: list[Line]
    surprises: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()

    def run(self) -> None:
        address = urlsplit(self.server.url)
        with closing(http.client.HTTPConnection(address.hostname or "", address.port, timeout=30)) as connection:
            count = 0
            while True:
                line = self.lines[count % len(self.lines)]
                count += 1
                try:
                    self._keep(connection, line)
                except (OSError, http.client.HTTPException, ValueError):
                    return  # the server is gone, perhaps in the midst of an answer

    def _keep(self, connection: http.client.HTTPConnection, line: Line) -> None:
        words = f"{line.kind} {line.seen + 1}: " + "as we said " * (line.seen % 30)
        form = {f"{line.kind}-words": words, f"{line.kind}-seen": line.seen, "csrfmiddlewaretoken": CSRF}
        headers = {
            "Cookie": f"{self.cookie}; csrf={CSRF}",
            "Content-Type": "application/x-www-form-urlencoded",
            "Accept": "application/json",
        }
        place = f"/p/{self.partnership}/talks/{line.talk}/lines/{line.kind}/"
        connection.request("POST", place, urlencode(form), headers)
        answer = connection.getresponse()
        told = answer.read()
        if answer.status != 200:
            self.surprises.append(f"{answer.status} on {line.kind} at version {line.seen}")
            return
        line.seen = int(json.loads(told)["version"])
        line.kept[line.seen] = words.strip()


def look(server: Server, peopled: Peopled, number: int) -> str:
    """Open somebody's talk as their browser would, and return the page."""
    address = urlsplit(server.url)
    with closing(http.client.HTTPConnection(address.hostname or "", address.port, timeout=30)) as connection:
        place = f"/p/{peopled.partnership}/talks/{peopled.talks[number]}/"
        connection.request("GET", place, headers={"Cookie": peopled.cookie(number)})
        answer = connection.getresponse()
        page = answer.read().decode()
        assert answer.status == 200, (answer.status, page)
        return page


def opened(server: Server) -> Any:
    """Open the server's database, past the server."""
    if server.database:
        import psycopg

        return psycopg.connect(server.database)
    return sqlite3.connect(database_file(server.home))


HISTORY = """
SELECT talk.ref, line.kind, version.version, version.words
FROM learning_lineversion version
JOIN learning_line line ON line.id = version.line_id JOIN learning_talk talk ON talk.id = line.talk_id
"""
HALVES = {
    "lines that differ from the newest of their versions": """
        SELECT count(*) FROM learning_line line WHERE NOT EXISTS (SELECT 1 FROM learning_lineversion version
        WHERE version.line_id = line.id AND version.version = line.version AND version.words = line.words)""",
    "lines with a version missing on the way": """
        SELECT count(*) FROM learning_line line
        WHERE version <> (SELECT count(*) FROM learning_lineversion WHERE line_id = line.id)""",
    "versions without a note of who wrote when, or notes without one": """
        SELECT (SELECT count(*) FROM learning_lineversion)
        - (SELECT count(*) FROM partnerships_moment WHERE what = 'line-kept')""",
}


@dataclass(frozen=True)
class Found:
    """What lies in the database: the words of each version, and what is there only by half."""

    words: dict[tuple[str, str, int], str]
    halves: list[str]

    def missing(self, people: list[Person]) -> list[str]:
        """Return what somebody was told is kept and is not there."""
        return [
            f"{line.talk} {line.kind} {version}"
            for person in people
            for line in person.lines
            for version, words in line.kept.items()
            if self.words.get((line.talk, line.kind, version)) != words
        ]


def find(server: Server) -> Found:
    """Look into the server's database."""
    with closing(opened(server)) as connection:
        cursor = connection.cursor()
        halves = []
        if not server.database:
            halves += [row[0] for row in cursor.execute("PRAGMA integrity_check") if row[0] != "ok"]
        cursor.execute(HISTORY)
        words = {(talk, kind, version): text for talk, kind, version, text in cursor.fetchall()}
        for name, question in HALVES.items():
            cursor.execute(question)
            (number,) = cursor.fetchone()
            if number:
                halves.append(f"{number} {name}")
    return Found(words, halves)
