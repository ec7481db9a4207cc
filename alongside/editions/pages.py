"""What the page of the framework shows: made once, from the edition that is shipped."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache

from alongside.framework.loading import the_edition
from alongside.framework.shapes import Background, Edition, Introduction, Link, Question, Source, Theme, Tool


@dataclass(frozen=True, slots=True)
class Jump:
    """A link to a question on the same page: where it is, in a few words of ours, and in which theme's colour."""

    anchor: str
    short: str
    theme: str


@dataclass(frozen=True, slots=True)
class ToolShown:
    """One tool beside its theme, with the questions that we think it helps with.

    `box` is its title in the source, empty where that is no more than its name.
    """

    anchor: str
    name: str
    box: str
    line: str
    about: str
    link: Link | None
    no_link_because: str
    helps_with: tuple[Jump, ...]


@dataclass(frozen=True, slots=True)
class ThemeShown:
    """One theme: its heading, its questions, and the tools placed beside it."""

    id: str
    name: str
    quoted: str
    plain: str
    questions: tuple[Question, ...]
    tools: tuple[ToolShown, ...]


@dataclass(frozen=True, slots=True)
class ReadingShown:
    """Something to read, with the questions that we think it helps with."""

    anchor: str
    by: str
    line: str
    link: Link
    helps_with: tuple[Jump, ...]


@dataclass(frozen=True, slots=True)
class FrameworkPage:
    """The whole framework, in the source's order."""

    source: Source
    introduction: Introduction
    background: Background
    themes: tuple[ThemeShown, ...]
    readings: tuple[ReadingShown, ...]
    may_start: bool = True  # whether anybody can start a partnership on this server


@cache
def framework_page(*, may_start: bool = True) -> FrameworkPage:
    """This will lay out the edition that is shipped; the same object each time, for it never changes."""
    return replace(laid_out(the_edition()), may_start=may_start)


def laid_out(edition: Edition) -> FrameworkPage:
    """This will lay out one edition for its page."""
    return FrameworkPage(
        source=edition.source,
        introduction=edition.introduction,
        background=edition.background,
        themes=tuple(_theme(edition, theme) for theme in edition.themes),
        readings=tuple(
            ReadingShown(f"reading-{one.id}", one.by, one.line, one.link, _jumps(edition, one.helps_with))
            for one in edition.readings
        ),
    )


def _theme(edition: Edition, theme: Theme) -> ThemeShown:
    tools = tuple(
        ToolShown(
            anchor=f"tool-{tool.id}",
            name=tool.name,
            box=_box(edition, tool),
            line=tool.line,
            about=tool.about,
            link=tool.link,
            no_link_because=tool.no_link_because,
            helps_with=_jumps(edition, tool.helps_with),
        )
        for tool in theme.tools
    )
    return ThemeShown(theme.id, theme.name, theme.quoted, theme.plain, theme.questions, tools)


def _box(edition: Edition, tool: Tool) -> str:
    """The tool's title in the source, where that says more than its name: it is another, or it is over two tools."""
    shared = [other for other in edition.tools if other.box == tool.box and other.id != tool.id]
    return tool.box if shared or tool.name.casefold() not in tool.box.casefold() else ""


def _jumps(edition: Edition, question_ids: tuple[str, ...]) -> tuple[Jump, ...]:
    """The questions as links, in the framework's own order."""
    return tuple(
        Jump(question.id, question.short, question.theme.id)
        for question in edition.questions
        if question.id in question_ids
    )
