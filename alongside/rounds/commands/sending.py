"""Sending what one has reviewed, and taking back what was sent with a name. None of this leaves a Moment.

With a name, an answer is a row that says whose it is. Without, what is kept says only that somebody has sent it, and
beside it, joined by nothing, that one's own turn on that question is over.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction

from alongside.partnerships.seats import Seat
from alongside.people.commands.keyring import hold
from alongside.rounds.commands.drafts import Book
from alongside.rounds.models import Answer, OpenUnnamed, Round, RoundQuestion, Sent
from alongside.rounds.sheets import AWAY, ME, NAMED, UNNAMED, Entry

BEYOND = 1_000_000
"""Added to the version of a draft that was an answer: no page left open from before has seen so many."""


class Closed(Exception):
    """The round takes no answers: its day is over, it was counted, or it was withdrawn."""


class Changed(Exception):
    """Something was written, sent or taken back elsewhere since the page that sends was made."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """What this person has sent in a round: questions with their name, and how many without."""

    named: tuple[str, ...]
    unnamed: int


def open_for_answers(round: Round, *, at: datetime.datetime) -> Round:
    """Return the round, held until this transaction ends; raises Closed. Answers and the close wait for each other."""
    found = Round.objects.select_for_update().filter(pk=round.pk).first()
    if found is None or not Round.objects.open(at=at).filter(pk=round.pk).exists():
        raise Closed
    return found


def goes(entry: Entry, round: Round) -> str:
    """Return how an entry would be sent, NAMED or UNNAMED; empty when it would not be."""
    if entry.is_empty or entry.how in (ME, AWAY):
        return ""
    if entry.base or not round.without_names:
        return NAMED
    return entry.how or UNNAMED


@transaction.atomic
def send(*, seat: Seat, secret: str, round: Round, seen: int, at: datetime.datetime) -> Receipt:
    """Send all that is written and to be sent, in one; a second press sends nothing twice and is told the same.

    `seen` is the version of one's drafts that the page showed. Raises Closed, and Changed.
    """
    keys = hold(seat.device_id, secret)
    open_for_answers(round, at=at)
    book = Book(keys, round)
    going = _going(book, round, seat)
    if not going:
        return receipt(seat, round)
    if book.version != seen:
        raise Changed
    _put(seat, round, going)
    for question in going:
        book.put(question, None)
    book.write()
    return receipt(seat, round)


def _going(book: Book, round: Round, seat: Seat) -> Mapping[str, tuple[str, Entry]]:
    """Return what is to go, in the round's order; raises Changed where two texts wait to be chosen between.

    What was written on another device, on a question sent without a name meanwhile, can go no more; it stays a draft.
    """
    asked = RoundQuestion.objects.filter(round=round).values_list("question", flat=True)
    mine = Answer.objects.of(seat).filter(round=round).values("question")
    over = Sent.objects.filter(round=round, membership=seat.membership).exclude(question__in=mine)
    done = set(over.values_list("question", flat=True))
    ways = ((question, book.entries[question]) for question in asked if question in book.entries.keys() - done)
    going = {question: (way, entry) for question, entry in ways if (way := goes(entry, round))}
    if any(question in book.elsewhere for question in going):
        raise Changed
    return going


def _put(seat: Seat, round: Round, going: Mapping[str, tuple[str, Entry]]) -> None:
    mine = Sent.objects.filter(round=round, membership=seat.membership)
    done = set(mine.values_list("question", flat=True))
    answers = {answer.question: answer for answer in Answer.objects.of(seat).filter(round=round)} if done else {}
    for question, (_, entry) in going.items():
        there = answers.get(question)
        if (question in done) != bool(entry.base) or (there.version if there else 0) != entry.base:
            raise Changed
    for question, there in answers.items():
        if question in going:
            _change(there, going[question][1])
    fresh = {question: way for question, way in going.items() if question not in done}
    # one after another in no order of the round's: the rows of the unnamed are keyed by chance alone
    OpenUnnamed.objects.bulk_create(
        OpenUnnamed(round=round, question=question, stance=each.stance, words=each.words, wishes=each.wishes)
        for question, (way, each) in fresh.items()
        if way == UNNAMED
    )
    Answer.objects.bulk_create(
        Answer(
            round=round,
            membership=seat.membership,
            question=question,
            stance=each.stance,
            words=each.words,
            wishes=each.wishes,
        )
        for question, (way, each) in fresh.items()
        if way == NAMED
    )
    Sent.objects.bulk_create(Sent(round=round, membership=seat.membership, question=question) for question in fresh)


def _change(answer: Answer, entry: Entry) -> None:
    if (answer.stance, answer.words, answer.wishes) == (entry.stance, entry.words, entry.wishes):
        return
    answer.stance, answer.words, answer.wishes = entry.stance, entry.words, entry.wishes
    answer.version += 1
    answer.typed_by = None
    answer.save()


def receipt(seat: Seat, round: Round) -> Receipt:
    """Return what somebody has sent in a round until now."""
    sent = set(Sent.objects.filter(round=round, membership=seat.membership).values_list("question", flat=True))
    mine = set(Answer.objects.of(seat).filter(round=round).values_list("question", flat=True))
    named = tuple(each.question for each in round.questions.all() if each.question in mine)
    return Receipt(named, len(sent - mine))


@transaction.atomic
def take_back(*, seat: Seat, secret: str, round: Round, question: str, seen: int, at: datetime.datetime) -> bool:
    """Take back what was sent with one's name: it is a draft again. False when it was not there. Raises Closed.

    `seen` is the version of the answer that the page showed; Changed where it is another now.
    """
    keys = hold(seat.device_id, secret)
    open_for_answers(round, at=at)
    answer = Answer.objects.of(seat).filter(round=round, question=question).first()
    if answer is None:
        return False
    if answer.version != seen:
        raise Changed
    book = Book(keys, round)
    written = book.entries.get(question)
    if written is None or written.is_empty:
        written = Entry(0, answer.stance, answer.words, answer.wishes, NAMED)
    version = BEYOND * answer.version + written.version
    book.put(question, Entry(version, written.stance, written.words, written.wishes, written.how))
    book.write()
    answer.delete()
    Sent.objects.filter(round=round, membership=seat.membership, question=question).delete()
    return True
