"""Putting aside what was said, and putting it back: any member asks, somebody of another organisation agrees."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from alongside.partnerships.seats import Seat
from alongside.rounds import commands
from alongside.rounds.forms.answering import number
from alongside.rounds.forms.putting_aside import WhyForm
from alongside.rounds.models import Round
from alongside.rounds.pages import putting_aside as pages
from alongside.web.clock import now
from alongside.web.doors import member

ANY = ["GET", "HEAD", "POST"]


def _page(seat: Seat, ref: str, said: int) -> tuple[Round, pages.AsidePage]:
    """Return an opened round and the page of something said in it."""
    found = get_object_or_404(Round.objects.within(seat).opened(), ref=ref)
    page = pages.aside_page(seat, found, said)
    if page is None:
        raise Http404
    return found, page


@member
@require_http_methods(ANY)
def aside(request: HttpRequest, seat: Seat, round: str, words: int) -> HttpResponse:
    """Show how something said stands, and ask that it be put aside or back."""
    found, page = _page(seat, round, words)
    initial = {"back": page.mark is not None}
    form = WhyForm(request.POST if request.method == "POST" else None, initial=initial)
    if not form.is_valid():
        status = 422 if form.is_bound else 200
        return render(request, "rounds/aside.html", {"page": page, "form": form}, status=status)
    try:
        done = commands.ask_aside(seat=seat, round=found, said=words, at=now(), **form.cleaned_data)
    except commands.Changed:
        return _shown_again(request, seat, found, words)
    except commands.NotKnown:
        return _not_known(request, seat, found, words)
    back = form.cleaned_data["back"]
    messages.success(request, _done(back) if done else _("Asked. It waits for somebody to agree."))
    return redirect("rounds:aside", seat.partnership.ref, found.ref, words)


def _not_known(request: HttpRequest, seat: Seat, round: Round, said: int) -> HttpResponse:
    """Say why nothing was done on a device that is its person's on an organiser's word alone."""
    sentence = _(
        "Nothing was done: you came in here by a link that an organiser made. Open your own link here first, "
        "or do it on the device you had before."
    )
    messages.info(request, sentence)
    return redirect("rounds:aside", seat.partnership.ref, round.ref, said)


def _done(back: bool) -> str:
    return _("Put back: everybody here can read it again.") if back else _("Put aside: nobody is shown it any more.")


def _shown_again(request: HttpRequest, seat: Seat, round: Round, said: int) -> HttpResponse:
    """Show how it stands by now, with what was typed: somebody else was quicker."""
    page = pages.aside_page(seat, round, said)
    form = WhyForm(initial={"back": bool(page and page.mark), "reason": request.POST.get("reason", "")})
    context = {"page": page, "form": form, "has_changed": True}
    return render(request, "rounds/aside.html", context, status=409)


@member
@require_POST
def agree(request: HttpRequest, seat: Seat, round: str, words: int) -> HttpResponse:
    """Agree to what somebody asked."""
    found, _seen = _page(seat, round, words)
    try:
        done = commands.agree(seat=seat, round=found, said=words, asking=number(request.POST.get("asking")), at=now())
        messages.success(request, _done(done.back))
    except commands.Changed:
        messages.info(request, _("Nothing was done: somebody was quicker, or it was taken back."))
    except commands.NotKnown:
        return _not_known(request, seat, found, words)
    except commands.NotYou:
        messages.info(request, _("Nothing was done: somebody of another organisation has to agree."))
    return redirect("rounds:aside", seat.partnership.ref, found.ref, words)


@member
@require_POST
def ask_no_more(request: HttpRequest, seat: Seat, round: str, words: int) -> HttpResponse:
    """Take back that one asked."""
    found, _seen = _page(seat, round, words)
    asking = number(request.POST.get("asking"))
    if commands.ask_no_more(seat=seat, round=found, said=words, asking=asking, at=now()):
        messages.success(request, _("Taken back. You can ask again."))
    else:
        messages.info(request, _("Nothing was done: it has come about, or was taken back before."))
    return redirect("rounds:aside", seat.partnership.ref, found.ref, words)
