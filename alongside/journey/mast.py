"""The head of every page inside a partnership: its name, its menu, its five themes, and whose device this is."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import ResolverMatch, reverse

from alongside.framework.loading import the_edition
from alongside.journey.grows import Facts, grown
from alongside.journey.pages.facts import facts_for_menu
from alongside.partnerships.seats import Seat
from alongside.web.mast import Mast, MenuEntry, ThemeTab

INSIDE = ("member", "organiser")


def mast(request: HttpRequest) -> Mast | None:
    """Return the mast of whoever sits here; None outside a partnership, and for somebody who has left it."""
    seat = getattr(request, "seat", None)
    match = request.resolver_match
    if not isinstance(seat, Seat) or match is None or getattr(match.func, "door", None) not in INSIDE:
        return None
    ref = seat.partnership.ref
    return Mast(
        home_url=reverse("journey:home", args=[ref]),
        partnership_name=seat.partnership.name,
        entries=lambda: _menu(request, seat, match),
        person_name=seat.membership.name,
        you_url=reverse("people:you", args=[ref]),
        danger_url=reverse("partnerships:danger", args=[ref]),
        find_url=reverse("finding:find", args=[ref]),
        everything_url=reverse("journey:everything", args=[ref]),
        themes=_themes(ref, match),
    )


def remember(request: HttpRequest, facts: Facts) -> None:
    """Let the menu know what a page has asked already."""
    request.facts = facts  # type: ignore[attr-defined]


def _menu(request: HttpRequest, seat: Seat, match: ResolverMatch) -> tuple[MenuEntry, ...]:
    """Return the places that have come forward by what the partnership has done."""
    facts = getattr(request, "facts", None) or facts_for_menu(seat)
    places = [place for place in grown(facts) if place.in_menu]
    return tuple(
        MenuEntry(
            str(place.name), reverse(place.view, args=[seat.partnership.ref]), current=match.view_name == place.view
        )
        for place in places
    )


def _themes(ref: str, match: ResolverMatch) -> tuple[ThemeTab, ...]:
    """Return the five, with the one that this page is about marked."""
    here = match.kwargs.get("theme") or str(match.kwargs.get("question", "")).partition(".")[0]
    return tuple(
        ThemeTab(theme.id, theme.name, reverse("journey:theme", args=[ref, theme.id]), current=theme.id == here)
        for theme in the_edition().themes
    )
