"""A story for tests, with a word of its own for each thing that was shown, and the day on which that was."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from alongside.agreements.models import Agreement, LookedAgain
from alongside.agreements.tests.agreeing import agreed, proposed, settled
from alongside.journey.tests.talks import talked
from alongside.learning.commands import Plan, Sentence, Source, Told, begin_gathering, record_outcome, say_try
from alongside.learning.commands import write_sentence as write
from alongside.learning.models import Mark
from alongside.partnerships import commands as partnerships
from alongside.rounds import commands as rounds
from alongside.rounds.models import Round
from alongside.rounds.tests import steps
from tests.cast import Cast

POWER = steps.QUESTIONS[1]
NINE = ("amina", "tom", "nadia", "len", "priya", "owen", "mary", "ade", "kit")


@dataclass
class Story:
    """What was shown, each by a word that stands nowhere else, and when; `days` are the days on which something was."""

    shown: dict[str, datetime.date] = field(default_factory=dict)

    @property
    def days(self) -> list[datetime.date]:
        return sorted(set(self.shown.values()))

    def said(self, cast: Cast, word: str) -> str:
        """Return a word that was first shown today."""
        self.shown[word] = cast.at.date()
        return word


def day(cast: Cast, **later: float) -> datetime.date:
    """Let time go by, and return the day that it is then."""
    return cast.later(**later).date()


def opened(cast: Cast, places: Mapping[str, int], name: str = "June questions", **more: Any) -> Round:
    """Ask one question; let these answer with their names; open it three weeks later."""
    round = steps.asked(cast, questions=[POWER], name=name, **more)
    for who, stance in places.items():
        steps.answer(cast, who, round, POWER, "", stance=stance, how="named")
    cast.later(days=21)
    rounds.count_due(at=cast.at, rng=steps.chance())
    return steps.opened(cast, round)


def story(cast: Cast) -> Story:
    """Let a good year go by: talks, rounds, agreements, tries, who came and who left."""
    told, amina = Story(), cast.seat("amina")
    steps.fill(cast, 9)
    cast.later(days=10)
    talk = talked(
        amina, POWER, at=cast.at, standing=told.said(cast, "Alder stands."), unsettled=told.said(cast, "Beech is open.")
    )
    cast.later(days=20)
    purpose = agreed(amina, at=cast.at, parts={"words": told.said(cast, "Cedar is our purpose.")}).agreement
    opened(cast, dict.fromkeys(NINE, 1), "Damson questions")
    told.said(cast, "Damson questions")
    gathering = begin_gathering(seat=amina, question=POWER, round=talk.round, at=cast.at)
    write(seat=amina, gathering=gathering, says=Sentence(told.said(cast, "Elder waits."), Mark.UNSETTLED), at=cast.at)
    cast.later(days=30)
    action = say_try(
        seat=amina,
        plan=Plan(told.said(cast, "Try the fir.")),
        source=Source(question=POWER),
        on=cast.at.date(),
        at=cast.at,
    )
    cast.later(days=30)
    record_outcome(seat=amina, action=action, told=Told("yes", "yes", told.said(cast, "Gorse helped."), ""), at=cast.at)
    cast.add(told.said(cast, "Hazel Holm"), cast.harbour, partnerships.Origin(new=told.said(cast, "Ivy House")))
    partnerships.leave(seat=cast.seat("kit"), at=cast.at)
    cast.later(days=90)
    talked(
        amina,
        POWER,
        at=cast.at,
        standing=told.said(cast, "Juniper stands."),
        unsettled=told.said(cast, "Larch is open."),
    )
    opened(cast, dict.fromkeys(NINE[:7], 3), "Maple questions")
    told.said(cast, "Maple questions")
    agreed_anew(cast, purpose, told.said(cast, "Oak is our purpose."))
    cast.later(days=30)
    way = agreed(
        amina, "decision", at=cast.at, parts={"words": told.said(cast, "Pine it is.")}, question=POWER
    ).agreement
    cast.later(days=60)
    LookedAgain.objects.create(agreement=way, ends=True, at=cast.at, by=amina.membership)
    talked(amina, "role.change", at=cast.at, standing=told.said(cast, "Rowan stands."))
    cast.later(days=30)
    return told


def agreed_anew(cast: Cast, agreement: Agreement, words: str) -> None:
    """Settle other words for an agreement."""
    seat = cast.seat("amina")
    settled(seat, proposed(seat, of=agreement, at=cast.at, parts={"words": words}), at=cast.at)
