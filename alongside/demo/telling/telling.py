"""The order in which a story is told, and the moments; one command after another, some to a transaction.

What has a day that is over while it is told (a round that takes answers, words that are being heard) lies in one
transaction, from its beginning to its end: the tick of the server looks at the clock, and would close it halfway.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import groupby
from random import Random

from django.db import transaction
from django.utils.timezone import localtime, make_aware

from alongside.demo.shapes import Content, Step
from alongside.demo.telling import agreeing, asking, belonging, learning
from alongside.demo.telling.world import World
from alongside.partnerships import commands as partnerships
from alongside.partnerships.commands.details import Details
from alongside.people import commands as people

TOGETHER = 6
"""How many steps lie in one transaction, where nothing is begun that must be ended in it."""
FIRST_OF_THE_DAY = datetime.time(9, 30)
TELLS: Mapping[str, Callable[[World, Step, datetime.datetime], None]] = {
    "join": belonging.join,
    "leave": belonging.leave,
    "come_from": belonging.come_from,
    "organise": belonging.organise,
    "stop_organising": belonging.stop_organising,
    "welcome": belonging.welcome,
    "ask": asking.ask,
    "answer": asking.answer,
    "open": asking.open_together,
    "talk": learning.talk,
    "try": learning.say,
    "outcome": learning.outcome,
    "gather": learning.gather,
    "sentence": learning.sentence,
    "propose": agreeing.propose,
    "ask_about": agreeing.ask_about,
    "answer_about": agreeing.answer_about,
    "amend": agreeing.amend,
    "say": agreeing.say,
    "in_room": agreeing.in_room,
    "settle": agreeing.settle,
    "look_again": agreeing.look_again,
    "aside": agreeing.aside,
    "pass_on": agreeing.pass_on,
    "came_back": agreeing.came_back,
    "quote": agreeing.quote,
}
Timed = tuple[Step, datetime.datetime]


def tell(content: Content, *, ref: str, at: datetime.datetime, rng: Random, begun: Callable[[World], None]) -> World:
    """Tell a whole story, which ends `at` this moment; `ref` is what stands in its address.

    `begun` is called as soon as there is a partnership.

    Outside any transaction: it takes some, one after another.
    """
    steps = sorted(_steps(content, rng), key=lambda step: step.day)  # of one day, in the order they are given
    world = World(content, localtime(at).date(), rng)
    days = groupby(steps, key=lambda step: world.day(step.day))
    timed = [pair for on, day in days for pair in _timed(list(day), on, at)]
    with transaction.atomic():
        _begin(world, ref=ref, at=_morning(world.day(next(iter(content.people.values())).joins)))
        begun(world)
    for chunk in _chunks(timed):
        with transaction.atomic():
            for step, moment in chunk:
                TELLS[step.do](world, step, moment)
    with transaction.atomic():
        for who in world.devices:
            people.sign_out(seat=world.seat(who))
    world.devices.clear()
    return world


def _begin(world: World, *, ref: str, at: datetime.datetime) -> None:
    """Let the first person begin it, and say whom to tell of harm."""
    content = world.content
    first = next(iter(content.people.values()))
    origin, *others = map(world.origin, first.of)
    world.started = started = partnerships.start(
        name=content.name,
        place=content.place,
        stage=content.stage,
        person=first.name,
        origin=origin,
        at=at,
        invented=ref,
    )
    world.members[first.id] = started.membership
    world.organisers.add(first.id)
    for each in others:
        partnerships.come_from(seat=world.seat(first.id), origin=each, at=at)
    details = Details(content.name, content.place, content.stage, content.contact_name, content.contact_reach)
    partnerships.change_details(seat=world.seat(first.id), seen=1, details=details, at=at)
    world.partnership.refresh_from_db()


def _steps(content: Content, rng: Random) -> Iterator[Step]:
    """Yield all that happens: who comes in, what is asked and answered and opened, and the story; by day, in order."""
    first, *others = content.people.values()
    for who in others:
        yield Step(who.joins, "join", first.id, {"who": who.id})
    for each in content.rounds:
        if each.opened and each.meeting is not None:
            yield Step(each.meeting, "open", each.by, {"round": each})
    for each in content.rounds:
        yield Step(each.asked, "ask", each.by, {"round": each})
        last = min(each.closes, -1)
        for person, answers in each.answers.items():
            if any(said.is_something for said in answers.values()):
                joined = max(each.asked, content.people[person].joins)
                yield Step(rng.randint(joined, max(joined, last)), "answer", person, {"round": each})
    yield from content.steps


def _timed(steps: list[Step], on: datetime.date, at: datetime.datetime) -> Iterator[Timed]:
    """Yield the steps of one day with their moments: in the working day; today, between midnight and now."""
    start = make_aware(datetime.datetime.combine(on, datetime.time.min))
    apart = (at - start) / (len(steps) + 1)
    if on < localtime(at).date():
        start = _morning(on)
        apart = datetime.timedelta(minutes=7)
    for number, step in enumerate(steps, 1):
        yield step, start + apart * number


def _morning(on: datetime.date) -> datetime.datetime:
    return make_aware(datetime.datetime.combine(on, FIRST_OF_THE_DAY))


def _chunks(timed: Iterable[Timed]) -> Iterator[list[Timed]]:
    """Yield what lies in one transaction: never the beginning without the end of what a clock would end."""
    pairs = list(timed)
    until = {}
    for place, (step, _) in enumerate(pairs):
        if step.do in ("open", "settle"):
            until[_about(step)] = place
    held, chunk = -1, []
    for place, (step, moment) in enumerate(pairs):
        chunk.append((step, moment))
        if step.do in ("ask", "propose"):
            held = max(held, until.get(_about(step), -1))
        if place >= held and len(chunk) >= TOGETHER:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def _about(step: Step) -> str:
    """Return what a step begins or ends."""
    if step.do in ("ask", "open"):
        return f"round {step.get('round').id}"
    return f"agreement {step.get('key') or step.get('again') if step.do == 'propose' else step.get('propose')}"
