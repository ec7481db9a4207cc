"""Preparing a round, asking it, and moving its day."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from django.db import transaction

from alongside.framework.loading import the_edition
from alongside.partnerships.commands.lock import locked
from alongside.partnerships.models import Membership, note
from alongside.partnerships.seats import Seat
from alongside.partnerships.texts import Conflict, replace
from alongside.rounds.commands.closing import count
from alongside.rounds.commands.sending import Closed, open_for_answers
from alongside.rounds.letters import remind_from, tell_asked, tell_closes
from alongside.rounds.models import Asked, Asking, Opens, Round, RoundQuestion, RoundVersion, Way, Whom
from alongside.rounds.permissions import may_offer_no_names


@dataclass(frozen=True, slots=True)
class Plan:
    """All that is said of a round before it is asked. `chosen`, by name, only where a few are asked."""

    name: str
    questions: Sequence[str]
    closes_at: datetime.datetime
    way: str = Way.REFLECT
    words: str = ""
    opens: str = Opens.MEETING
    meeting_on: datetime.date | None = None
    without_names: bool = False
    whom: str = Whom.EVERYBODY
    chosen: Sequence[Membership] = ()
    through: Membership | None = None
    through_reach: str = ""


class NotYet(Exception):
    """It cannot be asked as it stands. `.why`: "day" (it is over), "names" (too few are asked), or "nobody"."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class Standing(Exception):
    """Some of its questions stand in another open round. `.questions` holds their ids."""

    def __init__(self, questions: Sequence[str]) -> None:
        super().__init__("asked in another round")
        self.questions = tuple(questions)


@transaction.atomic
def prepare(*, seat: Seat, plan: Plan, key: str, at: datetime.datetime) -> Round:
    """Prepare a round, which nobody is asked yet. The same `key` prepares one."""
    there = Round.objects.within(seat).filter(made_key=key).first() if key else None
    if there:
        return there
    made = Round(partnership=seat.partnership, edition=the_edition().id, made_at=at, made_by=seat.membership)
    made.made_key = key or None
    _take(made, plan)
    made.name, made.words, made.closes_at, made.version = plan.name, plan.words, plan.closes_at, 1
    made.save()
    _remember(made, seat, at)
    _put_in(made, plan)
    note(seat.partnership, who=seat.membership, what="prepared_round", at=at, about=made.ref)
    return made


@transaction.atomic
def change(*, seat: Seat, round: Round, plan: Plan, seen: int, at: datetime.datetime) -> Round:
    """Change a round that nobody has been asked yet. Raises texts.Conflict when another version than `seen` stands.

    What it asks and whom lies in rows of their own, so all of it is compared and replaced while the round is held.
    Raises Closed when it has been asked.
    """
    held = Round.objects.select_for_update(no_key=True).get(pk=round.pk)
    if Asking.objects.filter(round=held).exists():
        raise Closed
    if plan_of(held) == plan:
        return held
    if held.version != seen:
        raise Conflict(held)
    _take(held, plan)
    held.name, held.words, held.closes_at, held.version = plan.name, plan.words, plan.closes_at, seen + 1
    held.save()
    _remember(held, seat, at)
    _put_in(held, plan)
    note(seat.partnership, who=seat.membership, what="changed_round", at=at, about=held.ref)
    return held


def plan_of(round: Round) -> Plan:
    """Return all that is said of a round as it stands."""
    return Plan(
        name=round.name,
        questions=tuple(round.questions.values_list("question", flat=True)),
        closes_at=round.closes_at,
        way=round.way,
        words=round.words,
        opens=round.opens,
        meeting_on=round.meeting_on,
        without_names=round.without_names,
        whom=round.whom,
        chosen=tuple(Membership.objects.filter(pk__in=round.chosen.values("membership"))),
        through=round.through,
        through_reach=round.through_reach,
    )


def _take(round: Round, plan: Plan) -> None:
    round.way, round.opens, round.meeting_on, round.whom = plan.way, plan.opens, plan.meeting_on, plan.whom
    round.without_names, round.through, round.through_reach = plan.without_names, plan.through, plan.through_reach


def _put_in(round: Round, plan: Plan) -> None:
    round.questions.all().delete()
    RoundQuestion.objects.bulk_create(
        RoundQuestion(round=round, partnership_id=round.partnership_id, question=question, place=place)
        for place, question in enumerate(plan.questions)
    )
    round.chosen.all().delete()
    if plan.whom == Whom.FEW:
        Asked.objects.bulk_create(Asked(round=round, membership=who) for who in plan.chosen)


def _remember(round: Round, seat: Seat, at: datetime.datetime) -> None:
    RoundVersion.objects.create(
        round=round,
        version=round.version,
        name=round.name,
        words=round.words,
        closes_at=round.closes_at,
        at=at,
        by=seat.membership,
    )


@transaction.atomic
def discard_round(*, seat: Seat, round: Round, at: datetime.datetime) -> bool:
    """Throw away a round that nobody was asked. False when somebody was, or it is gone."""
    if not Round.objects.within(seat).prepared().filter(pk=round.pk).exists():
        return False
    note(seat.partnership, who=seat.membership, what="discarded_round", at=at, about=round.ref)
    round.delete()
    return True


@transaction.atomic
def ask(*, seat: Seat, round: Round, at: datetime.datetime, rng: Random) -> bool:
    """Ask it: from now on people may answer, and what was settled stays settled. False when it is asked already.

    Raises NotYet and Standing.
    """
    locked(seat.partnership)  # two rounds with one question, asked at once, see each other
    held = Round.objects.select_for_update(no_key=True).get(pk=round.pk)
    if Asking.objects.filter(round=held).exists():
        return False
    asked = held.people().count()
    if held.closes_at <= at:
        raise NotYet("day")
    if not asked:
        raise NotYet("nobody")
    if held.without_names and not may_offer_no_names(whom=held.whom, asked=asked):
        raise NotYet("names")
    for over in Round.objects.within(seat).due(at=at):
        count(round=over, at=at, rng=rng)
    _stand(held)
    Asking.objects.create(round=held, at=at, by=seat.membership)
    note(seat.partnership, who=seat.membership, what="asked", at=at, about=held.ref)
    tell_asked(held, at=at)
    return True


def _stand(round: Round) -> None:
    mine = round.questions.values_list("question", flat=True)
    elsewhere = RoundQuestion.objects.filter(partnership=round.partnership_id, stands=True, question__in=list(mine))
    if elsewhere:
        raise Standing([each.question for each in elsewhere])
    round.questions.update(stands=True)


@transaction.atomic
def move_day(
    *,
    seat: Seat,
    round: Round,
    closes_at: datetime.datetime,
    meeting_on: datetime.date | None = None,
    at: datetime.datetime,
) -> bool:
    """Give people longer, and say when the meeting is then. False when it is no later than it was. Raises Closed."""
    held = open_for_answers(round, at=at)
    if closes_at <= held.closes_at:
        return False
    asked_at = held.asking.at
    is_reminded = at >= remind_from(held, asked_at=asked_at)
    replace(held, seen=held.version, closes_at=closes_at, meeting_on=meeting_on)
    if not is_reminded:  # once is enough
        tell_closes(held, asked_at=asked_at)
    _remember(held, seat, at)
    note(seat.partnership, who=seat.membership, what="moved_day", at=at, about=held.ref)
    return True
