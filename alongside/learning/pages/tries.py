"""What we said we would try: all of it, and what a talk opens on."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.utils.timezone import localdate, make_aware

from alongside.framework.loading import the_edition
from alongside.framework.shapes import UnknownQuestion
from alongside.learning.models import Action, ActionQuerySet, Happened, Helped, Outcome, Talk
from alongside.partnerships.seats import Seat

MOST = 200
ON_A_PAGE = 25
LATER = datetime.timedelta(weeks=4)
"""When it was too soon to say whether something helped, that is asked again this long after."""
OPEN, DONE, LET_GO = "open", "done", "let-go"
WHICH = (OPEN, DONE, LET_GO)


@dataclass(frozen=True, slots=True)
class Came:
    """What was said to have come of something we tried."""

    id: int
    happened: str
    helped: str
    words: str
    learned: str
    on: datetime.date
    by: str
    comes_back: bool
    asked_later: bool


@dataclass(frozen=True, slots=True)
class Tried:
    """Something we said we would try, and what was last said of it. `who` names those of us first, then who else."""

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
class TriesPage:
    """Some of all that we said we would try: what waits, soonest first; what happened; or what was let go.

    `mine`: only what names whoever looks. `newer` and `older` are other pages of the same.
    """

    partnership: str
    which: str
    mine: bool
    tries: tuple[Tried, ...]
    newer: int | None
    older: int | None
    has_any: bool


def rested(today: datetime.date) -> datetime.datetime:
    """Return since when nothing may have been said of what happened, for its help to be asked about again."""
    return make_aware(datetime.datetime.combine(today - LATER, datetime.time.max))


def tries_page(seat: Seat, *, today: datetime.date, which: str = OPEN, mine: bool = False, page: int = 1) -> TriesPage:
    """One page of all that we said we would try. A fixed number of queries."""
    ours = Action.objects.within(seat)
    found = _which(ours.named(seat.membership) if mine else ours, which, today)
    rows = _tried(found[(page - 1) * ON_A_PAGE : page * ON_A_PAGE + 1])
    return TriesPage(
        partnership=seat.partnership.ref,
        which=which,
        mine=mine,
        tries=tuple(rows[:ON_A_PAGE]),
        newer=page - 1 if page > 1 else None,
        older=page + 1 if len(rows) > ON_A_PAGE else None,
        has_any=ours.said().exists(),
    )


def _which(actions: ActionQuerySet, which: str, today: datetime.date) -> ActionQuerySet:
    if which == DONE:
        return actions.done().order_by("-on", "-pk")
    return actions.let_go().order_by("-on", "-pk") if which == LET_GO else actions.to_ask(rested=rested(today))


def tries_beside(seat: Seat, talk: Talk, also: Collection[str]) -> tuple[list[Tried], list[Tried]]:
    """What a talk opens on: what nothing was said of since it began, and what was. Six queries."""
    since = Outcome.objects.filter(action=OuterRef("pk"), undone_at=None, at__gte=talk.started_at)
    mine = Action.objects.within(seat).exclude(talk=talk)
    asked = Action.objects.within(seat).to_ask(rested=rested(talk.on)).filter(~Exists(since))
    answered = mine.filter(Exists(since)).order_by("pk")
    if also:
        asked = asked | mine.filter(ref__in=also)
    return _tried(asked[:MOST]), _tried(answered[:MOST])


def one_tried(action: Action) -> Tried:
    """One thing we said we would try, and what was last said of it. Three queries."""
    return _tried(Action.objects.filter(pk=action.pk))[0]


def _tried(actions: QuerySet[Action]) -> list[Tried]:
    last = Outcome.objects.filter(action=OuterRef("pk"), undone_at=None).order_by("-at", "-pk").values("pk")
    rows = list(actions.select_related("talk").prefetch_related("people").annotate(last=Subquery(last[:1])))
    said = Outcome.objects.select_related("by").in_bulk([row.last for row in rows if row.last])
    return [_one_tried(row, said.get(row.last) if row.last else None) for row in rows]


def _one_tried(row: Action, last: Outcome | None) -> Tried:
    about, theme = _about(row.question)
    return Tried(
        ref=row.ref,
        what=row.what,
        who=who_tries([each.name for each in row.people.all()], row.who),
        due=row.due,
        about=about,
        theme=theme,
        said=row.on,
        talk=row.talk.ref if row.talk else "",
        last=came(last) if last else None,
    )


def who_tries(of_us: Sequence[str], else_who: str) -> str:
    """Return who tries it: those of us by name, and who else."""
    return ", ".join([*of_us, *([else_who] if else_who else [])])


def _about(question: str) -> tuple[str, str]:
    """A question's short name and theme, if this edition still has it."""
    try:
        found = the_edition().question(question)
    except UnknownQuestion:
        return "", ""
    return found.short, found.theme.id


def came(outcome: Outcome) -> Came:
    """Return what was said to have come of a try, as a page shows it; `outcome.by` is there already."""
    return Came(
        id=outcome.pk,
        happened=outcome.get_happened_display(),
        helped=outcome.get_helped_display() if outcome.helped else "",
        words=outcome.words,
        learned=outcome.learned,
        on=localdate(outcome.at),
        by=outcome.by.name,
        comes_back=outcome.happened in (Happened.PARTLY, Happened.NO, Happened.CHANGED),
        asked_later=outcome.happened == Happened.YES and outcome.helped in ("", Helped.TOO_SOON),
    )
