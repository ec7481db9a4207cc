"""Two days side by side."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from alongside.framework.shapes import UnknownTheme
from alongside.journey.forms import DaysForm
from alongside.journey.pages import then_and_now as pages
from alongside.partnerships.seats import Seat
from alongside.web.clock import today
from alongside.web.doors import member


@member
@require_safe
def then_and_now(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Show any two days of a question, a theme or the whole."""
    given = pages.Given(request.GET.get("from", ""), request.GET.get("to", ""))
    try:
        page = pages.then_and_now(seat, request.GET.get("about", ""), given, today=today())
    except UnknownTheme as unknown:
        raise Http404 from unknown
    return render(request, "journey/then_and_now.html", {"page": page, "form": DaysForm(page.days)})
