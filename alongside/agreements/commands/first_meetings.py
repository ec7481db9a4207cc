"""Planning the first meetings."""

from __future__ import annotations

import datetime

from django.db import transaction

from alongside.agreements.models import FirstMeeting, FirstMeetingVersion
from alongside.partnerships.commands import locked
from alongside.partnerships.models import note
from alongside.partnerships.seats import Seat
from alongside.partnerships.texts import replace


@transaction.atomic
def plan_meeting(*, seat: Seat, meeting: str, seen: int, room: str, words: str, at: datetime.datetime) -> FirstMeeting:
    """Plan one of the first meetings in one's own words; raises Conflict when others stand there than were seen."""
    locked(seat.partnership)  # two at once make one row
    plan = FirstMeeting.objects.within(seat).filter(meeting=meeting).first()
    if plan is None:
        plan = FirstMeeting(partnership=seat.partnership, meeting=meeting)
        if (room, words) == ("", ""):
            return plan
        plan.save()
    if replace(plan, seen=seen, room=room, words=words):
        said = {"room": room, "words": words}
        FirstMeetingVersion.objects.create(of=plan, version=plan.version, at=at, by=seat.membership, **said)
        note(seat.partnership, who=seat.membership, what="meeting-planned", at=at, about=meeting)
    return plan
