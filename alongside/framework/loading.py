"""Loading an edition: from a folder of content files to shapes, or a message saying what is wrong with it."""

import re
from dataclasses import replace
from functools import cache
from pathlib import Path

from alongside.framework.checking import ContentError, Entry, Problem, note_doubles, open_file
from alongside.framework.meetings import read_meetings
from alongside.framework.shapes import (
    Background,
    Edition,
    Heading,
    Introduction,
    Question,
    Reading,
    Source,
    Theme,
    Tool,
)

SHIPPED = Path(__file__).parent / "content" / "partnering-2022"

# Whatever a version of the framework asks, these tools stay: software stands behind each.
NINE_TOOLS = (
    "nine-whys",
    "maxims",
    "stakeholders",
    "human-centred-design",
    "four-player",
    "group-dynamics",
    "team-functions",
    "appreciative-interviews",
    "transitions",
)

QUESTION_ID = re.compile(r"[a-z]+\.[a-z]+")

ALWAYS_THERE = ("edition", "tools", "reading", "meetings")


@cache
def the_edition() -> Edition:
    """The edition that is shipped, read once."""
    return load_edition(SHIPPED)


def load_edition(folder: Path) -> Edition:
    """This will read and check an edition, or raise `ContentError` with everything wrong with it.

    The folder is named by the edition's id and holds `edition.toml`, `tools.toml`, `reading.toml`,
    `meetings.toml` and one file for each theme that `edition.toml` lists. Files that cannot be read are told
    first, alone: without them, half of what else could be said would be false.
    """
    problems: list[Problem] = []
    names = {*ALWAYS_THERE, *(path.stem for path in folder.glob("*.toml"))}
    files = {name: open_file(folder / f"{name}.toml", problems) for name in sorted(names)}
    _stop_at(problems)
    edition = _edition(folder.resolve().name, files, problems)
    _stop_at(problems)
    return edition


def _stop_at(problems: list[Problem]) -> None:
    if problems:
        raise ContentError(problems)


def _edition(folder_name: str, files: dict[str, Entry], problems: list[Problem]) -> Edition:
    top = files["edition"]
    edition_id = top.text("id")
    if edition_id != folder_name:
        top.wrong("id", f"must be the name of its folder, {folder_name}")
    themes = _themes(top, files)
    question_ids = [question.id for theme in themes for question in theme.questions]
    tools = _tools(files["tools"], themes, question_ids)
    edition = Edition(
        id=edition_id,
        source=_source(top.entry("source")),
        introduction=_introduction(top.entry("introduction")),
        background=_background(top.entry("background")),
        themes=tuple(replace(theme, tools=_beside(theme, tools)) for theme in themes),
        readings=_readings(files["reading"], question_ids),
        meetings=read_meetings(files["meetings"], question_ids=question_ids, tool_ids=NINE_TOOLS),
    )
    top.finish()
    return edition


def _beside(theme: Theme, tools: list[Tool]) -> tuple[Tool, ...]:
    return tuple(tool for tool in tools if tool.theme.id == theme.id)


def _source(entry: Entry) -> Source:
    source = Source(
        title=entry.text("title"),
        authors=entry.links("authors"),
        year=entry.number("year"),
        link=entry.link("link"),
        credit=entry.text("credit"),
        rights=entry.text("rights"),
    )
    entry.finish()
    return source


def _introduction(entry: Entry) -> Introduction:
    introduction = Introduction(
        about=entry.text("about"),
        prepare=entry.text("prepare"),
        reflect=entry.text("reflect"),
        develop=entry.text("develop"),
    )
    entry.finish()
    return introduction


def _background(entry: Entry) -> Background:
    background = Background(name=entry.text("name"), line=entry.text("line"), links=entry.links("links"))
    entry.finish()
    return background


