"""What is shown to whoever prepares a round: what can be chosen, what is suggested, and two versions side by side."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from random import Random
from typing import Any

from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from alongside.framework.loading import the_edition
from alongside.framework.shapes import Question, Theme
from alongside.framework.suggesting import suggest_some
from alongside.partnerships.models import Membership
from alongside.partnerships.pages import Both
from alongside.partnerships.seats import Seat
from alongside.rounds.aside import aside_for
from alongside.rounds.commands import Plan, plan_of
from alongside.rounds.models import ENOUGH_ASKED, Opens, Round, RoundQuestion, Way, Whom
from alongside.rounds.pages.answering import AnswerPage, Item, asking_of
from alongside.rounds.pages.organising import questions_of
from alongside.rounds.pages.said import often_too_few
from alongside.rounds.unsettled import Left, LeftOpen, left_open

SUGGESTED = 3
DAYS = 14
PARTS: Mapping[str, tuple[str, ...]] = {
    "name": ("name",),
    "way": ("way",),
    "questions": ("questions",),
    "words": ("words",),
    "closes": ("closes_at",),
    "opens": ("opens", "meeting_on"),
    "who": ("whom", "chosen", "without_names"),
    "through": ("through", "through_reach"),
}
"""What two may have said differently, and the parts of a plan that belong together in it."""


@dataclass(frozen=True, slots=True)
class Choices:
    """What can be chosen from: who is here, three questions, and which stand in another round or are set aside.

    `left` is what talks left open of those that neither stand elsewhere nor are set aside.
    """

    people: tuple[Membership, ...]
    three: tuple[Question, ...]
    standing: Mapping[str, str]
    aside: frozenset[str]
    left: Mapping[str, LeftOpen]

    def ticks(self, theme: Theme) -> list[tuple[str, str]]:
        """Return a theme's questions to tick, each with what one should know of it."""
        return [(each.id, f"{each.plain}{self._beside(each.id)}") for each in theme.questions]

    def _beside(self, question: str) -> str:
        if question in self.standing:
            return _(" (asked now, in “%(round)s”)") % {"round": self.standing[question]}
        if question in self.left:
            return _(" (left open)")
        return _(" (not for us now)") if question in self.aside else ""

    def found(self, ids: Collection[str]) -> tuple[Question, ...]:
        """Return the questions of these ids; none where one is no question of ours, or stands in another round."""
        found = tuple(each for each in the_edition().questions if each.id in ids and each.id not in self.standing)
        return found if len(found) == len(ids) <= SUGGESTED else ()


@dataclass(frozen=True, slots=True)
class Standing:
    """Another round, and how many questions it asks now."""

    name: str
    many: int


@dataclass(frozen=True, slots=True)
class Begin:
    """One of the three questions that a talk left open: how it did, when, and in which words."""

    question: Question
    how: str
    words: str


@dataclass(frozen=True, slots=True)
class PreparePage:
    """The page on which a round is prepared, or changed: `round` is its ref then. `both` where two have changed it."""

    partnership: str
    round: str
    may_go_unnamed: bool
    often: str
    standing: tuple[Standing, ...]
    left: tuple[Begin, ...] = ()
    both: tuple[Both, ...] = ()
    by: str = ""


def choices(seat: Seat, *, rng: Random, today: datetime.date, but: Round | None = None) -> Choices:
    """Return what can be chosen from; where the round `but` is changed, nothing is suggested.

    Suggested is first what talks left open. A fixed number of queries.
    """
    rows = RoundQuestion.objects.filter(partnership=seat.partnership_id)
    standing = dict(rows.filter(stands=True).values_list("question", "round__name"))
    aside = aside_for(seat)
    asked = set(rows.filter(round__asking__isnull=False).values_list("question", flat=True))
    left = {} if but else _left(seat, {*standing, *aside}, today)
    three = () if but else _three([*left][:SUGGESTED], asked, {*standing, *aside}, rng)
    return Choices(tuple(Membership.objects.within(seat).here()), three, standing, aside, left)


def _left(seat: Seat, but: Collection[str], today: datetime.date) -> Mapping[str, LeftOpen]:
    """Return what talks left open of the questions that are still there, but for these."""
    there = {question.id for question in the_edition().questions if question.id not in but}
    return {question: left for question, left in left_open(seat, today=today).items() if question in there}


def _three(
    first: Collection[str], asked: Collection[str], left_out: Collection[str], rng: Random
) -> tuple[Question, ...]:
    """Return the questions that are suggested: these first, and others where they are fewer than three."""
    edition = the_edition()
    others = suggest_some(edition, SUGGESTED - len(first), asked, {*left_out, *first}, rng)
    return tuple(question for question in edition.questions if question.id in first or question in others)


def prepare_page(seat: Seat, choices: Choices, *, today: datetime.date, round: Round | None = None) -> PreparePage:
    """Return the page on which a round is prepared, or the round that is there changed."""
    here, ref = len(choices.people), round.ref if round else ""
    standing = tuple(Standing(*each) for each in Counter(choices.standing.values()).items())
    three = {question.id: question for question in choices.three}
    left = tuple(
        Begin(three[each], _how(left, today), left.words) for each, left in choices.left.items() if each in three
    )
    return PreparePage(seat.partnership.ref, ref, here >= ENOUGH_ASKED, often_too_few(here), standing, left)


