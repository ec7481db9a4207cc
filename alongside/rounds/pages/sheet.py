"""A round on paper."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from alongside.framework.loading import the_edition
from alongside.framework.shapes import Question
from alongside.partnerships.seats import Seat
from alongside.rounds.models import Round, Whom, scale_of
from alongside.rounds.pages.organising import questions_of


@dataclass(frozen=True, slots=True)
class Sheet:
    """A round on paper: one print for each person. `takers`: organisers who are asked, so that they can type it in."""

    partnership: str
    ours: str
    ref: str
    name: str
    words: str
    questions: tuple[Question, ...]
    places: tuple[str, ...]
    apart: str
    last_day: datetime.date
    without_names: bool
    takers: tuple[str, ...]
    to_everybody: bool
    through: str
    through_reach: str
    credit: str


def sheet(seat: Seat, round: Round) -> Sheet:
    """Return a round as it is printed."""
    scale = scale_of(round.way)
    *places, (_apart, apart) = scale.places
    return Sheet(
        partnership=seat.partnership.ref,
        ours=seat.partnership.name,
        ref=round.ref,
        name=round.name,
        words=round.words,
        questions=questions_of(round),
        places=tuple(words for _at, words in places),
        apart=apart,
        last_day=round.last_day,
        without_names=round.without_names,
        takers=tuple(who.name for who in round.people().organisers()),
        to_everybody=round.whom == Whom.EVERYBODY,
        through=round.through.name if round.through else "",
        through_reach=round.through_reach,
        credit=the_edition().source.credit,
    )
