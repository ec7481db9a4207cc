"""Typing in from paper: for a member, theirs to accept, change or refuse; and five sheets or more without a name.

Taken without a word either way: nothing here tells whoever types whether the member has sent, or what became of it.
None of this leaves a Moment.
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from random import Random

from django.db import transaction

from alongside.partnerships.models import Membership
from alongside.partnerships.seats import Seat
from alongside.people.commands.keyring import Held, hold
from alongside.rounds.commands.drafts import Book, Place, first_version
from alongside.rounds.commands.sending import Changed, goes, open_for_answers
from alongside.rounds.models import ENOUGH, Draft, Kind, OpenUnnamed, Round, Sent, TypedIn, new_id
from alongside.rounds.sheets import NAMED, Entry


class TooMany(Exception):
    """More sheets than people are asked."""


class TooFew(Exception):
    """Fewer sheets than may be handed in at once, so that none of them is anybody's."""


def place_for(member: Membership) -> Place:
    """Return where somebody keeps what they type in for a member."""
    return Place(Kind.FOR, for_whom=member.ref)


def said_in(book: Book) -> Mapping[str, Entry]:
    """Return what a book says, question by question; raises Changed where two texts wait to be chosen between."""
    if book.elsewhere:
        raise Changed
    return {question: entry for question, entry in book.entries.items() if not entry.is_empty}


def emptied(books: Iterable[Book]) -> None:
    """Take all that these hold away; part of the commands that send it on."""
    for book in books:
        for question in tuple(book.entries):
            book.put(question, None)
        book.write()


@transaction.atomic
def hand_in(*, seat: Seat, secret: str, round: Round, member: Membership, seen: int, at: datetime.datetime) -> bool:
    """Hand in what was typed for a member. False when there is nothing: a second press hands in nothing twice.

    What the same hand had handed in before on a question is replaced; what the member refused is taken, and goes
    nowhere. Raises Closed, and Changed.
    """
    keys = hold(seat.device_id, secret)
    open_for_answers(round, at=at)
    book = Book(keys, round, place_for(member))
    said = said_in(book)
    if not said:
        return False
    if book.version != seen:
        raise Changed
    mine = TypedIn.objects.filter(round=round, membership=member, by=seat.membership)
    refused = set(mine.filter(is_refused=True).values_list("question", flat=True))
    mine.filter(is_refused=False, question__in=said.keys()).delete()
    TypedIn.objects.bulk_create(
        TypedIn(
            round=round,
            membership=member,
            by=seat.membership,
            question=question,
            stance=entry.stance,
            words=entry.words,
            wishes=entry.wishes,
        )
        for question, entry in said.items()
        if question not in refused
    )
    emptied([book])
    return True


def _theirs(seat: Seat, round: Round, number: int) -> TypedIn | None:
    """Return what was typed in for the one in this seat, if they have not sent on that question."""
    rows = TypedIn.objects.filter(round=round, membership=seat.membership, is_refused=False)
    row = rows.filter(pk=number).first()
    if row is None or Sent.objects.filter(round=round, membership=seat.membership, question=row.question).exists():
        return None
    return row


@transaction.atomic
def accept(*, seat: Seat, secret: str, round: Round, number: int, at: datetime.datetime) -> bool:
    """Let what was typed in be one's answer. False when it is not there, or one has sent or written oneself.

    Raises Closed.
    """
    keys = hold(seat.device_id, secret)
    open_for_answers(round, at=at)
    row = _theirs(seat, round, number)
    if row is None or goes(Book(keys, round).entries.get(row.question, Entry()), round):
        return False
    row.as_answer().save(force_insert=True)
    Sent.objects.create(round=round, membership=seat.membership, question=row.question)
    row.delete()
    return True


@transaction.atomic
def take_over(*, seat: Seat, secret: str, round: Round, number: int, at: datetime.datetime) -> str:
    """Make what was typed in a draft of one's own, to be changed; return its question.

    Empty when it is not there, or one has sent or written oneself. Raises Closed.
    """
    keys = hold(seat.device_id, secret)
    open_for_answers(round, at=at)
    row, book = _theirs(seat, round, number), Book(keys, round)
    written = book.entries.get(row.question, Entry()) if row else Entry()
    if row is None or not written.is_empty:
        return ""
    how = NAMED if round.without_names else ""
    version = written.version + 1 if row.question in book.entries else first_version()
    book.put(row.question, Entry(version, row.stance, row.words, row.wishes, how))
    book.write()
    row.delete()
    return row.question


@transaction.atomic
def refuse(*, seat: Seat, round: Round, number: int, at: datetime.datetime) -> bool:
    """Take away what was typed in for one, for as long as the round is open. False when it is not there.

    The typed word is the form's to ask.
    """
    open_for_answers(round, at=at)
    rows = TypedIn.objects.filter(round=round, membership=seat.membership, pk=number, is_refused=False)
    return rows.update(is_refused=True, stance=None, words="", wishes=False) > 0


def sheets_of(keys: Sequence[Held], round: Round) -> dict[int, Book]:
    """Return the sheets without a name that these keys hold, by their number."""
    rows = Draft.objects.filter(key__in=[key.id for key in keys], round=round, kind=Kind.SHEET).order_by("sheet")
    return {
        number: Book(keys, round, Place(Kind.SHEET, sheet=number), tuple(those))
        for number, those in groupby(rows, key=lambda row: row.sheet)
    }


def _on_paper(round: Round) -> int:
    """Return how many sheets were handed in until now: as many as speak on the question with most."""
    rows = OpenUnnamed.objects.filter(round=round, batch__isnull=False)
    return max(Counter(rows.values_list("question", flat=True)).values(), default=0)


@transaction.atomic
def hand_in_sheets(*, seat: Seat, secret: str, round: Round, seen: int, at: datetime.datetime, rng: Random) -> bool:
    """Hand in every sheet, without a name, all in one. False when there is none: a second press hands in none twice.

    `seen` is the sum of their versions that the page showed. Raises Closed, Changed, TooFew and TooMany.
    """
    keys = hold(seat.device_id, secret)
    open_for_answers(round, at=at)
    books = sheets_of(keys, round).values()
    full = [said for said in map(said_in, books) if said]
    if not full:
        return False
    if sum(book.version for book in books) != seen:
        raise Changed
    if len(full) < ENOUGH or not round.without_names:
        raise TooFew
    if _on_paper(round) + len(full) > round.people().count():
        raise TooMany
    batch = new_id()
    rows = [
        OpenUnnamed(
            round=round,
            question=question,
            stance=each.stance,
            words=each.words,
            wishes=each.wishes,
            batch=batch,
        )
        for said in full
        for question, each in said.items()
    ]
    rng.shuffle(rows)
    OpenUnnamed.objects.bulk_create(rows)
    emptied(books)
    return True
