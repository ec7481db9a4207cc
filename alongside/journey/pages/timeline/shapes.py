"""One entry of the story, its place among all others, and what is asked of a source of them."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.db.models import Model, Q, QuerySet
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.timezone import localdate, make_aware
from django.utils.translation import gettext as _

from alongside.framework.loading import the_edition
from alongside.journey.pages.shapes import asked_if_there
from alongside.partnerships.seats import Seat

Row = TypeVar("Row", bound=Model)
AT_ONCE = 50
"""So many entries stand on a page, and so many of each source are looked at for it."""
LENGTH = 240
"""So much of somebody's words is told; all of them stand where the entry leads."""
SAID, AGREED, TRIED, PEOPLE = "said", "agreed", "tried", "people"


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where an entry stands among all: its moment, which source it is from, and the number of its row there.

    What has a day and no hour stands at the day's end: a talk comes after what was opened for it.
    """

    at: datetime.datetime
    source: int
    pk: int


LAST = Place(datetime.datetime(9000, 1, 1, tzinfo=datetime.UTC), 0, 0)
"""All that happened stands before it. To name it leads the database along its indexes, also from the newest on."""


@dataclass(frozen=True, slots=True)
class Says:
    """A sentence with gaps, `We talked about {thing}.`, what fills them, and where `thing` leads, if anywhere."""

    words: str
    fills: Mapping[str, str] = field(default_factory=dict)
    url: str = ""

    @property
    def html(self) -> SafeString:
        """The sentence for a page: what people wrote is kept apart, and `thing` is a link."""
        fills = {name: format_html("<bdi>{}</bdi>", fill) for name, fill in self.fills.items()}
        if self.url:
            fills["thing"] = format_html('<a href="{}">{}</a>', self.url, fills["thing"])
        return format_html(self._ended, **fills)

    @property
    def text(self) -> str:
        """The same as plain text."""
        return self._ended.format(**self.fills)

    @property
    def _ended(self) -> str:
        """The sentence without its full stop, where what people wrote at its end ends it already."""
        ends = self.words.endswith("{thing}.") and self.fills["thing"].endswith((".", "?", "!", "…"))
        return self.words.removesuffix(".") if ends else self.words

    @property
    def thing(self) -> SafeString:
        """What it is about, by itself."""
        named = self.fills.get("thing", "")
        if not self.url:
            return format_html("<bdi>{}</bdi>", named)
        return format_html('<a href="{}"><bdi>{}</bdi></a>', self.url, named)


@dataclass(frozen=True, slots=True)
class Part:
    """One part of what happened, in people's words: what it is called, and the words."""

    name: str
    words: str

    @property
    def text(self) -> str:
        """The part as plain text."""
        return " ".join(each for each in (self.name, self.words) if each)


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that happened. `who` came or left (`doing` says which): those of one day are told together."""

    place: Place
    says: Says
    theme: str = ""
    parts: tuple[Part, ...] = ()
    doing: str = ""
    who: str = ""

    @property
    def on(self) -> datetime.date:
        """The day it happened."""
        return localdate(self.place.at)

    @property
    def text(self) -> str:
        """The entry as plain text."""
        lines = [f"{date_format(self.on, 'j F Y')}: {self.says.text}"]
        return "\n".join([*lines, *(part.text for part in self.parts)])


@dataclass(frozen=True, slots=True)
class Sight:
    """What is looked for: whose, before which place, from which day on, about which questions, and how many.

    `what` says of a source that tells several things which are wanted.
    """

    seat: Seat
    before: Place | None = None
    since: datetime.date | None = None
    questions: tuple[str, ...] | None = None
    what: str = ""
    many: int = AT_ONCE + 1

    def about(self, rows: QuerySet[Row], path: str = "question") -> QuerySet[Row]:
        """Keep what is about these questions."""
        return rows if self.questions is None else rows.filter(**{f"{path}__in": self.questions})


@dataclass(frozen=True, slots=True)
class Source:
    """One kind of thing that happens: its number, which orders what is of one moment, and which kind of thing it is.

    `rows` finds all of it within sight but its days; `when` is the field that says when, `is_day` where that has no
    hour; `tell` says of some rows what happened. `is_about`: each is about a question, or may be: what is about none
    is left out where one theme is looked at.
    """

    number: int
    what: str
    rows: Callable[[Sight], QuerySet[Any]]
    when: str
    tell: Callable[[Seat, Source, Sequence[Any]], Sequence[Entry]]
    is_day: bool = False
    is_about: bool = True

    def newest(self, sight: Sight) -> list[Place]:
        """Return the places of the newest within sight. One query."""
        rows = self.rows(sight)
        if sight.since:
            rows = rows.filter(**{f"{self.when}__gte": sight.since if self.is_day else beginning(sight.since)})
        rows = rows.filter(_earlier(sight.before or LAST, self))
        found = rows.order_by(f"-{self.when}", "-pk").values_list(self.when, "pk")[: sight.many]
        return [Place(end(when) if self.is_day else when, self.number, pk) for when, pk in found]

    def place(self, row: Any) -> Place:
        """Return where the entry of a row stands."""
        when = getattr(row, self.when)
        return Place(end(when) if self.is_day else when, self.number, row.pk)


def newest(sight: Sight, sources: Iterable[Source]) -> list[Entry]:
    """Return the newest within sight of all these sources, the newest first.

    First only where each stands is looked for; what happened there, of those alone that are told.
    """
    of = {source.number: source for source in sources}
    places = sorted((place for each in of.values() for place in each.newest(sight)), reverse=True)[: sight.many]
    chosen: dict[int, list[int]] = {}
    for place in places:
        chosen.setdefault(place.source, []).append(place.pk)
    told = (
        entry
        for number, rows in chosen.items()
        for entry in of[number].tell(sight.seat, of[number], list(of[number].rows(sight).filter(pk__in=rows)))
    )
    return sorted(told, key=lambda each: each.place, reverse=True)


def _earlier(place: Place, source: Source) -> Q:
    """What of a source stands before that place."""
    field, value = source.when, localdate(place.at) if source.is_day else place.at
    within_day = source.is_day and place.at < end(localdate(place.at))
    if source.number < place.source and not within_day:
        return Q(**{f"{field}__lte": value})
    if source.number > place.source or within_day:
        return Q(**{f"{field}__lt": value})
    return Q(**{f"{field}__lte": value}) & (Q(**{f"{field}__lt": value}) | Q(pk__lt=place.pk))


def beginning(day: datetime.date) -> datetime.datetime:
    """The first moment of a day here."""
    return make_aware(datetime.datetime.combine(day, datetime.time.min))


def end(day: datetime.date) -> datetime.datetime:
    """The last moment of a day here."""
    return make_aware(datetime.datetime.combine(day, datetime.time.max))


def part(name: str, words: str) -> tuple[Part, ...]:
    """Return the part, if there are words."""
    return (Part(name, shortened(words)),) if words else ()


def shortened(words: str) -> str:
    """Return as much of somebody's words as is told."""
    return Truncator(words).chars(LENGTH) if len(words) > LENGTH else words


def named(of: str) -> tuple[str, str]:
    """Return what a question is called, and its theme; of one that this edition has no longer, that it has not."""
    asked = asked_if_there(the_edition(), of) if of else None
    return (asked.short, asked.theme) if asked else (_("a question that we no longer have"), "")


def theme_of(of: str) -> str:
    """Return the theme of a question, if there is one and this edition has it still."""
    return named(of)[1]
