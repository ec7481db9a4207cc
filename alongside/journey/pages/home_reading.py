"""What is read for home, whatever of it is shown then."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from alongside.framework.loading import the_edition
from alongside.framework.shapes import Question
from alongside.journey.pages import latest, next_thing
from alongside.journey.pages.asked_of_all import AskedOfAll
from alongside.journey.pages.coming import Again, CarryOn
from alongside.journey.pages.glance import Glance, glance
from alongside.journey.pages.latest import Done
from alongside.journey.pages.shapes import Aside, asked_if_there
from alongside.learning.models import Line, LineKind
from alongside.partnerships.seats import Seat

TALKED = 1
"""So many talks stand on home."""


@dataclass(frozen=True)
class Read:
    """What is read for home, whoever looks and whatever of it is shown."""

    seat: Seat
    at: datetime.datetime
    today: datetime.date
    key: str
    glance: Glance
    of_all: AskedOfAll
    recent: tuple[Done, ...]
    last: Mapping[str, Done]
    opened: tuple[latest.Opened, ...]
    aside: Mapping[str, Aside]
    begun: CarryOn | None

    @property
    def sat_with(self) -> set[str]:
        """The questions that were talked about, or begun to be."""
        return {*self.last, *([self.begun.asked.id] if self.begun else [])}

    @cached_property
    def lines(self) -> Mapping[tuple[int, str], Line]:
        """What is read of the talks: when we look again, and of those that are shown what was said."""
        all_talks = (talk.pk for talk in (*self.recent, *self.last.values()))
        shown = (talk.pk for talk in self.talks)
        return latest.lines_of_each((all_talks, [LineKind.AGAIN]), (shown, [LineKind.STANDING, LineKind.NOTICED]))

    @property
    def talks(self) -> Sequence[Done]:
        """The talks that are shown: the last about each question, and few."""
        return [talk for talk in self.recent if self.last[talk.question] == talk][:TALKED]

    @cached_property
    def first(self) -> Question | None:
        """What most wish for of what was opened last, and was not talked about since."""
        return latest.first_of(self.opened[0], self.last, self.aside.keys()) if self.opened else None


def read_for(seat: Seat, of_all: AskedOfAll, key: str, *, at: datetime.datetime, today: datetime.date) -> Read:
    """Return what is read for home; what is not there is not asked for."""
    edition, there = the_edition(), glance(seat, at=at, today=today)
    recent = latest.recent_talks(seat)
    return Read(
        seat=seat,
        at=at,
        today=today,
        key=key,
        glance=there,
        of_all=of_all,
        recent=recent,
        last=latest.last_talks(seat, edition, recent),
        opened=latest.opened_rounds(seat) if there.facts.opened else (),
        aside=latest.set_aside(seat, edition) if there.aside else {},
        begun=next_thing.begun(seat, edition) if there.begun else None,
    )


def agains_of(read: Read) -> tuple[Again, ...]:
    """Return what we look at again, soonest first, then what has no day; of a question set aside, that day only.

    The talks are newest first: one that said nothing of it leaves what was said before, unless that day had come.
    """
    edition, lines, aside = the_edition(), read.lines, read.aside
    found = [Again(one.asked, one.again, "", set_aside=True) for one in aside.values() if one.again]
    newest, said = dict[str, Done](), set[str]()
    for talk in (*read.recent, *read.last.values()):
        last, line = newest.setdefault(talk.question, talk), lines.get((talk.pk, LineKind.AGAIN))
        if line is None or talk.question in said:
            continue
        said.add(talk.question)
        question = asked_if_there(edition, talk.question)
        over = talk != last and line.due is not None and line.due <= last.on
        if question and talk.question not in aside and not over:
            found.append(Again(question, line.due, line.words, set_aside=False))
    return tuple(sorted(found, key=lambda again: (again.on or datetime.date.max, again.asked.id)))
