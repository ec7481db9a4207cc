"""Reading an invented partnership from its folder of content files, or saying in sentences what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from alongside.demo.checking import check
from alongside.demo.shapes import ROLES, Body, Content, Person, Round, Said, Step
from alongside.framework.checking import ContentError, Entry, Problem, open_file
from alongside.framework.loading import the_edition

SHIPPED = Path(__file__).parent / "content"
SMALL, LARGE = "orchard", "wendle"
NAMES = (LARGE, SMALL)


@cache
def content_of(name: str) -> Content:
    """One of those that are shipped, read once."""
    return load(SHIPPED / name)


def load(folder: Path) -> Content:
    """Read and check a folder: partnership.toml, story.toml and rounds/*.toml, the last where rounds were asked.

    Raises ContentError with everything that is wrong.
    """
    problems: list[Problem] = []
    about = open_file(folder / "partnership.toml", problems)
    story = open_file(folder / "story.toml", problems)
    rounds = {path.stem: open_file(path, problems) for path in sorted((folder / "rounds").glob("*.toml"))}
    if not problems:
        content = _content(folder.resolve().name, about, story, rounds)
        problems += check(content)
    if problems:
        raise ContentError(problems)
    return content


def _content(name: str, about: Entry, story: Entry, rounds: Mapping[str, Entry]) -> Content:
    bodies = (
        Body(each.text("id"), each.text("name"), each.text("kind"), each.text("size"))
        for each in about.entries("organisation")
    )
    people = (
        Person(
            each.text("id"), each.text("name"), each.texts("of"), each.number("joins"), each.optional_yes("organiser")
        )
        for each in about.entries("person")
    )
    walk_in = about.entry("walk_in")
    content = Content(
        id=name,
        name=about.text("name"),
        place=about.text("place"),
        stage=about.text("stage"),
        why=about.text("why"),
        contact_name=about.text("contact_name"),
        contact_reach=about.text("contact_reach"),
        walk_in={role: walk_in.text(role) for role in ROLES},
        bodies={each.id: each for each in bodies},
        people={each.id: each for each in people},
        rounds=tuple(_round(number, entry) for number, entry in rounds.items()),
        steps=tuple(sorted((_step(each.table) for each in story.entries("step")), key=lambda step: step.day)),
    )
    about.finish()
    story.finish()
    return content


def _round(number: str, entry: Entry) -> Round:
    table = entry.table
    questions = tuple(each.id for each in the_edition().questions)
    made = Round(
        id=number,
        name=entry.text("name"),
        way=entry.text("way"),
        words=entry.optional_lines("words"),
        by=entry.text("by"),
        through=entry.optional_text("through"),
        through_reach=entry.optional_text("through_reach"),
        questions=entry.texts("questions") if "questions" in table else questions,
        asked=entry.number("asked"),
        closes=entry.number("closes"),
        meeting=entry.number("meeting") if "meeting" in table else None,
        opened=entry.optional_yes("opened"),
        without_names=entry.optional_yes("without_names"),
        answers=_answers(table),
    )
    entry.read.update(("where", "wishes", "said"))
    entry.finish()
    return made


def _answers(table: Mapping[str, Any]) -> Mapping[str, Mapping[str, Said]]:
    """Return by person and question what stands in the three places of a round's file."""
    found: dict[str, dict[str, dict[str, Any]]] = {}

    def put(who: str, question: str, **said: Any) -> None:
        found.setdefault(who, {}).setdefault(question, {}).update(said)

    for question, places in table.get("where", {}).items():
        for who, place in places.items():
            put(who, question, place=place)
    for question, people in table.get("wishes", {}).items():
        for who in people:
            put(who, question, wishes=True)
    for each in table.get("said", ()):
        words = str(each.get("words", "")).strip()
        put(str(each.get("who")), str(each.get("question")), words=words, named=bool(each.get("named", False)))
    return {who: {question: Said(**said) for question, said in all_.items()} for who, all_ in found.items()}


def _step(table: Mapping[str, Any]) -> Step:
    rest = {key: value for key, value in table.items() if key not in ("day", "do", "by")}
    day = table.get("day", 0)
    return Step(day if type(day) is int else 0, str(table.get("do", "")), str(table.get("by", "")), rest)
