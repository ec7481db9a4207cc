"""What is shown of the examples: which there are, as whom one can look, and which of them this browser has open."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from alongside.demo.loading import NAMES, content_of
from alongside.demo.models import Example
from alongside.demo.shapes import ROLES
from alongside.web.mast import Home, Invented, LookAs

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise as StrOrPromise

DOES: Mapping[str, StrOrPromise] = {
    "organiser": _("who organises"),
    "member": _("who has been here a while"),
    "newcomer": _("who is new"),
}
"""What each of the three does there."""
WAYS: Mapping[str, StrOrPromise] = {
    "organiser": _("As somebody who organises"),
    "member": _("As a member who is asked something today"),
    "newcomer": _("As somebody new"),
}


@dataclass(frozen=True, slots=True)
class WayIn:
    """One way to walk in: what it is called, as whom, and where the button leads."""

    label: str
    name: str
    url: str


@dataclass(frozen=True, slots=True)
class OnShow:
    """One invented partnership; `until` is when the copy of this browser is thrown away, if it has one."""

    id: str
    name: str
    place: str
    why: str
    ways: tuple[WayIn, ...]
    until: datetime.datetime | None


@dataclass(frozen=True, slots=True)
class ExamplesPage:
    """All of them; `too_many` says why none could be made just now."""

    shown: tuple[OnShow, ...]
    too_many: str = ""


@dataclass(frozen=True, slots=True)
class WaitingPage:
    """A copy that is being made; `home` is where it leads once it is whole."""

    name: str
    url: str
    home: str


def examples_page(visitor: bytes, *, too_many: str = "") -> ExamplesPage:
    """Return the page of all examples, as the browser with this hash sees it. One query."""
    mine = {each.content: each.until for each in Example.objects.of(visitor)}
    return ExamplesPage(tuple(_on_show(name, mine.get(name)) for name in NAMES), too_many)


def _on_show(name: str, until: datetime.datetime | None) -> OnShow:
    content = content_of(name)
    ways = tuple(
        WayIn(str(WAYS[role]), content.people[content.walk_in[role]].name, reverse("demo:walk_in", args=[name, role]))
        for role in ROLES
    )
    return OnShow(name, content.name, content.place, content.why, ways, until)


def waiting_page(example: Example) -> WaitingPage:
    """Return the page of a copy that is being made."""
    home = reverse("journey:home", args=[example.ref]) if example.made_at else ""
    return WaitingPage(content_of(example.content).name, reverse("demo:waiting", args=[example.ref]), home)


def url() -> str:
    """Return where the examples stand."""
    return reverse("demo:examples")


def opened_by(visitor: bytes) -> tuple[Home, ...]:
    """Return the copies that a browser has open."""
    whole = Example.objects.of(visitor).whole()
    return tuple(Home(content_of(each.content).name, reverse("journey:home", args=[each.ref])) for each in whole)


def said_of(example: Example, name: str, mine: str, *, is_theirs: bool) -> Invented:
    """Return what every page of a copy says, to whoever looks as somebody of this name; `mine` is their role, if any.

    Only the browser whose copy it is can look as somebody else.
    """
    content = content_of(example.content)
    people = {role: content.people[content.walk_in[role]].name for role in ROLES}
    others = (
        LookAs(people[role], str(DOES[role]), reverse("demo:walk_in", args=[example.content, role]))
        for role in ROLES
        if role != mine
    )
    return Invented(
        until=example.until,
        name=name,
        role=str(DOES.get(mine, _("a member"))),
        others=tuple(others) if is_theirs else (),
        example_url=url(),
        leave_url=reverse("front:front"),
        start_url=reverse("people:start"),
    )
