"""Every read of the first meetings, as a partnership plans them."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.timezone import localdate
from django.utils.translation import gettext

from alongside.agreements.models import FirstMeeting, FirstMeetingVersion
from alongside.framework.loading import the_edition
from alongside.framework.shapes import Edition, Meeting, Step
from alongside.partnerships.pages import Both
from alongside.partnerships.seats import Seat


@dataclass(frozen=True, slots=True)
class Said:
    """Who must be in the room of a meeting, and how it goes."""

    room: str
    words: str


@dataclass(frozen=True, slots=True)
class Plan:
    """One of the first meetings: what is said of it is the partnership's own, or ours where it has none.

    `is_own` is whether the partnership says itself how it goes.
    """

    meeting: Meeting
    ours: Said
    said: Said
    version: int
    is_own: bool


@dataclass(frozen=True, slots=True)
class Before:
    """A plan as it stood before it was last changed, by whom; one press puts it back."""

    by: str
    on: datetime.date
    said: Said


@dataclass(frozen=True, slots=True)
class MeetingPage:
    """The page on which one of the first meetings is planned."""

    partnership: str
    plan: Plan
    before: Before | None
    both: tuple[Both, ...] = ()
    by: str = ""


def plans(seat: Seat) -> tuple[Plan, ...]:
    """The first meetings, as the partnership plans them. One query."""
    edition = the_edition()
    own = {row.meeting: row for row in FirstMeeting.objects.within(seat)}
    return tuple(_plan(edition, meeting, own.get(meeting.id)) for meeting in edition.meetings)


def _plan(edition: Edition, meeting: Meeting, own: FirstMeeting | None) -> Plan:
    ours = Said(meeting.room, "\n".join(_as_line(edition, step) for step in meeting.steps))
    said = _said_by(own, ours) if own else ours
    return Plan(meeting, ours, said, own.version if own else 0, is_own=bool(own and own.words))


def _said_by(row: FirstMeeting | FirstMeetingVersion, ours: Said) -> Said:
    return Said(row.room or ours.room, row.words or ours.words)


def _as_line(edition: Edition, step: Step) -> str:
    named = edition.question(step.question).plain if step.question else ""
    if step.tool:
        named = f"{edition.tool(step.tool).name}."
    return " ".join(part for part in (f"{step.minutes} min:", named, step.line) if part)


def meeting_page(seat: Seat, meeting: str, *, typed: Said | None = None) -> MeetingPage:
    """The page on which this meeting is planned; `UnknownMeeting` if there is none of that id.

    `typed` is what somebody typed while another changed the same: then both stand there, to choose from.
    """
    edition = the_edition()
    own = FirstMeeting.objects.within(seat).filter(meeting=meeting).first()
    plan = _plan(edition, edition.meeting(meeting), own)
    newest = list(own.versions.select_related("by").order_by("-version")[:2]) if own else []
    return MeetingPage(
        partnership=seat.partnership.ref,
        plan=plan,
        before=_before(newest, plan.ours) if newest else None,
        both=_both(typed, plan.said) if typed else (),
        by=newest[0].by.name if newest else "",
    )


def _before(newest: Sequence[FirstMeetingVersion], ours: Said) -> Before:
    """How it stood before it was last changed; before the first change, in our words."""
    return Before(newest[0].by.name, localdate(newest[0].at), _said_by(newest[1], ours) if newest[1:] else ours)


def _both(typed: Said, theirs: Said) -> tuple[Both, ...]:
    both = (
        Both("room", gettext("Who must be in the room"), typed.room, theirs.room, "yours"),
        Both("words", gettext("How it goes"), typed.words, theirs.words, "yours"),
    )
    return tuple(each for each in both if each.yours != each.theirs)
