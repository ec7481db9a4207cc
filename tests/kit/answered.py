"""What people of a data folder were asked three months ago, and their answers to what they are asked now.

Made through the real commands, in a process of its own, which takes in and says one line of JSON:

    before(home, here)                  asked, answered and opened three months ago; a talk from it left power unsettled
    answers(home, here, round, stance)  everybody but two sends an answer to each question of an open round
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.kit import servers
from tests.kit.asked import QUESTIONS
from tests.kit.peopled import Peopled

if TYPE_CHECKING:
    from datetime import datetime

    from alongside.partnerships.seats import Seat
    from alongside.rounds.models import Round

POWER = QUESTIONS[1]
NAME, UNSETTLED, SAID = "Spring questions", "Whether the chair moves round.", "The same two people speak first."
AGO, OPEN = 100, 14


def before(home: Path, here: Peopled, more: Mapping[str, str] | None = None) -> str:
    """Ask, answer, open and talk as three months ago; return the address of what was asked."""
    return _made(home, {"do": "before", "here": asdict(here)}, more)


def answers(home: Path, here: Peopled, round: str, stance: int, more: Mapping[str, str] | None = None) -> None:
    """Let all but two send an answer to each question of an open round; power is what they would like to talk about."""
    _made(home, {"do": "answers", "here": asdict(here), "round": round, "stance": stance}, more)


def _made(home: Path, said: dict[str, Any], more: Mapping[str, str] | None) -> str:
    command = [sys.executable, "-m", "tests.kit.answered", json.dumps(said)]
    done = subprocess.run(command, env=servers.environment(home, more), check=True, capture_output=True, text=True)
    return str(json.loads(done.stdout))


def _seats(here: Peopled) -> list[Seat]:
    from alongside.partnerships.models import Membership
    from alongside.partnerships.seats import Seat
    from alongside.people.models import Device

    members = Membership.objects.filter(partnership__ref=here.partnership).select_related("partnership").order_by("pk")
    devices = dict(Device.objects.filter(membership__in=members).values_list("membership", "pk"))
    return [Seat(who, who.partnership, number == 0, devices.get(who.pk)) for number, who in enumerate(members)]


def _before(here: Peopled, now: datetime) -> str:
    from datetime import timedelta
    from random import Random

    from django.utils.timezone import localdate

    from alongside.learning import commands as learning
    from alongside.rounds import commands

    at, organiser = now - timedelta(days=AGO), _seats(here)[0]
    plan = commands.Plan(NAME, QUESTIONS, at + timedelta(days=OPEN))
    round = commands.prepare(seat=organiser, plan=plan, key="", at=at)
    commands.ask(seat=organiser, round=round, at=at, rng=Random(1))
    _answer(here, round, 0, at)
    at += timedelta(days=OPEN)
    commands.open_together(seat=organiser, round=round, at=at, rng=Random(1))
    talk = learning.begin_talk(seat=organiser, question=POWER, on=localdate(at), at=at, round=round)
    learning.keep_line(seat=organiser, talk=talk, kind="unsettled", seen=0, words=UNSETTLED, at=at)
    learning.finish_talk(seat=organiser, talk=talk, at=at)
    return round.ref


def _answer(here: Peopled, round: Round, stance: int, at: datetime) -> None:
    from alongside.people.commands.keyring import of_device
    from alongside.rounds import commands
    from alongside.rounds.sheets import Entry

    for seat, secret in list(zip(_seats(here), here.secrets, strict=False))[:-2]:
        entries = {each: Entry(words=SAID, stance=stance, wishes=each == POWER) for each in round.question_ids}
        typed = [commands.Typed(question, 0, entry) for question, entry in entries.items()]
        commands.keep(seat=seat, secret=secret, round=round, typed=typed)
        seen = commands.Book(of_device(seat.device_id, secret), round).version
        commands.send(seat=seat, secret=secret, round=round, seen=seen, at=at)


def _do(said: dict[str, Any]) -> str:
    from datetime import UTC, datetime

    from alongside.rounds.models import Round

    here, now = Peopled(**said["here"]), datetime.now(UTC)
    if said["do"] == "before":
        return _before(here, now)
    _answer(here, Round.objects.get(ref=said["round"]), said["stance"], now)
    return str(said["round"])


if __name__ == "__main__":
    from alongside.cli import start

    start.django()
    print(json.dumps(_do(json.loads(sys.argv[1]))))  # noqa: T201
