"""One question: where we are, how we see it, what is not settled, what we try and what came of it, our history."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from alongside.agreements.models import Kind, Standing
from alongside.agreements.pages.agreed import Agreed, answering
from alongside.framework.loading import the_edition
from alongside.framework.shapes import Question, Reading, Tool
from alongside.journey.pages import latest
from alongside.journey.pages.coming import CarryOn
from alongside.journey.pages.history import History, history
from alongside.journey.pages.next_thing import begun
from alongside.journey.pages.pictures import LastSeen, last_seen
from alongside.journey.pages.shapes import Aside, Asked, Topic, Try, asked, topic
from alongside.learning.models import Action, Happened, Line, LineKind, Outcome, PutAway, Talk
from alongside.learning.pages import Made, made_about
from alongside.learning.prepared import Prepared, while_preparing
from alongside.partnerships.seats import Seat

TRIES = 20
OUTCOMES = 10
AWAY = 12
RECENT = 60
"""How many of a question's newest talks, and newest tries, are looked through."""


HAPPENED = {
    Happened.YES: _("It happened."),
    Happened.PARTLY: _("It happened in part."),
    Happened.NO: _("Not yet."),
    Happened.CHANGED: _("We changed it."),
    Happened.LET_GO: _("We let it go."),
}


@dataclass(frozen=True)
class Standpoint:
    """Where we are, for now: when it was said and written down, by whom, and whether other words went before."""

    words: str
    on: datetime.date
    by: str
    who_was_there: str
    has_earlier: bool


@dataclass(frozen=True)
class Said:
    """A line of the last talk that had one: its words, its day if it has one, and the talk it comes from."""

    words: str
    due: datetime.date | None
    talk: str
    on: datetime.date


@dataclass(frozen=True)
class Came:
    """What came of something we tried."""

    ref: str
    what: str
    happened: str
    helped: str
    words: str
    learned: str
    on: datetime.date


@dataclass(frozen=True)
class Away:
    """A talk about this question that was put away: when it was begun, when it was put away, and by whom."""

    ref: str
    begun: datetime.date
    on: datetime.date
    by: str


@dataclass(frozen=True)
class QuestionPage:
    """Everything about one question. What is empty is not shown."""

    partnership: str
    key: str
    question: Asked
    theme: Topic
    why: str
    examples: tuple[str, ...]
    credit: str
    begun: CarryOn | None
    where: Standpoint | None
    agreed: tuple[Agreed, ...]
    seen: LastSeen | None
    made: Made | None
    prepared: Prepared | None
    unsettled: Said | None
    again: Said | None
    tries: tuple[Try, ...]
    came: tuple[Came, ...]
    history: History
    away: tuple[Away, ...]
    aside: Aside | None
    tools: tuple[Tool, ...]
    readings: tuple[Reading, ...]

    @property
    def agreed_where(self) -> Agreed | None:
        """Where we are, as it is agreed: perhaps in other words than were said since."""
        return next((one for one in self.agreed if one.kind == Kind.WHERE), None)

    @property
    def agreements(self) -> tuple[Agreed, ...]:
        """What else is agreed that answers it."""
        return tuple(one for one in self.agreed if one.kind != Kind.WHERE)

    @property
    def has_begun(self) -> bool:
        """Whether anything was ever kept here."""
        said = self.begun or self.where or self.agreed or self.history.past
        return bool(said or self.away or self.tries or self.came)


