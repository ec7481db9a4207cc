"""Every read for typing in from paper: for whom, what was typed so far, and what is about to be handed in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from alongside.framework.loading import the_edition
from alongside.framework.shapes import Question
from alongside.partnerships.models import Membership
from alongside.partnerships.seats import Seat
from alongside.people.commands.keyring import Held, of_device
from alongside.rounds.commands import Book, Place, place_for, sheets_of
from alongside.rounds.models import ENOUGH, Draft, Kind, Round
from alongside.rounds.pages.answering import AnswerPage, Asking, Item, asking_of
from alongside.rounds.sheets import Entry

MOST_SHEETS = 60


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who can be typed in for; `begun` where this device holds something typed for them, not handed in."""

    ref: str
    name: str
    begun: bool


@dataclass(frozen=True, slots=True)
class WhomPage:
    """For whom one types in. Nothing here tells what anybody has sent."""

    asking: Asking
    people: tuple[Person, ...]


@dataclass(frozen=True, slots=True)
class ForOthersPage:
    """A page on which somebody types in what others say."""

    answers: AnswerPage

    @property
    def asking(self) -> Asking:
        """What the page says of the round."""
        return self.answers.asking

    @property
    def waits_elsewhere(self) -> bool:
        """Whether another device of theirs holds something typed in here."""
        return self.answers.waits_elsewhere


@dataclass(frozen=True, slots=True)
class TypingPage(ForOthersPage):
    """All questions on one page, for a member or for a sheet without a name."""

    person: str = ""
    name: str = ""
    sheet: int = 0


@dataclass(frozen=True, slots=True)
class Line:
    """One question as it is about to be handed in, or was."""

    question: Question
    number: int
    place: str
    words: str
    wishes: bool


@dataclass(frozen=True, slots=True)
class HandingPage:
    """What is about to be handed in for a member; `has_two` where two texts wait to be chosen between."""

    asking: Asking
    person: str
    name: str
    lines: tuple[Line, ...]
    seen: int
    has_two: bool


@dataclass(frozen=True, slots=True)
class SheetLine:
    """One sheet, and how many questions it says something on."""

    number: int
    answered: int


@dataclass(frozen=True, slots=True)
class SheetsPage:
    """The sheets typed in so far, and whether they can be handed in. `next` is the number of the next one."""

    asking: Asking
    sheets: tuple[SheetLine, ...]
    next: int
    seen: int
    has_two: bool
    waits_elsewhere: bool
    enough: int = ENOUGH

    @property
    def full(self) -> int:
        """How many say something."""
        return sum(bool(sheet.answered) for sheet in self.sheets)

    @property
    def may_go(self) -> bool:
        """Whether they can be handed in."""
        return self.full >= self.enough and not self.has_two


def whom_page(seat: Seat, round: Round, secret: str) -> WhomPage:
    """For whom one can type in. A fixed number of queries."""
    keys = [key.id for key in of_device(seat.device_id, secret)]
    begun = set(Draft.objects.filter(key__in=keys, round=round, kind=Kind.FOR).values_list("for_whom", flat=True))
    others = round.people().exclude(pk=seat.membership.pk)
    return WhomPage(asking_of(seat, round), tuple(Person(who.ref, who.name, who.ref in begun) for who in others))


def answers_page(seat: Seat, round: Round, secret: str, place: Place) -> AnswerPage:
    """What is typed in one place so far, as pages on which one answers show it."""
    keys = of_device(seat.device_id, secret)
    book = Book(keys, round, place) if keys else None
    entries, elsewhere = (book.entries, book.elsewhere) if book else ({}, {})
    edition = the_edition()
    items = tuple(
        Item(edition.question(row.question), number, entries.get(row.question), elsewhere.get(row.question))
        for number, row in enumerate(round.questions.all(), 1)
    )
    waits = waits_elsewhere(seat, round, keys, place)
    return AnswerPage(asking_of(seat, round), seat.membership.ref, items, len(items), "", waits)


def waits_elsewhere(seat: Seat, round: Round, keys: Sequence[Held], place: Place) -> bool:
    """Whether a device of theirs that this one has not met has typed something in there; on any sheet, of sheets."""
    theirs = Draft.objects.filter(round=round, key__membership=seat.membership, kind=place.kind)
    if place.kind != Kind.SHEET:
        theirs = theirs.filter(for_whom=place.for_whom)
    return theirs.exclude(key__in=[key.id for key in keys]).exists()


def handing_page(seat: Seat, round: Round, secret: str, member: Membership) -> HandingPage:
    """What is about to be handed in for a member."""
    keys = of_device(seat.device_id, secret)
    book = Book(keys, round, place_for(member)) if keys else None
    asking = asking_of(seat, round)
    return HandingPage(
        asking=asking,
        person=member.ref,
        name=member.name,
        lines=lines_of(asking, round, book.entries if book else {}),
        seen=book.version if book else 0,
        has_two=bool(book and book.elsewhere),
    )


def lines_of(asking: Asking, round: Round, entries: Mapping[str, Entry]) -> tuple[Line, ...]:
    """What these entries say, in the round's order."""
    numbered = ((number, row.question) for number, row in enumerate(round.questions.all(), 1))
    return tuple(
        _line(asking, question, number, entries[question])
        for number, question in numbered
        if question in entries and not entries[question].is_empty
    )


def _line(asking: Asking, question: str, number: int, entry: Entry) -> Line:
    place = "" if entry.stance is None else dict(asking.places)[entry.stance]
    return Line(the_edition().question(question), number, place, entry.words, entry.wishes)


def sheets_page(seat: Seat, round: Round, secret: str) -> SheetsPage:
    """The sheets typed in so far."""
    keys = of_device(seat.device_id, secret)
    books = sheets_of(keys, round)
    sheets = tuple(
        SheetLine(number, sum(not entry.is_empty for entry in book.entries.values())) for number, book in books.items()
    )
    return SheetsPage(
        asking=asking_of(seat, round),
        sheets=sheets,
        next=min(max(books, default=0) + 1, MOST_SHEETS),
        seen=sum(book.version for book in books.values()),
        has_two=any(book.elsewhere for book in books.values()),
        waits_elsewhere=waits_elsewhere(seat, round, keys, Place(Kind.SHEET)),
    )
