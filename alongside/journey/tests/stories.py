"""The story of what has happened, as tests read it: its pages, entries and sentences."""

from __future__ import annotations

from django.urls import reverse

from alongside.agreements import commands as agreements
from alongside.agreements.models import How, Says
from alongside.journey.pages.timeline import TimelinePage, timeline
from alongside.journey.pages.timeline.places import placed
from alongside.journey.pages.timeline.shapes import Entry
from tests.cast import Cast

WHO, POWER = "purpose.beneficiaries", "working.power"


def at(cast: Cast, **asked: str) -> str:
    query = "&".join(f"{key}={value}" for key, value in asked.items())
    return reverse("journey:timeline", args=[cast.harbour.ref]) + (f"?{query}" if query else "")


def page_of(cast: Cast, *, before: str = "", who: str = "len", theme: str = "", what: str = "") -> TimelinePage:
    place = placed(before) if before else None
    return timeline(cast.seat(who), today=cast.at.date(), before=place, theme=theme, what=what)


def entries(cast: Cast, **asked: str) -> list[Entry]:
    return [entry for month in page_of(cast, **asked).months for entry in month.entries]


def says(cast: Cast, **asked: str) -> list[str]:
    return [entry.says.text for entry in entries(cast, **asked)]


def parts(entry: Entry) -> list[str]:
    return [f"{part.name} {part.words}".strip() for part in entry.parts]


def agreed(cast: Cast, title: str = "Our purpose", words: str = "Carers can rest.", kind: str = "purpose") -> None:
    wording = agreements.Wording(title, {"words": words})
    proposal = agreements.propose(seat=cast.seat("amina"), kind=kind, wording=wording, at=cast.at)
    for who in ("tom", "nadia"):
        word = agreements.Word(Says.AGREE, "", None)
        agreements.say(seat=cast.seat(who), proposal=proposal, seen=proposal.version, word=word, at=cast.at)
        proposal.refresh_from_db()
    agreements.settle(seat=cast.seat("amina"), proposal=proposal, seen=proposal.version, how=How.ADOPTED, at=cast.at)
