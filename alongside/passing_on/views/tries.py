"""The day by which we try something, for a calendar."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from alongside.learning.models import Action
from alongside.partnerships.seats import Seat
from alongside.passing_on.days import try_note
from alongside.web.clock import now
from alongside.web.doors import member
from alongside.web.mast import head_of_text


@member
@require_safe
def calendar(request: HttpRequest, seat: Seat, action: str) -> HttpResponse:
    """Give a note of the day by which we try something, if that is still to come and has one."""
    found = get_object_or_404(Action.objects.within(seat).open().exclude(due=None), ref=action)
    note = try_note(found, head=head_of_text(request), at=now())
    response = HttpResponse(note, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="we-will-try-{found.due}.ics"'
    return response
