"""What is wrong with the content of an invented partnership, in sentences: everything named must be there by then."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from alongside.demo.kinds import KINDS
from alongside.demo.shapes import ROLES, Content, Round, Step
from alongside.framework.checking import Problem
from alongside.framework.loading import the_edition

RESIDENT = "resident"
CANNOT_TELL = 9
TRY = {"key": "new try", "what": "words!", "who": "words", "people": "people", "by": "days"}
"""A try inside a talk."""


def check(content: Content) -> list[Problem]:
    """Return everything that is wrong."""
    rounds = (problem for each in content.rounds for problem in _round(content, each))
    return [*_people(content), *rounds, *_Story(content).problems()]


def _people(content: Content) -> Iterator[Problem]:
    def wrong(entry: str, words: str) -> Problem:
        return Problem("partnership.toml", entry, "", words)

    known = {*content.bodies, RESIDENT}
    yield from (
        wrong("walk_in", f"“{content.walk_in[role]}” is nobody in this file")
        for role in ROLES
        if content.walk_in[role] not in content.people
    )
    for person in content.people.values():
        yield from (wrong(person.id, f"“{of}” is no organisation in this file") for of in person.of if of not in known)
        if person.joins > 0:
            yield wrong(person.id, "joins on a day that is still to come")
    first = next(iter(content.people.values()), None)
    if first is None or not first.organiser:
        yield wrong("", "the first person begins it, and must be an organiser")


def _round(content: Content, asked: Round) -> Iterator[Problem]:
    def wrong(key: str, words: str) -> Problem:
        return Problem(f"rounds/{asked.id}.toml", "", key, words)

    yield from _answers(content, asked, wrong)
    edition = {each.id for each in the_edition().questions}
    yield from (
        wrong("questions", f"“{each}” is no question of the framework")
        for each in asked.questions
        if each not in edition
    )
    for who in (asked.by, asked.through):
        if who and who not in content.people:
            yield wrong("by", f"“{who}” is nobody in partnership.toml")
    if not asked.asked < asked.closes or (asked.opened and (asked.meeting is None or asked.meeting <= asked.closes)):
        yield wrong("closes", "the days must stand in order: asked, closes, meeting")


def _answers(content: Content, asked: Round, wrong: Callable[[str, str], Problem]) -> Iterator[Problem]:
    for who, answers in asked.answers.items():
        if who not in content.people:
            yield wrong("said", f"“{who}” is nobody in partnership.toml")
        elif content.people[who].joins > asked.closes or _is_gone(content, who, asked.asked):
            yield wrong("said", f"“{who}” is not there while it is asked")
        for question, said in answers.items():
            if question not in asked.questions:
                yield wrong("said", f"“{question}” is not asked here ({who})")
            if said.place is not None and said.place not in (*range(5), CANNOT_TELL):
                yield wrong("where", f"{said.place} is no place on the scale ({who}, {question})")


def _is_gone(content: Content, who: str, day: int) -> bool:
    return any(step.do == "leave" and step.get("who") == who and step.day <= day for step in content.steps)


@dataclass
class _Story:
    """The steps in their order, with what was named by then."""

    content: Content
    named: dict[str, set[str]] = field(default_factory=dict)
    found: list[Problem] = field(default_factory=list)
    now: Step | None = None

    def problems(self) -> list[Problem]:
        for step in self.content.steps:
            self.now = step
            if step.day > 0:
                self.wrong("day", f"is still to come (it is {step.day})")
            self._step(step)
        return self.found

    def wrong(self, key: str, words: str) -> None:
        """Note a problem with the step that is being looked at."""
        step = f"{self.now.do} by {self.now.by}, day {self.now.day}" if self.now else ""
        self.found.append(Problem("story.toml", step, key, words))

    def _step(self, step: Step) -> None:
        if step.do not in KINDS:
            self.wrong("do", f"“{step.do}” is no kind of step")
            return
        person = self.content.people.get(step.by)
        if person is None:
            self.wrong("by", f"“{step.by}” is nobody in partnership.toml")
        elif person.joins > step.day:
            self.wrong("by", f"“{step.by}” has not come in yet")
        self._keys(KINDS[step.do], step.said)

    def _keys(self, kind: Mapping[str, str], said: Mapping[str, Any]) -> None:
        for key in said.keys() - kind.keys():
            self.wrong(key, "is not a key known here")
        for key, wanted in kind.items():
            if key in said:
                self._value(key, wanted.rstrip("!"), said[key])
            elif wanted.endswith("!"):
                self.wrong(key, "is missing")

    def _value(self, key: str, wanted: str, value: Any) -> None:
        first, *rest = wanted.split()
        if first == "new":
            self.named.setdefault(rest[0], set()).add(str(value))
        elif first == "the":
            if not any(value in self.named.get(kind, ()) for kind in rest):
                self.wrong(key, f"no {' or '.join(rest)} is called “{value}” by then")
        elif wanted == "a try":
            self._keys(TRY, value if isinstance(value, dict) else {})
        elif first == "one":
            if value not in rest[1:]:
                self.wrong(key, f"must be one of {', '.join(rest[1:])}")
        elif (fault := self._is(first, value)) is not None:
            self.wrong(key, fault)

    def _is(self, wanted: str, value: Any) -> str | None:
        """Return what is wrong with a value of a plain kind; None where it is right."""
        if wanted in ("person", "people", "origins"):
            known = {*self.content.people} if wanted != "origins" else {*self.content.bodies, RESIDENT}
            there = [value] if wanted == "person" else value
            lost = [each for each in there if each not in known]
            return f"“{lost[0]}” is nobody in partnership.toml" if lost else None
        checks: dict[str, tuple[Callable[[], bool], str]] = {
            "question": (lambda: value in {each.id for each in the_edition().questions}, "is no question"),
            "round": (lambda: str(value) in {each.id for each in self.content.rounds}, "is no round in rounds/"),
            "words": (lambda: isinstance(value, str) and bool(value.strip()), "must be words"),
            "day": (lambda: type(value) is int, "must be a whole number of days from today"),
            "days": (lambda: type(value) is int, "must be a whole number of days"),
            "yes": (lambda: isinstance(value, bool), "must be true or false"),
            "table": (lambda: isinstance(value, dict), "must be a table"),
            "list": (lambda: isinstance(value, list), "must be a list"),
        }
        right, fault = checks[wanted]
        return None if right() else f"{fault} (it is {value!r})"
