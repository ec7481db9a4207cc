"""A data folder with people in it, for servers: `python -m tests.kit.peopled 20` puts a partnership of 20 there.

With `--asked` it is asked all 23 questions too: the first twelve with names, the others without.

Made through the real commands, in a process of its own. Says in one line of JSON what a browser of theirs would know:
the partnership's address, the secret of each one's device, the organiser's first, and for each a talk to write in.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path

from tests.kit import servers


@dataclass(frozen=True)
class Peopled:
    """A partnership in a data folder: its address, the secrets of its people's devices, and a talk for each.

    `named` and `unnamed` are the addresses of what it is asked with names and without; empty where nothing is.
    """

    partnership: str
    secrets: list[str]
    talks: list[str]
    named: str = ""
    unnamed: str = ""

    def cookie(self, number: int) -> str:
        """Return the cookie that says one is the person of that number; 0 is the organiser."""
        return f"at-{self.partnership}={self.secrets[number]}"


def people(home: Path, number: int, more: Mapping[str, str] | None = None, *, asked: bool = False) -> Peopled:
    """Put a partnership of `number` people into the data folder `home`, which has been prepared; perhaps ask them."""
    command = [sys.executable, "-m", "tests.kit.peopled", str(number), *["--asked"] * asked]
    done = subprocess.run(command, env=servers.environment(home, more), check=True, capture_output=True, text=True)
    told = json.loads(done.stdout)
    return Peopled(**told)


def make(number: int) -> dict[str, object]:
    """Make them, and return what a `Peopled` holds."""
    from datetime import UTC, datetime

    from django.utils.timezone import localdate

    from alongside.framework.loading import the_edition
    from alongside.learning import commands as learning
    from alongside.partnerships import commands as partnerships
    from alongside.partnerships.seats import Seat
    from alongside.people import commands
    from alongside.people.secrets import new_secret

    at = datetime.now(UTC)
    started = partnerships.start(name="Harbour Wards Partnership", place="Eastport", person="Amina Yusuf", at=at)
    more = range(1, number)
    members = [
        started.membership,
        *(partnerships.arrive(partnership=started.partnership, name=f"Person {count}", at=at) for count in more),
    ]
    secrets = [new_secret() for _ in members]
    for member, secret in zip(members, secrets, strict=True):
        commands.make_device(membership=member, secret=secret, label="Firefox on Android", at=at)
    seat = Seat(started.membership, started.partnership, is_organiser=True)
    talks = [
        learning.begin_talk(seat=seat, question=question.id, on=localdate(at), at=at).ref
        for question in islice(cycle(the_edition().questions), number)
    ]
    return {"partnership": started.partnership.ref, "secrets": secrets, "talks": talks}


def _ask(partnership: str) -> dict[str, str]:
    from datetime import UTC, datetime, timedelta
    from random import SystemRandom

    from alongside.framework.loading import the_edition
    from alongside.partnerships.models import Membership
    from alongside.partnerships.seats import Seat
    from alongside.rounds import commands

    at = datetime.now(UTC)
    who = Membership.objects.filter(partnership__ref=partnership).select_related("partnership").order_by("pk")[0]
    seat = Seat(who, who.partnership, is_organiser=True)
    questions = [question.id for question in the_edition().questions]
    refs = {}
    for name, some, without in (("named", questions[:12], False), ("unnamed", questions[12:], True)):
        plan = commands.Plan(
            name=f"The {name} questions", questions=some, closes_at=at + timedelta(days=9), without_names=without
        )
        asked = commands.prepare(seat=seat, plan=plan, key="", at=at)
        commands.ask(seat=seat, round=asked, at=at, rng=SystemRandom())
        refs[name] = asked.ref
    return refs


if __name__ == "__main__":
    from alongside.cli import start

    start.django()
    made = make(int(sys.argv[1]))
    if "--asked" in sys.argv:
        made |= _ask(str(made["partnership"]))
    print(json.dumps(made))  # noqa: T201
