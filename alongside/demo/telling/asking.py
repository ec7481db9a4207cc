"""Rounds: asked, answered by each on a device of their own, opened together."""

from __future__ import annotations

import datetime

from django.utils.timezone import make_aware

from alongside.demo.shapes import Round, Said, Step
from alongside.demo.telling.world import World
from alongside.people import commands as people
from alongside.people.commands.keyring import of_device
from alongside.people.secrets import new_secret
from alongside.rounds import commands as rounds
from alongside.rounds.sheets import NAMED, Entry


def ask(world: World, step: Step, at: datetime.datetime) -> None:
    """Prepare a round, and ask it."""
    said: Round = step.get("round")
    seat = world.seat(step.by)
    plan = rounds.Plan(
        name=said.name,
        questions=said.questions,
        closes_at=make_aware(
            datetime.datetime.combine(world.day(said.closes) + datetime.timedelta(days=1), datetime.time.min)
        ),
        way=said.way,
        words=said.words,
        meeting_on=world.maybe(said.meeting),
        without_names=said.without_names,
        through=world.members.get(said.through),
        through_reach=said.through_reach,
    )
    world.rounds[said.id] = made = rounds.prepare(seat=seat, plan=plan, key="", at=at)
    rounds.ask(seat=seat, round=made, at=at, rng=world.rng)


def answer(world: World, step: Step, at: datetime.datetime) -> None:
    """Let somebody write what they have to say, and send it."""
    said: Round = step.get("round")
    secret = _device(world, step.by, at)
    seat, round = world.seat(step.by), world.rounds[said.id]
    typed = [rounds.Typed(question, 0, _entry(said, each)) for question, each in said.answers[step.by].items()]
    rounds.keep(seat=seat, secret=secret, round=round, typed=typed)
    seen = rounds.Book(of_device(seat.device_id, secret), round).version
    rounds.send(seat=seat, secret=secret, round=round, seen=seen, at=at)


def _entry(round: Round, said: Said) -> Entry:
    how = NAMED if said.named and round.without_names else ""
    return Entry(stance=said.place, words=said.words, wishes=said.wishes, how=how)


def _device(world: World, who: str, at: datetime.datetime) -> str:
    """Return what opens the drafts of somebody, on a device that they have until all is told."""
    if who not in world.devices:
        secret = new_secret()
        made = people.make_device(membership=world.members[who], secret=secret, label="-", at=at)
        world.devices[who] = made.pk, secret
    return world.devices[who][1]


def open_together(world: World, step: Step, at: datetime.datetime) -> None:
    """Count a round and open it, at a meeting."""
    said: Round = step.get("round")
    rounds.open_together(seat=world.seat(step.by), round=world.rounds[said.id], at=at, rng=world.rng)
