"""The close: counting once, deleting what was too few and all that could join an answer to a person; and withdrawing.

That answers are closed is a fact of the clock, checked at each sending. They are counted at the first tick
afterwards, or at the next start. What the database itself still holds of deleted rows is swept away after that, by
the roof's tick.
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence
from random import Random

from django.db import transaction

from alongside.partnerships.models import Membership, note
from alongside.partnerships.seats import Seat
from alongside.partnerships.sweeping import swept
from alongside.people.commands.keyring import seal_to_all
from alongside.rounds.commands.same_people import keep_same_people
from alongside.rounds.commands.sending import Closed, open_for_answers
from alongside.rounds.models import (
    ENOUGH,
    Answer,
    Closing,
    OpenUnnamed,
    Picture,
    Returned,
    Round,
    RoundQuestion,
    Sent,
    ShownUnnamed,
    SpokenFor,
    Stances,
    TypedIn,
    Withdrawal,
)
from alongside.rounds.sheets import NAMED, Entry, packed

SWEPT = (OpenUnnamed, Sent, Answer, TypedIn, SpokenFor)
"""The tables of which no deleted row may be left: the first two are emptied; what was signed, taken back and then sent
without a name would lie in the others still, beside its writer."""


@transaction.atomic
def close_early(*, seat: Seat, round: Round, at: datetime.datetime, rng: Random) -> bool:
    """Close a round before its day. False when its answers were closed. The typed word is the form's to ask."""
    try:
        found = open_for_answers(round, at=at)
    except Closed:
        return False
    found.closes_at = at
    found.save(update_fields=["closes_at"])
    note(seat.partnership, who=seat.membership, what="closed_early", at=at, about=round.ref)
    return count(round=found, at=at, rng=rng, by=seat.membership)


def count_due(*, at: datetime.datetime, rng: Random) -> int:
    """Count every round whose day is over; return how many that were."""
    return sum(count(round=round, at=at, rng=rng) for round in Round.objects.due(at=at))


@transaction.atomic
def count(*, round: Round, at: datetime.datetime, rng: Random, by: Membership | None = None) -> bool:
    """Count a round's answers, once. False when they are counted, not closed yet, or withdrawn.

    Where fewer than five sent without a name on a question, what they sent is deleted unread. The rest is shown under
    fresh keys and in an order of chance; words part from stances; and whoever sent something is forgotten.
    """
    held = Round.objects.select_for_update(no_key=True).get(pk=round.pk)
    if not Round.objects.due(at=at).filter(pk=held.pk).exists():
        return False
    typed = _take_typed_in(held)
    unnamed, sent = _unnamed(held), _senders(held)
    counted: set[object] = set()
    for question in held.questions.all():
        named = list(Answer.objects.filter(round=held, question=question.question))
        others = unnamed.get(question.question, [])
        _draw(held, question.question, named, others, typed)
        _show(others, rng)
        counted |= {answer.membership_id for answer in named}
        counted |= sent.get(question.question, set()) if any(each.batch is None for each in others) else set()
    Closing.objects.create(round=held, at=at, by=by, people=len(counted) if len(counted) >= ENOUGH else None)
    keep_same_people(held)
    _forget(held)
    note(held.partnership, who=by, what="counted", at=at, about=held.ref)
    return True


def _unnamed(round: Round) -> Mapping[str, list[OpenUnnamed]]:
    """Return what was sent without a name, of those questions on which enough did.

    What came from people's own hands, and each batch of sheets, is to be enough by itself: whoever typed sheets knows
    what they say, and could take them away from the whole.
    """
    rows: dict[tuple[str, int | None], list[OpenUnnamed]] = {}
    for row in OpenUnnamed.objects.filter(round=round).order_by("pk"):
        rows.setdefault((row.question, row.batch), []).append(row)
    shown: dict[str, list[OpenUnnamed]] = {}
    for (question, _), each in rows.items():
        if len(each) >= ENOUGH:
            shown.setdefault(question, []).extend(each)
    return shown


def _senders(round: Round) -> Mapping[str, set[object]]:
    people: dict[str, set[object]] = {}
    for question, who in Sent.objects.filter(round=round).values_list("question", "membership_id"):
        people.setdefault(question, set()).add(who)
    return people


def _take_typed_in(round: Round) -> frozenset[int]:
    """Let what was typed in from paper count for members who sent nothing on that question themselves; return which.

    Not in a round without names: who is missing among those would be who had sent without one. There it counts once
    its member has accepted it, and only then.
    """
    if round.without_names:
        TypedIn.objects.filter(round=round).delete()
        return frozenset()
    taken = set()
    done = set(Sent.objects.filter(round=round).values_list("membership_id", "question"))
    for row in TypedIn.objects.filter(round=round, is_refused=False).order_by("pk"):
        if (row.membership_id, row.question) in done:
            continue
        done.add((row.membership_id, row.question))
        made = row.as_answer()
        made.save(force_insert=True)
        taken.add(made.pk)
    TypedIn.objects.filter(round=round).delete()
    return frozenset(taken)


