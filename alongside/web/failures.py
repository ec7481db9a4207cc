"""The pages one gets when something cannot be had: said kindly, with a way on, and never more than that.

What is not yours and what does not exist are one page, byte for byte on one device. None of these may be kept by a
cache: the page of what is not found names the partnerships of the device that asked.
"""

from typing import Any

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.decorators.cache import never_cache

from alongside.web.mast import Mast, examples_of, homes_of


def typed(request: HttpRequest) -> tuple[str, ...]:
    """Return the words of a form that could not be taken, so that its page can hand them back; nothing is kept."""
    if request.method != "POST":
        return ()
    try:
        sent = [value for values in request.POST.lists() for value in values[1] if len(value.split()) > 1]
    except (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent, UnreadablePostError):
        return ()
    return tuple(sent)


@never_cache
def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Say that there is no such page, or that it is not theirs, and name the ways in."""
    return render(request, "404.html", _nowhere(request), status=404)


def _nowhere(request: HttpRequest) -> dict[str, Any]:
    """What the page of what is not found shows: the same whatever was asked for, and whoever's it is."""
    return {
        "mast": Mast(),
        "invented": None,
        "homes": homes_of(request),
        "examples": examples_of(request),
        "typed": typed(request),
    }


@never_cache
def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Say that what came could not be read; where it was too much at once, say that."""
    if isinstance(exception, (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)):
        return HttpResponse(render_to_string("413.html"), status=413)
    # not through `render`: what was wrong may be the very thing a page's head is made from, such as the host's name
    return HttpResponse(render_to_string("400.html"), status=400)


@never_cache
def csrf(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Say that the page was too old to send from, and how to keep the words."""
    return HttpResponse(render_to_string("403_csrf.html", {"typed": typed(request)}), status=403)


@never_cache
def broken(request: HttpRequest) -> HttpResponse:
    """Say that something broke here, without asking anything that may be what is broken."""
    return HttpResponse(render_to_string("500.html"), status=500)
