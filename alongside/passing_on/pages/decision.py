"""The note of a decision: what was agreed or left open, how, who was heard, what is kept beside it, and until when."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from alongside.agreements.given import given_of
from alongside.agreements.hearing import Heard, Spoke
from alongside.agreements.models import Agreement, How, InTheRoom, Settlement
from alongside.agreements.pages.agreed import called, question_of, settlements, words_of
from alongside.agreements.pages.heard import OfKind, by_kind, heard_by
from alongside.framework.shapes import Question
from alongside.partnerships.seats import Seat
from alongside.passing_on.days import day_note
from alongside.passing_on.pages.taking import Part

NOTED = (How.ADOPTED, How.DECIDED, How.LEFT_OPEN)


@dataclass(frozen=True, slots=True)
class DecisionNote:
    """One page of it. `again` is the day on which we look again, where these words stand and a day was said."""

    partnership: str
    name: str
    ref: str
    number: int
    title: str
    how: str
    question: Question | None
    parts: tuple[Part, ...]
    again: datetime.date | None
    again_version: int

    @property
    def text(self) -> str:
        """The same as plain text, to paste anywhere."""
        head = [f"{self.name}\n{self.title}", self.how]
        asked = [f"“{self.question.quoted}”"] if self.question else []
        parts = [f"{part.name.upper()}\n{part.words}" for part in self.parts]
        return "\n\n".join([*head, *asked, *parts]) + "\n"


def decision_note(seat: Seat, agreement: Agreement, *, number: int = 0) -> DecisionNote | None:
    """Return the note of what stands, else of what was settled last, or of the proposal of that `number`.

    None where that was not settled. A fixed number of queries.
    """
    stands = settlements(seat).filter(proposal__agreement=agreement).first()
    row = _settled(agreement, number) if number else stands or _settled(agreement)
    if row is None:
        return None
    given = given_of(row.proposal)
    last = stands if stands and stands.pk == row.pk else None
    again = last.again if last and not last.ends else None
    return DecisionNote(
        partnership=seat.partnership.ref,
        name=seat.partnership.name,
        ref=agreement.ref,
        number=row.proposal.number,
        title=called(agreement, row.proposal),
        how=f"{_how(row)} {_gone(agreement)}" if last and last.ends else _how(row),
        question=question_of(agreement),
        parts=tuple(_parts(agreement, row, heard_by(seat, given, row.on), by_kind(given), again)),
        again=again,
        again_version=row.proposal.number + agreement.looked_again.count(),
    )


def _settled(agreement: Agreement, number: int = 0) -> Settlement | None:
    rows = Settlement.objects.filter(proposal__agreement=agreement, undone_at=None, how__in=NOTED)
    rows = rows.filter(proposal__number=number) if number else rows
    return rows.select_related("proposal__agreement").order_by("-proposal__number").first()


def _how(row: Settlement) -> str:
    """Return on which day it was settled, and which way."""
    if row.how == How.LEFT_OPEN:
        return _("Left open on %(day)s. Nothing is agreed.") % {"day": _day(row.on)}
    if row.how == How.DECIDED:
        return _("Decided in a meeting on %(day)s.") % {"day": _day(row.on)}
    room = InTheRoom.objects.filter(proposal=row.proposal, version=row.version, undone_at=None).first()
    if room:
        return _("Agreed in the room on %(day)s.") % {"day": _day(room.on)}
    return _("Agreed online on %(day)s.") % {"day": _day(row.on)}


def _gone(agreement: Agreement) -> str:
    """Return on which day it was let go."""
    last = agreement.looked_again.filter(undone_at=None, ends=True).latest("pk")
    return _("Let go on %(day)s.") % {"day": _day(localdate(last.at))}


def _parts(
    agreement: Agreement, row: Settlement, heard: Heard, kinds: Sequence[OfKind], again: datetime.date | None
) -> list[Part]:
    is_open = row.how == How.LEFT_OPEN
    words = [Part(each.name, each.words) for each in words_of(agreement.kind, row.proposal.parts)]
    against = _("What is in the way") if is_open else _("Objections kept beside it")
    said = _("In the way, as it was noted") if is_open else _("What was noted of the meeting")
    parts = [
        *words,
        Part(said, row.words),
        Part(against, _said(heard.in_the_way)),
        Part(_("Objections to earlier words"), _said(heard.objected_before)),
        Part(_("Reservations kept beside it"), _said(heard.reservations)),
        Part(_("Who was heard"), "\n".join([*map(_of_kind, kinds), *_unheard(heard)])),
        Part(_("When we look again"), _day(again) if again else ""),
    ]
    return [part for part in parts if part.words]


def _of_kind(kind: OfKind) -> str:
    return f"{kind.kind}: {', '.join(kind.names)}" if kind.names else kind.kind


def _unheard(heard: Heard) -> list[str]:
    return [heard.unheard_kinds] if heard.unheard_kinds else []


def _said(spoke: Sequence[Spoke]) -> str:
    """Return what some said, each with their name and where they came from."""
    return "\n".join(f"“{each.words}”\n{', '.join([each.name, *_from(each)])}" for each in spoke)


def _from(spoke: Spoke) -> list[str]:
    return [body.name if body else _("a resident") for body in spoke.of]


def _day(day: datetime.date) -> str:
    return date_format(day, "j F Y")


def look_again_note(page: DecisionNote, *, head: str = "", at: datetime.datetime) -> bytes:
    """Return when we look again at an agreement, for a calendar. `head` stands above its words."""
    if page.again is None:
        raise ValueError("there is no day to look again on")
    summary = _("Look again: %(title)s") % {"title": page.title}
    return day_note(f"{page.ref}@alongside", page.again, page.again_version, summary, head + page.text, at=at)
