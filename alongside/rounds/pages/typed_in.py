"""What was typed in for the one who reads: theirs to accept, change or refuse."""

from __future__ import annotations

from dataclasses import dataclass

from alongside.framework.loading import the_edition
from alongside.framework.shapes import Question
from alongside.partnerships.seats import Seat
from alongside.people.commands.keyring import of_device
from alongside.rounds.commands import goes, sheet_of
from alongside.rounds.models import Round, Sent, TypedIn
from alongside.rounds.pages.answering import Asking, asking_of
from alongside.rounds.sheets import Entry


@dataclass(frozen=True, slots=True)
class ForYou:
    """One answer that was typed in for the reader, theirs to accept or go on from unless they did something there.

    `is_sent` where they have sent on that question, `is_written` where they have written there themselves.
    """

    number: int
    question: Question
    place: str
    words: str
    wishes: bool
    by: str
    is_sent: bool
    is_written: bool
    may_accept: bool


@dataclass(frozen=True, slots=True)
class TypedInPage:
    """All that was typed in for the reader in a round, and is not decided."""

    asking: Asking
    answers: tuple[ForYou, ...]


def typed_in_page(seat: Seat, round: Round, secret: str) -> TypedInPage:
    """What was typed in for the reader. A fixed number of queries."""
    asking, edition = asking_of(seat, round), the_edition()
    written = sheet_of(of_device(seat.device_id, secret), round)
    sent = set(Sent.objects.filter(round=round, membership=seat.membership).values_list("question", flat=True))
    places = dict(asking.places)
    order = {row.question: place for place, row in enumerate(round.questions.all())}
    mine = TypedIn.objects.filter(round=round, membership=seat.membership, is_refused=False)
    rows = mine.select_related("by").order_by("by__name")

    def shown(row: TypedIn) -> ForYou:
        there = written.get(row.question, Entry())
        is_sent = row.question in sent
        return ForYou(
            number=row.pk,
            question=edition.question(row.question),
            place="" if row.stance is None else places[row.stance],
            words=row.words,
            wishes=row.wishes,
            by=row.by.name,
            is_sent=is_sent,
            is_written=not there.is_empty and not is_sent,
            may_accept=not is_sent and not goes(there, round),
        )

    return TypedInPage(asking, tuple(map(shown, sorted(rows, key=lambda row: order[row.question]))))


@dataclass(frozen=True, slots=True)
class OnePage:
    """One answer that is about to be refused."""

    asking: Asking
    words: str
    by: str


def one_page(seat: Seat, round: Round, number: int) -> OnePage | None:
    """Return one answer that was typed in for the one in this seat, about to be refused; None where there is none."""
    rows = TypedIn.objects.filter(round=round, membership=seat.membership, pk=number, is_refused=False).select_related(
        "by"
    )
    row = rows.first()
    return OnePage(asking_of(seat, round), row.words, row.by.name) if row else None
