"""The head of a page: whose partnership this is, where one can go, and the contact for harm.

`web` knows only the shape. Rooms above register, at start, what makes a mast and what finds the contact.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject


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


MastMaker = Callable[[HttpRequest], Mast | None]
ContactFinder = Callable[[HttpRequest], str]
HomesFinder = Callable[[HttpRequest], tuple[Home, ...]]

_makers: list[MastMaker] = []
_contacts: list[ContactFinder] = []
_homes: list[HomesFinder] = []
_own: list[tuple[Any, str]] = []


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


def context(request: HttpRequest) -> dict[str, Any]:
    """Every template's `mast` and `danger_contact`, asked for only where a page shows them."""
    return {
        "mast": SimpleLazyObject(lambda: mast_of(request)),
        "danger_contact": SimpleLazyObject(lambda: contact_of(request)),
    }
