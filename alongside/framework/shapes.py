"""What an edition of the framework is made of: frozen shapes, complete once loaded.

In every shape `quoted` holds the framework's own words; each other sentence is ours. Names of boxes,
readings and their authors are those of the source.
"""

from dataclasses import dataclass


class UnknownQuestion(KeyError):
    """No question of this edition has that id."""


class UnknownTheme(KeyError):
    """No theme of this edition has that id."""


class UnknownTool(KeyError):
    """No tool of this edition has that id."""


class UnknownMeeting(KeyError):
    """No first meeting of this edition has that id."""


@dataclass(frozen=True, slots=True)
class Link:
    """Somewhere else on the web: what it is called and its https address."""

    name: str
    url: str


@dataclass(frozen=True, slots=True)
class Source:
    """Where the quoted words come from, who is to be thanked, and what may be done with them."""

    title: str
    authors: tuple[Link, ...]
    year: int
    link: Link
    credit: str
    rights: str


@dataclass(frozen=True, slots=True)
class Introduction:
    """The framework's introduction retold: what it is, and the ways to use it."""

    about: str
    prepare: str
    reflect: str
    develop: str


@dataclass(frozen=True, slots=True)
class Background:
    """The work the framework grew out of, in a line of ours, with links to read more."""

    name: str
    line: str
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A theme by its words alone; what each question and tool knows of its theme."""

    id: str
    name: str
    quoted: str
    plain: str


@dataclass(frozen=True, slots=True)
class Question:
    """One of the framework's questions. `id` is `theme.name` and survives rewording."""

    id: str
    theme: Heading
    quoted: str
    plain: str
    why: str
    short: str
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tool:
    """One of the nine tools. It has either a link or a sentence saying why there is none.

    `box` is the title of the box in the source, which places it beside a theme; `helps_with` holds the
    ids of questions that we, not the source, think it helps with.
    """

    id: str
    theme: Heading
    name: str
    box: str
    line: str
    about: str
    helps_with: tuple[str, ...]
    link: Link | None
    no_link_because: str


@dataclass(frozen=True, slots=True)
class Reading:
    """Further reading that the source names; `helps_with` is ours, as for a tool."""

    id: str
    line: str
    by: str
    link: Link
    helps_with: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a meeting: how long it takes, what to do, and the question or the tool it is about, if any."""

    minutes: int
    line: str
    question: str
    tool: str


@dataclass(frozen=True, slots=True)
class Meeting:
    """One of the first meetings of a partnership that prepares; all of it is ours.

    `room` says who must be in the room, `leaves` what one leaves with.
    """

    id: str
    name: str
    room: str
    leaves: str
    steps: tuple[Step, ...]

    @property
    def minutes(self) -> int:
        """How long it takes."""
        return sum(step.minutes for step in self.steps)


@dataclass(frozen=True, slots=True)
class Theme(Heading):
    """A theme whole: its heading, its questions in the source's order, and the tools placed beside it."""

    questions: tuple[Question, ...]
    tools: tuple[Tool, ...]


@dataclass(frozen=True, slots=True)
class Edition:
    """One frozen version of the framework, everything in the order in which it is to be shown."""

    id: str
    source: Source
    introduction: Introduction
    background: Background
    themes: tuple[Theme, ...]
    readings: tuple[Reading, ...]
    meetings: tuple[Meeting, ...]

    @property
    def title(self) -> str:
        """The framework's title, quoted."""
        return self.source.title

    @property
    def questions(self) -> tuple[Question, ...]:
        """All questions, theme after theme."""
        return tuple(question for theme in self.themes for question in theme.questions)

    @property
    def tools(self) -> tuple[Tool, ...]:
        """All tools, theme after theme."""
        return tuple(tool for theme in self.themes for tool in theme.tools)

    def question(self, question_id: str) -> Question:
        """The question with this id; `UnknownQuestion` if there is none."""
        for question in self.questions:
            if question.id == question_id:
                return question
        raise UnknownQuestion(question_id)

    def theme(self, theme_id: str) -> Theme:
        """The theme with this id; `UnknownTheme` if there is none."""
        for theme in self.themes:
            if theme.id == theme_id:
                return theme
        raise UnknownTheme(theme_id)

    def tool(self, tool_id: str) -> Tool:
        """The tool with this id; `UnknownTool` if there is none."""
        for tool in self.tools:
            if tool.id == tool_id:
                return tool
        raise UnknownTool(tool_id)

    def meeting(self, meeting_id: str) -> Meeting:
        """The first meeting with this id; `UnknownMeeting` if there is none."""
        for meeting in self.meetings:
            if meeting.id == meeting_id:
                return meeting
        raise UnknownMeeting(meeting_id)

    def tools_for(self, question_id: str) -> tuple[Tool, ...]:
        """The tools that we think help with this question."""
        return tuple(tool for tool in self.tools if question_id in tool.helps_with)

    def readings_for(self, question_id: str) -> tuple[Reading, ...]:
        """The further reading that we think helps with this question."""
        return tuple(reading for reading in self.readings if question_id in reading.helps_with)
