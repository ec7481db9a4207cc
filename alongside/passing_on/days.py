"""Days for a calendar (RFC 5545), each an event of a whole day; taken again after a change, it moves that event."""

from __future__ import annotations

import datetime

from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from alongside.learning.models import Action
from alongside.learning.pages.tries import who_tries


def try_note(action: Action, *, head: str = "", at: datetime.datetime) -> bytes:
    """By when we try something: the day on which we ask whether it happened. `head` stands above its words."""
    if action.due is None:
        raise ValueError("there is no day by which we try it")
    who = who_tries([each.name for each in action.people.all()], action.who)
    signs = _("What we would see: %(signs)s") % {"signs": action.signs} if action.signs else ""
    text = "\n\n".join(words for words in (action.what, who, signs) if words) + "\n"
    summary = _("Did it happen, did it help? %(what)s") % {"what": action.what}
    return day_note(f"{action.ref}@alongside", action.due, action.version, summary, head + text, at=at)


def day_note(uid: str, on: datetime.date, version: int, summary: str, text: str, *, at: datetime.datetime) -> bytes:
    """Return a note of one day, as a file; `version` grows when it is changed."""
    event = Event()
    event.add("uid", uid)
    event.add("dtstamp", at)
    event.add("sequence", version)
    event.add("dtstart", on)
    event.add("dtend", on + datetime.timedelta(days=1))
    event.add("transp", "TRANSPARENT")
    event.add("summary", summary)
    event.add("description", text)
    calendar = Calendar()
    calendar.add("prodid", "-//Alongside//Look again//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add_component(event)
    return bytes(calendar.to_ical())
