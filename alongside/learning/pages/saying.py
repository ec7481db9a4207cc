"""The pages on which we say what we will try, or put it otherwise."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.db.models import Q
from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from alongside.learning.commands import Plan, Source, plan_of
from alongside.learning.models import Action, ActionVersion
from alongside.learning.pages.sources import From, froms, theme_of
from alongside.learning.pages.tries import who_tries
from alongside.partnerships.models import Membership
from alongside.partnerships.pages import Both
from alongside.partnerships.seats import Seat


@dataclass(frozen=True, slots=True)
class Person:
    """One of us who can be named."""

    pk: int
    ref: str
    name: str


@dataclass(frozen=True, slots=True)
class SayPage:
    """The page on which we say what we will try, and what that comes from. `theme` is that of its question."""

    partnership: str
    comes_from: tuple[From, ...]
    theme: str


@dataclass(frozen=True, slots=True)
class Before:
    """What stood before it was last changed, and by whom; one press puts it back."""

    by: str
    on: datetime.date
    plan: Plan
    who: tuple[Person, ...]


@dataclass(frozen=True, slots=True)
class ChangePage:
    """The page on which what we will try is put otherwise. With `both`, two have changed it."""

    partnership: str
    ref: str
    version: int
    theme: str
    plan: Plan
    people: tuple[Person, ...]
    before: Before | None
    both: tuple[Both, ...] = ()
    by: str = ""


def people_to_name(seat: Seat, action: Action | None = None) -> tuple[Person, ...]:
    """Who can be named: all who are here, and whoever is named already. One query."""
    of_us = Membership.objects.within(seat)
    here = Q(pk__in=of_us.here().values("pk"))
    named = Q(pk__in=_ever_named(action)) if action else Q()
    rows = of_us.filter(here | named) if action else of_us.filter(here)
    return tuple(Person(*row) for row in rows.order_by("name", "pk").values_list("pk", "ref", "name"))


def _ever_named(action: Action) -> list[int]:
    """Return who is named in it, or was in the version before: that one can be put back."""
    now = action.people.through.objects.filter(action=action).values_list("membership", flat=True)
    last = ActionVersion.people.through.objects.filter(
        actionversion__action=action, actionversion__version=action.version - 1
    )
    return [*now, *last.values_list("membership", flat=True)]


def say_page(seat: Seat, source: Source) -> SayPage:
    """The page on which we say what we will try, from something perhaps."""
    return SayPage(seat.partnership.ref, froms(source), theme_of(source.question))


def change_page(
    seat: Seat, action: Action, people: tuple[Person, ...], *, typed: Plan | None = None, seen: int = 0
) -> ChangePage:
    """The page on which `action` is put otherwise.

    `typed` is what somebody typed while another changed it, standing on the version `seen`: then both are shown.
    """
    newest = list(action.versions.select_related("by").order_by("-version")[:2])
    stands, base = plan_of(action), action.versions.filter(version=seen).first() if typed else None
    return ChangePage(
        partnership=seat.partnership.ref,
        ref=action.ref,
        version=action.version,
        theme=theme_of(action.question),
        plan=stands,
        people=people,
        before=_before(newest, people) if len(newest) == 2 else None,
        both=_both(typed, stands, plan_of(base) if base else None, people) if typed else (),
        by=newest[0].by.name if newest else "",
    )


def _before(newest: list[ActionVersion], people: tuple[Person, ...]) -> Before:
    plan = plan_of(newest[1])
    return Before(
        newest[0].by.name,
        localdate(newest[0].at),
        plan,
        tuple(each for each in people if each.pk in plan.people),
    )


def _both(yours: Plan, theirs: Plan, base: Plan | None, people: tuple[Person, ...]) -> tuple[Both, ...]:
    """Each part that differs; what you had not touched, theirs is chosen for."""
    labels = {"what": _("What"), "people": _("Who"), "due": _("By when"), "signs": _("What you would see")}
    was = _in_words(base, people) if base else {}
    mine, other = _in_words(yours, people), _in_words(theirs, people)
    return tuple(
        Both(part, labels[part], mine[part], other[part], "theirs" if mine[part] == was.get(part) else "yours")
        for part in labels
        if mine[part] != other[part]
    )


def _in_words(plan: Plan, people: tuple[Person, ...]) -> dict[str, str]:
    who = [each.name for each in people if each.pk in plan.people]
    day = date_format(plan.due, "j F Y") if plan.due else ""
    parts = {"what": plan.what, "people": who_tries(who, plan.who), "due": day, "signs": plan.signs}
    return {part: words or _("Nothing: it was left empty.") for part, words in parts.items()}
