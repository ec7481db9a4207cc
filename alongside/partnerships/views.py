"""The partnership's own pages: its details, and whom to tell of harm."""

from __future__ import annotations

from dataclasses import replace

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from alongside.partnerships import commands, pages
from alongside.partnerships.forms import DetailsForm
from alongside.partnerships.models import Partnership
from alongside.partnerships.seats import Seat
from alongside.partnerships.texts import Conflict
from alongside.web.clock import now
from alongside.web.doors import member, organiser


@organiser
@require_http_methods(["GET", "HEAD", "POST"])
def settings(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Show the partnership's own details, and change them."""
    form = DetailsForm(request.POST if request.method == "POST" else None, initial=pages.initial(seat.partnership))
    if form.is_valid():
        return _keep(request, seat, form)
    status = 422 if form.is_bound else 200
    return render(request, "partnerships/settings.html", {"page": pages.settings(seat), "form": form}, status=status)


def _keep(request: HttpRequest, seat: Seat, form: DetailsForm) -> HttpResponse:
    """Keep what was typed; where somebody was quicker, show both and ask."""
    theirs = {part: getattr(seat.partnership, part) for part in form.theirs()}
    try:
        details = replace(form.details(), **theirs)
        commands.change_details(seat=seat, seen=form.cleaned_data["seen"], details=details, at=now())
    except Conflict as conflict:
        return _ask(request, seat, form, conflict)
    messages.info(request, _("Kept."))
    return redirect("partnerships:settings", partnership=seat.partnership.ref)


def _ask(request: HttpRequest, seat: Seat, form: DetailsForm, conflict: Conflict) -> HttpResponse:
    assert isinstance(conflict.row, Partnership)  # noqa: S101
    page = pages.conflict(seat, conflict.row, form)
    again = DetailsForm(initial={**form.cleaned_data, "seen": conflict.row.version})
    return render(request, "partnerships/settings.html", {"page": page, "form": again}, status=409)


@member
@require_safe
def danger(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Say whom to call, and whom to tell, if someone is in danger."""
    return render(request, "partnerships/danger.html", {"page": pages.danger(seat)})
