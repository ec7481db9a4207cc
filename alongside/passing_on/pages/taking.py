"""The five lines to take away: as a page, as text, and as a note for the calendar; and what leaving for good means."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from alongside.framework.loading import the_edition
from alongside.framework.shapes import Question
from alongside.learning.from_rounds import NextOne, next_one
from alongside.learning.models import Action, ActionVersion, LineKind, LineVersion, Talk
from alongside.learning.pages import Now, lines_now
from alongside.learning.pages.tries import in_words
from alongside.partnerships.seats import Seat
from alongside.passing_on.days import day_note
from alongside.people.known import is_known
from alongside.people.pages import leaving


@dataclass(frozen=True, slots=True)
class Part:
    """One line that says something: what it is called, and its words. `at` is what an address names it by."""

    name: str
    words: str
    at: str = ""


@dataclass(frozen=True, slots=True)
class Hand:
    """Who wrote something down, and on what day."""

    name: str
    on: datetime.date


@dataclass(frozen=True, slots=True)
class DonePage:
    """The five lines of a finished talk. Lines without words are not there. `next` goes on with what was opened.

    `will_try` is what names in an address what was to be tried; empty where nothing was. So is `round`, for the round
    that the talk was begun from.
    """

    partnership: str
    name: str
    talk: str
    question: Question
    on: datetime.date
    parts: tuple[Part, ...]
    present: str
    written: Hand
    changed: Hand | None
    again: datetime.date | None
    again_version: int
    will_try: str
    says_where: bool
    round: str
    next: NextOne | None
    is_preparing: bool

    @property
    def text(self) -> str:
        """The same as plain text, to paste anywhere."""
        return "\n\n".join(self._paragraphs()) + "\n"

    def _paragraphs(self) -> list[str]:
        parts = [f"{part.name.upper()}\n{part.words}" for part in self.parts]
        there = [_("There: %(who)s") % {"who": self.present}] if self.present else []
        written = _("Written down by %(name)s, %(day)s.") % {
            "name": self.written.name,
            "day": _day(self.written.on),
        }
        return [f"{self.name}, {_day(self.on)}", f"“{self.question.quoted}”", *parts, *there, written]


def done_page(seat: Seat, talk: Talk, *, today: datetime.date | None = None) -> DonePage:
    """The five lines of `talk`, which is finished; with `today`, what comes next too. A fixed number of queries."""
    lines = lines_now(talk)
    again = lines[LineKind.AGAIN]
    tried = Action.objects.filter(talk=talk).exclude(what="").prefetch_related("people").first()
    return DonePage(
        partnership=seat.partnership.ref,
        name=seat.partnership.name,
        talk=talk.ref,
        question=the_edition().question(talk.question),
        on=talk.on,
        parts=tuple(part for part in _parts(lines, tried) if part.words),
        present=lines[LineKind.PRESENT].words["words"],
        written=Hand(talk.finish.by.name, localdate(talk.finish.at)),
        changed=_changed(talk),
        again=again.words["due"],
        again_version=again.version,
        will_try=tried.ref if tried else "",
        says_where=bool(lines[LineKind.STANDING].words["words"]),
        round=talk.round.ref if talk.round else "",
        next=next_one(seat, talk, today=today) if today else None,
        is_preparing=seat.partnership.is_preparing,
    )


def _parts(lines: Mapping[str, Now], tried: Action | None) -> list[Part]:
    plain = [Part(str(kind.label), lines[kind].words["words"], kind) for kind in (LineKind.NOTICED, LineKind.STANDING)]
    unsettled = lines[LineKind.UNSETTLED].words
    named = _("What may be hard, and what we shall do then") if unsettled["expected"] else LineKind.UNSETTLED.label
    plain.append(Part(str(named), unsettled["words"], LineKind.UNSETTLED))
    again = lines[LineKind.AGAIN].words
    day = _day(again["due"]) if again["due"] else ""
    return [
        *plain,
        Part(_("What we will try"), "\n".join(in_words(tried)) if tried else ""),
        Part(str(LineKind.AGAIN.label), _listed(day, again["words"]), LineKind.AGAIN),
    ]


def _listed(*parts: str) -> str:
    return ", ".join(part for part in parts if part)


def _day(day: datetime.date) -> str:
    return date_format(day, "j F Y")


def _changed(talk: Talk) -> Hand | None:
    """Who changed a line last, if one was changed on a later day than that of the page."""
    lines = LineVersion.objects.filter(line__talk=talk, at__gt=talk.finish.at).select_related("by")
    tries = ActionVersion.objects.filter(action__talk=talk, at__gt=talk.finish.at).select_related("by")
    later = [row for row in (lines.order_by("at").last(), tries.order_by("at").last()) if row]
    last = max(later, key=lambda row: row.at, default=None)
    if last is None or localdate(last.at) == localdate(talk.finish.at):
        return None
    return Hand(last.by.name, localdate(last.at))


def calendar_note(page: DonePage, *, head: str = "", at: datetime.datetime) -> bytes:
    """When we look again, as an event of a whole day (RFC 5545); taken again after a change, it moves that event.

    `head` stands above its words.
    """
    if page.again is None:
        raise ValueError("there is no day to look again on")
    summary = _("Look again: %(plain)s") % {"plain": page.question.plain}
    return day_note(f"{page.talk}@alongside", page.again, page.again_version, summary, head + page.text, at=at)


@dataclass(frozen=True, slots=True)
class ErasePage:
    """What leaving for good means now. `has_gone` is whether one has left, or was removed, already."""

    partnership: str
    name: str
    has_gone: bool
    is_last_organiser: bool
    is_last_person: bool
    is_known: bool  # that the device in hand is one's own: else nobody is erased from it


def erase_page(seat: Seat, *, at: datetime.datetime) -> ErasePage:
    """Return what leaving for good means for the one in this seat."""
    page = leaving(seat)
    has_gone = seat.membership.departures.open().exists()
    here = not has_gone
    return ErasePage(
        partnership=page.ref,
        name=page.partnership,
        has_gone=has_gone,
        is_last_organiser=here and page.is_last_organiser,
        is_last_person=here and page.is_last_person,
        is_known=is_known(seat, at=at),
    )
