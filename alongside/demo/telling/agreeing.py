"""What is proposed, said to it, settled and looked at again; questions set aside; what is passed on and asked for."""

from __future__ import annotations

import datetime

from alongside.agreements import commands as agreements
from alongside.agreements.models import Agreement, Proposal
from alongside.demo.shapes import Step
from alongside.demo.telling.world import World
from alongside.learning import commands as learning
from alongside.learning.models import Leaves
from alongside.passing_on import commands as passing_on
from alongside.passing_on.models import What
from alongside.rounds.models import Answer


def _proposal(world: World, step: Step) -> Proposal:
    """Return the newest proposal of the agreement that a step names."""
    agreement: Agreement = world.of("agreement", step.get("propose"))
    return agreement.proposals.select_related("agreement").latest("number")


def propose(world: World, step: Step, at: datetime.datetime) -> None:
    """Propose words; with `answer_by`, an organiser asks everybody online."""
    seat = world.seat(step.by)
    made = agreements.propose(
        seat=seat,
        kind=step.get("kind"),
        wording=agreements.Wording(step.get("title"), step.get("parts"), world.maybe(step.get("look_again", None))),
        question=step.get("question"),
        sentence=world.of("sentence", step.get("from")).ref if step.get("from") else "",
        again=world.of("agreement", step.get("again")) if step.get("again") else None,
        at=at,
    )
    if "answer_by" in step.said:
        by = world.day(step.get("answer_by"))
        organiser = seat if seat.is_organiser else world.seat(min(world.organisers))
        agreements.hear_online(seat=organiser, proposal=made, seen=made.version, answer_by=by, at=at)
    world.name("agreement", step.get("key"), made.agreement)


def ask_about(world: World, step: Step, at: datetime.datetime) -> None:
    """Ask what something in a proposal means."""
    made = agreements.ask(seat=world.seat(step.by), proposal=_proposal(world, step), words=step.get("words"), at=at)
    world.name("asking", step.get("key"), made)


def answer_about(world: World, step: Step, at: datetime.datetime) -> None:
    """Say what it means."""
    asking = world.of("asking", step.get("ask_about"))
    agreements.answer(seat=world.seat(step.by), to=asking, words=step.get("words"), at=at)


def amend(world: World, step: Step, at: datetime.datetime) -> None:
    """Put other words in a proposal."""
    proposal = _proposal(world, step)
    again = world.maybe(step.get("look_again", None)) or proposal.look_again
    wording = agreements.Wording(step.get("title") or proposal.title, step.get("parts"), again)
    agreements.amend(seat=world.seat(step.by), proposal=proposal, seen=proposal.version, wording=wording, at=at)


def say(world: World, step: Step, at: datetime.datetime) -> None:
    """Say something to a proposal."""
    proposal = _proposal(world, step)
    word = agreements.Word(step.get("says"), step.get("words"), world.maybe(step.get("back_by", None)))
    agreements.say(seat=world.seat(step.by), proposal=proposal, seen=proposal.version, word=word, at=at)


def in_room(world: World, step: Step, at: datetime.datetime) -> None:
    """Note that a proposal was agreed in a room, and who was there."""
    proposal = _proposal(world, step)
    room = agreements.Room(
        on=world.day(step.day),
        there=[world.members[who] for who in step.get("says")],
        others=step.get("others"),
        reservations={world.members[who].pk: words for who, words in step.get("reservations", {}).items()},
    )
    seat = world.seat(step.by)
    agreements.agreed_in_the_room(seat=seat, proposal=proposal, seen=proposal.version, room=room, at=at)


def settle(world: World, step: Step, at: datetime.datetime) -> None:
    """Settle a proposal."""
    proposal, how, words = _proposal(world, step), step.get("how"), step.get("words")
    seat = world.seat(step.by)
    agreements.settle(seat=seat, proposal=proposal, seen=proposal.version, how=how, words=words, at=at)


def look_again(world: World, step: Step, at: datetime.datetime) -> None:
    """Look at an agreement again: it still holds, or is let go."""
    agreement, seat = world.of("agreement", step.get("agreement")), world.seat(step.by)
    if step.get("ends", False):
        agreements.let_go(seat=seat, agreement=agreement, words=step.get("words"), at=at)
    else:
        next_ = world.maybe(step.get("next", None))
        agreements.still_holds(seat=seat, agreement=agreement, look_again=next_, at=at)


def aside(world: World, step: Step, at: datetime.datetime) -> None:
    """Set a question aside."""
    again = world.maybe(step.get("look_again", None))
    seat, reason = world.seat(step.by), step.get("reason")
    agreements.set_aside(seat=seat, question=step.get("question"), reason=reason, look_again=again, at=at)


def pass_on(world: World, step: Step, at: datetime.datetime) -> None:
    """Note that something went to somebody."""
    seat, on, to = world.seat(step.by), world.day(step.day), step.get("to")
    made = passing_on.keep_note(seat=seat, what=step.get("what"), about=_about(world, step), to=to, on=on, at=at)
    if step.get("words"):
        words = step.get("words")
        passing_on.change_note(seat=seat, passed=made, seen=made.version, to=to, on=on, words=words, at=at)
    world.name("pass_on", step.get("key"), made)


def _about(world: World, step: Step) -> str:
    """Return what stands for the thing that was passed on."""
    kinds = {What.TALK: "talk", What.SENTENCES: "gather", What.THREAD: "try", What.DECISION: "agreement"}
    what = step.get("what")
    if what in kinds:
        return str(world.of(kinds[what], step.get("about")).ref)
    if what == What.PICTURES:
        return world.rounds[str(step.get("round"))].ref
    return str(step.get("question")) if what == What.WHERE else world.partnership.ref


def came_back(world: World, step: Step, at: datetime.datetime) -> None:
    """Note what came back."""
    passed, on = world.of("pass_on", step.get("pass_on")), world.day(step.day)
    passing_on.keep_came_back(seat=world.seat(step.by), passed=passed, words=step.get("words"), on=on, at=at)


def quote(world: World, step: Step, at: datetime.datetime) -> None:
    """Ask somebody whether words of theirs may be passed on; and let them say, if they have."""
    round, question, who = world.rounds[str(step.get("round"))], step.get("question"), step.get("who")
    said = Answer.objects.get(round=round, question=question, membership=world.members[who])
    learning.ask_quote(seat=world.seat(step.by), round=round, question=question, said=said.pk, at=at)
    if step.get("leaves"):
        leaves = Leaves(step.get("leaves"))
        learning.say_leaves(seat=world.seat(who), answer=said, leaves=leaves, at=at)
