"""Guides: what to press, step by step. One file a guide; page, text and docs/guide are made from the same words.

A step says what to do, with the **names of buttons** as they stand on the screen. Beside it stands what that means to a
browser (`do`) or to a shell (`command`), or why nobody but people can do it (`by_people`): the tests walk every step.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from alongside.framework.shapes import Link

FOLDER = Path(__file__).parent
NAMES = ("first-meeting", "second-meeting", "third-meeting", "being-asked", "running-it")
"""The guides in their order, as their addresses have them. The first three are read one after the other."""
MEETINGS = NAMES[:3]
MARKED = re.compile(r"\*\*(.+?)\*\*|`(.+?)`")


class UnknownGuide(LookupError):
    """There is no guide of that name."""


@dataclass(frozen=True, slots=True)
class Run:
    """Some words of a sentence: plain, the name of something on the screen, or what is typed into a shell."""

    words: str
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Sentence:
    """What a person reads; `marked` has its marks in it."""

    marked: str

    @property
    def runs(self) -> tuple[Run, ...]:
        """The sentence cut where its marks begin and end."""
        cut = MARKED.split(self.marked)
        found = [Run(words, ("", "name", "code")[at % 3]) for at, words in enumerate(cut) if words]
        return tuple(found)

    @property
    def names(self) -> tuple[str, ...]:
        """What it names on the screen."""
        return tuple(run.words for run in self.runs if run.kind == "name")

    @property
    def plain(self) -> str:
        """The same without marks, names in quotation marks."""
        return "".join(f"“{run.words}”" if run.kind == "name" else run.words for run in self.runs)


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do; `points` are its parts. Only tests read `do` and `by_people`."""

    says: Sentence
    points: tuple[Sentence, ...] = ()
    command: str = ""
    do: tuple[tuple[str, ...], ...] = ()
    by_people: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """What it names on the screen, its points with it."""
        return tuple(name for sentence in (self.says, *self.points) for name in sentence.names)


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of the running product, and what is to be seen on it."""

    file: str
    alt: str
    width: int
    height: int

    @property
    def path(self) -> str:
        """Where it lies among the static files."""
        return f"front/{self.file}"


@dataclass(frozen=True, slots=True)
class Section:
    """Steps that belong together. They are numbered through the whole guide: `begins` is the number of the first."""

    heading: str
    begins: int
    steps: tuple[Step, ...]
    picture: Picture | None = None


@dataclass(frozen=True)
class Guide:
    """One guide. `walks` is whom the tests send along it."""

    name: str
    title: str
    whom: str
    takes: str
    lead: str
    walks: str
    sections: tuple[Section, ...]
    links: tuple[Link, ...]

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        """Every step, first to last."""
        return tuple(step for section in self.sections for step in section.steps)


@cache
def guide(name: str) -> Guide:
    """The guide of that name; raises UnknownGuide."""
    if name not in NAMES:
        raise UnknownGuide(name)
    file = tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))
    sections = []
    begins = 1
    for section in file["section"]:
        steps = tuple(_step(step) for step in section["step"])
        picture = Picture(**section["picture"]) if "picture" in section else None
        sections.append(Section(section["heading"], begins, steps, picture))
        begins += len(steps)
    head = {key: file[key] for key in ("title", "whom", "takes", "lead", "walks")}
    return Guide(name, **head, sections=tuple(sections), links=tuple(Link(**link) for link in file.get("links", ())))


def _step(step: Mapping[str, Any]) -> Step:
    return Step(
        says=Sentence(step["says"]),
        points=tuple(map(Sentence, step.get("points", ()))),
        command=step.get("command", ""),
        do=tuple(tuple(action) for action in step.get("do", ())),
        by_people=step.get("by_people", ""),
    )


def as_text(found: Guide) -> str:
    """The same as plain text, to paste anywhere."""
    head = [found.title.upper(), f"{found.whom}. {found.takes}", found.lead]
    return "\n\n".join([*head, *map(_section, found.sections)]) + "\n"


def _section(section: Section) -> str:
    lines = [section.heading.upper()]
    for number, step in enumerate(section.steps, section.begins):
        lines.append(f"{number}. {step.says.plain}")
        lines += [f"   - {point.plain}" for point in step.points]
        lines += [f"   {step.command}"] if step.command else []
    return "\n".join(lines)
