"""Every sentence of an edition that is ours, each with a name to find it by."""

from collections.abc import Iterator
from typing import NamedTuple

from alongside.framework.shapes import Edition


class Line(NamedTuple):
    """One of our lines and where it stands."""

    where: str
    words: str


def plain_lines(edition: Edition) -> Iterator[Line]:
    """The plain lines under headings and questions."""
    for theme in edition.themes:
        yield Line(f"{theme.id} plain", theme.plain)
    for question in edition.questions:
        yield Line(f"{question.id} plain", question.plain)


def lines_of_ours(edition: Edition) -> Iterator[Line]:
    """All lines that are ours; titles and names of the source are left out."""
    yield from plain_lines(edition)
    introduction = edition.introduction
    for name in ("about", "prepare", "reflect", "develop"):
        yield Line(f"introduction {name}", getattr(introduction, name))
    yield Line("background", edition.background.line)
    yield Line("rights", edition.source.rights)
    for question in edition.questions:
        yield Line(f"{question.id} why", question.why)
        yield Line(f"{question.id} short", question.short)
        for number, example in enumerate(question.examples, start=1):
            yield Line(f"{question.id} example {number}", example)
    for tool in edition.tools:
        yield Line(f"{tool.id} line", tool.line)
        yield Line(f"{tool.id} about", tool.about)
        if tool.no_link_because:
            yield Line(f"{tool.id} no link", tool.no_link_because)
    for reading in edition.readings:
        yield Line(f"{reading.id} line", reading.line)
    yield from meeting_lines(edition)


def meeting_lines(edition: Edition) -> Iterator[Line]:
    """The lines of the first meetings."""
    for meeting in edition.meetings:
        for name in ("name", "room", "leaves"):
            yield Line(f"meeting {meeting.id} {name}", getattr(meeting, name))
        for number, step in enumerate(meeting.steps, start=1):
            yield Line(f"meeting {meeting.id} step {number} line", step.line)
