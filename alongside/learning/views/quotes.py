"""Words that may be passed on: asking their author, and the author's own page."""

from __future__ import annotations

from urllib.parse import quote

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from alongside.learning import commands, forms, pages
from alongside.learning.models import Gathering, Leaves
from alongside.partnerships.seats import Seat
from alongside.rounds.models import Answer
from alongside.web.clock import now
from alongside.web.doors import member


@member
@require_POST
def ask_quote(request: HttpRequest, seat: Seat, making: str, words: int) -> HttpResponse:
    """Ask the author of some named words whether they may be passed on."""
    found = get_object_or_404(Gathering.objects.within(seat).exclude(round=None).select_related("round"), ref=making)
    if found.round is None:
        raise Http404
    try:
        commands.ask_quote(seat=seat, round=found.round, question=found.question, said=words, at=now())
    except commands.NotAsked as wrong:
        raise Http404 from wrong
    messages.success(request, _("Asked. What they say stands beside the words."))
    address = reverse("learning:making", args=[seat.partnership.ref, found.ref])
    return redirect(f"{address}#{quote(request.POST.get('here', '')[:12])}-s{words}")


@member
@require_http_methods(["GET", "HEAD", "POST"])
def quotes(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Show one's own words that somebody asked about, or keep what one says of some."""
    form = forms.LeavesForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        _say(seat, form)
        messages.success(request, _("Kept. You can say otherwise at any time."))
        return redirect("learning:quotes", seat.partnership.ref)
    page = pages.quotes_page(seat, at=now())
    status = 422 if form.is_bound else 200
    return render(request, "learning/quotes.html", {"page": page, "form": form}, status=status)


def _say(seat: Seat, form: forms.LeavesForm) -> None:
    answer = get_object_or_404(Answer.objects.of(seat).select_related("round"), pk=form.cleaned_data["words"])
    try:
        commands.say_leaves(seat=seat, answer=answer, leaves=Leaves(form.cleaned_data["leaves"]), at=now())
    except (commands.NotAsked, commands.NotKnown) as wrong:
        raise Http404 from wrong
