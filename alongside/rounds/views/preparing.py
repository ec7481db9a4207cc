"""Preparing a round, and changing it while nobody has been asked."""

from __future__ import annotations

import re
from random import Random
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from alongside.partnerships.seats import Seat
from alongside.partnerships.texts import Conflict
from alongside.rounds import commands
from alongside.rounds.forms import rows
from alongside.rounds.forms.preparing import ChangeForm, PrepareForm
from alongside.rounds.models import Round
from alongside.rounds.pages import preparing as pages
from alongside.web.clock import now, today
from alongside.web.converters import Ref
from alongside.web.doors import organiser

ANY = ["GET", "HEAD", "POST"]


def _chance(seat: Seat) -> Random:
    # what is suggested stays the same all day: a page loaded again says the same
    return Random(f"{seat.partnership.ref} {today()} everyone")  # noqa: S311 - it picks questions, and guards nothing


@organiser
@require_http_methods(ANY)
def prepare(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Ask what a round is to be, or prepare it; nobody is asked yet. `?again=` asks the same as another round did."""
    choices = pages.choices(seat, rng=_chance(seat), today=today())
    initial = pages.fresh(seat, choices, today=today()) | _again(seat, request.GET.get("again", ""))
    form = PrepareForm(request.POST if request.method == "POST" else None, choices=choices, on=today(), initial=initial)
    if not form.is_valid():
        page = pages.prepare_page(seat, choices, today=today())
        status = 422 if form.is_bound else 200
        return render(request, "rounds/prepare.html", {"page": page, "form": form}, status=status)
    made = commands.prepare(seat=seat, plan=form.plan(), key=form.cleaned_data["key"], at=now())
    return redirect("rounds:round", seat.partnership.ref, made.ref)


def _again(seat: Seat, ref: str) -> dict[str, Any]:
    """Return the questions of a round that is to be asked again, if one is named."""
    if not ref:
        return {}
    if not re.fullmatch(Ref.regex, ref):
        raise Http404
    return pages.the_same(get_object_or_404(Round.objects.within(seat).asked(), ref=ref).question_ids)


@organiser
@require_http_methods(ANY)
def change(request: HttpRequest, seat: Seat, round: str) -> HttpResponse:
    """Show a prepared round to be changed, or keep what was changed; where somebody was quicker, show both."""
    found = get_object_or_404(Round.objects.within(seat).prepared(), ref=round)
    choices = pages.choices(seat, rng=_chance(seat), today=today(), but=found)
    initial = pages.as_it_stands(found)
    form = ChangeForm(request.POST if request.method == "POST" else None, choices=choices, on=today(), initial=initial)
    page = pages.prepare_page(seat, choices, today=today(), round=found)
    if not form.is_valid():
        status = 422 if form.is_bound else 200
        return render(request, "rounds/prepare.html", {"page": page, "form": form}, status=status)
    theirs = form.theirs()
    plan = pages.chosen_between(form.plan(), found, theirs)
    try:
        commands.change(seat=seat, round=found, plan=plan, seen=form.cleaned_data["seen"], at=now())
    except commands.Closed:
        messages.info(request, _("It was asked meanwhile, so nothing of it is changed."))
    except Conflict as conflict:
        assert isinstance(conflict.row, Round)  # noqa: S101
        page = pages.conflict_page(page, form.plan(), conflict.row, theirs)
        return render(request, "rounds/prepare.html", {"page": page, "form": form.again(conflict.row)}, status=409)
    return redirect("rounds:round", seat.partnership.ref, found.ref)


@organiser
@require_safe
def preview(request: HttpRequest, seat: Seat, round: str) -> HttpResponse:
    """Show a round as those who answer it will see it."""
    found = get_object_or_404(Round.objects.within(seat), ref=round)
    page = pages.preview_page(seat, found)
    return render(request, "rounds/preview.html", {"page": page, "form": rows.shown(page)})
