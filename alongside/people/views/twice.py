"""The second press of a button that has shut its own door: it is answered as the first was.

Whoever has left, come back or signed out is no longer behind the door that the button stands behind, so a press that
is sent twice would be told that there is nothing. The doors stay as they are: this is asked only when one has answered
404.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.cache import add_never_cache_headers

from alongside.people import cookies
from alongside.people.seating import find_gone, find_present
from alongside.web.doors import View


def pressed_twice(answer: Callable[[HttpRequest, str], HttpResponse | None]) -> Callable[[View], View]:
    """Let `answer` speak when a button is pressed and the door is shut; where it says None, nothing is there."""

    def stamp(view: View) -> View:
        @wraps(view)
        def through(request: HttpRequest, *, partnership: str) -> HttpResponseBase:
            try:
                return view(request, partnership=partnership)
            except Http404:
                again = answer(request, partnership) if request.method == "POST" else None
                if again is None:
                    raise
                add_never_cache_headers(again)
                return again

        return through

    return stamp


def left(request: HttpRequest, partnership: str) -> HttpResponse | None:
    """Answer somebody who has left, or was removed meanwhile."""
    return redirect("people:gone", partnership=partnership) if find_gone(request, partnership) else None


def is_back(request: HttpRequest, partnership: str) -> HttpResponse | None:
    """Answer somebody who is in."""
    return redirect("journey:home", partnership=partnership) if find_present(request, partnership) else None


def signed_out(request: HttpRequest, partnership: str, to: str = "front:front") -> HttpResponse | None:
    """Answer a browser whose cookie opens nothing, as one that has just been signed out.

    Of the device nothing is kept, so this goes by what the browser holds, and not by whether there is such a
    partnership: where there is none, a cookie for it is answered alike, and nobody learns anything. Without a cookie
    there is nothing to sign out of.
    """
    if (
        cookies.secret_of(request, partnership) is None
        or find_gone(request, partnership)
        or find_present(request, partnership)
    ):
        return None
    return forgotten(request, partnership, to)


def forgotten(request: HttpRequest, partnership: str, to: str = "front:front") -> HttpResponse:
    """Make this browser forget the partnership, and lead it to the front page, or on to another."""
    response = redirect(to)
    cookies.take(request, response, partnership)
    response["Clear-Site-Data"] = '"cache"'
    return response
