"""The five lines to take away."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from alongside.learning.models import Talk
from alongside.partnerships.seats import Seat
from alongside.passing_on import pages
from alongside.web.clock import now, today
from alongside.web.doors import member
from alongside.web.mast import head_of_text


@member
@require_safe
def done(request: HttpRequest, seat: Seat, talk: str) -> HttpResponse:
    """Show the five lines; of a talk that is not finished, its own page."""
    found = get_object_or_404(Talk.objects.within(seat).select_related("finish__by"), ref=talk)
    if not hasattr(found, "finish"):
        return redirect("learning:talk", seat.partnership.ref, found.ref)
    return render(request, "passing_on/done.html", {"page": pages.done_page(seat, found, today=today())})


@member
@require_safe
def text(request: HttpRequest, seat: Seat, talk: str) -> HttpResponse:
    """Give the five lines as plain text."""
    page = pages.done_page(seat, _finished(seat, talk))
    return HttpResponse(head_of_text(request) + page.text, content_type="text/plain; charset=utf-8")


@member
@require_safe
def calendar(request: HttpRequest, seat: Seat, talk: str) -> HttpResponse:
    """Give a note for the calendar, if a day was said."""
    page = pages.done_page(seat, _finished(seat, talk))
    if page.again is None:
        raise Http404
    response = HttpResponse(
        pages.calendar_note(page, head=head_of_text(request), at=now()), content_type="text/calendar; charset=utf-8"
    )
    response["Content-Disposition"] = f'attachment; filename="look-again-{page.again.isoformat()}.ics"'
    return response


def _finished(seat: Seat, talk: str) -> Talk:
    finished = Talk.objects.within(seat).done().select_related("finish__by")
    return get_object_or_404(finished, ref=talk)
