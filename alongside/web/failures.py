"""The pages one gets when something cannot be had: said kindly, with a way on, and never more than that.

What is not yours and what does not exist are one page, byte for byte on one device.
"""

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from alongside.web.mast import Mast, homes_of


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Say that there is no such page, or that it is not theirs, and name the ways in."""
    return render(request, "404.html", {"mast": Mast(), "homes": homes_of(request)}, status=404)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Say that what came could not be read; where it was too much at once, say that."""
    if isinstance(exception, (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)):
        return HttpResponse(render_to_string("413.html"), status=413)
    # not through `render`: what was wrong may be the very thing a page's head is made from, such as the host's name
    return HttpResponse(render_to_string("400.html"), status=400)


def csrf(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Say that the page was too old to send from, and how to keep the words."""
    return HttpResponse(render_to_string("403_csrf.html"), status=403)


def broken(request: HttpRequest) -> HttpResponse:
    """Say that something broke here, without asking anything that may be what is broken."""
    return HttpResponse(render_to_string("500.html"), status=500)
