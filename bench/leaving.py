"""A whole partnership written as a file: how long it takes, and how much memory, with few answers and with many.

One process makes a partnership of so many answers, half of them without a name, in a round that is opened; another
writes its file, so that its memory is that of writing alone.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import SystemRandom
from typing import TYPE_CHECKING

from tests.kit import servers

if TYPE_CHECKING:
    from alongside.partnerships.seats import Seat
    from alongside.rounds.models import Answer, Round, ShownUnnamed

FEW, MANY = 2_000, 200_000
WORDS = "The same two speak, and the rest of us look at the table. It was better when we met at the school. " * 2
AT_ONCE = 2_000


@dataclass(frozen=True)
class Taken:
    """What writing one file took: seconds, bytes of memory beside what was there before, and the bytes of the file.

    `floor` is the seconds in which the same words are read by Django in one question and put together as JSON.
    """

    seconds: float
    floor: float
    memory: int
    size: int


def written(answers: int, folder: Path) -> Taken:
    """Measure it in a process of its own, in a data folder made for it."""
    home = folder / f"leaving-{answers}"
    servers.prepare(home, {"ALONGSIDE_DATABASE": ""})
    environment = servers.environment(home, {"ALONGSIDE_DATABASE": ""})

    def told(*arguments: str) -> str:
        command = [sys.executable, "-m", "bench.leaving", *arguments]
        return subprocess.run(command, env=environment, check=True, capture_output=True, text=True).stdout

    told("make", str(answers))
    return Taken(**json.loads(told("measure", str(home))))


def rows(folder: Path) -> list[tuple[str, ...]]:
    """Return the rows of a table: what, seen, goal."""
    few, many = written(FEW, folder), written(MANY, folder)
    time_of = f"{many.seconds:.1f} s, {many.seconds / many.floor:.1f} times its floor; {many.size / 1e6:.0f} MB"
    memory_of = f"{many.memory / 1e6:.1f} MB; with {FEW:,}: {few.memory / 1e6:.1f} MB"
    return [
        (f"a partnership of {MANY:,} answers written as a file", time_of, "60 s"),
        ("memory that takes, beside what is there", memory_of, "flat"),
    ]


def _many(round: Round, answers: int) -> None:
    from alongside.framework.loading import the_edition
    from alongside.partnerships.models import Membership
    from alongside.rounds.models import Answer, ShownUnnamed

    here = round.partnership
    questions = [question.id for question in the_edition().questions]
    people = answers // 2 // len(questions) + 1
    Membership.objects.bulk_create(
        [Membership(partnership=here, name=f"Person {n}", arrived_at=round.made_at) for n in range(people)], AT_ONCE
    )
    everybody = list(here.memberships.values_list("pk", flat=True))

    def signed() -> Iterator[Answer]:
        for n in range(answers // 2):
            person, question = divmod(n, len(questions))
            yield Answer(
                round=round,
                membership_id=everybody[person],
                question=questions[question],
                stance=1,
                words=f"{n} {WORDS}",
            )

    def unsigned() -> Iterator[ShownUnnamed]:
        for n in range(answers // 2):
            yield ShownUnnamed(round=round, question=questions[n % len(questions)], words=f"{n} {WORDS}")

    Answer.objects.bulk_create(signed(), AT_ONCE)
    ShownUnnamed.objects.bulk_create(unsigned(), AT_ONCE)


def _opened() -> Round:
    from datetime import UTC, datetime, timedelta

    from alongside.framework.loading import the_edition
    from alongside.partnerships import commands as partnerships
    from alongside.partnerships.seats import Seat
    from alongside.rounds import commands
    from alongside.rounds.commands.opening import open_together

    at = datetime.now(UTC)
    started = partnerships.start(name="Harbour Wards Partnership", place="Eastport", person="Amina Yusuf", at=at)
    seat = Seat(started.membership, started.partnership, is_organiser=True)
    questions = [question.id for question in the_edition().questions]
    plan = commands.Plan(name="June questions", questions=questions, closes_at=at + timedelta(days=9))
    asked = commands.prepare(seat=seat, plan=plan, key="", at=at)
    commands.ask(seat=seat, round=asked, at=at, rng=SystemRandom())
    commands.close_early(seat=seat, round=asked, at=at, rng=SystemRandom())
    open_together(seat=seat, round=asked, at=at, rng=SystemRandom())
    return asked


def _memory() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def _write(seat: Seat, place: Path) -> float:
    from alongside.passing_on.exporting.partnership import partnership_data
    from alongside.passing_on.exporting.written import write

    begun = time.perf_counter()
    with place.open("wb") as file:
        write(partnership_data(seat, at=seat.partnership.started_at), file)
    return time.perf_counter() - begun


def _floor() -> float:
    from alongside.rounds.models import Answer, ShownUnnamed

    begun = time.perf_counter()
    for model in (Answer, ShownUnnamed):
        for row in model.objects.iterator(chunk_size=AT_ONCE):
            json.dumps({"words": row.words})
    return time.perf_counter() - begun


def _make(answers: int) -> None:
    _many(_opened(), answers)


def _measure(home: Path) -> None:
    from alongside.partnerships.models import Partnership
    from alongside.partnerships.seats import Seat

    here = Partnership.objects.get()
    seat = Seat(here.memberships.order_by("pk")[0], here, is_organiser=True)
    before = _memory()
    seconds = _write(seat, home / "partnership.json")
    memory = _memory() - before
    size = (home / "partnership.json").stat().st_size
    print(json.dumps({"seconds": seconds, "floor": _floor(), "memory": memory, "size": size}))


if __name__ == "__main__":
    from alongside.cli import start

    start.django()
    if sys.argv[1] == "make":
        _make(int(sys.argv[2]))
    else:
        _measure(Path(sys.argv[2]))
