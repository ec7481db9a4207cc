"""The one next thing on top of home, and the order in which it is looked for: STEPS."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.utils.timezone import localdate

from alongside.agreements.pages.due import Due
from alongside.agreements.pages.waiting import Waits
from alongside.framework.shapes import Edition
from alongside.journey.pages.coming import (
    Again,
    CarryOn,
    DidItHappen,
    GiveContact,
    JustOpened,
    Knocking,
    LookAgain,
    Meets,
    NewHere,
    NextThing,
    NothingToDo,
    OpenTogether,
    StillHolds,
    YearOn,
    YourTurn,
    YourWord,
    YourWords,
)
from alongside.journey.pages.glance import NEWEST, Glance
from alongside.journey.pages.shapes import Try, asked_if_there
from alongside.learning.models import Talk
from alongside.learning.pages.quotes import asked_of
from alongside.partnerships.models import BEGINNING
from alongside.partnerships.seats import Seat
from alongside.rounds.pages.organising import CLOSED, OPEN
from alongside.rounds.pages.turns import ASIDE, PART, SENT, TURN, Told

NEAR = datetime.timedelta(days=3)
"""How long before a meeting, or a day to look again, that stands first."""
A_YEAR_ON = datetime.timedelta(days=14)
"""How long, each year, the year stands first."""
JUST_IN = datetime.timedelta(days=7)
"""How long whoever came in is led first to what there is to read."""


@dataclass(frozen=True)
class Here:
    """What is known already of what may come next, for whoever sits here now."""

    seat: Seat
    at: datetime.datetime
    today: datetime.date
    glance: Glance
    begun: CarryOn | None
    rounds: Sequence[Told]
    opened: JustOpened | None
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
    return Knocking() if here.seat.is_organiser and here.glance.knocks else None


def _going_on(here: Here) -> CarryOn | None:
    """A talk of today goes on in the room."""
    return here.begun if here.begun and here.begun.on == here.today else None


def _opens_today(here: Here) -> OpenTogether | None:
    """On the day of the meeting, everybody is in the room."""
    return next((each for each in _to_open(here) if each.is_today), None)


def _turn(here: Here) -> YourTurn | None:
    return your_turn(here.rounds)


def _word(here: Here) -> YourWord | None:
    return next((YourWord(waits) for waits in here.proposed), None)


def _words(here: Here) -> YourWords | None:
    asked = asked_of(here.seat) if here.glance.words_asked else None
    return YourWords(asked) if asked else None


def _opens(here: Here) -> OpenTogether | None:
    """The day was never said, or has gone by."""
    return next(iter(_to_open(here)), None)


def _to_open(here: Here) -> list[OpenTogether]:
    if not here.seat.is_organiser:
        return []
    waiting = [told for told in here.rounds if told.is_how == CLOSED and told.at_meeting and told.is_time_to_open]
    return [OpenTogether(told, told.meeting_on == here.today) for told in waiting]


def _new_here(here: Here) -> NewHere | None:
    """Whoever came within a week, after the first day of all."""
    is_new = is_newcomer(here.seat, here.at, JUST_IN)
    return NewHere(here.seat.membership.name) if is_new else None


def _meets(here: Here) -> Meets | None:
    """A meeting is near: the first one."""
    days = [(told.meeting_on, told) for told in here.rounds if told.meeting_on and told.is_how in WAITING]
    near = sorted((each for each in days if here.today <= each[0] <= here.today + NEAR), key=lambda each: each[0])
    return next((Meets(on, on == here.today, told, _agains_on(here, on)) for on, told in near), None)


def _agains_on(here: Here, on: datetime.date) -> tuple[Again, ...]:
    return tuple(again for again in here.agains if again.on == on)


def _begun(here: Here) -> CarryOn | None:
    """A talk of another day waits until one has answered what others wait for."""
    return here.begun


def _opened(here: Here) -> JustOpened | None:
    return here.opened


def _came_due(here: Here) -> DidItHappen | None:
    return next((DidItHappen(tried) for tried in here.tries if tried.is_due), None)


def _holds(here: Here) -> StillHolds | None:
    return next((StillHolds(each) for each in here.dues), None)


def _look_again(here: Here) -> LookAgain | None:
    near = ((again, again.on) for again in here.agains if again.on and again.on <= here.today + NEAR)
    return next((LookAgain(again, is_ahead=on > here.today) for again, on in near), None)


def _year_on(here: Here) -> YearOn | None:
    """In the two weeks after the day on which it began, each year."""
    ago = here.today - A_YEAR_ON
    began = localdate(here.seat.partnership.started_at)
    years = here.today.year - began.year
    had = [year for year in (years, years - 1) if year > 0 and ago < _years_after(began, year) <= here.today]
    return YearOn(had[0]) if had else None


def _years_after(day: datetime.date, years: int) -> datetime.date:
    """Return the same day so many years on; of the 29th of February, the day after it."""
    if (day.month, day.day) == (2, 29):
        day = day + datetime.timedelta(days=1)
    return day.replace(year=day.year + years)


def _contact(here: Here) -> GiveContact | None:
    return GiveContact() if here.seat.is_organiser and not here.seat.partnership.contact_name else None


def _nothing(here: Here) -> NothingToDo | None:
    """All is sent, or closed: it is said what happens next."""
    return next((NothingToDo(told) for told in here.rounds if told.is_how in (SENT, CLOSED)), None)


WAITING = (TURN, PART, SENT, ASIDE, OPEN, CLOSED)
"""How a round is that is asked, and not opened yet."""
STEPS: tuple[Step, ...] = (
    # who waits now, then what others ask of one, then what is near, then what we set ourselves, then what is missing
    _knocking,
    _going_on,
    _opens_today,
    _turn,
    _word,
    _words,
    _opens,
    _new_here,
    _meets,
    _begun,
    _opened,
    _came_due,
    _holds,
    _look_again,
    _year_on,
    _contact,
    _nothing,
)
"""The order in which home asks. A step further down is not looked at once one has something."""
ON_THE_FIRST_DAY: tuple[Step, ...] = (_knocking, _opens_today, _turn, _word, _opens, _meets, _nothing)
"""Before anything was talked about: who waits, what others ask, and what is near."""


def your_turn(rounds: Sequence[Told]) -> YourTurn | None:
    """Return the round that closes first of those in which one has sent nothing."""
    return next((YourTurn(told) for told in rounds if told.is_how == TURN), None)


def is_newcomer(seat: Seat, at: datetime.datetime, lately: datetime.timedelta) -> bool:
    """Whether whoever sits here came in so lately, when the partnership was under way."""
    came = seat.membership.arrived_at
    return came is not None and came > max(at - lately, seat.partnership.started_at + BEGINNING)


def begun(seat: Seat, edition: Edition, *, question: str = "") -> CarryOn | None:
    """Return the newest talk with something written and no page yet; about one question, if one is named."""
    talks = Talk.objects.within(seat).about(question) if question else Talk.objects.within(seat)
    newest = talks.order_by("-on", "-pk").values("pk")[:NEWEST]
    for talk in Talk.objects.filter(pk__in=newest).begun():
        if about := asked_if_there(edition, talk.question):
            return CarryOn(talk.ref, talk.on, about)
    return None
