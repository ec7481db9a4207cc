"""What we said we would try: all of it, and what a talk opens on."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet, Subquery, prefetch_related_objects
from django.utils.formats import date_format
from django.utils.timezone import localdate, make_aware
from django.utils.translation import gettext as _

from alongside.framework.loading import the_edition
from alongside.framework.shapes import UnknownQuestion
from alongside.learning.commands import Source
from alongside.learning.models import Action, ActionQuerySet, ActionVersion, Happened, Helped, Outcome, Talk
from alongside.learning.pages.sources import From, froms
from alongside.partnerships.seats import Seat

MOST = 200
ON_A_PAGE = 25
LATER = datetime.timedelta(weeks=4)
"""When it was too soon to say whether something helped, that is asked again this long after."""
OPEN, DONE, LET_GO, ALL = "open", "done", "let-go", "all"
WHICH = (OPEN, DONE, LET_GO, ALL)


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
    """Some of all that we said we would try: what waits, soonest first; what happened; what was let go; or all of it.

    `mine`: only what names whoever looks; `of`: only what came from one sentence or agreement. `newer` and `older` are
    other pages of the same.
    """

    partnership: str
    which: str
    mine: bool
    of: From | None
    tries: tuple[Tried, ...]
    newer: int | None
    older: int | None
    has_any: bool


def rested(today: datetime.date) -> datetime.datetime:
    """Return since when nothing may have been said of what happened, for its help to be asked about again."""
    return make_aware(datetime.datetime.combine(today - LATER, datetime.time.max))


def tries_page(
    seat: Seat,
    *,
    today: datetime.date,
    which: str = OPEN,
    mine: bool = False,
    source: Source | None = None,
    page: int = 1,
) -> TriesPage:
    """One page of all that we said we would try, or of what came from one `source`. A fixed number of queries."""
    ours = Action.objects.within(seat)
    if source:
        ours = ours.filter(insight=source.insight) if source.insight else ours.filter(agreement=source.agreement)
    found = _which(ours.named(seat.membership) if mine else ours, which, today)
    (rows,) = _tried(found[(page - 1) * ON_A_PAGE : page * ON_A_PAGE + 1])
    return TriesPage(
        partnership=seat.partnership.ref,
        which=which,
        mine=mine,
        of=froms(source)[0] if source else None,
        tries=tuple(rows[:ON_A_PAGE]),
        newer=page - 1 if page > 1 else None,
        older=page + 1 if len(rows) > ON_A_PAGE else None,
        has_any=ours.said().exists(),
    )


def _which(actions: ActionQuerySet, which: str, today: datetime.date) -> ActionQuerySet:
    if which == ALL:
        return actions.said().order_by("-on", "-pk")
    if which == DONE:
        return actions.done().order_by("-on", "-pk")
    return actions.let_go().order_by("-on", "-pk") if which == LET_GO else actions.to_ask(rested=rested(today))


def tries_beside(seat: Seat, talk: Talk, also: Collection[str]) -> tuple[list[Tried], list[Tried]]:
    """What a talk opens on: what nothing was said of since it began, and what was. Four queries."""
    since = Outcome.objects.filter(action=OuterRef("pk"), undone_at=None, at__gte=talk.started_at)
    mine = Action.objects.within(seat).exclude(talk=talk)
    asked = Action.objects.within(seat).to_ask(rested=rested(talk.on)).filter(~Exists(since))
    answered = mine.filter(Exists(since)).order_by("pk")
    if also:
        asked = asked | mine.filter(ref__in=also)
    waiting, told = _tried(asked[:MOST], answered[:MOST])
    return waiting, told


def one_tried(action: Action) -> Tried:
    """One thing we said we would try, and what was last said of it. Three queries."""
    return _tried(Action.objects.filter(pk=action.pk))[0][0]


def _tried(*lists: QuerySet[Action]) -> list[list[Tried]]:
    """Return each of these lists; who tries, and what came of it, is asked once for all of them."""
    last = Outcome.objects.filter(action=OuterRef("pk"), undone_at=None).order_by("-at", "-pk").values("pk")
    found = [list(actions.select_related("talk").annotate(last=Subquery(last[:1]))) for actions in lists]
    every = [row for rows in found for row in rows]
    prefetch_related_objects(every, "people")
    said = Outcome.objects.select_related("by").in_bulk([row.last for row in every if row.last])
    return [[_one_tried(row, said.get(row.last) if row.last else None) for row in rows] for rows in found]


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


def in_words(row: Action | ActionVersion) -> tuple[str, ...]:
    """Return a try as lines of text: what; who and by when, `Nadia, by 12 April 2026`; what we would see."""
    who = who_tries([each.name for each in row.people.all()], row.who)
    due = _("by %(day)s") % {"day": date_format(row.due, "j F Y")} if row.due else ""
    signs = _("What we would see: %(signs)s") % {"signs": row.signs} if row.signs else ""
    return tuple(words for words in (row.what, ", ".join(part for part in (who, due) if part), signs) if words)


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
