"""What was typed in for the one who reads: accepted, taken over to be changed, or refused."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alongside.partnerships.seats import Seat
from alongside.rounds import commands
from alongside.rounds.forms.typing_in import RefuseForm
from alongside.rounds.models import Round
from alongside.rounds.pages import typed_in as pages
from alongside.rounds.views.answering import asking, closed, is_open, secret_of
from alongside.web.clock import now
from alongside.web.doors import member


@member
@require_safe
def typed_in(request: HttpRequest, seat: Seat, round: str) -> HttpResponse:
    """Show what was typed in for one from paper."""
    found = asking(seat, round)
    if not is_open(found):
        return closed(request, seat, found)
    page = pages.typed_in_page(seat, found, secret_of(request, seat))
    return render(request, "rounds/typed_in.html", {"page": page})


def _gone(request: HttpRequest, seat: Seat, round: Round) -> HttpResponse:
    """Say that it is not there any more, or has changed, and show what is."""
    messages.info(request, _("Nothing was done: here is how it stands now."))
    return redirect("rounds:typed_in", seat.partnership.ref, round.ref)


@member
@require_POST
def accept(request: HttpRequest, seat: Seat, round: str, answer: int) -> HttpResponse:
    """Let what was typed in be one's answer."""
    found = asking(seat, round)
    try:
        done = commands.accept(seat=seat, secret=secret_of(request, seat), round=found, number=answer, at=now())
    except commands.Closed:
        return closed(request, seat, found, status=409)
    if not done:
        return _gone(request, seat, found)
    messages.success(request, _("It is your answer now. You can change it or take it back until answers close."))
    return redirect("rounds:typed_in", seat.partnership.ref, found.ref)


@member
@require_POST
def take_over(request: HttpRequest, seat: Seat, round: str, answer: int) -> HttpResponse:
    """Make what was typed in a draft of one's own, and go on with it."""
    found = asking(seat, round)
    try:
        question = commands.take_over(seat=seat, secret=secret_of(request, seat), round=found, number=answer, at=now())
    except commands.Closed:
        return closed(request, seat, found, status=409)
    if not question:
        return _gone(request, seat, found)
    return redirect("rounds:one", seat.partnership.ref, found.ref, question)


@member
@require_http_methods(["GET", "HEAD", "POST"])
def refuse(request: HttpRequest, seat: Seat, round: str, answer: int) -> HttpResponse:
    """Ask for a word, and take away what was typed in."""
    found = asking(seat, round)
    if not is_open(found):
        return closed(request, seat, found, status=409 if request.method == "POST" else 200)
    page = pages.one_page(seat, found, answer)
    if page is None:
        if request.method == "POST":
            return _gone(request, seat, found)
        raise Http404
    form = RefuseForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return render(request, "rounds/refuse.html", {"page": page, "form": form}, status=422 if form.is_bound else 200)
    try:
        commands.refuse(seat=seat, round=found, number=answer, at=now())
    except commands.Closed:
        return closed(request, seat, found, status=409)
    messages.success(request, _("Refused. It is deleted."))
    return redirect("rounds:typed_in", seat.partnership.ref, found.ref)
