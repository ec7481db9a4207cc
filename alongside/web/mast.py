"""The head of a page: whose partnership this is, where one can go, and the contact for harm.

`web` knows only the shape. Rooms above register, at start, what makes a mast and what finds the contact.
"""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _


@dataclass(frozen=True)
class MenuEntry:
    """One place the menu leads to."""

    label: str
    url: str
    current: bool = False


@dataclass(frozen=True)
class ThemeTab:
    """One of the five themes; `id` is its colour's name."""

    id: str
    name: str
    url: str
    current: bool = False


@dataclass(frozen=True)
class Mast:
    """What stands at the head of a page one reads. Without a partnership, only the name of the program and a menu."""

    home_url: str = "/"
    partnership_name: str = ""
    entries: Callable[[], tuple[MenuEntry, ...]] = tuple  # of the menu: asked for only where a page shows it
    person_name: str = ""
    you_url: str = ""
    danger_url: str = ""  # the partnership's own page for when someone is in danger
    find_url: str = ""  # where one finds things by their words
    everything_url: str = ""  # the page that leads to all there is
    themes: tuple[ThemeTab, ...] = ()

    @cached_property
    def menu(self) -> tuple[MenuEntry, ...]:
        """Where one can go from here."""
        return self.entries()


@dataclass(frozen=True)
class Home:
    """A partnership that this device has a place in."""

    name: str
    url: str


@dataclass(frozen=True)
class LookAs:
    """Somebody as whom one can look at an example: who, and where the button leads."""

    name: str
    role: str
    url: str


@dataclass(frozen=True)
class Invented:
    """What stands at the head of every page of an invented partnership, above all else.

    `role` is what `name`, as whom one looks, does there; both are empty for whoever is not in it.
    """

    until: datetime.datetime | None = None
    name: str = ""
    role: str = ""
    others: tuple[LookAs, ...] = ()
    example_url: str = ""  # what else one can do with the example
    leave_url: str = "/"
    start_url: str = ""


@dataclass(frozen=True)
class Examples:
    """The door to the examples, where there are any on this server, and those that this browser has open."""

    url: str
    opened: tuple[Home, ...] = ()


MastMaker = Callable[[HttpRequest], Mast | None]
ContactFinder = Callable[[HttpRequest], str]
HomesFinder = Callable[[HttpRequest], tuple[Home, ...]]
InventedMaker = Callable[[HttpRequest], Invented | None]
ExamplesFinder = Callable[[HttpRequest], Examples | None]

_makers: list[MastMaker] = []
_contacts: list[ContactFinder] = []
_homes: list[HomesFinder] = []
_own: list[tuple[Any, str]] = []
_invented: list[InventedMaker] = []
_examples: list[ExamplesFinder] = []


def register(maker: MastMaker) -> None:
    """Tell pages what makes their mast. The last registered is asked first; None leaves it to the one before."""
    _makers.insert(0, maker)


def register_contact(finder: ContactFinder) -> None:
    """Tell pages what finds the partnership's own contact for harm, in its own words; empty where there is none."""
    _contacts.insert(0, finder)


def register_homes(finder: HomesFinder) -> None:
    """Tell the page of what is not found which partnerships this device has a place in."""
    _homes.insert(0, finder)


def register_own(label: Any, view: str) -> None:
    """Tell one's own page of a place that is one's own too; `view` takes the partnership alone."""
    _own.append((label, view))


def register_invented(maker: InventedMaker) -> None:
    """Tell pages what says that a partnership is invented. The last registered is asked first, as for masts."""
    _invented.insert(0, maker)


def register_examples(finder: ExamplesFinder) -> None:
    """Tell the front page where examples are looked at; None where there are none on this server."""
    _examples.insert(0, finder)


def own_places(partnership: str) -> tuple[MenuEntry, ...]:
    """The places, beside one's own page, that are one's own in a partnership."""
    return tuple(MenuEntry(str(label), reverse(view, args=[partnership])) for label, view in _own)


def mast_of(request: HttpRequest) -> Mast:
    """The mast of this request's page."""
    made = (maker(request) for maker in _makers)
    return next((mast for mast in made if mast is not None), Mast())


def contact_of(request: HttpRequest) -> str:
    """Whom to tell when someone is in danger, in the partnership's own words; empty where it has not said."""
    return next(filter(None, (finder(request) for finder in _contacts)), "")


def homes_of(request: HttpRequest) -> tuple[Home, ...]:
    """The partnerships that this device has a place in."""
    return tuple(home for finder in _homes for home in finder(request))


def invented_of(request: HttpRequest) -> Invented | None:
    """What says that the partnership of this page is invented; None where it is not."""
    made = (maker(request) for maker in _invented)
    return next((each for each in made if each is not None), None)


def examples_of(request: HttpRequest) -> Examples | None:
    """The door to the examples; None where there are none on this server."""
    found = (finder(request) for finder in _examples)
    return next((each for each in found if each is not None), None)


def head_of_text(request: HttpRequest) -> str:
    """What stands above a text that leaves an invented partnership; empty for all others."""
    return f"{_('All of this is invented. Nobody here is real.')}\n\n" if invented_of(request) else ""


def context(request: HttpRequest) -> dict[str, Any]:
    """What every template may show of these, asked for only where a page does."""
    return {
        "examples_door": SimpleLazyObject(lambda: examples_of(request)),
        "invented": SimpleLazyObject(lambda: invented_of(request)),
        "mast": SimpleLazyObject(lambda: mast_of(request)),
        "danger_contact": SimpleLazyObject(lambda: contact_of(request)),
    }
