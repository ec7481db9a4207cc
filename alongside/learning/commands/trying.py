"""What we will try, said and put otherwise; what came of it, and taking that back."""

from __future__ import annotations

import datetime
from dataclasses import asdict, dataclass
from dataclasses import replace as replaced
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from alongside.agreements.models import Agreement
from alongside.learning.models import Action, ActionVersion, Happened, Insight, Outcome
from alongside.partnerships.commands import locked
from alongside.partnerships.commands.once import mark
from alongside.partnerships.models import note
from alongside.partnerships.seats import Seat
from alongside.partnerships.texts import replace


@dataclass(frozen=True, slots=True)
class Plan:
    """What we will try: what, which of us, who else, by when, what we would see. `people` are keys of memberships."""

    what: str
    people: frozenset[int] = frozenset()
    who: str = ""
    due: datetime.date | None = None
    signs: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """What a try comes from: a question, a sentence of ours, an agreement, another try; or nothing."""

    question: str = ""
    insight: Insight | None = None
    agreement: Agreement | None = None
    grew_from: Action | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """What is said of something we tried: did it happen, did it help, and whom, and what did we learn."""

    happened: str
    helped: str = ""
    words: str = ""
    learned: str = ""


@dataclass(frozen=True, slots=True)
class Instead:
    """What a try was changed to, and by when it comes back; `seen` is the version that was changed."""

    seen: int
    what: str
    due: datetime.date | None


@transaction.atomic
def say_try(
    *, seat: Seat, plan: Plan, source: Source, on: datetime.date, at: datetime.datetime, key: str = ""
) -> Action:
    """Say what we will try, outside a talk. The same `key`, sent again, gives what it made."""
    locked(seat.partnership)  # two who press at once make one
    pressed = mark(seat, key)
    there = Action.objects.within(seat).filter(key=pressed).first() if pressed else None
    if there is not None:
        return there
    made = Action.objects.create(
        partnership=seat.partnership,
        question=source.question,
        insight=source.insight,
        agreement=source.agreement,
        grew_from=source.grew_from,
        on=on,
        key=pressed,
    )
    _put(seat, made, 0, plan, at)
    note(seat.partnership, who=seat.membership, what="try-said", at=at, about=made.ref)
    return made


@transaction.atomic
def change_try(*, seat: Seat, action: Action, seen: int, plan: Plan, at: datetime.datetime) -> Action:
    """Put what we will try otherwise. Raises Conflict, changing nothing, if other words stand there than were seen."""
    if _put(seat, action, seen, plan, at):
        note(seat.partnership, who=seat.membership, what="try-changed", at=at, about=action.ref)
    return action


def _put(seat: Seat, action: Action, seen: int, plan: Plan, at: datetime.datetime) -> bool:
    """Let `plan` be what stands there, and keep it as a version; False where it stands there already."""
    words = {"what": plan.what, "who": plan.who, "due": plan.due, "signs": plan.signs}
    put = replace(action, seen=seen, many={"people": plan.people}, **words)
    if put:
        keep_version(seat, action, at)
    return put


def keep_version(seat: Seat, action: Action, at: datetime.datetime) -> None:
    """Keep what stands there now for good: the words, and who is named."""
    words = {name: getattr(action, name) for name in ("what", "who", "due", "signs")}
    kept = ActionVersion.objects.create(action=action, version=action.version, at=at, by=seat.membership, **words)
    kept.people.set(action.people.all())


@transaction.atomic
def record_outcome(
    *, seat: Seat, action: Action, told: Told, at: datetime.datetime, key: str = "", instead: Instead | None = None
) -> Outcome:
    """Add what came of it. The same key, or the same said once more on the same day, adds no second one.

    Changed, it is put `instead` in the same transaction; raises Conflict as `change_try` does.
    """
    Action.objects.select_for_update(no_key=True).get(pk=action.pk)  # two who press at once add one
    pressed = mark(seat, key and f"{key} {action.ref}")  # of each try it is another, also where one page asks of many
    before = Outcome.objects.filter(key=pressed, action=action).first() if pressed else None
    if before is not None:
        return before
    is_other = instead is not None and _put(
        seat, action, instead.seen, plan_of(action, what=instead.what, due=instead.due), at
    )
    last = Outcome.objects.filter(action=action, undone_at=None).order_by("at", "pk").last()
    if last is not None and not is_other and localdate(last.at) == localdate(at) and _told(last) == told:
        return last
    made = Outcome.objects.create(
        partnership=seat.partnership, action=action, at=at, by=seat.membership, key=pressed, **asdict(told)
    )
    note(seat.partnership, who=seat.membership, what="outcome-recorded", at=at, about=action.ref)
    return made


def _told(outcome: Outcome) -> Told:
    return Told(outcome.happened, outcome.helped, outcome.words, outcome.learned)


def plan_of(stood: Action | ActionVersion, **other: Any) -> Plan:
    """Return what stands there, or once stood, but for what is `other` now."""
    people = frozenset(stood.people.values_list("pk", flat=True))
    return replaced(Plan(stood.what, people, stood.who, stood.due, stood.signs), **other)


@transaction.atomic
def undo_outcome(*, seat: Seat, outcome: Outcome, at: datetime.datetime) -> None:
    """Take back what was said to have come of it, once; the row stays, and says who did.

    What it was changed to is put back too, unless somebody has put it otherwise since.
    """
    open_still = Outcome.objects.filter(pk=outcome.pk, undone_at=None)
    if open_still.update(undone_at=at, undone_by=seat.membership):
        if outcome.happened == Happened.CHANGED:
            _put_back(seat, outcome, at)
        note(seat.partnership, who=seat.membership, what="outcome-undone", at=at, about=outcome.action.ref)


def _put_back(seat: Seat, outcome: Outcome, at: datetime.datetime) -> None:
    """Put back what stood before `outcome` changed it: the version that it made is the one of its own moment."""
    action = Action.objects.select_for_update(no_key=True).get(pk=outcome.action_id)
    made = action.versions.filter(at=outcome.at, by=outcome.by_id).last()
    before = action.versions.filter(version=action.version - 1).first()
    if made is not None and before is not None and made.version == action.version:
        _put(seat, action, action.version, plan_of(before), at)
