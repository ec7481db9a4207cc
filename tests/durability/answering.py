"""People who answer at once on a real server, send, and write down what they were told is kept and what is in."""

from __future__ import annotations

import http.client
import json
import re
import threading
from contextlib import closing
from dataclasses import dataclass, field
from urllib.parse import urlencode, urlsplit

from tests.durability.people import CSRF, opened
from tests.kit.peopled import Peopled
from tests.kit.servers import Server

TOKEN = re.compile(r"said-(\d+)-([a-z]+\.[a-z]+)-(\d+)-")
"""What every answer begins with: whose it is, the question, and which of their texts on it."""
SEEN = re.compile(r'name="seen" value="(\d+)"')


@dataclass
class Line:
    """One answer that somebody writes: its version, that of what is sent, and the newest text kept, and sent."""

    question: str
    seen: int = 0
    base: int = 0
    count: int = 0
    kept: int = 0
    sent: int = 0


@dataclass(eq=False)
class Answering(threading.Thread):
    """Keeps one answer after the other and sends them every so often, without a pause, until the server is gone.

    `once` is for a round without names: each answer is sent once and then left alone.
    """

    server: Server
    peopled: Peopled
    number: int
    round: str
    lines: list[Line]
    once: bool = False
    surprises: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()
        self.place = f"/p/{self.peopled.partnership}/rounds/{self.round}/"

    def run(self) -> None:
        address = urlsplit(self.server.url)
        with closing(http.client.HTTPConnection(address.hostname or "", address.port, timeout=30)) as connection:
            try:
                while not self.surprises and (still := self._still()):
                    for line in still:
                        self._keep(connection, line)
                    self._send(connection, still)
            except (OSError, http.client.HTTPException, ValueError):
                return  # the server is gone, perhaps in the midst of an answer

    def _still(self) -> list[Line]:
        return [line for line in self.lines if not (self.once and line.sent)][:2]

    def _ask(
        self, connection: http.client.HTTPConnection, place: str, form: dict[str, object] | None = None
    ) -> tuple[int, str]:
        headers = {"Cookie": f"{self.peopled.cookie(self.number)}; csrf={CSRF}", "Accept": "application/json"}
        if form is None:
            connection.request("GET", self.place + place, headers=headers)
        else:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
            connection.request("POST", self.place + place, urlencode({**form, "csrfmiddlewaretoken": CSRF}), headers)
        answer = connection.getresponse()
        return answer.status, answer.read().decode()

    def _keep(self, connection: http.client.HTTPConnection, line: Line) -> None:
        line.count += 1
        words = f"said-{self.number}-{line.question}-{line.count}-" + " as we said" * (line.count % 30)
        name = line.question
        form = {f"{name}-words": words, f"{name}-stance": line.count % 4, f"{name}-how": "all"}
        form |= {f"{name}-seen": line.seen, f"{name}-base": line.base}
        status, told = self._ask(connection, f"answer/{name}/keep/", form)
        if status != 200:
            self.surprises.append(f"{status} on {name} at {line.seen}, {line.base}: {told[:200]}")
            return
        line.seen, line.kept = int(json.loads(told)["version"]), line.count

    def _send(self, connection: http.client.HTTPConnection, lines: list[Line]) -> None:
        status, page = self._ask(connection, "review/")
        seen = SEEN.search(page)
        if status != 200 or not seen:
            self.surprises.append(f"{status} on the page that sends")
            return
        status, page = self._ask(connection, "review/", {"seen": seen[1]})
        if status != 302:
            self.surprises.append(f"{status} on sending")
            return
        for line in lines:
            line.sent, line.seen, line.base = line.kept, 0, line.base + 1

    def load(self) -> dict[str, int]:
        """Load the page with every question, and go on from what stands there; return the newest text of each."""
        address = urlsplit(self.server.url)
        with closing(http.client.HTTPConnection(address.hostname or "", address.port, timeout=30)) as connection:
            status, page = self._ask(connection, "answer/all/")
            assert status == 200, page
        for line in self.lines:
            stands = dict(re.findall(rf'name="{re.escape(line.question)}-(seen|base)" value="(\d+)"', page))
            line.seen, line.base = int(stands.get("seen", 0)), int(stands.get("base", 0))
            if self.once and not stands:
                line.sent = line.sent or line.count  # sent, though the answer never came
        newest: dict[str, int] = {}
        for _, question, count in TOKEN.findall(page):
            newest[question] = max(newest.get(question, 0), int(count))
        return newest


def asked_of(people: Peopled) -> dict[str, list[str]]:
    """Return the questions of each round."""
    from alongside.framework.loading import the_edition

    questions = [question.id for question in the_edition().questions]
    return {people.named: questions[:12], people.unnamed: questions[12:]}


@dataclass(frozen=True)
class Sent:
    """What lies in the database of what was sent: by question and person, the number of each text."""

    named: dict[tuple[int, str], int]
    unnamed: list[tuple[int, str, int]]
    marks: dict[str, int]
    """How many have sent on each question, as the marks say that keep them from sending twice."""


def sent(server: Server) -> Sent:
    """Look into the server's database, past the server."""
    with closing(opened(server)) as connection:
        cursor = connection.cursor()
        cursor.execute("SELECT words FROM rounds_answer")
        named = [TOKEN.match(words) for (words,) in cursor.fetchall()]
        cursor.execute("SELECT words FROM rounds_openunnamed")
        unnamed = [TOKEN.match(words) for (words,) in cursor.fetchall()]
        cursor.execute("SELECT question, count(*) FROM rounds_sent GROUP BY question")
        marks = {question: int(many) for question, many in cursor.fetchall()}
    return Sent(
        {(int(each[1]), each[2]): int(each[3]) for each in named if each},
        [(int(each[1]), each[2], int(each[3])) for each in unnamed if each],
        marks,
    )
