"""The one next thing on top of home, and the order in which it is looked for: STEPS."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from alongside.agreements.pages.due import Due
from alongside.agreements.pages.waiting import Waits
from alongside.framework.shapes import Edition
from alongside.journey.pages.shapes import Asked, Try, asked_if_there
from alongside.learning.models import Talk
from alongside.learning.pages.quotes import AskedOf, asked_of
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


@dataclass(frozen=True)
class YourWord:
    """A proposal waits for one's word, for that of one's organisation, or (organisers) to be agreed."""

    template: ClassVar[str] = "journey/next/your_word.html"
    theme: ClassVar[str] = ""

    waits: Waits


@dataclass(frozen=True)
class YourWords:
    """Somebody asks whether one's words may be passed on."""

    template: ClassVar[str] = "journey/next/your_words.html"
    theme: ClassVar[str] = ""

    asked: AskedOf


@dataclass(frozen=True)
class StillHolds:
    """The day has come to look again at what we agreed."""

    template: ClassVar[str] = "journey/next/still_holds.html"
    theme: ClassVar[str] = ""

    due: Due


NextThing = Knocking | CarryOn | YourTurn | YourWord | YourWords | DidItHappen | StillHolds | LookAgain | GiveContact


@dataclass(frozen=True)
class Here:
    """What is known already of what may come next, for whoever sits here now."""

    seat: Seat
    at: datetime.datetime
    today: datetime.date
    begun: CarryOn | None
    turn: YourTurn | None
    tries: Sequence[Try]
    agains: Sequence[Again]
    proposed: Sequence[Waits]
    dues: Sequence[Due]


Step = Callable[[Here], NextThing | None]


def next_thing(here: Here, steps: Sequence[Step] | None = None) -> NextThing | None:
    """Return the one thing that waits, or None: the first of the steps that has something."""
    for step in STEPS if steps is None else steps:
        if found := step(here):
            return found
    return None


def _knocking(here: Here) -> Knocking | None:
    """Whoever stands at the door waits now."""
    return Knocking() if here.seat.is_organiser and _somebody_knocks(here.seat, at=here.at) else None


def _going_on(here: Here) -> CarryOn | None:
    """A talk of today goes on in the room."""
    return here.begun if here.begun and here.begun.on == here.today else None


def _turn(here: Here) -> YourTurn | None:
    return here.turn


def _word(here: Here) -> YourWord | None:
    return next((YourWord(waits) for waits in here.proposed), None)


def _words(here: Here) -> YourWords | None:
    asked = asked_of(here.seat)
    return YourWords(asked) if asked else None


def _begun(here: Here) -> CarryOn | None:
    """A talk of another day waits until one has answered what others wait for."""
    return here.begun


def _came_due(here: Here) -> DidItHappen | None:
    return next((DidItHappen(tried) for tried in here.tries if tried.is_due), None)


def _holds(here: Here) -> StillHolds | None:
    return next((StillHolds(each) for each in here.dues), None)


def _look_again(here: Here) -> LookAgain | None:
    return next((LookAgain(again) for again in here.agains if again.on and again.on <= here.today), None)


def _contact(here: Here) -> GiveContact | None:
    return GiveContact() if here.seat.is_organiser and not here.seat.partnership.contact_name else None


STEPS: tuple[Step, ...] = (
    # who waits now, then what others ask of one, then what we set ourselves, then what is missing
    _knocking,
    _going_on,
    _turn,
    _word,
    _words,
    _begun,
    _came_due,
    _holds,
    _look_again,
    _contact,
)
"""The order in which home asks. A step further down is not looked at once one has something."""
ON_THE_FIRST_DAY: tuple[Step, ...] = (_knocking, _turn, _word)
"""Before anything was talked about: who waits, and what others ask."""


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
