"""Finished talks for tests: a few through the real commands, thousands straight into the tables."""

from __future__ import annotations

import datetime
from collections import Counter

from alongside.agreements.models import Standing
from alongside.framework.loading import the_edition
from alongside.learning.commands import begin_talk, finish_talk, keep_action, keep_line
from alongside.learning.models import Action, Finish, Line, LineKind, Outcome, Talk
from alongside.partnerships.seats import Seat

QUESTIONS = [question.id for question in the_edition().questions]
Day = datetime.date | None


def talked(
    seat: Seat,
    question: str,
    *,
    at: datetime.datetime,
    finish: bool = True,
    what: str = "",
    who: str = "",
    due: Day = None,
    again: Day = None,
    again_words: str = "",
    **lines: str,
) -> Talk:
    """Talk about `question` at `at`, with these lines by their kinds, and what was to be tried."""
    talk = begin_talk(seat=seat, question=question, on=at.date(), at=at, key="")
    for kind, words in {"again": again_words, **lines}.items():
        day = again if kind == LineKind.AGAIN else None
        keep_line(seat=seat, talk=talk, kind=kind, seen=0, words=words, due=day, at=at)
    keep_action(seat=seat, talk=talk, seen=0, what=what, who=who, due=due, at=at)
    if finish:
        finish_talk(seat=seat, talk=talk, at=at)
    return talk


def tried(talk: Talk) -> Action:
    """What that talk said we would try."""
    return Action.objects.get(talk=talk)


def many(seat: Seat, number: int, *, at: datetime.datetime, every: float = 2.5) -> None:
    """Put `number` finished talks, one `every` so many days back from `at`, with all that hangs on them."""
    who, here = seat.membership, seat.partnership
    talks = Talk.objects.bulk_create(
        Talk(
            partnership=here,
            edition=here.edition,
            question=QUESTIONS[back % len(QUESTIONS)],
            on=(at - datetime.timedelta(days=back * every)).date(),
            started_at=at,
            started_by=who,
        )
        for back in reversed(range(number))
    )
    Finish.objects.bulk_create(Finish(talk=talk, at=at, by=who) for talk in talks)
    Line.objects.bulk_create(
        Line(talk=talk, kind=kind, words="We each named others.", version=1)
        for talk in talks
        for kind in (LineKind.NOTICED, LineKind.UNSETTLED, LineKind.AGAIN)
    )
    actions = Action.objects.bulk_create(
        Action(partnership=here, talk=talk, on=talk.on, question=talk.question, what="Ask them", due=talk.on, version=1)
        for talk in talks
    )
    Outcome.objects.bulk_create(
        Outcome(partnership=here, action=each, happened="yes", helped="yes", words="It did.", at=at, by=who)
        for each in actions[:-8]
    )
    versions: Counter[str] = Counter()
    rows = []
    for talk in talks:
        versions[talk.question] += 1
        said = {"version": versions[talk.question], "words": f"Version {versions[talk.question]}."}
        rows.append(
            Standing(partnership=here, question=talk.question, on=talk.on, at=at, by=who, talk=talk.ref, **said)
        )
    Standing.objects.bulk_create(rows)
