"""Every read for the one through whom others speak."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from alongside.framework.loading import the_edition
from alongside.framework.shapes import Question
from alongside.partnerships.seats import Seat
from alongside.people.commands.keyring import of_device
from alongside.rounds.commands import THROUGH, Book
from alongside.rounds.models import Round, SpokenFor
from alongside.rounds.pages.answering import Asking, asking_of
from alongside.rounds.pages.typing_in import ForOthersPage, Line, answers_page, lines_of


@dataclass(frozen=True, slots=True)
class Said:
    """Words that are in, said through the reader."""

    number: int
    question: Question
    words: str
    version: int


@dataclass(frozen=True, slots=True)
class ThroughPage(ForOthersPage):
    """The words of one person, not put in yet; and all that is in."""

    said: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class PuttingPage:
    """What is about to be put in."""

    asking: Asking
    lines: tuple[Line, ...]
    seen: int
    has_two: bool


@dataclass(frozen=True, slots=True)
class SaidPage:
    """Words that are in, to be changed or taken out. `yours` where others stand now than were seen."""

    asking: Asking
    said: Said
    yours: str = ""


def through_page(seat: Seat, round: Round, secret: str) -> ThroughPage:
    """What was typed in so far, and what is in. A fixed number of queries."""
    order: Mapping[str, int] = {row.question: place for place, row in enumerate(round.questions.all())}
    rows = SpokenFor.objects.filter(round=round, through=seat.membership).order_by("pk")
    said = tuple(map(_said, sorted(rows, key=lambda row: order[row.question])))
    return ThroughPage(answers_page(seat, round, secret, THROUGH), said)


def _said(row: SpokenFor) -> Said:
    return Said(row.pk, the_edition().question(row.question), row.words, row.version)


def putting_page(seat: Seat, round: Round, secret: str) -> PuttingPage:
    """What is about to be put in."""
    keys = of_device(seat.device_id, secret)
    book = Book(keys, round, THROUGH) if keys else None
    asking = asking_of(seat, round)
    lines = lines_of(asking, round, book.entries if book else {})
    return PuttingPage(asking, lines, book.version if book else 0, bool(book and book.elsewhere))


def said_page(seat: Seat, round: Round, spoken: SpokenFor, *, yours: str = "") -> SaidPage:
    """Words that are in."""
    return SaidPage(asking_of(seat, round), _said(spoken), yours)
