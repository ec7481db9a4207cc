"""The note of a decision: to print, to copy, and its day for a calendar."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from alongside.agreements.models import Agreement
from alongside.partnerships.seats import Seat
from alongside.passing_on.pages.decision import DecisionNote, decision_note, look_again_note
from alongside.web.clock import now
from alongside.web.doors import member
from alongside.web.mast import head_of_text

DIGITS = 6


@member
@require_safe
def decision(request: HttpRequest, seat: Seat, agreement: str) -> HttpResponse:
    """Show the note of what was settled last; `?proposal=` names another."""
    return render(request, "passing_on/decision.html", {"page": _note(request, seat, agreement)})


@member
@require_safe
def text(request: HttpRequest, seat: Seat, agreement: str) -> HttpResponse:
    """Give the note as plain text."""
    words = head_of_text(request) + _note(request, seat, agreement).text
    return HttpResponse(words, content_type="text/plain; charset=utf-8")


@member
@require_safe
def calendar(request: HttpRequest, seat: Seat, agreement: str) -> HttpResponse:
    """Give the day to look again, if one was said."""
    page = _note(request, seat, agreement)
    if page.again is None:
        raise Http404
    note = look_again_note(page, head=head_of_text(request), at=now())
    response = HttpResponse(note, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="look-again-{page.again.isoformat()}.ics"'
    return response


def _note(request: HttpRequest, seat: Seat, ref: str) -> DecisionNote:
    asked = request.GET.get("proposal", "0")
    if not (asked.isascii() and asked.isdecimal() and len(asked) < DIGITS):
        raise Http404
    agreement = get_object_or_404(Agreement.objects.within(seat), ref=ref)
    page = decision_note(seat, agreement, number=int(asked))
    if page is None:
        raise Http404
    return page
