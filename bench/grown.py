"""A partnership that has much behind it, among many others: its home, and the page of a question.

`python -m bench.grown 100000 10000` puts one of so many entries, and so many beside it, into the data folder, as rows.
A finished talk makes five entries: three lines, what was to be tried, and what came of it.
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

    from alongside.partnerships.models import Membership

SMALL, LARGE = (100, 1), (100_000, 10_000)
"""How many entries in the partnership, and how many partnerships beside it."""
ENTRIES = 5
OPEN = 5
"""How many of the newest things to be tried nothing has come of yet."""
PAGES = {
    "home": "/p/{p}/",
    "question": "/p/{p}/questions/role.change/",
    "timeline": "/p/{p}/timeline/",
    "timeline of a theme": "/p/{p}/timeline/?theme=role",
    "what was tried": "/p/{p}/timeline/?what=tried",
    "finding a rare word": "/p/{p}/find/?words=ferry",
    "finding a common word": "/p/{p}/find/?words=families",
    "finding two words": "/p/{p}/find/?words=named+family",
}


@contextmanager
def served(home: Path, size: tuple[int, int]) -> Iterator[tuple[Server, Mapping[str, Callable[[], None]]]]:
    """Serve it meanwhile; gives the server, and by the name of each page what looks at it once."""
    servers.prepare(home, {"ALONGSIDE_DATABASE": ""})
    environment = servers.environment(home, {"ALONGSIDE_DATABASE": ""})
    command = [sys.executable, "-m", "bench.grown", *map(str, size)]
    made = json.loads(subprocess.run(command, env=environment, check=True, capture_output=True, text=True).stdout)
    server = servers.start(home, more={"ALONGSIDE_DATABASE": ""})
    line = Line(server.url, f"at-{made['partnership']}={made['secret']}")

    def looking(path: str) -> Callable[[], None]:
        return lambda: (well(line.ask(path.format(p=made["partnership"]))), None)[1]

    try:
        yield server, {name: looking(path) for name, path in PAGES.items()}
    finally:
        server.stop()


def _make(entries: int, beside: int) -> dict[str, str]:
    from datetime import UTC, datetime

    from alongside.partnerships import commands as partnerships
    from alongside.partnerships.models import Membership, Partnership
    from alongside.people import commands
    from alongside.people.secrets import new_secret

    at, secret = datetime.now(UTC), new_secret()
    started = partnerships.start(name="Harbour Wards Partnership", place="Eastport", person="Amina Yusuf", at=at)
    commands.make_device(membership=started.membership, secret=secret, label="Firefox", at=at)
    here = started.partnership
    others = Partnership.objects.bulk_create(
        Partnership(name=f"Partnership {number}", stage=here.stage, edition=here.edition, started_at=at)
        for number in range(beside)
    )
    Membership.objects.bulk_create(Membership(partnership=each, name="Ruth Ade", arrived_at=at) for each in others)
    _talk(started.membership, entries // ENTRIES, at)
    return {"partnership": here.ref, "secret": secret}


def _talk(who: Membership, number: int, at: datetime) -> None:
    from datetime import timedelta

    from alongside.framework.loading import the_edition
    from alongside.learning.models import Action, Finish, Happened, Helped, Line, LineKind, Outcome, Talk

    here, questions = who.partnership, [question.id for question in the_edition().questions]
    talks = Talk.objects.bulk_create(
        Talk(
            partnership=here,
            edition=here.edition,
            question=questions[count % len(questions)],
            on=(at - timedelta(days=(number - count) // 20)).date(),
            started_at=at,
            started_by=who,
        )
        for count in range(number)
    )
    Finish.objects.bulk_create(Finish(talk=talk, at=at, by=who) for talk in talks)
    kinds = (LineKind.NOTICED, LineKind.STANDING, LineKind.UNSETTLED)
    Line.objects.bulk_create(
        Line(talk=talk, kind=kind, words="Four of us named the same families.") for talk in talks for kind in kinds
    )
    Line.objects.filter(talk=talks[0], kind=LineKind.NOTICED).update(words="Nobody could reach the ferry.")
    actions = Action.objects.bulk_create(
        Action(partnership=here, talk=talk, on=talk.on, question=talk.question, what="Ask three families")
        for talk in talks
    )
    Outcome.objects.bulk_create(
        Outcome(partnership=here, action=each, happened=Happened.YES, helped=Helped.YES, at=at, by=who)
        for each in actions[:-OPEN]
    )


if __name__ == "__main__":
    from alongside.cli import start

    start.django()
    print(json.dumps(_make(*map(int, sys.argv[1:]))))
