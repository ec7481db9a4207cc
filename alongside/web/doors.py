"""Doors: who may come in. Every view wears exactly one, and a system check fails on a view without.

`web` knows the shape of a door and nothing of people: the room `people` registers, at start, what finds a seat.
What is not yours answers exactly as what does not exist: a 404.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, Protocol

from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils.cache import add_never_cache_headers

P = ParamSpec("P")
View = Callable[..., HttpResponseBase]


class Seat(Protocol):
    """Somebody's place in one partnership, as far as a door needs to know it."""

    @property
    def is_organiser(self) -> bool: ...


class SeatFinder(Protocol):
    """What turns a request and a partnership's address into a seat, or None."""

    def __call__(self, request: HttpRequest, partnership: str, /) -> Seat | None: ...


_finders: dict[str, SeatFinder] = {}


def register(kind: str, finder: SeatFinder) -> None:
    """Tell the doors how seats of `kind` ("present" or "gone") are found; called once, at start."""
    _finders[kind] = finder


def public(*, because: str) -> Callable[[Callable[Concatenate[HttpRequest, P], HttpResponseBase]], View]:
    """Let anybody in, and say why that is right."""

    def stamp(view: Callable[Concatenate[HttpRequest, P], HttpResponseBase]) -> View:
        @wraps(view)
        def through(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            return view(request, *args, **kwargs)

        through.door = "public"  # type: ignore[attr-defined]
        through.because = because  # type: ignore[attr-defined]
        return through

    return stamp


def _seated(name: str, kind: str, allowed: Callable[[Seat], bool]) -> Callable[[Callable[..., HttpResponseBase]], View]:
    def stamp(view: Callable[..., HttpResponseBase]) -> View:
        @wraps(view)
        def through(request: HttpRequest, *, partnership: str, **kwargs: Any) -> HttpResponseBase:
            seat = _finders[kind](request, partnership)
            if seat is None or not allowed(seat):
                raise Http404
            request.seat = seat  # type: ignore[attr-defined]
            response = view(request, seat, **kwargs)
            add_never_cache_headers(response)
            return response

        through.door = name  # type: ignore[attr-defined]
        return through

    return stamp


member = _seated("member", "present", lambda seat: True)
organiser = _seated("organiser", "present", lambda seat: seat.is_organiser)
departed = _seated("departed", "gone", lambda seat: True)