def _how(left: LeftOpen, today: datetime.date) -> str:
    """Return how a talk left a question open, and when."""
    if left.how == Left.AGAIN:
        return _("To look at again on %(day)s") % {"day": date_format(left.on, "j F Y")}
    month = date_format(left.on, "F" if left.on.year == today.year else "F Y")
    said = _("Expected in %(month)s to be hard") if left.how == Left.EXPECTED else _("Not settled in %(month)s")
    return said % {"month": month}


def fresh(seat: Seat, choices: Choices, *, today: datetime.date) -> dict[str, Any]:
    """Return what the form of a new round begins with; how words are shown is for whoever asks to say."""
    return {
        "name": _("%(month)s questions") % {"month": date_format(today, "F")},
        "way": Way.PREPARE if seat.partnership.is_preparing else Way.REFLECT,
        "which": "three" if choices.three else "picked",
        "closes": today + datetime.timedelta(days=DAYS),
        "opens": Opens.MEETING,
        "whom": Whom.EVERYBODY,
    }


def as_it_stands(round: Round) -> dict[str, Any]:
    """Return what the form of a prepared round begins with."""
    plan = plan_of(round)
    return {
        "seen": round.version,
        "name": plan.name,
        "way": plan.way,
        **the_same(plan.questions),
        "words": plan.words,
        "closes": round.last_day,
        "opens": plan.opens,
        "meeting_on": plan.meeting_on,
        "whom": plan.whom,
        "chosen": [who.ref for who in plan.chosen],
        "names": "unnamed" if plan.without_names else "named",
        "through": plan.through.ref if plan.through else "",
        "through_reach": plan.through_reach,
    }


def the_same(questions: Collection[str]) -> dict[str, Any]:
    """Return what the form begins with where these questions are to be asked."""
    edition, asked = the_edition(), set(questions)
    whole = {theme.id: {each.id for each in theme.questions} for theme in edition.themes}
    whole["all"] = {each.id for each in edition.questions}
    which = next((which for which, ids in whole.items() if ids == asked), "picked")
    ticked = asked if which == "picked" else set()
    picked = {
        f"picked-{theme.id}": [each.id for each in theme.questions if each.id in ticked] for theme in edition.themes
    }
    return {"which": which, **picked}


def chosen_between(plan: Plan, round: Round, theirs: Collection[str]) -> Plan:
    """Return the plan with those parts of it that stand in the round instead."""
    other = plan_of(round)
    return replace(plan, **{each: getattr(other, each) for part in theirs for each in PARTS[part]})


def conflict_page(page: PreparePage, plan: Plan, round: Round, theirs: Collection[str]) -> PreparePage:
    """Return the page with both versions of each part that differs from what stands in the round now."""
    other, labels = plan_of(round), _labels()
    both = tuple(
        Both(part, labels[part], _shown(part, plan), _shown(part, other), "theirs" if part in theirs else "yours")
        for part, names in PARTS.items()
        if any(getattr(plan, each) != getattr(other, each) for each in names)
    )
    last = round.versions.select_related("by").last()
    return replace(page, both=both, by=last.by.name if last else "")


def _labels() -> Mapping[str, str]:
    return {
        "name": _("What it is called"),
        "way": _("How the questions are meant"),
        "questions": _("Which questions"),
        "words": _("Why you ask"),
        "closes": _("When answers close"),
        "opens": _("When what was sent is opened"),
        "who": _("Who is asked, and how words are shown"),
        "through": _("Somebody to speak through"),
    }


def _shown(part: str, plan: Plan) -> str:
    if part == "questions":
        return "\n".join(question.plain for question in the_edition().questions if question.id in plan.questions)
    if part == "closes":
        return date_format(localdate(plan.closes_at - datetime.timedelta(seconds=1)), "l j F Y")
    if part == "who":
        names = _("Words are shown without names") if plan.without_names else _("With names")
        return "\n".join([*([who.name for who in plan.chosen] or [str(Whom(plan.whom).label)]), names])
    return _shown_shortly(part, plan)


def _shown_shortly(part: str, plan: Plan) -> str:
    if part == "opens":
        day = date_format(plan.meeting_on, "l j F Y") if plan.meeting_on else ""
        return "\n".join(filter(None, [str(Opens(plan.opens).label), day]))
    if part == "through":
        return f"{plan.through}\n{plan.through_reach}" if plan.through else _("Nobody")
    said = {"name": plan.name, "way": str(Way(plan.way).label), "words": plan.words}[part]
    return said or _("(nothing)")


def preview_page(seat: Seat, round: Round) -> AnswerPage:
    """Return the page with every question as those who answer it see it, while they have written nothing."""
    items = tuple(Item(question, number) for number, question in enumerate(questions_of(round), 1))
    return AnswerPage(asking_of(seat, round), "", items, len(items), before="", waits_elsewhere=False)
