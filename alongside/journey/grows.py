"""What is there, and why: it grows by what a partnership has done, never by a level or a setting. Pure.

This decides only what comes forward: in the menu and on home. Nothing is ever locked: everything.py opens all of it.
A question whose answer is a list brings nothing forward yet: what it will bring is not built.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise as StrOrPromise

NEW_FOR = datetime.timedelta(days=7)
"""For how long a line says that something has newly appeared."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What a partnership has done, as far as it brings something forward: since which day; None where it has not."""

    talked: datetime.date | None = None  # the first five lines
    agreed: datetime.date | None = None  # the first agreement
    thrice: datetime.date | None = None  # the third day on which it talked, or opened what was asked
    opened: datetime.date | None = None  # the first time that what everybody was asked was opened
    again: datetime.date | None = None  # the second, or that it reflects where it prepared before
    moved: datetime.date | None = None  # somebody joined a partnership that was under way, or left
    year: datetime.date | None = None  # the partnership was here for a year, and has done something


@dataclass(frozen=True, slots=True)
class Place:
    """Something that is there, and the address it is opened at, which takes the partnership alone."""

    key: str
    name: StrOrPromise
    view: str
    in_menu: bool = False
    organiser: bool = False  # only an organiser can open it


@dataclass(frozen=True, slots=True)
class Row:
    """After what (a fact; from the start where it is empty), what is there, and the line that says why it is new."""

    after: str
    why: StrOrPromise
    places: tuple[Place, ...]


TABLE = (
    Row(
        "",
        "",
        (
            Place("questions", _("Questions"), "journey:questions", in_menu=True),
            Place("ask", _("Ask everyone"), "rounds:rounds", in_menu=True),
        ),
    ),
    Row(
        "talked",
        _("You have your first five lines. What you try stands in the menu now, and next time begins with it."),
        (
            Place("tries", _("What we try"), "learning:tries", in_menu=True),
            Place("ask-first", _("Ask everyone before the next talk?"), "rounds:prepare", organiser=True),
        ),
    ),
    Row(
        "agreed",
        _("You have your first agreement. What you agree on stands in the menu now."),
        (Place("agreements", _("Agreements"), "agreements:agreements", in_menu=True),),
    ),
    Row(
        "thrice",
        _("You have sat together on three days. Which questions you sat with is drawn on this page now."),
        (Place("beads", _("What we have sat with"), "journey:sat_with"),),
    ),
    Row(
        "opened",
        _("You have opened what everybody was asked. Each question has its picture, and you can gather what was said."),
        (Place("pictures", _("What was asked of everybody"), "rounds:rounds"),),
    ),
    Row(
        "again",
        _("You can look back now: what you said of anything then, beside what you say now."),
        (Place("then", _("Then and now"), "journey:then_and_now"),),
    ),
    Row(
        "moved",
        _("Somebody has joined or left. There is a page for whoever is new, and People says what can be handed over."),
        (
            Place("joining", _("For whoever is new"), "journey:joining"),
            Place("handing-over", _("People"), "people:people"),
        ),
    ),
    Row(
        "year",
        _("You have been here for a year. What you did in it stands on one page, to look at together."),
        (Place("year", _("The year on one page"), "journey:year"),),
    ),
    Row("", "", (Place("people", _("People"), "people:people", in_menu=True),)),
)
"""In the order of the menu."""


@dataclass(frozen=True, slots=True)
class Newly:
    """What has newly appeared: by which fact, the line that says why, and where it is."""

    after: str
    why: StrOrPromise
    places: tuple[Place, ...]


def grown(facts: Facts) -> tuple[Place, ...]:
    """Return what is there after these facts, in the order of the menu."""
    return tuple(place for row in TABLE if not row.after or getattr(facts, row.after) for place in row.places)


def newly(
    facts: Facts, *, today: datetime.date, put_away: Collection[str] = (), is_organiser: bool = False
) -> Newly | None:
    """Return what appeared last, where that is new and was not put away in this browser."""
    since = {row.after: getattr(facts, row.after) for row in TABLE if row.after}
    new = [
        row
        for row in TABLE
        if row.after and row.after not in put_away and (day := since[row.after]) and day <= today < day + NEW_FOR
    ]
    if not new:
        return None
    row = max(new, key=lambda row: since[row.after])
    return Newly(row.after, row.why, tuple(place for place in row.places if is_organiser or not place.organiser))
