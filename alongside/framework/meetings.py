"""Reading the first three meetings of a partnership that prepares, out of their content file."""

from __future__ import annotations

from collections.abc import Collection

from alongside.framework.checking import Entry, note_doubles
from alongside.framework.shapes import Meeting, Step


def read_meetings(file: Entry, *, question_ids: Collection[str], tool_ids: Collection[str]) -> tuple[Meeting, ...]:
    """Every meeting in its order; what its steps name must be a question or a tool that is there."""
    meetings = tuple(_meeting(entry, question_ids, tool_ids) for entry in file.entries("meeting"))
    note_doubles(file, "id", [meeting.id for meeting in meetings])
    file.finish()
    return meetings


def _meeting(entry: Entry, question_ids: Collection[str], tool_ids: Collection[str]) -> Meeting:
    meeting = Meeting(
        id=entry.text("id"),
        name=entry.text("name"),
        room=entry.text("room"),
        leaves=entry.text("leaves"),
        steps=tuple(_step(step, question_ids, tool_ids) for step in entry.entries("step")),
    )
    entry.finish()
    return meeting


def _step(entry: Entry, question_ids: Collection[str], tool_ids: Collection[str]) -> Step:
    step = Step(
        minutes=entry.number("minutes"),
        line=entry.text("line"),
        question=entry.optional_text("question"),
        tool=entry.optional_text("tool"),
    )
    if step.question and step.question not in question_ids:
        entry.wrong("question", f"there is no question {step.question}")
    if step.tool and step.tool not in tool_ids:
        entry.wrong("tool", f"there is no tool {step.tool}")
    entry.finish()
    return step
