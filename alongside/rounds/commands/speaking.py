"""Speaking through somebody: whoever the group named types in words that were said to them. None leaves a Moment."""

from __future__ import annotations

import datetime

from django.db import transaction

from alongside.partnerships.seats import Seat
from alongside.people.commands.keyring import hold
from alongside.rounds.commands.drafts import Book, Place
from alongside.rounds.commands.sending import Changed, open_for_answers
from alongside.rounds.commands.typing_in import emptied, said_in
from alongside.rounds.models import Kind, Round, SpokenFor

THROUGH = Place(Kind.THROUGH)
"""Where the one through whom others speak keeps the words of one of them, until they are put in."""


@transaction.atomic
def speak(*, seat: Seat, secret: str, round: Round, seen: int, at: datetime.datetime) -> bool:
    """Put in the words of one person. False when there are none: a second press puts nothing in twice.

    Raises Closed, and Changed.
    """
    keys = hold(seat.device_id, secret)
    open_for_answers(round, at=at)
    book = Book(keys, round, THROUGH)
    said = said_in(book)
    if not said:
        return False
    if book.version != seen:
        raise Changed
    SpokenFor.objects.bulk_create(
        SpokenFor(round=round, question=question, words=entry.words, through=seat.membership)
        for question, entry in said.items()
    )
    emptied([book])
    return True


@transaction.atomic
def say_otherwise(*, round: Round, spoken: SpokenFor, words: str, seen: int, at: datetime.datetime) -> bool:
    """Change words that were put in. False when they are these already. Raises Closed, and Changed."""
    open_for_answers(round, at=at)
    row = SpokenFor.objects.filter(pk=spoken.pk).first()
    if row is None or (row.version != seen and row.words != words):
        raise Changed
    if row.words == words:
        return False
    row.words = words
    row.version += 1
    row.save(update_fields=["words", "version"])
    return True


@transaction.atomic
def unsay(*, round: Round, spoken: SpokenFor, seen: int, at: datetime.datetime) -> bool:
    """Take out words that were put in. False when they are gone. The typed word is the form's to ask.

    Raises Closed, and Changed.
    """
    open_for_answers(round, at=at)
    row = SpokenFor.objects.filter(pk=spoken.pk).first()
    if row is None:
        return False
    if row.version != seen:
        raise Changed
    row.delete()
    return True
