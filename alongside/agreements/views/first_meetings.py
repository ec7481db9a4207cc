"""Planning one of the first meetings."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from alongside.agreements import commands
from alongside.agreements.forms.first_meetings import MeetingForm
from alongside.agreements.pages import first_meetings as pages
from alongside.framework.shapes import UnknownMeeting
from alongside.partnerships.seats import Seat
from alongside.partnerships.texts import Conflict
from alongside.web.clock import now
from alongside.web.doors import member


@member
@require_http_methods(["GET", "HEAD", "POST"])
def meeting(request: HttpRequest, seat: Seat, meeting: str) -> HttpResponse:
    """Show how one of the first meetings is planned, and change it."""
    try:
        page = pages.meeting_page(seat, meeting)
    except UnknownMeeting as unknown:
        raise Http404 from unknown
    form = MeetingForm(request.POST if request.method == "POST" else None, plan=page.plan)
    if form.is_valid():
        return _keep(request, seat, page, form)
    status = 422 if form.is_bound else 200
    return render(request, "agreements/meeting.html", {"page": page, "form": form}, status=status)


def _keep(request: HttpRequest, seat: Seat, page: pages.MeetingPage, form: MeetingForm) -> HttpResponse:
    """Keep what was typed; where somebody was quicker, show both and ask."""
    meeting = page.plan.meeting.id
    try:
        commands.plan_meeting(seat=seat, meeting=meeting, at=now(), **form.said())
    except Conflict:
        both = pages.meeting_page(seat, meeting, typed=form.typed())
        again = MeetingForm(plan=both.plan, typed=form.typed())
        return render(request, "agreements/meeting.html", {"page": both, "form": again}, status=409)
    messages.success(request, _("Kept."))
    return redirect("journey:leaving_with", seat.partnership.ref)
