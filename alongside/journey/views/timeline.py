"""What has happened: the partnership's story, and a year of it on one page."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from alongside.framework.shapes import UnknownTheme
from alongside.journey.pages import timeline as pages
from alongside.journey.pages import year as year_pages
from alongside.journey.pages.timeline.places import NoSuchPlace, end_of, month_of, placed
from alongside.journey.pages.timeline.shapes import Place
from alongside.journey.pages.year.text import as_text
from alongside.partnerships.seats import Seat
from alongside.web.clock import today
from alongside.web.doors import member


@member
@require_safe
def timeline(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Show some of what has happened: the newest, or what came before a place, or up to the end of a month."""
    theme, what = request.GET.get("theme", ""), request.GET.get("what", "")
    if what and what not in pages.NARROWS:
        raise Http404
    try:
        page = pages.timeline(seat, today=today(), before=_before(request), theme=theme, what=what)
    except (NoSuchPlace, UnknownTheme) as unknown:
        raise Http404 from unknown
    return render(request, "journey/timeline.html", {"page": page})


@member
@require_safe
def year(request: HttpRequest, seat: Seat, month: str = "") -> HttpResponse:
    """Show the last twelve months on one page, or those that end with another month."""
    try:
        page = year_pages.year(seat, today=today(), last=month_of(month) if month else None)
    except NoSuchPlace as unknown:
        raise Http404 from unknown
    return render(request, "journey/year.html", {"page": page, "text": as_text(page)})


def _before(request: HttpRequest) -> Place | None:
    """Return the place that is asked for; raises NoSuchPlace."""
    if place := request.GET.get("before"):
        return placed(place)
    month = request.GET.get("month")
    return end_of(month_of(month)) if month else None
