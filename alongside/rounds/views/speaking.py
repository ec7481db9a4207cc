"""Typing in what one was told: for whoever the group named to speak through, and nobody else."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from alongside.partnerships.seats import Seat
from alongside.rounds import commands
from alongside.rounds.forms import answering as forms
from alongside.rounds.forms import rows
from alongside.rounds.forms.typing_in import SaidForm, TakeOutForm, words_alone
from alongside.rounds.models import Round, SpokenFor
from alongside.rounds.pages import speaking as pages
from alongside.rounds.permissions import may_speak_for_others
from alongside.rounds.views.answering import closed, is_open, secret_of
from alongside.web.clock import now
from alongside.web.doors import member

ANY = ["GET", "HEAD", "POST"]


def _speaking(seat: Seat, ref: str) -> Round:
    """Return a round in which others may speak through whoever sits here; they need not be asked themselves."""
    rounds = Round.objects.within(seat).asked().prefetch_related("questions")
    found = get_object_or_404(rounds.select_related("asking", "closing", "opening", "withdrawal", "through"), ref=ref)
    if not may_speak_for_others(seat, found):
        raise Http404
    return found


@member
@require_http_methods(ANY)
def through(request: HttpRequest, seat: Seat, round: str) -> HttpResponse:
    """Show what is in and a sheet for one more person's words, or keep what was typed on it."""
    found, secret = _speaking(seat, round), secret_of(request, seat)
    sent, kept = forms.Sent(), commands.Kept({})
    if request.method == "POST":
        sent = words_alone(forms.read(request.POST, [each.question for each in found.questions.all()], found))
        place = commands.THROUGH
        kept = commands.keep(seat=seat, secret=secret, round=found, typed=sent.typed, place=place)
        if not (sent.wrong or sent.undecided or kept.clashing):
            return _onward(request, seat, found)
    elif not is_open(found):
        return closed(request, seat, found)
    page = pages.through_page(seat, found, secret)
    form = rows.shown(page.answers, sent=sent, refused=kept.clashing)
    status = 409 if kept.clashing else 422 if request.method == "POST" else 200
    return render(request, "rounds/through.html", {"page": page, "form": form}, status=status)


def _onward(request: HttpRequest, seat: Seat, round: Round) -> HttpResponse:
    go = {"on": "rounds:put_in", "leave": "rounds:round"}.get(request.POST.get("go", ""))
    if go:
        return redirect(go, seat.partnership.ref, round.ref)
    messages.success(request, _("Kept. Only you can see it."))
    return redirect("rounds:through", seat.partnership.ref, round.ref)


@member
@require_http_methods(ANY)
def put_in(request: HttpRequest, seat: Seat, round: str) -> HttpResponse:
    """Show one person's words once more, and put them in."""
    found, secret = _speaking(seat, round), secret_of(request, seat)
    if not is_open(found):
        return closed(request, seat, found, status=409 if request.method == "POST" else 200)
    changed = False
    if request.method == "POST":
        try:
            seen = forms.number(request.POST.get("seen"))
            commands.speak(seat=seat, secret=secret, round=found, seen=seen, at=now())
        except commands.Closed:
            return closed(request, seat, found, status=409)
        except commands.Changed:
            changed = True
        else:
            messages.success(request, _("They are in."))
            return redirect("rounds:through", seat.partnership.ref, found.ref)
    page = pages.putting_page(seat, found, secret)
    context = {"page": page, "has_changed": changed}
    return render(request, "rounds/put_in.html", context, status=409 if changed else 200)


def _said(seat: Seat, round: Round, number: int) -> SpokenFor:
    return get_object_or_404(SpokenFor, round=round, through=seat.membership, pk=number)


@member
@require_http_methods(ANY)
def said(request: HttpRequest, seat: Seat, round: str, said: int) -> HttpResponse:
    """Show words that are in, or change them."""
    found = _speaking(seat, round)
    row = _said(seat, found, said)
    if not is_open(found):
        return closed(request, seat, found, status=409 if request.method == "POST" else 200)
    initial = {"words": row.words, "seen": row.version}
    form = SaidForm(request.POST if request.method == "POST" else None, initial=initial)
    if not form.is_valid():
        page, status = pages.said_page(seat, found, row), 422 if form.is_bound else 200
        return render(request, "rounds/said.html", {"page": page, "form": form}, status=status)
    try:
        commands.say_otherwise(round=found, spoken=row, at=now(), **form.cleaned_data)
    except commands.Closed:
        return closed(request, seat, found, status=409)
    except commands.Changed:
        return _two(request, seat, found, _said(seat, found, said), yours=form.cleaned_data["words"])
    messages.success(request, _("Changed."))
    return redirect("rounds:through", seat.partnership.ref, found.ref)


def _two(request: HttpRequest, seat: Seat, round: Round, row: SpokenFor, *, yours: str) -> HttpResponse:
    """Show both texts: what was typed, in the field, and beside it what stands there now."""
    page = pages.said_page(seat, round, row, yours=yours)
    form = SaidForm(initial={"words": yours, "seen": row.version})
    return render(request, "rounds/said.html", {"page": page, "form": form}, status=409)


@member
@require_http_methods(ANY)
def take_out(request: HttpRequest, seat: Seat, round: str, said: int) -> HttpResponse:
    """Ask for a word, and take words out that are in."""
    found = _speaking(seat, round)
    row = _said(seat, found, said)
    if not is_open(found):
        return closed(request, seat, found, status=409 if request.method == "POST" else 200)
    form = TakeOutForm(request.POST if request.method == "POST" else None, initial={"seen": row.version})
    if not form.is_valid():
        page, status = pages.said_page(seat, found, row), 422 if form.is_bound else 200
        return render(request, "rounds/take_out.html", {"page": page, "form": form}, status=status)
    try:
        commands.unsay(round=found, spoken=row, seen=form.cleaned_data["seen"], at=now())
        messages.success(request, _("Taken out."))
    except commands.Closed:
        return closed(request, seat, found, status=409)
    except commands.Changed:
        messages.info(request, _("These words were changed in another window, so nothing was taken out."))
    return redirect("rounds:through", seat.partnership.ref, found.ref)
