"""Setting a question aside, and bringing it back; planning one of the first meetings."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from alongside.agreements import commands, pages
from alongside.agreements.forms import AsideForm, MeetingForm
from alongside.framework.shapes import UnknownMeeting, UnknownQuestion
from alongside.partnerships.seats import Seat
from alongside.partnerships.texts import Conflict
from alongside.web.clock import now, today
from alongside.web.doors import member


@member
@require_http_methods(["GET", "HEAD", "POST"])
def set_aside(request: HttpRequest, seat: Seat, question: str) -> HttpResponse:
    """Ask why and until when, or set the question aside."""
    page = _page(seat, question)
    form = AsideForm(
        request.POST if request.method == "POST" else None, on=today(), initial=pages.said_before(seat, question)
    )
    if not form.is_valid():
        status = 422 if form.is_bound else 200
        return render(request, "agreements/set_aside.html", {"page": page, "form": form}, status=status)
    commands.set_aside(seat=seat, question=question, at=now(), **form.cleaned_data)
    messages.success(request, _("Set aside. You can bring it back at any time."))
    return redirect("journey:question", seat.partnership.ref, question)


@member
@require_POST
def bring_back(request: HttpRequest, seat: Seat, question: str) -> HttpResponse:
    """Bring the question back."""
    _page(seat, question)
    commands.bring_back(seat=seat, question=question, at=now())
    messages.success(request, _("It is back among the questions. Set it aside again, and the reason is still there."))
    return redirect("journey:question", seat.partnership.ref, question)


def _page(seat: Seat, question: str) -> pages.AsidePage:
    try:
        return pages.aside_page(seat, question)
    except UnknownQuestion as unknown:
        raise Http404 from unknown


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
