"""What has happened: the partnership's story in words, the newest first, some of it at a time.

Each source gives its newest before a place, and the newest of all these are shown. So a page costs the same however
much there is.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from itertools import groupby

from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from alongside.framework.loading import the_edition
from alongside.journey.pages.shapes import Topic, topic
from alongside.journey.pages.timeline import agreed, asked, people, talks, tried
from alongside.journey.pages.timeline.places import Jump, cursor, months_of, years_of
from alongside.journey.pages.timeline.shapes import (
    AGREED,
    AT_ONCE,
    PEOPLE,
    SAID,
    TRIED,
    Entry,
    Place,
    Sight,
    Source,
    newest,
)
from alongside.journey.told import told_above
from alongside.learning.models import Talk
from alongside.partnerships.seats import Seat

NARROWS = {
    SAID: _("What we said"),
    AGREED: _("What we agreed"),
    TRIED: _("What we tried"),
    PEOPLE: _("Who came and went"),
}
AT_FIRST = (BEGAN, CAME) = (0, 1)
"""What is told of a partnership in which nothing was done yet."""
SOURCES = (
    # in the order in which things of one moment stand: the last comes first
    Source(BEGAN, PEOPLE, people.beginnings, "started_at", people.began, is_about=False),
    Source(CAME, PEOPLE, people.arrivals, "arrived_at", people.came, is_about=False),
    Source(2, PEOPLE, people.moves, "since", people.moved, is_day=True, is_about=False),
    Source(3, PEOPLE, people.departures, "at", people.went, is_about=False),
    Source(4, PEOPLE, people.returns, "returned_at", people.came_back, is_about=False),
    Source(5, SAID, asked.askings, "at", asked.asked),
    Source(6, SAID, asked.openings, "at", asked.opened),
    Source(7, SAID, talks.talks, "on", talks.talked, is_day=True),
    Source(8, SAID, talks.standings, "on", talks.stood, is_day=True),
    Source(9, SAID, talks.settings_aside, "at", talks.set_aside),
    Source(10, SAID, talks.takings_up, "ended_at", talks.taken_up),
    Source(11, AGREED, agreed.proposals, "at", agreed.proposed),
    Source(12, AGREED, agreed.settlements, "on", agreed.settled, is_day=True),
    Source(13, AGREED, agreed.looks, "at", agreed.looked),
    Source(14, TRIED, tried.tries, "on", tried.said, is_day=True),
    Source(15, TRIED, tried.outcomes, "at", tried.came_of_it),
)


@dataclass(frozen=True, slots=True)
class Month:
    """One month of the story, and what happened in it, the newest first."""

    first: datetime.date
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class TimelinePage:
    """Some of the story. `earlier` is the place that what came before begins at; empty where nothing did.

    `theme` and `what` are what it is narrowed to, if it is. `years` and `months` are where one can go to.
    """

    partnership: str
    name: str
    months: tuple[Month, ...]
    earlier: str
    is_newest: bool
    theme: str
    themes: tuple[Topic, ...]
    what: str
    narrows: tuple[tuple[str, str], ...]
    years: tuple[Jump, ...]
    in_year: tuple[Jump, ...]

    @property
    def has_begun(self) -> bool:
        """Whether there is more than that the partnership began, and who came that day."""
        shown = (entry.place.source for month in self.months for entry in month.entries)
        return bool(self.theme or self.what or not self.is_newest) or any(each not in AT_FIRST for each in shown)

    @property
    def narrowed(self) -> str:
        """What an address says of how it is narrowed, beside the place."""
        return "".join(f"&{key}={value}" for key, value in (("theme", self.theme), ("what", self.what)) if value)

    @property
    def text(self) -> str:
        """What is shown as plain text, to paste anywhere."""
        told = [
            "\n\n".join([date_format(month.first, "F Y").upper(), *(entry.text for entry in month.entries)])
            for month in self.months
        ]
        return "\n\n".join([self.name, *told]) + "\n"


def timeline(
    seat: Seat, *, today: datetime.date, before: Place | None = None, theme: str = "", what: str = ""
) -> TimelinePage:
    """Return the newest of what happened before a place, of a theme and of what; `UnknownTheme` if there is none.

    A fixed number of queries.
    """
    edition = the_edition()
    questions = tuple(each.id for each in edition.theme(theme).questions) if theme else None
    found = newest(Sight(seat, before=before, questions=questions, what=what), _wanted(theme, what))
    shown = found[:AT_ONCE]
    told = tuple(people.together(seat.partnership.ref, shown))
    first = first_day(seat)
    here = told[0].on if told else today
    return TimelinePage(
        partnership=seat.partnership.ref,
        name=seat.partnership.name,
        months=tuple(
            Month(month, tuple(those)) for month, those in groupby(told, key=lambda each: each.on.replace(day=1))
        ),
        earlier=cursor(shown[-1].place) if len(found) > AT_ONCE else "",
        is_newest=before is None,
        theme=theme,
        themes=tuple(topic(each) for each in edition.themes),
        what=what,
        narrows=tuple((key, str(name)) for key, name in NARROWS.items()),
        years=years_of(first, today, here),
        in_year=months_of(first, today, here),
    )


def _wanted(theme: str, what: str) -> list[Source]:
    every = (*SOURCES, *told_above())
    return [each for each in every if what in ("", each.what) and (each.is_about or not theme)]


def first_day(seat: Seat) -> datetime.date:
    """Return the day on which the story begins: a talk may be older than the partnership is here. One query."""
    talks = Talk.objects.within(seat).order_by("on").values_list("on", flat=True)[:1]
    return min([localdate(seat.partnership.started_at), *talks])
