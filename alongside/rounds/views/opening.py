"""Opening a round together, and what everybody here sees then."""

from __future__ import annotations

from random import SystemRandom

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from alongside.partnerships.seats import Seat
from alongside.rounds import commands
from alongside.rounds.models import Round
from alongside.rounds.pages import opened as pages
from alongside.rounds.pages.opening import open_page
from alongside.rounds.pages.organising import CLOSED, OPENED, state_of
from alongside.rounds.views.organising import ANY, page_asked, with_a_word
from alongside.web.clock import now
from alongside.web.doors import member, organiser


@organiser
@require_http_methods(ANY)
def open_(request: HttpRequest, seat: Seat, round: str) -> HttpResponse:
    """Say what opening means, and open a round for everybody here at once."""
    asked = Round.objects.within(seat).asked().select_related("asking", "closing", "opening", "withdrawal")
    found = get_object_or_404(asked, ref=round)
    state = state_of(found, at=now())
    if state != CLOSED:
        return _not_now(request, seat, found, state)
    page = open_page(seat, found, at=now())
    return with_a_word(
        request, seat, page, lambda: commands.open_together(seat=seat, round=found, at=now(), rng=SystemRandom())
    )


def _not_now(request: HttpRequest, seat: Seat, round: Round, state: str) -> HttpResponse:
    """Lead to where the round is looked at; whoever pressed is told why nothing was opened."""
    if state == OPENED:
        if request.method == "POST":
            messages.info(request, _("It was open already. Everybody here can look."))
        return redirect("rounds:opened", seat.partnership.ref, round.ref)
    if request.method == "POST":
        messages.info(request, _("Nothing was opened. Only what has closed can be."))
    return redirect("rounds:round", seat.partnership.ref, round.ref)


def _to_look_at(seat: Seat, ref: str) -> Round:
    """Return an opened round. One that is not is not there, for organisers neither."""
    rounds = Round.objects.within(seat).opened().select_related("closing", "opening__by", "through")
    return get_object_or_404(rounds, ref=ref)


@member
@require_safe
def opened(request: HttpRequest, seat: Seat, round: str) -> HttpResponse:
    """Show the questions of an opened round in the order to talk about them."""
    return render(request, "rounds/opened.html", {"page": pages.opened_page(seat, _to_look_at(seat, round))})


@member
@require_safe
def opened_question(request: HttpRequest, seat: Seat, round: str, question: str) -> HttpResponse:
    """Show one question of an opened round: the picture, and what was said."""
    page = pages.question_page(seat, _to_look_at(seat, round), question, page=page_asked(request))
    if page is None:
        raise Http404
    return render(request, "rounds/opened_question.html", {"page": page})


@member
@require_safe
def opened_all(request: HttpRequest, seat: Seat, round: str) -> HttpResponse:
    """Show all of an opened round, to print."""
    return render(request, "rounds/opened_all.html", {"page": pages.all_page(seat, _to_look_at(seat, round))})