def question_page(seat: Seat, question_id: str, *, today: datetime.date, key: str, page: int = 1) -> QuestionPage:
    """Return everything about one question; `UnknownQuestion` if there is none of that id."""
    edition = the_edition()
    question = edition.question(question_id)
    recent = list(_done(seat, question)[:RECENT])
    talks = [talk.pk for talk in recent]
    lines = latest.lines_of(talks, LineKind.UNSETTLED, LineKind.AGAIN)
    seen = last_seen(seat, question.id)
    return QuestionPage(
        partnership=seat.partnership.ref,
        key=key,
        question=asked(question),
        theme=topic(question.theme),
        why=question.why,
        examples=question.examples,
        credit=edition.source.credit,
        begun=begun(seat, edition, question=question.id),
        where=_where(seat, question),
        agreed=answering(seat, question.id, today=today),
        seen=seen,
        made=made_about(seat, question.id, round=seen.round if seen else ""),
        prepared=_prepared(seat, question),
        unsettled=_said(recent, lines, LineKind.UNSETTLED),
        again=_said(recent, lines, LineKind.AGAIN),
        tries=latest.open_tries(seat, edition, today=today, limit=TRIES, question=question.id),
        came=_came(seat, question),
        history=history(seat, question.id, page=page),
        away=_away(seat, question),
        aside=latest.set_aside(seat, edition).get(question.id),
        tools=edition.tools_for(question.id),
        readings=edition.readings_for(question.id),
    )


def _done(seat: Seat, question: Question) -> QuerySet[Talk]:
    return Talk.objects.within(seat).about(question.id).done().order_by("-on", "-pk")


def _where(seat: Seat, question: Question) -> Standpoint | None:
    row = Standing.objects.within(seat).of(question.id).select_related("by").first()
    if row is None or not row.words:
        return None
    return Standpoint(row.words, row.on, row.by.name, row.who_was_there, has_earlier=row.version > 1)


def _prepared(seat: Seat, question: Question) -> Prepared | None:
    """Return what was said of it while we prepared; none while we do: then the page has it in its places."""
    return None if seat.partnership.is_preparing else while_preparing(seat, [question.id]).get(question.id)


def _said(talks: Sequence[Talk], lines: Mapping[tuple[int, str], Line], kind: LineKind) -> Said | None:
    """Return what was last said on this line: a talk that left it empty takes nothing back.

    Only a day to look again that had come by the newest talk is over: then we did look.
    """
    for talk in talks:
        if line := lines.get((talk.pk, kind)):
            over = talk != talks[0] and line.due is not None and line.due <= talks[0].on
            return None if over else Said(line.words, line.due, talk.ref, talk.on)
    return None


def _came(seat: Seat, question: Question) -> tuple[Came, ...]:
    """Return what was said of the newest tries on it, newest first; a bare "not yet" says nothing here."""
    newest = Action.objects.within(seat).filter(question=question.id).said().newest(RECENT)
    told = Outcome.objects.filter(action__in=newest, undone_at=None)
    rows = told.exclude(happened=Happened.NO, words="", learned="").select_related("action").order_by("-at", "-pk")
    return tuple(
        Came(
            row.action.ref,
            row.action.what,
            str(HAPPENED[Happened(row.happened)]),
            row.get_helped_display() if row.helped else "",
            row.words,
            row.learned,
            localdate(row.at),
        )
        for row in rows[:OUTCOMES]
    )


def _away(seat: Seat, question: Question) -> tuple[Away, ...]:
    """Return the talks that were put away, the newest first."""
    found = Talk.objects.within(seat).about(question.id).put_away().order_by("-on", "-pk").values("pk")[:AWAY]
    rows = PutAway.objects.now().filter(talk__in=found).select_related("talk", "by").order_by("-talk__on", "-talk")
    return tuple(Away(row.talk.ref, row.talk.on, localdate(row.at), row.by.name) for row in rows)


@dataclass(frozen=True)
class Sheet:
    """One question on paper."""

    partnership: str
    name: str
    question: Asked
    credit: str


def sheet(seat: Seat, question_id: str) -> Sheet:
    """Return one question on paper; `UnknownQuestion` if there is none of that id."""
    edition = the_edition()
    question = asked(edition.question(question_id))
    return Sheet(seat.partnership.ref, seat.partnership.name, question, edition.source.credit)
