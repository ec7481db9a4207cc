"""The one next thing on top of home: somebody at the door, then what was begun, what has come due, whom to tell."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from alongside.framework.shapes import Edition
from alongside.journey.pages.shapes import Asked, Try, asked_if_there
from alongside.learning.models import Talk
from alongside.partnerships.seats import Seat
from alongside.people.models import Knock
from alongside.rounds.pages.turns import TURN, Told

RECENT = 30
"""How many of the newest talks are looked through for one that was begun and not finished."""


@dataclass(frozen=True)
class Again:
    """A question that we look at again: on the day that was said, or, without one, as was said in words."""

    asked: Asked
    on: datetime.date | None
    words: str
    set_aside: bool


@dataclass(frozen=True)
class Knocking:
    """Somebody waits to be let in. Not who: that stands where an organiser answers."""

    template: ClassVar[str] = "journey/next/knocking.html"
    theme: ClassVar[str] = ""


@dataclass(frozen=True)
class CarryOn:
    """A talk was begun and not finished."""

    template: ClassVar[str] = "journey/next/carry_on.html"

    talk: str
    on: datetime.date
    asked: Asked

    @property
    def theme(self) -> str:
        """Whose colour it has."""
        return self.asked.theme


@dataclass(frozen=True)
class DidItHappen:
    """Something we said we would try has come due."""

    template: ClassVar[str] = "journey/next/did_it_happen.html"

    tried: Try

    @property
    def theme(self) -> str:
        """Whose colour it has."""
        return self.tried.asked.theme if self.tried.asked else ""


@dataclass(frozen=True)
class LookAgain:
    """The day has come on which we said we would look again."""

    template: ClassVar[str] = "journey/next/look_again.html"

    again: Again

    @property
    def theme(self) -> str:
        """Whose colour it has."""
        return self.again.asked.theme


@dataclass(frozen=True)
class GiveContact:
    """Nobody is named yet to tell if someone is in danger."""

    template: ClassVar[str] = "journey/next/give_contact.html"
    theme: ClassVar[str] = ""


@dataclass(frozen=True)
class YourTurn:
    """An open round asks whoever looks, and they have sent nothing yet."""

    template: ClassVar[str] = "journey/next/your_turn.html"
    theme: ClassVar[str] = ""

    told: Told


NextThing = Knocking | YourTurn | CarryOn | DidItHappen | LookAgain | GiveContact


def next_thing(
    seat: Seat,
    *,
    begun: CarryOn | None,
    turn: YourTurn | None,
    tries: Sequence[Try],
    agains: Sequence[Again],
    at: datetime.datetime,
    today: datetime.date,
) -> NextThing | None:
    """Return the one thing that waits, or None. Whoever stands at the door waits for an answer now, so comes first.

    A talk of today goes on in the room now; one of another day waits until one has answered what everybody is asked.
    """
    if seat.is_organiser and _somebody_knocks(seat, at=at):
        return Knocking()
    due = next((DidItHappen(tried) for tried in tries if tried.is_due), None)
    come = next((LookAgain(again) for again in agains if again.on and again.on <= today), None)
    ask = GiveContact() if seat.is_organiser and not seat.partnership.contact_name else None
    going_on = begun if begun and begun.on == today else None
    return going_on or turn or begun or due or come or ask


def your_turn(rounds: Sequence[Told]) -> YourTurn | None:
    """Return the round that closes first of those in which one has sent nothing."""
    return next((YourTurn(told) for told in rounds if told.is_how == TURN), None)


def _somebody_knocks(seat: Seat, *, at: datetime.datetime) -> bool:
    waiting = Knock.objects.filter(room__partnership=seat.partnership_id, answered_at=None)
    return waiting.filter(room__closed_at=None, room__closes_at__gt=at).exists()


def begun(seat: Seat, edition: Edition, *, question: str = "") -> CarryOn | None:
    """Return the newest talk with something written and no page yet; about one question, if one is named."""
    talks = Talk.objects.within(seat).about(question) if question else Talk.objects.within(seat)
    newest = talks.order_by("-on", "-pk").values("pk")[:RECENT]
    for talk in Talk.objects.filter(pk__in=newest).begun():
        if about := asked_if_there(edition, talk.question):
            return CarryOn(talk.ref, talk.on, about)
    return None
