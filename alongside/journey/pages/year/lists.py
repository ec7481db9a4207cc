"""What stands on the one page of a year, list by list: each cut where it is long, and then it leads to the whole."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from django.db.models import Exists, OuterRef

from alongside.agreements.models import How, Kind, LookedAgain, Settlement
from alongside.agreements.pages.agreed import STANDS, words_of
from alongside.agreements.pages.due import due
from alongside.framework.loading import the_edition
from alongside.journey.pages.latest import lines_of
from alongside.journey.pages.shapes import Asked, asked_if_there
from alongside.journey.pages.timeline import SOURCES, agreed, asked, people, tried
from alongside.journey.pages.timeline.places import end_of
from alongside.journey.pages.timeline.shapes import Entry, Part, Says, Sight, beginning, newest, shortened
from alongside.journey.pages.year.counts import Window
from alongside.journey.told import told_above
from alongside.learning.models import Happened, Line, LineKind, Talk
from alongside.partnerships.seats import Seat
from alongside.rounds.models import Opening, Picture
from alongside.rounds.pages import counted

One = TypeVar("One")
LOOKED_THROUGH = 60
"""So many of a year's newest talks are looked through for what is not settled."""


@dataclass(frozen=True, slots=True)
class Some(Generic[One]):
    """The first of several things; `more` is how many there are beside."""

    shown: tuple[One, ...]
    more: int


@dataclass(frozen=True, slots=True)
class Told:
    """A line: a question or nothing it is about, and words."""

    asked: Asked | None
    words: str


@dataclass(frozen=True, slots=True)
class OfAll:
    """What was opened: the round, of how many of us it speaks, and what stood first in the order to talk about it."""

    says: Says
    answered: str
    first: Asked | None


@dataclass(frozen=True, slots=True)
class Coming:
    """A day to look again, what at, and the address where it is answered, if it is an agreement."""

    on: datetime.date
    words: str
    asked: Asked | None
    url: str


def some(found: Sequence[One], many: int) -> Some[One]:
    """Return the first so many."""
    return Some(tuple(found[:many]), max(0, len(found) - many))


def sight(seat: Seat, window: Window, many: int) -> Sight:
    """Return what is looked for: the newest so many within these months."""
    return Sight(seat, before=end_of(window.last), since=window.first, many=many)


def told_by(seat: Seat, window: Window, *tells: Callable[..., object], many: int) -> list[Entry]:
    """Return what some sources of the story tell of these months, the newest first."""
    return newest(sight(seat, window, many), [source for source in SOURCES if source.tell in tells])


def purpose(seat: Seat, window: Window) -> str:
    """Return what we are here for, as it was agreed at their end; empty where nothing stood. One query."""
    later = LookedAgain.objects.filter(
        agreement=OuterRef("proposal__agreement"), at__gte=OuterRef("at"), at__lt=beginning(window.end), undone_at=None
    )
    rows = Settlement.objects.filter(
        proposal__agreement__partnership=seat.partnership_id,
        proposal__agreement__kind=Kind.PURPOSE,
        how__in=STANDS,
        undone_at=None,
        on__lt=window.end,
    )
    rows = rows.annotate(ended=Exists(later.filter(ends=True))).select_related("proposal")
    row = rows.order_by("-proposal__number").first()
    if row is None or row.ended:
        return ""
    words = words_of(Kind.PURPOSE, row.proposal.parts)
    return words[0].words if words else ""


def sat_with(seat: Seat, window: Window) -> list[Asked]:
    """Return the questions that were talked about, theme by theme. One query."""
    talks = window.days(Talk.objects.within(seat).done(), "on")
    found = set(talks.order_by().values_list("question", flat=True).distinct())
    edition = the_edition()
    return [
        each
        for question in edition.questions
        if question.id in found and (each := asked_if_there(edition, question.id))
    ]


def opened(seat: Seat, window: Window, many: int) -> list[OfAll]:
    """Return what was opened, and what stood first of it. Five queries."""
    source = next(source for source in SOURCES if source.tell is asked.opened)
    found = newest(sight(seat, window, many), [source])
    rows = {
        row.pk: row for row in Opening.objects.filter(pk__in=[each.place.pk for each in found]).select_related("round")
    }
    pictures: dict[int, dict[str, Picture]] = {}
    for picture in Picture.objects.filter(round__in=[row.round_id for row in rows.values()]).prefetch_related(
        "stances"
    ):
        pictures.setdefault(picture.round_id, {})[picture.question] = picture
    return [_of_all(entry, rows[entry.place.pk], pictures) for entry in found]


