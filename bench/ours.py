"""What is ours to measure: pages looked at, lines kept, a whole talk; each as what one person's browser asks for."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.line import Answer, Line
from tests.kit import peopled, servers
from tests.kit.peopled import Peopled
from tests.kit.servers import Server

PEOPLE = 4
CODE = "BENCH234"
FIVE = {
    "noticed": {"words": "Four of us named the same families. None of us had asked them."},
    "standing": {"words": "We work for those whom we meet. We want to meet the others."},
    "unsettled": {"words": "Whether we may write to people through the schools."},
    "try": {"what": "Ask three families what helped", "who": "Nadia and Tom", "due": "2036-04-20"},
    "again": {"words": "After Easter", "due": "2036-05-20"},
}
QUESTIONS = ("role.change", "people.assets", "working.power", "learning.action")


def well(answer: Answer, *fine: int) -> Answer:
    """Return the answer, if it is one that was to come."""
    assert answer.status in (fine or (200,)), (answer.status, answer.body[:300])
    return answer


@dataclass
class Writer:
    """One person with a browser: looks at pages, keeps lines, holds whole talks."""

    line: Line
    partnership: str
    talk: str
    question: str
    seen: int = 0

    def look(self, path: str) -> Callable[[], None]:
        """Return what looks at one page, again and again."""
        place = path.format(p=self.partnership, talk=self.talk, question=self.question)
        return lambda: (well(self.line.ask(place)), None)[1]

    def keep(self) -> None:
        """Keep one line, by itself."""
        place = f"/p/{self.partnership}/talks/{self.talk}/lines/noticed/"
        form = {"noticed-words": f"What we noticed, number {self.seen}", "noticed-seen": self.seen}
        well(self.line.ask(place, form, Accept="application/json"))
        self.seen += 1

    def _begin(self) -> str:
        begun = self.line.ask(f"/p/{self.partnership}/questions/{self.question}/talk/", {})
        return well(begun, 302, 303).headers["location"]

    def whole_talk(self) -> None:
        """Begin a talk, open its page, keep five lines one by one, and finish it."""
        place = self._begin()
        well(self.line.ask(place))
        for kind, words in FIVE.items():
            form = {**_named(kind, words), f"{kind}-seen": 0}
            well(self.line.ask(f"{place}lines/{kind}/", form, Accept="application/json"))
        well(self.line.ask(place, {**_all_five(seen=1), "finish": "1"}), 302, 303)

    def whole_talk_plainly(self) -> None:
        """The same without JavaScript: one form with five lines, and the button that finishes."""
        place = self._begin()
        well(self.line.ask(place))
        well(self.line.ask(place, {**_all_five(seen=0), "finish": "1"}), 302, 303)


def _named(kind: str, words: dict[str, str]) -> dict[str, object]:
    return {f"{kind}-{name}": value for name, value in words.items()}


def _all_five(*, seen: int) -> dict[str, object]:
    form: dict[str, object] = {}
    for kind, words in FIVE.items():
        form |= {**_named(kind, words), f"{kind}-seen": seen}
    return form


PAGES = {
    "front page": "/",
    "framework, whole": "/framework/",
    "joining page": f"/join/{CODE}/",
    "home": "/p/{p}/",
    "question": "/p/{p}/questions/{question}/",
    "talk": "/p/{p}/talks/{talk}/",
}


@contextmanager
def served(home: Path) -> Iterator[tuple[Server, Peopled]]:
    """Serve a partnership of a few people from `home` meanwhile, with a code on the wall."""
    servers.prepare(home, {"ALONGSIDE_DATABASE": ""})
    people = peopled.people(home, PEOPLE, {"ALONGSIDE_DATABASE": ""})
    server = servers.start(home, more={"ALONGSIDE_DATABASE": ""})
    try:
        yield server, people
    finally:
        server.stop()


def open_room() -> None:
    """Put a code on the wall for the joining page."""
    from datetime import UTC, datetime

    from alongside.partnerships.models import Membership
    from alongside.partnerships.seats import Seat
    from alongside.people import commands

    who = Membership.objects.select_related("partnership").order_by("pk")[0]
    seat = Seat(who, who.partnership, is_organiser=True)
    commands.open_room(seat=seat, code=CODE, approved=False, hours=4, places=40, at=datetime.now(UTC))


def writers(server: Server, people: Peopled) -> list[Writer]:
    """Return as many people at their browsers as there are."""
    questions = itertools.cycle(QUESTIONS)
    return [
        Writer(Line(server.url, people.cookie(number)), people.partnership, people.talks[number], next(questions))
        for number in range(PEOPLE)
    ]
