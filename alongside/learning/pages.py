"""Every read of this room: the page of a talk, what we said we would try, and a question suggested."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from random import Random
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.utils.timezone import localdate

from alongside.agreements.pages import Stands, aside_ids, stands
from alongside.framework.loading import the_edition
from alongside.framework.shapes import Question, UnknownQuestion
from alongside.framework.suggesting import suggest
from alongside.learning.commands import TRY
from alongside.learning.from_rounds import Beside, beside
from alongside.learning.models import (
    Action,
    ActionVersion,
    Finish,
    Happened,
    Line,
    LineKind,
    LineVersion,
    Outcome,
    PutAway,
    Talk,
)
from alongside.partnerships.seats import Seat

ASKED = 3
"""How many tries stand on top of a talk; the rest are folded away."""
FOLDED = 12
MOST = 200


@dataclass(frozen=True, slots=True)
class Now:
    """What stands on one line now, which version that is, and who wrote it."""

    version: int
    words: Mapping[str, Any]
    by: str = ""


@dataclass(frozen=True, slots=True)
class Came:
    """What was said to have come of something we tried."""

    id: int
    happened: str
    helped: str
    words: str
    on: datetime.date
    by: str
    comes_back: bool


@dataclass(frozen=True, slots=True)
class Tried:
    """Something we said we would try, and what was last said of it."""

    ref: str
    what: str
    who: str
    due: datetime.date | None
    about: str
    theme: str
    said: datetime.date
    talk: str
    last: Came | None


@dataclass(frozen=True, slots=True)
class Away:
    """That a talk was put away: when, and by whom."""

    on: datetime.date
    by: str


@dataclass(frozen=True, slots=True)
class TalkPage:
    """The page of a talk. `key` goes with each try, so that a second press says nothing twice."""

    partnership: str
    talk: str
    question: Question
    on: datetime.date
    is_finished: bool
    away: Away | None
    whose: str
    is_preparing: bool
    lines: Mapping[str, Now]
    stands: Stands | None
    is_overtaken: bool
    tries: tuple[Tried, ...]
    answered: tuple[Tried, ...]
    more_tries: tuple[Tried, ...]
    beside: Beside | None
    key: str

    @property
    def has_words(self) -> bool:
        """Whether anything is kept here."""
        return any(now.version for now in self.lines.values())


@dataclass(frozen=True, slots=True)
class TriesPage:
    """Everything we said we would try and have not done or let go yet, soonest first."""

    partnership: str
    tries: tuple[Tried, ...]


@dataclass(frozen=True, slots=True)
class TryPage:
    """One thing we said we would try, with all that was said of it, newest first."""

    partnership: str
    tried: Tried
    came: tuple[Came, ...]
    is_open: bool
    key: str


@dataclass(frozen=True, slots=True)
class SuggestPage:
    """One question to talk about, for those who would rather not choose."""

    partnership: str
    question: Question
    key: str


def talk_page(seat: Seat, talk: Talk, *, key: str, also: Collection[str] = ()) -> TalkPage:
    """The page of `talk`; the tries named in `also` stand on it whatever came of them. A fixed number of queries."""
    finished = Finish.objects.filter(talk=talk).exists()
    asked, answered = ([], []) if finished else _tries_beside(seat, talk, also)
    where = stands(seat, talk.question)
    return TalkPage(
        partnership=seat.partnership.ref,
        talk=talk.ref,
        question=the_edition().question(talk.question),
        on=talk.on,
        is_finished=finished,
        away=None if finished else _away(talk),
        whose=seat.membership.ref,
        is_preparing=seat.partnership.is_preparing,
        lines=lines_now(talk),
        stands=where if where and where.words and where.talk != talk.ref else None,
        is_overtaken=bool(finished and where and where.talk != talk.ref and where.on >= talk.on),
        tries=tuple(asked[:ASKED] + [tried for tried in asked[ASKED:] if tried.ref in also]),
        more_tries=tuple(tried for tried in asked[ASKED:] if tried.ref not in also)[:FOLDED],
        answered=tuple(answered),
        beside=beside(seat, talk),
        key=key,
    )


def _away(talk: Talk) -> Away | None:
    row = PutAway.objects.now().filter(talk=talk).select_related("by").first()
    return Away(localdate(row.at), row.by.name) if row else None


def lines_now(talk: Talk) -> Mapping[str, Now]:
    """What stands on each line now, those not written yet included. Two queries."""
    lines: dict[str, Now] = {kind.value: Now(0, {"words": ""}) for kind in LineKind}
    lines[LineKind.AGAIN.value] = Now(0, {"due": None, "words": ""})
    lines[LineKind.UNSETTLED.value] = Now(0, {"words": "", "expected": False})
    lines[TRY] = Now(0, {"what": "", "who": "", "due": None})
    hand = LineVersion.objects.filter(line=OuterRef("pk"), version=OuterRef("version")).values("by__name")[:1]
    written = Line.objects.filter(talk=talk).annotate(hand=Subquery(hand))
    rows = written.values_list("kind", "version", "words", "due", "expected", "hand")
    for kind, version, words, due, expected, by in rows:
        dated = {"due": due} if kind == LineKind.AGAIN else {}
        marked = {"expected": expected} if kind == LineKind.UNSETTLED else {}
        lines[kind] = Now(version, {**dated, "words": words, **marked}, by or "")
    last = ActionVersion.objects.filter(action=OuterRef("pk"), version=OuterRef("version")).values("by__name")[:1]
    tried = Action.objects.filter(talk=talk).annotate(hand=Subquery(last))
    for version, what, who, due, by in tried.values_list("version", "what", "who", "due", "hand"):
        lines[TRY] = Now(version, {"what": what, "who": who, "due": due}, by or "")
    return lines


def tries_page(seat: Seat) -> TriesPage:
    """Everything that is still to be tried."""
    return TriesPage(seat.partnership.ref, tuple(_tried(Action.objects.within(seat).open()[:MOST])))


def try_page(seat: Seat, action: Action, *, key: str) -> TryPage:
    """One thing we said we would try."""
    came = Outcome.objects.filter(action=action, undone_at=None).select_related("by").order_by("-at", "-pk")
    return TryPage(
        partnership=seat.partnership.ref,
        tried=_tried(Action.objects.within(seat).filter(pk=action.pk))[0],
        came=tuple(_came(outcome) for outcome in came[:MOST]),
        is_open=Action.objects.within(seat).open().filter(pk=action.pk).exists(),
        key=key,
    )


def suggest_page(seat: Seat, *, rng: Random, key: str, other_than: str = "") -> SuggestPage:
    """One question to talk about: one not sat with yet and not set aside, and not the one that was just passed over."""
    edition = the_edition()
    sat_with = set(Talk.objects.within(seat).done().values_list("question", flat=True).distinct())
    passed_over = {other_than} & {question.id for question in edition.questions}
    question = suggest(edition, sat_with, aside_ids(seat) | passed_over, rng)
    return SuggestPage(seat.partnership.ref, question, key)


def _tries_beside(seat: Seat, talk: Talk, also: Collection[str]) -> tuple[list[Tried], list[Tried]]:
    """What a talk opens on: what nothing was said of since it began, and what was. Four queries."""
    since = Outcome.objects.filter(action=OuterRef("pk"), undone_at=None, at__gte=talk.started_at)
    mine = Action.objects.within(seat).exclude(talk=talk)
    asked = Action.objects.within(seat).open().filter(~Exists(since))
    answered = mine.filter(Exists(since)).order_by("pk")
    if also:
        asked = asked | mine.filter(ref__in=also)
    return _tried(asked[:MOST]), _tried(answered[:MOST])


def _tried(actions: QuerySet[Action]) -> list[Tried]:
    last = Outcome.objects.filter(action=OuterRef("pk"), undone_at=None).order_by("-at", "-pk").values("pk")
    rows = list(actions.select_related("talk").annotate(last=Subquery(last[:1])))
    said = Outcome.objects.select_related("by").in_bulk([row.last for row in rows if row.last])
    return [_one_tried(row, said.get(row.last) if row.last else None) for row in rows]


def _one_tried(row: Action, last: Outcome | None) -> Tried:
    about, theme = _about(row.question)
    return Tried(
        ref=row.ref,
        what=row.what,
        who=row.who,
        due=row.due,
        about=about,
        theme=theme,
        said=row.on,
        talk=row.talk.ref if row.talk else "",
        last=_came(last) if last else None,
    )


def _about(question: str) -> tuple[str, str]:
    """A question's short name and theme, if this edition still has it."""
    try:
        found = the_edition().question(question)
    except UnknownQuestion:
        return "", ""
    return found.short, found.theme.id


def _came(outcome: Outcome) -> Came:
    return Came(
        id=outcome.pk,
        happened=outcome.get_happened_display(),
        helped=outcome.get_helped_display() if outcome.helped else "",
        words=outcome.words,
        on=localdate(outcome.at),
        by=outcome.by.name,
        comes_back=outcome.happened in (Happened.PARTLY, Happened.NO),
    )
