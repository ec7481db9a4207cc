"""Talks, what is made of what was said, what is tried and what came of it."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from alongside.agreements.models import Agreement
from alongside.demo.shapes import Step
from alongside.demo.telling.world import World
from alongside.learning import commands as learning
from alongside.learning.commands import Instead, Picked, Place, Plan, Sentence, Source, Told
from alongside.learning.models import Action, Gathering, Insight, LineKind, Piece
from alongside.learning.table import id_of, on_the_table
from alongside.partnerships.seats import Seat

LINES = (LineKind.NOTICED, LineKind.STANDING, LineKind.UNSETTLED, LineKind.PRESENT)


def talk(world: World, step: Step, at: datetime.datetime) -> None:
    """Hold a talk, and keep its five lines."""
    seat, on = world.seat(step.by), world.day(step.day)
    round = world.rounds[str(step.get("from_round"))] if step.get("from_round") else None
    made = learning.begin_talk(seat=seat, question=step.get("question"), on=on, round=round, at=at)
    for kind in LINES:
        expected = kind == LineKind.UNSETTLED and step.get("expected", False)
        words = step.get(str(kind))
        learning.keep_line(seat=seat, talk=made, kind=kind, seen=0, words=words, expected=expected, at=at)
    due = world.maybe(step.get("again_on", None))
    learning.keep_line(seat=seat, talk=made, kind=LineKind.AGAIN, seen=0, words=step.get("again"), due=due, at=at)
    if tried := step.get("try", None):
        by = None if "by" not in tried else world.day(step.day + tried["by"])
        what, who = tried["what"], tried.get("who", "")
        action = learning.keep_action(seat=seat, talk=made, seen=0, what=what, who=who, due=by, at=at)
        world.name("try", tried.get("key", ""), action)
    learning.finish_talk(seat=seat, talk=made, at=at)
    world.name("talk", step.get("key"), made)


def say(world: World, step: Step, at: datetime.datetime) -> None:
    """Say what is tried, outside a talk."""
    on, due = world.day(step.day), step.get("due", None)
    plan = Plan(
        what=step.get("what"),
        people=frozenset(world.members[each].pk for each in step.get("people", ())),
        who=step.get("others"),
        due=None if due is None else world.day(step.day + due),
        signs=step.get("see"),
    )
    made = learning.say_try(seat=world.seat(step.by), plan=plan, source=_source(world, step), on=on, at=at)
    world.name("try", step.get("key"), made)


def _source(world: World, step: Step) -> Source:
    """Return what a try comes from: whichever the name it gives is of."""
    key = step.get("from")
    found = [world.named.get(f"{kind} {key}") for kind in ("sentence", "agreement", "try")]
    insight = next((each for each in found if isinstance(each, Insight)), None)
    agreement = next((each for each in found if isinstance(each, Agreement)), None)
    grew_from = next((each for each in found if isinstance(each, Action)), None)
    question = step.get("question") or (insight.gathering.question if insight else "")
    return Source(question, insight, agreement, grew_from)


def outcome(world: World, step: Step, at: datetime.datetime) -> None:
    """Say what came of something that was tried."""
    action: Action = world.of("try", step.get("try"))
    action.refresh_from_db()
    told = Told(step.get("happened"), step.get("helped"), step.get("whom"), step.get("learned"))
    by = step.get("instead_by", None)
    due = None if by is None else world.day(step.day + by)
    instead = Instead(action.version, step.get("instead"), due) if step.get("instead") else None
    learning.record_outcome(seat=world.seat(step.by), action=action, told=told, instead=instead, at=at)


def gather(world: World, step: Step, at: datetime.datetime) -> None:
    """Begin to make sense of a question."""
    round = world.rounds[str(step.get("round"))] if step.get("round") else None
    seat = world.seat(step.by)
    made = learning.begin_gathering(seat=seat, question=step.get("question"), round=round, at=at)
    _put(seat, made, step.get("left_out", ()), Place.OUT, at)
    world.name("gather", step.get("key"), made)


def sentence(world: World, step: Step, at: datetime.datetime) -> None:
    """Write a sentence, and put under it what it was made of."""
    seat, gathering = world.seat(step.by), world.of("gather", step.get("gather"))
    says = Sentence(step.get("words"), step.get("mark", "make"), step.get("other"))
    made = learning.write_sentence(seat=seat, gathering=gathering, says=says, at=at)
    _put(seat, gathering, step.get("pieces", ()), made, at)
    _put(seat, gathering, step.get("left_out", ()), Place.OUT, at)
    world.name("sentence", step.get("key"), made)


def _put(seat: Seat, gathering: Gathering, begin: Iterable[str], to: Insight | Place, at: datetime.datetime) -> None:
    """Put those of the words on the table that begin so under a sentence, or out."""
    beginnings = tuple(begin)
    if not beginnings:
        return
    there = on_the_table(seat, gathering).values()
    lie = {id_of(piece): piece.version for piece in Piece.objects.filter(gathering=gathering)}
    ids = [next(thing.id for thing in there if thing.words.startswith(words)) for words in beginnings]
    picked = [Picked(each, lie.get(each, 0)) for each in ids]
    learning.move(seat=seat, gathering=gathering, picked=picked, out_of=None, to=to, also=True, at=at)
