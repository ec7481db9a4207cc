"""All that is one's own: looked at, put back, thrown away."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alongside.partnerships.seats import Seat
from alongside.rounds import commands
from alongside.rounds.forms.answering import number
from alongside.rounds.forms.typing_in import ThrowAwayForm
from alongside.rounds.models import Round
from alongside.rounds.pages import mine as pages
from alongside.rounds.views.answering import secret_of
from alongside.web.clock import now
from alongside.web.doors import member

ANY = ["GET", "HEAD", "POST"]


@member
@require_safe
def mine(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Show all that is one's own and that nobody else sees."""
    page = pages.mine_page(seat, secret_of(request, seat), at=now())
    return render(request, "rounds/mine.html", {"page": page})


def _round(seat: Seat, ref: str, question: str) -> Round:
    """Return a round that people were asked, with that question among its own."""
    return get_object_or_404(Round.objects.within(seat).asked().filter(questions__question=question), ref=ref)


@member
@require_POST
def put_back(request: HttpRequest, seat: Seat, round: str, question: str) -> HttpResponse:
    """Let what one had put away be a draft to send again."""
    found, seen = _round(seat, round, question), number(request.POST.get("seen"))
    done = commands.put_back(seat=seat, secret=secret_of(request, seat), round=found, question=question, seen=seen)
    messages.info(request, _("It is put back.") if done else _changed())
    return redirect("rounds:mine", seat.partnership.ref)


def _changed() -> str:
    return _("Nothing was done: it was changed or thrown away in another window.")


@member
@require_http_methods(ANY)
def throw_away(request: HttpRequest, seat: Seat, round: str, question: str) -> HttpResponse:
    """Ask for a word, and throw away what one has written on a question."""
    return _away(request, seat, _round(seat, round, question), question, back=False)


@member
@require_http_methods(ANY)
def let_go(request: HttpRequest, seat: Seat, round: str, question: str) -> HttpResponse:
    """Ask for a word, and throw away what came back on a question."""
    return _away(request, seat, _round(seat, round, question), question, back=True)


def _away(request: HttpRequest, seat: Seat, round: Round, question: str, *, back: bool) -> HttpResponse:
    secret = secret_of(request, seat)
    page = pages.gone_page(seat, round, secret, question, back=back)
    if page is None:
        if request.method == "POST":
            messages.info(request, _changed())
            return redirect("rounds:mine", seat.partnership.ref)
        raise Http404
    form = ThrowAwayForm(request.POST if request.method == "POST" else None, initial={"seen": page.line.seen})
    if not form.is_valid():
        status = 422 if form.is_bound else 200
        return render(request, "rounds/throw_away.html", {"page": page, "form": form}, status=status)
    if back:
        done = commands.let_go(seat=seat, secret=secret, round=round, question=question)
    else:
        seen = form.cleaned_data["seen"]
        done = commands.discard(seat=seat, secret=secret, round=round, question=question, seen=seen)
    messages.info(request, _("Thrown away.") if done else _changed())
    return redirect("rounds:mine", seat.partnership.ref)
