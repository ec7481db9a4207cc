"""Words that their author is asked about; and the note for others: what we make of it, with words that may leave."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from alongside.framework.loading import the_edition
from alongside.framework.shapes import Question, UnknownQuestion
from alongside.learning.models import Gathering, Leaves, Mark, QuoteAsking
from alongside.learning.pages.board import Card, Shown, board, round_of
from alongside.learning.quotable import may_leave
from alongside.partnerships.seats import Seat
from alongside.people.known import is_known
from alongside.rounds.withheld import Withheld, withheld_in


@dataclass(frozen=True, slots=True)
class AskedOf:
    """That somebody is asked whether their words may be passed on: a sentence, and where it is answered."""

    words: str
    address: str


@dataclass(frozen=True, slots=True)
class Mine:
    """Words of one's own, that somebody asked about: in what they were said, who asks, what one said so far."""

    key: int
    words: str
    question: str
    round: str
    by: str
    leaves: str
    aside: Withheld | None  # the mark of words that are put aside: nobody else is shown them


@dataclass(frozen=True, slots=True)
class QuotesPage:
    """All of one's own words that somebody asked about; those not answered yet first."""

    partnership: str
    quotes: tuple[Mine, ...]
    is_known: bool


@dataclass(frozen=True, slots=True)
class Quoted:
    """A sentence, and the words under it that may leave: each with a name, or with none."""

    sentence: Shown
    quotes: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class NotePage:
    """What we make of a question, for others: no word that its author did not let go."""

    partnership: str
    name: str
    making: str
    question: Question
    on: datetime.date
    quoted: tuple[Quoted, ...]

    @property
    def left_out(self) -> str:
        """What is not here."""
        return _("Only words whose author said yes are here. All the others stay with us.")

    @property
    def text(self) -> str:
        """The note as plain text, to paste anywhere."""
        head = _("%(name)s: what we make of it, %(day)s") % {"name": self.name, "day": date_format(self.on, "j F Y")}
        parts = ["\n".join(_lines(each)) for each in self.quoted]
        return "\n\n".join([head, self.question.plain, *parts, self.left_out]) + "\n"


def asked_of(seat: Seat) -> AskedOf | None:
    """Return that one is asked about one's words, while some of it is not answered; not how often. One query."""
    waiting = QuoteAsking.objects.filter(answer__membership=seat.membership, leaves="").exclude(answer__words="")
    if not waiting.exists():
        return None
    return AskedOf(_("May your words be passed on?"), reverse("learning:quotes", args=[seat.partnership.ref]))


def quotes_page(seat: Seat, *, at: datetime.datetime) -> QuotesPage:
    """Return one's own words that somebody asked about; on a device that is not known, none of them."""
    rows = QuoteAsking.objects.filter(answer__membership=seat.membership).exclude(answer__words="")
    known = is_known(seat, at=at)
    mine = list(rows.select_related("answer__round", "by").order_by("-pk")) if known else []
    aside = withheld_in({row.answer.round for row in mine}) if mine else {}
    found = [
        Mine(
            key=row.answer_id,
            words=row.answer.words,
            question=_plain(row.answer.question),
            round=row.answer.round.name,
            by=row.by.name,
            leaves=row.leaves,
            aside=aside.get(row.answer_id),
        )
        for row in mine
    ]
    return QuotesPage(seat.partnership.ref, tuple(sorted(found, key=lambda each: bool(each.leaves))), known)


def note_page(seat: Seat, gathering: Gathering, *, today: datetime.date) -> NotePage:
    """Return the note for others. The queries are the same however much was said."""
    now = board(seat, gathering, round_of(seat, gathering))
    return NotePage(
        partnership=seat.partnership.ref,
        name=seat.partnership.name,
        making=gathering.ref,
        question=the_edition().question(gathering.question),
        on=today,
        quoted=tuple(
            Quoted(each, tuple(_quote(card) for card in each.cards if may_leave(card.asked)))
            for each in now.sentences
            if each.words
        ),
    )


def _quote(card: Card) -> tuple[str, str]:
    with_name = card.asked is not None and card.asked.leaves == Leaves.NAMED
    return card.thing.words, card.thing.name if with_name else ""


def _lines(quoted: Quoted) -> Iterator[str]:
    each = quoted.sentence
    if each.is_pair:
        yield _("%(one)s and %(other)s (to live with)") % {"one": each.words, "other": each.other}
    else:
        yield f"{each.words} ({each.label})" if each.mark == Mark.UNSETTLED else each.words
    for words, name in quoted.quotes:
        yield f"  “{words}”" + (f" ({name})" if name else "")


def _plain(question: str) -> str:
    try:
        return the_edition().question(question).plain
    except UnknownQuestion:
        return ""
