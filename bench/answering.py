"""Rounds to measure: all 23 questions answered, kept and sent without a name, by a new person each time.

`python -m bench.answering 300` puts 300 people and what they are asked into the data folder, by the real commands.
"""

from __future__ import annotations

import itertools
import json
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from bench.line import Line
from bench.ours import well
from tests.kit import servers
from tests.kit.servers import Server

WORDS = "The same organisation is asked first every time. I don’t think anyone means it."

SEEN = """
SELECT sum(rounds_draft.version) FROM rounds_draft
JOIN people_wrap ON people_wrap.key_id = rounds_draft.key_id
JOIN people_device ON people_device.id = people_wrap.device_id
WHERE people_device.secret_hash = ?
"""
"""What versions somebody's drafts have together, by the hash of their device's secret."""


@dataclass
class Asked:
    """A partnership that is asked everything: where, the questions, and the secrets of those who have not answered."""

    server: Server
    partnership: str
    round: str
    questions: list[str]
    secrets: Iterator[str]
    answered: Iterator[int] = field(default_factory=itertools.count)

    @property
    def place(self) -> str:
        """Where it is answered."""
        return f"/p/{self.partnership}/rounds/{self.round}/"


class Respondent:
    """A browser that is handed from person to person: each answers everything, and sends it."""

    def __init__(self, asked: Asked) -> None:
        self.asked = asked
        self.line = Line(asked.server.url)
        self.csrf = self.line.cookie

    def first_page(self) -> str:
        """Return the address of the first answering page, as somebody who has not answered yet."""
        self._next()
        return f"{self.asked.place}answer/{self.asked.questions[0]}/"

    def _next(self) -> None:
        self.secret = next(self.asked.secrets)
        self.line.cookie = f"at-{self.asked.partnership}={self.secret}; {self.csrf}"

    def _form(self, question: str, number: int) -> dict[str, object]:
        return {
            f"{question}-seen": 0,
            f"{question}-base": 0,
            f"{question}-stance": number % 5,
            f"{question}-words": WORDS,
            f"{question}-how": "all",
        }

    def all_on_one_page(self) -> None:
        """Keep all 23 by one form, then send them: two POSTs."""
        self._next()
        next(self.asked.answered)
        form: dict[str, object] = {"go": "check"}
        for number, question in enumerate(self.asked.questions):
            form |= self._form(question, number)
        well(self.line.ask(f"{self.asked.place}answer/all/", form), 302)
        self._send()

    def one_by_one(self) -> None:
        """Keep 23 one after the other, each durably, then send them."""
        self._next()
        next(self.asked.answered)
        for number, question in enumerate(self.asked.questions):
            place = f"{self.asked.place}answer/{question}/keep/"
            well(self.line.ask(place, self._form(question, number), Accept="application/json"))
        self._send()

    def _send(self) -> None:
        well(self.line.ask(f"{self.asked.place}review/", {"seen": self._seen()}), 302)

    def _seen(self) -> int:
        """Return what the page that sends would say it has seen. Read past the server: that page is not measured."""
        from alongside.home import database_file

        with closing(sqlite3.connect(database_file(self.asked.server.home))) as connection:
            device = sha256(self.secret.encode()).digest()
            return int(connection.execute(SEEN, [device]).fetchone()[0])


@contextmanager
def served(home: Path, people: int) -> Iterator[Asked]:
    """Serve a partnership that is asked everything, from `home`, and look that all that was sent is there."""
    servers.prepare(home, {"ALONGSIDE_DATABASE": ""})
    command = [sys.executable, "-m", "bench.answering", str(people)]
    environment = servers.environment(home, {"ALONGSIDE_DATABASE": ""})
    made = json.loads(subprocess.run(command, env=environment, check=True, capture_output=True, text=True).stdout)
    server = servers.start(home, more={"ALONGSIDE_DATABASE": ""})
    asked = Asked(server, made["partnership"], made["round"], made["questions"], iter(made["secrets"]))
    try:
        yield asked
        _read_back(home, asked)
    finally:
        server.stop()


def _read_back(home: Path, asked: Asked) -> None:
    """Fail unless everything that was answered lies in the database as it was sent."""
    from alongside.home import database_file

    people = next(asked.answered)
    with closing(sqlite3.connect(database_file(home))) as connection:
        rows = connection.execute("SELECT question, stance, words FROM rounds_openunnamed").fetchall()
    right = [(question, number % 5, WORDS) for number, question in enumerate(asked.questions)]
    assert sorted(rows) == sorted(right * people), "what was sent is not what lies there"


def _make(number: int) -> dict[str, object]:
    from datetime import UTC, datetime, timedelta
    from random import SystemRandom

    from django.db import transaction

    from alongside.framework.loading import the_edition
    from alongside.partnerships import commands as partnerships
    from alongside.partnerships.seats import Seat
    from alongside.people import commands
    from alongside.people.secrets import new_secret
    from alongside.rounds import commands as rounds

    at = datetime.now(UTC)
    started = partnerships.start(name="Harbour Wards Partnership", place="Eastport", person="Amina Yusuf", at=at)
    seat = Seat(started.membership, started.partnership, is_organiser=True)
    secrets = [new_secret() for _ in range(number)]
    with transaction.atomic():
        for count, secret in enumerate(secrets):
            who = partnerships.arrive(partnership=started.partnership, name=f"Person {count}", at=at)
            commands.make_device(membership=who, secret=secret, label="Firefox on Android", at=at)
    questions = [question.id for question in the_edition().questions]
    closes = at + timedelta(days=9)
    plan = rounds.Plan(name="All of them", questions=questions, closes_at=closes, without_names=True)
    asked = rounds.prepare(seat=seat, plan=plan, key="", at=at)
    rounds.ask(seat=seat, round=asked, at=at, rng=SystemRandom())
    return {
        "partnership": started.partnership.ref,
        "round": asked.ref,
        "questions": questions,
        "secrets": secrets,
    }


if __name__ == "__main__":
    from alongside.cli import start

    start.django()
    print(json.dumps(_make(int(sys.argv[1]))))
