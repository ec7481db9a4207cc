"""Who comes, who goes, who organises, who welcomes whom."""

from __future__ import annotations

import datetime

from alongside.demo.shapes import Person, Step
from alongside.demo.telling.world import World
from alongside.partnerships import commands as partnerships
from alongside.people import commands as people


def join(world: World, step: Step, at: datetime.datetime) -> None:
    """Let somebody come in, from all that they come from, and organise if they do."""
    who = world.content.people[step.get("who")]
    first, *others = map(world.origin, who.of)
    world.members[who.id] = partnerships.arrive(partnership=world.partnership, name=who.name, origin=first, at=at)
    for origin in others:
        partnerships.come_from(seat=world.seat(who.id), origin=origin, at=at)
    if who.organiser:
        _make_organiser(world, step.by, who, at)


def organise(world: World, step: Step, at: datetime.datetime) -> None:
    """Let somebody organise."""
    _make_organiser(world, step.by, world.content.people[step.get("who")], at)


def _make_organiser(world: World, by: str, who: Person, at: datetime.datetime) -> None:
    partnerships.make_organiser(seat=world.seat(by), who=world.members[who.id], at=at)
    world.organisers.add(who.id)


def stop_organising(world: World, step: Step, at: datetime.datetime) -> None:
    """Let somebody organise no longer."""
    partnerships.step_down(seat=world.seat(step.get("who")), at=at)
    world.organisers.discard(step.get("who"))


def come_from(world: World, step: Step, at: datetime.datetime) -> None:
    """Let somebody come from elsewhere too."""
    for body in step.get("of"):
        partnerships.come_from(seat=world.seat(step.get("who")), origin=world.origin(body), at=at)


def leave(world: World, step: Step, at: datetime.datetime) -> None:
    """Let somebody leave, with what goes with them."""
    said = partnerships.PartingWords(
        leaves_on=world.day(step.day),
        goes=step.get("takes"),
        takers=step.get("could_take"),
        ask=step.get("ask_me"),
    )
    people.leave(seat=world.seat(step.get("who")), said=said, at=at)
    world.organisers.discard(step.get("who"))


def welcome(world: World, step: Step, at: datetime.datetime) -> None:
    """Name who shows somebody new round."""
    new, welcomer = world.members[step.get("who")], world.members[step.get("welcomer")]
    reach = step.get("reach") or None
    partnerships.name_welcomer(seat=world.seat(step.by), new=new, welcomer=welcomer, reach=reach, at=at)
