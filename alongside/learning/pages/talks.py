"""The page of a talk, and what stands on its lines."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import OuterRef, Subquery
from django.utils.timezone import localdate

from alongside.agreements.pages import Stands, stands
from alongside.framework.loading import the_edition
from alongside.framework.shapes import Question
from alongside.learning.commands import TRY
from alongside.learning.from_rounds import Beside, beside
from alongside.learning.models import Action, ActionVersion, Finish, Line, LineKind, LineVersion, PutAway, Talk
from alongside.learning.pages.tries import Tried, tries_beside
from alongside.partnerships.seats import Seat

ASKED = 3
"""How many tries stand on top of a talk; the rest are folded away."""
FOLDED = 12


@dataclass(frozen=True, slots=True)
class Now:
    """What stands on one line now, which version that is, and who wrote it."""

    version: int
    words: Mapping[str, Any]
    by: str = ""


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


def talk_page(seat: Seat, talk: Talk, *, key: str, also: Collection[str] = ()) -> TalkPage:
    """The page of `talk`; the tries named in `also` stand on it whatever came of them. A fixed number of queries."""
    finished = Finish.objects.filter(talk=talk).exists()
    asked, answered = ([], []) if finished else tries_beside(seat, talk, also)
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
