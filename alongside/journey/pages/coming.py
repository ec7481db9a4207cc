"""Everything that may come next on home: one shape for each, with the template that says it."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import ClassVar

from alongside.agreements.pages.due import Due
from alongside.agreements.pages.waiting import Waits
from alongside.journey.pages.shapes import Asked, Try
from alongside.learning.pages.quotes import AskedOf
from alongside.rounds.pages.turns import Told


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
    """The day has come, or comes within days, on which we said we would look again."""

    template: ClassVar[str] = "journey/next/look_again.html"

    again: Again
    is_ahead: bool = False

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


@dataclass(frozen=True)
class OpenTogether:
    """Answers are closed, and it is time to open them with everybody: for whoever may."""

    template: ClassVar[str] = "journey/next/open_together.html"
    theme: ClassVar[str] = ""

    told: Told
    is_today: bool


@dataclass(frozen=True)
class Meets:
    """A meeting is near at which something is opened; what we said we look at again that day stands with it."""

    template: ClassVar[str] = "journey/next/meets.html"
    theme: ClassVar[str] = ""

    on: datetime.date
    is_today: bool
    told: Told
    agains: tuple[Again, ...]


@dataclass(frozen=True)
class JustOpened:
    """What everybody was asked was opened within a week, and a question of it was not talked about since."""

    template: ClassVar[str] = "journey/next/just_opened.html"

    round: str
    name: str
    on: datetime.date
    asked: Asked | None  # what most wish to talk about; none where too few answered
    has_talked: bool  # of another question of it, since

    @property
    def theme(self) -> str:
        """Whose colour it has."""
        return self.asked.theme if self.asked else ""


@dataclass(frozen=True)
class NewHere:
    """Whoever looks came in lately, and there is something to read."""

    template: ClassVar[str] = "journey/next/new_here.html"
    theme: ClassVar[str] = ""

    name: str


@dataclass(frozen=True)
class YearOn:
    """The partnership is a year older, to the week."""

    template: ClassVar[str] = "journey/next/year_on.html"
    theme: ClassVar[str] = ""

    years: int


@dataclass(frozen=True)
class NothingToDo:
    """One has sent one's answers, or they are closed: what happens next, and that nothing is to be done."""

    template: ClassVar[str] = "journey/next/nothing_to_do.html"
    theme: ClassVar[str] = ""

    told: Told


NextThing = (
    Knocking
    | CarryOn
    | OpenTogether
    | YourTurn
    | YourWord
    | YourWords
    | NewHere
    | Meets
    | JustOpened
    | DidItHappen
    | StillHolds
    | LookAgain
    | YearOn
    | GiveContact
    | NothingToDo
)
