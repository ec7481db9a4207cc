"""Typing in from paper: for a member, and from sheets without a name."""

from __future__ import annotations

from random import SystemRandom

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from alongside.partnerships.models import Membership
from alongside.partnerships.seats import Seat
from alongside.rounds import commands
from alongside.rounds.forms import answering as forms
from alongside.rounds.forms import rows
from alongside.rounds.forms.typing_in import for_others
from alongside.rounds.models import Kind, Round
from alongside.rounds.pages import typing_in as pages
from alongside.rounds.views.answering import asking, closed, is_open, secret_of
from alongside.web.clock import now
from alongside.web.doors import member

ANY = ["GET", "HEAD", "POST"]


@member
@require_safe
def type_in(request: HttpRequest, seat: Seat, round: str) -> HttpResponse:
    """Ask for whom one types in."""
    found = asking(seat, round)
    if not is_open(found):
        return closed(request, seat, found)
    return render(request, "rounds/type_in.html", {"page": pages.whom_page(seat, found, secret_of(request, seat))})


def _asked(seat: Seat, round: Round, person: str) -> Membership:
    """Return somebody else whom the round asks."""
    return get_object_or_404(round.people().exclude(pk=seat.membership.pk), ref=person)


@member
@require_http_methods(ANY)
def type_in_for(request: HttpRequest, seat: Seat, round: str, person: str) -> HttpResponse:
    """Show every question, to type in what a member wrote on paper; or keep it."""
    found = asking(seat, round)
    who = _asked(seat, found, person)
    return _typing(request, seat, found, commands.place_for(who), who)


@member
@require_http_methods(ANY)
def sheet(request: HttpRequest, seat: Seat, round: str, sheet: int) -> HttpResponse:
    """Show every question, to type in a sheet without a name; or keep it."""
    found = asking(seat, round)
    if not 1 <= sheet <= pages.MOST_SHEETS:
        raise Http404
    if not found.without_names:
        return redirect("rounds:type_in", seat.partnership.ref, found.ref)
    return _typing(request, seat, found, commands.Place(Kind.SHEET, sheet=sheet))


def _typing(
    request: HttpRequest, seat: Seat, round: Round, place: commands.Place, who: Membership | None = None
) -> HttpResponse:
    sent, kept = forms.Sent(), commands.Kept({})
    if request.method == "POST":
        sent = forms.read(request.POST, [each.question for each in round.questions.all()], round)
        secret = secret_of(request, seat)
        kept = commands.keep(seat=seat, secret=secret, round=round, typed=sent.typed, place=place)
        if not (sent.wrong or sent.undecided or kept.clashing):
            return _onward(request, seat, round, place)
    elif not is_open(round):
        return closed(request, seat, round)
    answers = pages.answers_page(seat, round, secret_of(request, seat), place)
    page = pages.TypingPage(answers, who.ref if who else "", who.name if who else "", place.sheet)
    form = for_others(rows.shown(answers, sent=sent, refused=kept.clashing))
    status = 409 if kept.clashing else 422 if request.method == "POST" else 200
    return render(request, "rounds/typing.html", {"page": page, "form": form}, status=status)


def _onward(request: HttpRequest, seat: Seat, round: Round, place: commands.Place) -> HttpResponse:
    """Go where the button leads, once all that was typed is kept."""
    here, go = (seat.partnership.ref, round.ref), request.POST.get("go", "")
    if go == "leave":
        return redirect("rounds:type_in", *here)
    if place.kind == Kind.SHEET and go == "on":
        return redirect("rounds:sheets", *here)
    if place.kind == Kind.SHEET and go == "next-sheet":
        return redirect("rounds:type_in_sheet", *here, min(place.sheet + 1, pages.MOST_SHEETS))
    if go == "on":
        return redirect("rounds:hand_in", *here, place.for_whom)
    messages.success(request, _("Kept. Only you can see it."))
    return redirect(request.path)


@member
@require_http_methods(ANY)
def hand_in(request: HttpRequest, seat: Seat, round: str, person: str) -> HttpResponse:
    """Show what was typed in for a member once more, and hand it in."""
    found = asking(seat, round)
    who, secret = _asked(seat, found, person), secret_of(request, seat)
    if not is_open(found):
        return closed(request, seat, found, status=409 if request.method == "POST" else 200)
    changed = False
    if request.method == "POST":
        seen = forms.number(request.POST.get("seen"))
        try:
            commands.hand_in(seat=seat, secret=secret, round=found, member=who, seen=seen, at=now())
        except commands.Closed:
            return closed(request, seat, found, status=409)
        except commands.Changed:
            changed = True
        else:
            messages.success(request, _("Handed in. It is theirs now."))
            return redirect("rounds:type_in", seat.partnership.ref, found.ref)
    page = pages.handing_page(seat, found, secret, who)
    context = {"page": page, "has_changed": changed}
    return render(request, "rounds/hand_in.html", context, status=409 if changed else 200)


@member
@require_http_methods(ANY)
def sheets(request: HttpRequest, seat: Seat, round: str) -> HttpResponse:
    """Show the sheets without a name that were typed in so far, and hand them in, all at once."""
    found, secret = asking(seat, round), secret_of(request, seat)
    if not found.without_names:
        return redirect("rounds:type_in", seat.partnership.ref, found.ref)
    if not is_open(found):
        return closed(request, seat, found, status=409 if request.method == "POST" else 200)
    refused = False
    if request.method == "POST":
        seen = forms.number(request.POST.get("seen"))
        try:
            commands.hand_in_sheets(seat=seat, secret=secret, round=found, seen=seen, at=now(), rng=SystemRandom())
        except commands.Closed:
            return closed(request, seat, found, status=409)
        except (commands.Changed, commands.TooFew):
            refused = True
        except commands.TooMany:
            messages.error(request, _("There are more sheets than people who are asked, so none was handed in."))
            return redirect("rounds:sheets", seat.partnership.ref, found.ref)
        else:
            messages.success(request, _("Handed in. Nobody can change these sheets or take them out now."))
            return redirect("rounds:type_in", seat.partnership.ref, found.ref)
    page = pages.sheets_page(seat, found, secret)
    return render(request, "rounds/sheets.html", {"page": page, "refused": refused}, status=409 if refused else 200)
