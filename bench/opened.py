"""Opened rounds to look at: of 20, 200, 2,000 and 20,000 people, each in a partnership of its own.

`python -m bench.opened` puts them into the data folder. People and what they sent are put in as rows; the close and
the opening are the real ones. All are asked 23 questions; each has answered four of them, where people are few more,
without a name.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from bench.line import Line
from bench.ours import well
from tests.kit import servers
from tests.kit.servers import Server

if TYPE_CHECKING:
    from datetime import datetime

    from alongside.partnerships.models import Partnership

SIZES = (20, 200, 2_000, 20_000)
EACH, ENOUGH = 4, 460
"""How many questions each answers; and more, until there are so many answers that every question has its picture."""
WORDS = "The same organisation is asked first every time. I don’t think anyone means it."


@contextmanager
def served(home: Path) -> Iterator[tuple[Server, Mapping[int, Callable[[], None]]]]:
    """Serve them meanwhile; gives the server, and by how many answered what looks at the first screen once."""
    servers.prepare(home, {"ALONGSIDE_DATABASE": ""})
    environment = servers.environment(home, {"ALONGSIDE_DATABASE": ""})
    command = [sys.executable, "-m", "bench.opened"]
    made = json.loads(subprocess.run(command, env=environment, check=True, capture_output=True, text=True).stdout)
    server = servers.start(home, more={"ALONGSIDE_DATABASE": ""})
    try:
        yield server, {int(size): _looking(server, **told) for size, told in made.items()}
    finally:
        server.stop()


def _looking(server: Server, partnership: str, round: str, secret: str) -> Callable[[], None]:
    line = Line(server.url, f"at-{partnership}={secret}")
    return lambda: (well(line.ask(f"/p/{partnership}/rounds/{round}/opened/")), None)[1]


def _make(size: int) -> dict[str, str]:
    from datetime import UTC, datetime, timedelta
    from random import SystemRandom

    from alongside.framework.loading import the_edition
    from alongside.partnerships import commands as partnerships
    from alongside.partnerships.seats import Seat
    from alongside.people import commands
    from alongside.people.secrets import new_secret
    from alongside.rounds import commands as rounds

    at, secret = datetime.now(UTC) - timedelta(days=20), new_secret()
    started = partnerships.start(name="Harbour Wards Partnership", place="Eastport", person="Amina Yusuf", at=at)
    commands.make_device(membership=started.membership, secret=secret, label="Firefox", at=datetime.now(UTC))
    seat = Seat(started.membership, started.partnership, is_organiser=True)
    questions = [question.id for question in the_edition().questions]
    people = _people(started.partnership, size, at)
    plan = rounds.Plan("June questions", questions, closes_at=at + timedelta(days=9), without_names=True)
    asked = rounds.prepare(seat=seat, plan=plan, key="", at=at)
    rounds.ask(seat=seat, round=asked, at=at, rng=SystemRandom())
    _answer(asked.pk, questions, people)
    rounds.open_together(seat=seat, round=asked, at=datetime.now(UTC), rng=SystemRandom())
    return {"partnership": started.partnership.ref, "round": asked.ref, "secret": secret}


def _people(here: Partnership, size: int, at: datetime) -> list[int]:
    from alongside.partnerships.models import Membership

    rows = (Membership(partnership=here, name=f"Person {number}", arrived_at=at) for number in range(size))
    return [made.pk for made in Membership.objects.bulk_create(rows)]


def _answer(round: int, questions: list[str], people: list[int]) -> None:
    from alongside.rounds.models import OpenUnnamed, Sent

    each = max(EACH, ENOUGH // len(people))
    said = [
        (number, who, questions[(number * each + place) % len(questions)])
        for number, who in enumerate(people)
        for place in range(each)
    ]
    Sent.objects.bulk_create(Sent(round_id=round, membership_id=who, question=question) for _, who, question in said)
    OpenUnnamed.objects.bulk_create(
        OpenUnnamed(round_id=round, question=question, stance=number % 5, words=WORDS) for number, _, question in said
    )


if __name__ == "__main__":
    from alongside.cli import start

    start.django()
    print(json.dumps({size: _make(size) for size in SIZES}))