def _draw(
    round: Round, question: str, named: Sequence[Answer], unnamed: Sequence[OpenUnnamed], typed: Container[int]
) -> None:
    """Count one question. `typed` are those answers that somebody else typed in, and their member left as they were."""
    both: list[Answer | OpenUnnamed] = [*named, *unnamed]
    picture = Picture.objects.create(
        round=round,
        question=question,
        people=len(both),
        wishes=sum(each.wishes for each in both),
        unnamed=len(unnamed),
        from_sheets=any(each.batch is not None for each in unnamed),
    )
    placed = [each for each in both if each.stance is not None]
    if _may_be_spread(Counter(_known_to(each, typed) for each in placed)):
        stances = Counter(each.stance for each in placed if each.stance is not None)
        Stances.objects.bulk_create(
            Stances(picture=picture, stance=stance, people=people) for stance, people in sorted(stances.items())
        )


def _known_to(answer: Answer | OpenUnnamed, typed: Container[int]) -> tuple[str, int] | None:
    """Return who knows this answer beside whoever gave it: the hand that typed it in, or a batch of sheets."""
    if isinstance(answer, OpenUnnamed):
        return ("sheets", answer.batch) if answer.batch else None
    return ("typed", answer.typed_by_id) if answer.pk in typed and answer.typed_by_id else None


def _may_be_spread(known: Counter[tuple[str, int] | None]) -> bool:
    """Whether places may be kept as a spread: there are five, and whoever typed some in cannot see fewer by themselves.

    They could take away from the whole what they typed; what is left must be nobody, or five and more.
    """
    total = known.total()
    left = [total - many for hand, many in known.items() if hand]
    return total >= ENOUGH and all(rest == 0 or rest >= ENOUGH for rest in left)


def _show(unnamed: Iterable[OpenUnnamed], rng: Random) -> None:
    """Copy words without a name to where they are shown from, in an order of chance and under fresh keys."""
    rows = [row for row in unnamed if row.words]
    rng.shuffle(rows)
    ShownUnnamed.objects.bulk_create(
        ShownUnnamed(round_id=row.round_id, question=row.question, words=row.words) for row in rows
    )


def _forget(round: Round) -> None:
    OpenUnnamed.objects.filter(round=round).delete()
    Sent.objects.filter(round=round).delete()
    RoundQuestion.objects.filter(round=round).update(stands=False)


@transaction.atomic
def withdraw(*, seat: Seat, round: Round, at: datetime.datetime) -> bool:
    """Withdraw a round. False when its answers are closed or it was withdrawn. The typed word is the form's to ask.

    What was sent with a name goes back to its writer, sealed to them. The rest is deleted unread.
    """
    try:
        held = open_for_answers(round, at=at)
    except Closed:
        return False
    _give_back(held)
    for rows in (Answer, TypedIn, SpokenFor):
        rows._default_manager.filter(round=held).delete()
    Withdrawal.objects.create(round=held, at=at, by=seat.membership)
    _forget(held)
    note(seat.partnership, who=seat.membership, what="withdrew", at=at, about=round.ref)
    return True


def returned_about(round_ref: str) -> str:
    """Return what the seal of something given back is bound to."""
    return f"{round_ref} returned"


def _give_back(round: Round) -> None:
    sheets: dict[Membership, dict[str, Entry]] = {}
    for answer in Answer.objects.filter(round=round).select_related("membership"):
        entry = Entry(1, answer.stance, answer.words, answer.wishes, NAMED)
        sheets.setdefault(answer.membership, {})[answer.question] = entry
    Returned.objects.bulk_create(
        Returned(key_id=key, round=round, sealed=sealed)
        for who, sheet in sheets.items()
        for key, sealed in seal_to_all(who, packed(sheet), returned_about(round.ref))
    )


def sweep() -> int:
    """Take what the database still holds of deleted rows out of its files; return of how many rounds.

    Called outside any transaction; what cannot be done now is tried again.
    """
    unswept: list[Closing | Withdrawal] = [
        *Closing.objects.filter(is_swept=False),
        *Withdrawal.objects.filter(is_swept=False),
    ]
    if not unswept or not swept(SWEPT):
        return 0
    with transaction.atomic():
        for mark in unswept:
            mark.is_swept = True
            mark.save(update_fields=["is_swept"])
    return len(unswept)
