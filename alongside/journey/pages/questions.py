"""All the questions by theme, and one theme with its questions and tools."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from alongside.framework.loading import the_edition
from alongside.framework.shapes import Reading, Theme, Tool
from alongside.journey.pages import latest
from alongside.journey.pages.shapes import Aside, Asked, Topic, asked, topic
from alongside.partnerships.seats import Seat


@dataclass(frozen=True)
class Entry:
    """One question with what is there: where we are for now, when we last talked about it, and what was opened last."""

    asked: Asked
    where: str
    talked: datetime.date | None
    opened: latest.Opened | None


@dataclass(frozen=True)
class Group:
    """A theme with those of its questions that are not set aside."""

    theme: Topic
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class Questions:
    """Every question; those set aside stand at the end."""

    partnership: str
    groups: tuple[Group, ...]
    aside: tuple[Aside, ...]


@dataclass(frozen=True)
class ThemePage:
    """One theme: its heading, its questions, and the tools and readings that may help with them."""

    partnership: str
    theme: Topic
    credit: str
    entries: tuple[Entry, ...]
    aside: tuple[Aside, ...]
    tools: tuple[Tool, ...]
    readings: tuple[Reading, ...]

    @property
    def has_begun(self) -> bool:
        """Whether anything was ever said of one of its questions: then there is something to look back to."""
        return any(entry.where or entry.talked or entry.opened for entry in self.entries)


def questions(seat: Seat) -> Questions:
    """Return every question with what is there."""
    edition = the_edition()
    entries, aside = _entries(seat)
    groups = (
        Group(topic(theme), tuple(entry for entry in entries if entry.asked.theme == theme.id))
        for theme in edition.themes
    )
    return Questions(
        partnership=seat.partnership.ref,
        groups=tuple(group for group in groups if group.entries),
        aside=aside,
    )


def theme_page(seat: Seat, theme_id: str) -> ThemePage:
    """Return one theme; `UnknownTheme` if there is none of that id."""
    edition = the_edition()
    theme = edition.theme(theme_id)
    entries, aside = _entries(seat)
    return ThemePage(
        partnership=seat.partnership.ref,
        theme=topic(theme),
        credit=edition.source.credit,
        entries=tuple(entry for entry in entries if entry.asked.theme == theme.id),
        aside=tuple(one for one in aside if one.asked.theme == theme.id),
        tools=theme.tools,
        readings=_readings(theme),
    )


def _entries(seat: Seat) -> tuple[tuple[Entry, ...], tuple[Aside, ...]]:
    """Return the questions that are not set aside, in their order, and those that are."""
    edition = the_edition()
    last = latest.last_talks(seat, edition, latest.recent_talks(seat))
    opened = {question: each for each in reversed(latest.opened_rounds(seat)) for question in each.questions}
    stands, aside = latest.standings(seat, edition), latest.set_aside(seat, edition)
    entries = tuple(
        Entry(
            asked(question),
            stands.get(question.id, ""),
            last[question.id].on if question.id in last else None,
            opened.get(question.id),
        )
        for question in edition.questions
        if question.id not in aside
    )
    return entries, tuple(aside.values())


def _readings(theme: Theme) -> tuple[Reading, ...]:
    ours = {question.id for question in theme.questions}
    return tuple(reading for reading in the_edition().readings if ours.intersection(reading.helps_with))
