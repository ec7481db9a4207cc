"""What has happened: the partnership's story in words, the newest first, some of it at a time.

Each source gives its newest before a place, and the newest of all these are shown. So a page costs the same however
much there is.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
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
    Source(BEGAN, frozenset({PEOPLE}), people.began, is_about=False),
    Source(CAME, frozenset({PEOPLE}), people.came, is_about=False),
    Source(2, frozenset({PEOPLE}), people.moved, is_about=False),
    Source(3, frozenset({PEOPLE}), people.went, is_about=False),
    Source(4, frozenset({PEOPLE}), people.came_back, is_about=False),
    Source(5, frozenset({SAID}), asked.asked),
    Source(6, frozenset({SAID}), asked.opened),
    Source(7, frozenset({SAID}), talks.talked),
    Source(8, frozenset({SAID}), talks.stood),
    Source(9, frozenset({SAID}), talks.set_aside),
    Source(10, frozenset({SAID}), talks.taken_up),
    Source(11, frozenset({AGREED}), agreed.proposed),
    Source(12, frozenset({AGREED}), agreed.settled),
    Source(13, frozenset({AGREED}), agreed.looked),
    Source(14, frozenset({TRIED}), tried.said),
    Source(15, frozenset({TRIED}), tried.came_of_it),
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
    found = _found(Sight(seat, before=before, questions=questions, what=what))
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


def _found(sight: Sight) -> Sequence[Entry]:
    """Return the newest entries within sight, of all sources that are wanted, in their order."""
    wanted = [
        source
        for source in (*SOURCES, *told_above())
        if (not sight.what or sight.what in source.what) and (source.is_about or sight.questions is None)
    ]
    entries = [entry for source in wanted for entry in source.find(sight, source.number)]
    return sorted(entries, key=lambda each: each.place, reverse=True)[: sight.many]


def first_day(seat: Seat) -> datetime.date:
    """Return the day on which the story begins: a talk may be older than the partnership is here. One query."""
    talks = Talk.objects.within(seat).order_by("on").values_list("on", flat=True)[:1]
    return min([localdate(seat.partnership.started_at), *talks])
