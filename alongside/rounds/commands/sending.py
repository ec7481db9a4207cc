"""Sending what one has reviewed, and taking back what was sent with a name. None of this leaves a Moment.

With a name, an answer is a row that says whose it is. Without, what is kept says only that somebody has sent it, and
beside it, joined by nothing, that one's own turn on that question is over.
"""

from __future__ import annotations

import datetime
from collections.abc import Container, Mapping
from dataclasses import dataclass

from django.db import transaction
from django.db.models import BigIntegerField, DateTimeField

from alongside.partnerships.prepared import Prepared, PreparedRows, told
from alongside.partnerships.seats import Seat
from alongside.people.commands.keyring import hold
from alongside.rounds.commands.drafts import Book, SoFar, first_version, so_far
from alongside.rounds.models import Answer, OpenUnnamed, Round, Sent
from alongside.rounds.sheets import AWAY, ME, NAMED, UNNAMED, Entry


class Closed(Exception):
    """The round takes no answers: its day is over, it was counted, or it was withdrawn."""


class Changed(Exception):
    """Something was written, sent or taken back elsewhere since the page that sends was made."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """What this person has sent in a round: questions with their name, and how many without."""

    named: tuple[str, ...]
    unnamed: int


_THIS = told("round", BigIntegerField())
_HELD = Prepared(lambda: Round.objects.select_for_update(no_key=True).filter(pk=_THIS))
_OPEN = Prepared(
    lambda: Round.objects.open(at=told("at", DateTimeField())).filter(pk=_THIS).values_list("pk", flat=True)
)
_NEW_UNNAMED = PreparedRows(OpenUnnamed, "question", "stance", "words", "wishes")
_NEW_NAMED = PreparedRows(Answer, "question", "stance", "words", "wishes")
_NEW_SENT = PreparedRows(Sent, "question")


def open_for_answers(round: Round, *, at: datetime.datetime) -> Round:
    """Return the round, held until this transaction ends; raises Closed. Answers and the close wait for each other."""
    # two questions: a database that waits for the lock answers the second as things stand afterwards
    found = _HELD.one(round=round.pk)
    if found is None or _OPEN.one(round=round.pk, at=at) is None:
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
    book, sent = Book(keys, round), so_far(seat, round)
    going = _going(book, round, sent)
    if not going:
        return _receipt(round, sent.named, len(sent.unnamed))
    if book.version != seen or any(sent.base(question) != entry.base for question, (_, entry) in going.items()):
        raise Changed
    _put(seat, round, going, sent)
    for question in going:
        book.put(question, None)
    book.write()
    without = [question for question, (way, _) in going.items() if way == UNNAMED]
    return _receipt(round, {*sent.named, *going} - {*without}, len(sent.unnamed) + len(without))


def _going(book: Book, round: Round, sent: SoFar) -> Mapping[str, tuple[str, Entry]]:
    """Return what is to go, in the round's order; raises Changed where two texts wait to be chosen between.

    What was written on another device, on a question sent without a name meanwhile, can go no more; it stays a draft.
    """
    may_go = book.entries.keys() - sent.unnamed
    ways = ((question, book.entries[question]) for question in round.question_ids if question in may_go)
    going = {question: (way, entry) for question, entry in ways if (way := goes(entry, round))}
    if any(question in book.elsewhere for question in going):
        raise Changed
    return going


def _put(seat: Seat, round: Round, going: Mapping[str, tuple[str, Entry]], sent: SoFar) -> None:
    for question in going.keys() & sent.named.keys():
        _change(sent.named[question], going[question][1])
    fresh = {question: way for question, way in going.items() if question not in sent.named}
    said = {
        of: [(question, e.stance, e.words, e.wishes) for question, (way, e) in fresh.items() if way == of]
        for of in (NAMED, UNNAMED)
    }
    # one after another in no order of the round's: the rows of the unnamed are keyed by chance alone
    _NEW_UNNAMED.put(said[UNNAMED], round_id=round.pk)
    _NEW_NAMED.put(said[NAMED], round_id=round.pk, membership_id=seat.membership.pk)
    _NEW_SENT.put([(question,) for question in fresh], round_id=round.pk, membership_id=seat.membership.pk)


def _change(answer: Answer, entry: Entry) -> None:
    if (answer.stance, answer.words, answer.wishes) == (entry.stance, entry.words, entry.wishes):
        return
    answer.stance, answer.words, answer.wishes = entry.stance, entry.words, entry.wishes
    answer.version += 1
    answer.typed_by = None
    answer.save()


def receipt(seat: Seat, round: Round) -> Receipt:
    """Return what somebody has sent in a round until now."""
    sent = so_far(seat, round)
    return _receipt(round, sent.named, len(sent.unnamed))


def _receipt(round: Round, named: Container[str], unnamed: int) -> Receipt:
    return Receipt(tuple(question for question in round.question_ids if question in named), unnamed)


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
    book.put(question, Entry(first_version(), written.stance, written.words, written.wishes, written.how))
    book.write()
    answer.delete()
    Sent.objects.filter(round=round, membership=seat.membership, question=question).delete()
    return True
