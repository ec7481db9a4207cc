"""The thread from what was said to what came of it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from alongside.journey.pages import thread as thread_pages
from alongside.partnerships.seats import Seat
from alongside.web.doors import member


@member
@require_safe
def thread(request: HttpRequest, seat: Seat, action: str) -> HttpResponse:
    """Show the thread from what was said to what came of one thing we tried."""
    found = get_object_or_404(thread_pages.of(seat), ref=action)
    return render(request, "journey/thread.html", {"page": thread_pages.thread_page(seat, found)})
