"""What we said we would try, and what came of it."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alongside.learning import commands, forms, pages
from alongside.learning.models import Action, Outcome
from alongside.learning.views.pressing import key_of
from alongside.partnerships.seats import Seat
from alongside.people.secrets import new_secret
from alongside.web.clock import now
from alongside.web.doors import member


@member
@require_safe
def tries(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Show everything we said we would try."""
    return render(request, "learning/tries.html", {"page": pages.tries_page(seat)})


@member
@require_http_methods(["GET", "HEAD", "POST"])
def outcome(request: HttpRequest, seat: Seat, action: str) -> HttpResponse:
    """Ask what came of one thing we said we would try, or keep it."""
    found = get_object_or_404(Action.objects.within(seat), ref=action)
    form = forms.OutcomeForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        page = pages.try_page(seat, found, key=new_secret())
        status = 422 if form.is_bound else 200
        return render(request, "learning/outcome.html", {"page": page, "form": form}, status=status)
    key = key_of(form.cleaned_data["key"] or "")
    commands.record_outcome(seat=seat, action=found, told=form.told(), at=now(), key=key)
    messages.success(request, _("Kept."))
    return redirect("learning:outcome", seat.partnership.ref, found.ref)


@member
@require_POST
def undo(request: HttpRequest, seat: Seat, action: str) -> HttpResponse:
    """Take back what was said to have come of one thing we tried."""
    found = get_object_or_404(Action.objects.within(seat), ref=action)
    undo_one(request, seat, Action.objects.within(seat).filter(pk=found.pk))
    messages.success(request, _("Taken back."))
    return redirect("learning:outcome", seat.partnership.ref, found.ref)


def undo_one(request: HttpRequest, seat: Seat, actions: QuerySet[Action]) -> None:
    """Take back what was said of one of `actions`, if that is asked."""
    number = request.POST.get("undo", "")
    if number.isascii() and number.isdecimal() and len(number) < 19:
        for outcome in Outcome.objects.filter(action__in=actions, pk=int(number)).select_related("action"):
            commands.undo_outcome(seat=seat, outcome=outcome, at=now())
