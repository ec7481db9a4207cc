"""What somebody new is shown, and what a partnership that prepares leaves with."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from alongside.journey.pages import joining as joining_pages
from alongside.journey.pages import leaving_with as leaving_pages
from alongside.partnerships.seats import Seat
from alongside.people import cookies
from alongside.people.secrets import new_secret
from alongside.web.clock import now, today
from alongside.web.doors import member


@member
@require_safe
def joining(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Show what somebody new is shown; whoever has just come in is led home where it would tell them nothing."""
    secret = cookies.secret_of(request, seat.partnership.ref) or ""
    is_first = "first" in request.GET
    page = joining_pages.joining_page(seat, at=now(), today=today(), secret=secret, is_first=is_first)
    if is_first and not page.tells_something:
        return redirect("journey:home", seat.partnership.ref)
    return render(request, "journey/joining.html", {"page": page})


@member
@require_safe
def leaving_with(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Show what a partnership that prepares leaves with, and its first three meetings."""
    page = leaving_pages.leaving_page(seat, today=today(), key=new_secret())
    return render(request, "journey/leaving_with.html", {"page": page})