def _themes(top: Entry, files: dict[str, Entry]) -> list[Theme]:
    theme_ids = top.texts("themes", at_least=1)
    note_doubles(top, "themes", theme_ids)
    for theme_id in theme_ids:
        if theme_id not in files:
            top.wrong("themes", f"lists {theme_id}, but there is no file {theme_id}.toml")
    for name, entry in files.items():
        if name not in ALWAYS_THERE and name not in theme_ids:
            entry.wrong("id", "edition.toml does not list this theme")
    return [_theme(theme_id, files[theme_id]) for theme_id in theme_ids if theme_id in files]


def _theme(theme_id: str, entry: Entry) -> Theme:
    if entry.text("id") != theme_id:
        entry.wrong("id", f"must be the name of its file, {theme_id}")
    heading = Heading(theme_id, entry.text("name"), entry.text("quoted"), entry.text("plain"))
    theme = Theme(
        id=heading.id,
        name=heading.name,
        quoted=heading.quoted,
        plain=heading.plain,
        questions=tuple(_question(heading, question) for question in entry.entries("question")),
        tools=(),
    )
    note_doubles(entry, "id", [question.id for question in theme.questions])
    entry.finish()
    return theme


def _question(heading: Heading, entry: Entry) -> Question:
    question = Question(
        id=entry.text("id"),
        theme=heading,
        quoted=entry.text("quoted"),
        plain=entry.text("plain"),
        why=entry.text("why"),
        short=entry.text("short"),
        examples=entry.texts("examples", at_least=2),
    )
    if not QUESTION_ID.fullmatch(question.id) or question.id.partition(".")[0] != heading.id:
        entry.wrong("id", f"must be {heading.id}. and one word in small letters")
    entry.finish()
    return question


def _tools(file: Entry, themes: list[Theme], question_ids: list[str]) -> list[Tool]:
    tools = [_tool(entry, themes, question_ids) for entry in file.entries("tool")]
    tool_ids = [tool.id for tool in tools]
    note_doubles(file, "id", tool_ids)
    for missing in [tool_id for tool_id in NINE_TOOLS if tool_id not in tool_ids]:
        file.problems.append(Problem(file.file, missing, "id", "this tool is missing: there must be nine"))
    file.finish()
    return tools


def _tool(entry: Entry, themes: list[Theme], question_ids: list[str]) -> Tool:
    tool = Tool(
        id=entry.text("id"),
        theme=_placed(entry, themes),
        name=entry.text("name"),
        box=entry.text("box"),
        line=entry.text("line"),
        about=entry.text("about"),
        helps_with=_helps_with(entry, question_ids),
        link=entry.optional_link("link"),
        no_link_because=entry.optional_text("no_link_because"),
    )
    if tool.id and tool.id not in NINE_TOOLS:
        entry.wrong("id", "is not one of the nine tools")
    if ("link" in entry.table) == ("no_link_because" in entry.table):
        entry.wrong("link", "there must be either a link or a no_link_because")
    entry.finish()
    return tool


def _placed(entry: Entry, themes: list[Theme]) -> Heading:
    theme_id = entry.text("theme")
    for theme in themes:
        if theme.id == theme_id:
            return Heading(theme.id, theme.name, theme.quoted, theme.plain)
    if theme_id:
        entry.wrong("theme", f"there is no theme {theme_id}")
    return Heading("", "", "", "")


def _readings(file: Entry, question_ids: list[str]) -> tuple[Reading, ...]:
    readings = tuple(_reading(entry, question_ids) for entry in file.entries("reading"))
    note_doubles(file, "id", [reading.id for reading in readings])
    file.finish()
    return readings


def _reading(entry: Entry, question_ids: list[str]) -> Reading:
    reading = Reading(
        id=entry.text("id"),
        line=entry.text("line"),
        by=entry.text("by"),
        link=entry.link("link"),
        helps_with=_helps_with(entry, question_ids),
    )
    entry.finish()
    return reading


def _helps_with(entry: Entry, question_ids: list[str]) -> tuple[str, ...]:
    helped = entry.texts("helps_with", at_least=1)
    for question_id in helped:
        if question_id and question_id not in question_ids:
            entry.wrong("helps_with", f"there is no question {question_id}")
    return helped
