"""What a partnership may agree on, out of its content file: the kinds, their parts, and words to begin from."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from alongside.framework.checking import ContentError, Entry, Problem, note_doubles, open_file
from alongside.framework.loading import the_edition

SHIPPED = Path(__file__).parent / "content" / "agreements.toml"

# Each has its place in the tables: more, or fewer, would be kept nowhere.
KINDS = ("purpose", "values", "lead", "ways", "reach", "time", "where", "decision")


class UnknownKind(KeyError):
    """Nothing of that name can be agreed on."""


@dataclass(frozen=True, slots=True)
class Part:
    """One part of an agreement. `pattern` is words of ours to begin from; `asked` is whether it must be filled."""

    id: str
    label: str
    help: str
    pattern: str
    asked: bool


@dataclass(frozen=True, slots=True)
class AgreementKind:
    """Something to agree on. `named` asks what it is about, where there may be several; else its name is its title.

    `question` is the one of the framework that it goes with, `note` what to know before one writes.
    """

    id: str
    name: str
    line: str
    note: str
    named: str
    question: str
    parts: tuple[Part, ...]


@cache
def the_kinds() -> tuple[AgreementKind, ...]:
    """The kinds that are shipped, read once, in their order."""
    return load_kinds(SHIPPED, question_ids=[question.id for question in the_edition().questions])


def the_kind(kind_id: str) -> AgreementKind:
    """The kind with this id; `UnknownKind` if there is none."""
    for kind in the_kinds():
        if kind.id == kind_id:
            return kind
    raise UnknownKind(kind_id)


def load_kinds(path: Path, *, question_ids: Collection[str]) -> tuple[AgreementKind, ...]:
    """This will read and check the kinds, or raise `ContentError` with everything wrong with them."""
    problems: list[Problem] = []
    file = open_file(path, problems)
    if not problems:
        kinds = tuple(_kind(entry, question_ids) for entry in file.entries("kind"))
        note_doubles(file, "id", [kind.id for kind in kinds])
        missing = [each for each in KINDS if each not in {kind.id for kind in kinds}]
        problems.extend(Problem(file.file, each, "id", "this kind is missing") for each in missing)
        file.finish()
    if problems:
        raise ContentError(problems)
    return kinds


def _kind(entry: Entry, question_ids: Collection[str]) -> AgreementKind:
    kind = AgreementKind(
        id=entry.text("id"),
        name=entry.text("name"),
        line=entry.text("line"),
        note=entry.optional_text("note"),
        named=entry.optional_text("named"),
        question=entry.optional_text("question"),
        parts=tuple(_part(part) for part in entry.entries("part")),
    )
    if kind.id not in KINDS:
        entry.wrong("id", "is not a kind that can be kept")
    if kind.question and kind.question not in question_ids:
        entry.wrong("question", f"there is no question {kind.question}")
    note_doubles(entry, "part", [part.id for part in kind.parts])
    if [part.id for part in kind.parts if part.asked] != ["words"]:
        entry.wrong("part", "exactly one part must be asked, and it must be called words")
    entry.finish()
    return kind


def _part(entry: Entry) -> Part:
    part = Part(
        id=entry.text("id"),
        label=entry.text("label"),
        help=entry.optional_text("help"),
        pattern=entry.optional_lines("pattern"),
        asked=entry.optional_yes("asked"),
    )
    entry.finish()
    return part