def _of_all(entry: Entry, row: Opening, pictures: dict[int, dict[str, Picture]]) -> OfAll:
    ours = {question: each for question, each in pictures.get(row.round_id, {}).items() if counted.is_enough(each)}
    first = next(iter(counted.in_order(ours, row.round.way)), None) if len(ours) > 1 else None
    answered = next((part.name for part in entry.parts), "")
    return OfAll(entry.says, answered, asked_if_there(the_edition(), first.id) if first else None)


def agreements(seat: Seat, window: Window, many: int) -> list[Entry]:
    """Return what was agreed, the last of each agreement, in the words that say it shortest. Two queries."""
    rows = told_by(seat, window, agreed.settled, many=many)
    stands = set(
        Settlement.objects.filter(pk__in=[each.place.pk for each in rows], how__in=STANDS).values_list("pk", flat=True)
    )
    last = {each.says.url: each for each in reversed(rows) if each.place.pk in stands}
    return [replace(each, parts=each.parts[:1]) for each in rows if last.get(each.says.url) is each]


def came_of_tries(seat: Seat, window: Window, many: int) -> list[Entry]:
    """Return what came of what we tried, what was said last of each."""
    rows = told_by(seat, window, tried.came_of_it, many=many)
    last = {each.says.url: each for each in reversed(rows)}
    return [_came(each) for each in rows if last[each.says.url] is each]


def _came(each: Entry) -> Entry:
    """Return it with what its sentence says of whether it happened, unless it simply did."""
    if each.says.words == str(tried.HAPPENED[Happened.YES]):
        return each
    return replace(each, parts=(Part("", each.says.words.partition(":")[0] + "."), *each.parts))


def who(seat: Seat, window: Window, doing: str, many: int) -> list[str]:
    """Return the names of those who came, or left, the first one first; of somebody erased, nothing."""
    tells = people.came if doing == people.CAME else people.went
    return [each.who for each in reversed(told_by(seat, window, tells, many=many)) if each.who]


def passed_on(seat: Seat, window: Window, many: int) -> list[Entry]:
    """Return what was passed on and what came back."""
    return newest(sight(seat, window, many), told_above())


def unsettled(seat: Seat, window: Window) -> list[Told]:
    """Return what is not settled at the end of these months: left open, or said so in talks. Four queries."""
    undone = Settlement.objects.filter(proposal__agreement__partnership=seat.partnership_id, undone_at=None)
    newer = undone.filter(
        proposal__agreement=OuterRef("proposal__agreement"), proposal__number__gt=OuterRef("proposal__number")
    )
    open_ = window.days(undone.filter(~Exists(newer), how=How.LEFT_OPEN), "on").select_related("proposal__agreement")
    left = [Told(None, row.proposal.title) for row in open_.order_by("-on", "-pk")[:LOOKED_THROUGH]]
    return [*left, *(Told(asked, line.words) for asked, line in _last_lines(seat, window, LineKind.UNSETTLED))]


def _last_lines(seat: Seat, window: Window, kind: LineKind) -> list[tuple[Asked, Line]]:
    """Return what was last said on this line of each question that was talked about. Two queries."""
    talks = window.days(Talk.objects.within(seat).done(), "on").order_by("-on", "-pk")
    rows = list(talks.values_list("pk", "question")[:LOOKED_THROUGH])
    lines = lines_of([pk for pk, _question in rows], kind)
    last: dict[str, Line] = {}
    for pk, question in rows:
        if line := lines.get((pk, kind)):
            last.setdefault(question, line)
    edition = the_edition()
    return [(asked, line) for question, line in last.items() if (asked := asked_if_there(edition, question))]


def coming(seat: Seat, window: Window, *, today: datetime.date) -> list[Coming]:
    """Return the days to look again that come, the soonest first. Three queries."""
    agreements = [Coming(each.on, each.title, None, each.address) for each in due(seat, today) if each.on >= today]
    lines = [
        Coming(line.due, shortened(line.words), asked, "")
        for asked, line in _last_lines(seat, window, LineKind.AGAIN)
        if line.due and line.due >= today
    ]
    return sorted([*agreements, *lines], key=lambda each: each.on)
