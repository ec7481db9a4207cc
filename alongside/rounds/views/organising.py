"""Rounds: all of them, one, and what organisers can do with it until it is closed."""

from __future__ import annotations

from collections.abc import Callable
from random import SystemRandom

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alongside.partnerships.seats import Seat
from alongside.people import addresses
from alongside.rounds import commands
from alongside.rounds.forms.organising import LaterForm, WordForm, end_of
from alongside.rounds.models import Round, Whom
from alongside.rounds.pages import organising as pages
from alongside.rounds.pages import sheet as sheet_page
from alongside.rounds.pages.telling import Tell, tell
from alongside.web.clock import now, today
from alongside.web.doors import member, organiser

FURTHEST = 10_000
ANY = ["GET", "HEAD", "POST"]


@member
@require_safe
def rounds(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Show every round."""
    return render(request, "rounds/rounds.html", {"page": pages.rounds_page(seat, at=now(), page=page_asked(request))})


def page_asked(request: HttpRequest) -> int:
    """Return which page of a long list is asked for, 1 the first. Raises Http404 where that is none."""
    asked = request.GET.get("page", "1")
    if not (asked.isascii() and asked.isdecimal() and 1 <= int(asked[:6]) <= FURTHEST):
        raise Http404
    return int(asked[:6])


def _to_be_seen(seat: Seat, ref: str) -> Round:
    """Return a round: what is only prepared is there for organisers alone."""
    theirs = Round.objects.within(seat) if seat.is_organiser else Round.objects.within(seat).asked()
    related = theirs.select_related("asking__by", "closing__by", "opening__by", "withdrawal__by", "through")
    return get_object_or_404(related, ref=ref)


@member
@require_safe
def round(request: HttpRequest, seat: Seat, round: str) -> HttpResponse:
    """Show a round."""
    return _shown(request, seat, _to_be_seen(seat, round))


def _shown(request: HttpRequest, seat: Seat, round: Round, *, sentence: str = "") -> HttpResponse:
    page = pages.round_page(seat, round, at=now())
    context = {"page": page, "sentence": sentence, "tell": _tell(request, seat, round, page)}
    return render(request, "rounds/round.html", context, status=422 if sentence else 200)


def _tell(request: HttpRequest, seat: Seat, round: Round, page: pages.RoundPage) -> Tell | None:
    if not (seat.is_organiser and page.state == pages.OPEN):
        return None
    url = addresses.address(request, reverse("rounds:begin", args=[page.partnership, page.ref]))
    return tell(seat, round, url, only_here=addresses.only_here(request))


@member
@require_safe
def sheet(request: HttpRequest, seat: Seat, round: str) -> HttpResponse:
    """Show a round as sheets of paper."""
    return render(request, "rounds/sheet.html", {"page": sheet_page.sheet(seat, _to_be_seen(seat, round))})


@organiser
@require_POST
def ask(request: HttpRequest, seat: Seat, round: str) -> HttpResponse:
    """Ask: from now on people may answer."""
    found = _to_be_seen(seat, round)
    try:
        commands.ask(seat=seat, round=found, at=now(), rng=SystemRandom())
    except commands.NotYet as not_yet:
        return _shown(request, seat, found, sentence=_why_not(not_yet.why))
    except commands.Standing:
        sentence = _(
            "Some of these questions are asked elsewhere now. Leave them out, or wait until answers there have closed."
        )
        return _shown(request, seat, found, sentence=sentence)
    everybody = found.whom == Whom.EVERYBODY
    messages.success(request, _("Everybody is asked.") if everybody else _("Those you chose are asked."))
    return redirect("rounds:round", seat.partnership.ref, found.ref)


def _why_not(why: str) -> str:
    return {
        "day": _("The day on which answers close is over. Change it first."),
        "names": _("Fewer than eight of us are here now. Change how words are shown first."),
        "nobody": _("Nobody of those it asks is here now. Change who is asked first."),
    }[why]


def _open(seat: Seat, ref: str) -> Round:
    """Return a round that takes answers now."""
    return get_object_or_404(Round.objects.within(seat).open(at=now()), ref=ref)


@organiser
@require_http_methods(ANY)
def day(request: HttpRequest, seat: Seat, round: str) -> HttpResponse:
    """Ask until when people are to be given longer, or move the day."""
    found = _open(seat, round)
    initial = {"closes": found.last_day, "meeting_on": found.meeting_on}
    form = LaterForm(
        request.POST if request.method == "POST" else None, than=found.last_day, on=today(), initial=initial
    )
    if not form.is_valid():
        page, status = pages.day_page(seat, found), 422 if form.is_bound else 200
        return render(request, "rounds/day.html", {"page": page, "form": form}, status=status)
    meeting = form.cleaned_data["meeting_on"]
    try:
        closes = end_of(form.cleaned_data["closes"])
        commands.move_day(seat=seat, round=found, closes_at=closes, meeting_on=meeting, at=now())
    except commands.Closed:
        raise Http404 from None
    messages.success(request, _("Moved. Everybody has longer."))
    return redirect("rounds:round", seat.partnership.ref, found.ref)


def with_a_word(request: HttpRequest, seat: Seat, page: pages.WordPage, do: Callable[[], object]) -> HttpResponse:
    """Ask for the word, and then do it."""
    form = WordForm(request.POST if request.method == "POST" else None, word=page.word)
    if not form.is_valid():
        status = 422 if form.is_bound else 200
        return render(request, page.template, {"page": page, "form": form}, status=status)
    do()
    messages.success(request, page.done)
    if page.stays:
        return redirect(page.then, seat.partnership.ref, page.ref)
    return redirect("rounds:rounds", seat.partnership.ref)


@organiser
@require_http_methods(ANY)
def discard(request: HttpRequest, seat: Seat, round: str) -> HttpResponse:
    """Throw away a round that nobody was asked."""
    found = get_object_or_404(Round.objects.within(seat).prepared(), ref=round)
    page = pages.discard_page(seat, found)
    return with_a_word(request, seat, page, lambda: commands.discard_round(seat=seat, round=found, at=now()))


@organiser
@require_http_methods(ANY)
def close(request: HttpRequest, seat: Seat, round: str) -> HttpResponse:
    """Close a round before its day."""
    found = _open(seat, round)
    page = pages.close_page(seat, found)
    return with_a_word(
        request,
        seat,
        page,
        lambda: commands.close_early(seat=seat, round=found, at=now(), rng=SystemRandom()),
    )


@organiser
@require_http_methods(ANY)
def withdraw(request: HttpRequest, seat: Seat, round: str) -> HttpResponse:
    """Withdraw a round."""
    found = _open(seat, round)
    page = pages.withdraw_page(seat, found)
    return with_a_word(request, seat, page, lambda: commands.withdraw(seat=seat, round=found, at=now()))
