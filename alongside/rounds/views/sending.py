"""Sending: looking through what is written, sending it, taking back, and handing the device on."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alongside.partnerships.seats import Seat
from alongside.people import commands as people
from alongside.people.views.twice import forgotten, pressed_twice, signed_out
from alongside.rounds import commands
from alongside.rounds.forms.answering import number
from alongside.rounds.forms.finishing import FinishForm
from alongside.rounds.models import Round
from alongside.rounds.pages import sending as pages
from alongside.rounds.views.answering import asking, closed, is_open, secret_of, with_question
from alongside.web.clock import now
from alongside.web.doors import member
from alongside.web.mast import head_of_text

NEXT = "people:join"
"""Where whoever takes the device next begins."""


@member
@require_http_methods(["GET", "HEAD", "POST"])
def review(request: HttpRequest, seat: Seat, round: str) -> HttpResponse:
    """Show all that is written as it would go; pressed, send it."""
    found = asking(seat, round)
    if request.method == "POST":
        return _send(request, seat, found)
    return _review(request, seat, found) if is_open(found) else closed(request, seat, found)


def _review(request: HttpRequest, seat: Seat, round: Round, *, has_changed: bool = False) -> HttpResponse:
    page = pages.review_page(seat, round, secret_of(request, seat))
    context = {"page": page, "has_changed": has_changed}
    return render(request, "rounds/review.html", context, status=409 if has_changed else 200)


def _send(request: HttpRequest, seat: Seat, round: Round) -> HttpResponse:
    seen = number(request.POST.get("seen"))
    try:
        commands.send(seat=seat, secret=secret_of(request, seat), round=round, seen=seen, at=now())
    except commands.Changed:
        return _review(request, seat, round, has_changed=True)
    except commands.Closed:
        return closed(request, seat, round, status=409)
    return redirect("rounds:sent", seat.partnership.ref, round.ref)


@member
@require_POST
def save(request: HttpRequest, seat: Seat, round: str) -> HttpResponse:
    """Give what is written as plain text, to keep; at a press of one's own, never by another site's link."""
    page = pages.review_page(seat, asking(seat, round), secret_of(request, seat))
    response = HttpResponse(head_of_text(request) + pages.copy_of(page), content_type="text/plain; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="my-answers.txt"'
    return response


@member
@require_safe
def sent(request: HttpRequest, seat: Seat, round: str) -> HttpResponse:
    """Say what is in, and what can be sent later."""
    found = asking(seat, round)
    if not is_open(found):
        return closed(request, seat, found)
    page = pages.sent_page(seat, found, secret_of(request, seat))
    return render(request, "rounds/sent.html", {"page": page})


@member
@require_POST
def take_back(request: HttpRequest, seat: Seat, round: str, question: str) -> HttpResponse:
    """Take back what was sent with one's name."""
    found = with_question(asking(seat, round), question)
    seen, secret = number(request.POST.get("seen")), secret_of(request, seat)
    try:
        commands.take_back(seat=seat, secret=secret, round=found, question=question, seen=seen, at=now())
    except commands.Changed:
        messages.info(request, _("It has changed since you saw it, so it was not taken back. Here it is as it is now."))
    except commands.Closed:
        return closed(request, seat, found, status=409)
    else:
        messages.success(request, _("Taken back. It is a draft again, and only you can see it."))
    return redirect("rounds:one", seat.partnership.ref, found.ref, question)


def _again(request: HttpRequest, partnership: str) -> HttpResponse | None:
    return signed_out(request, partnership, NEXT)


@pressed_twice(_again)
@member
@require_http_methods(["GET", "HEAD", "POST"])
def finished(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Say what handing the device on means, and make it forget who was here."""
    page = pages.finish_page(seat, secret_of(request, seat), at=now())
    form = FinishForm(request.POST if request.method == "POST" else None, typed=bool(page.lost))
    if form.is_valid():
        people.sign_out(seat=seat)
        return forgotten(request, seat.partnership.ref, NEXT)
    context = {"page": page, "form": form}
    return render(request, "rounds/finished.html", context, status=422 if form.is_bound else 200)
