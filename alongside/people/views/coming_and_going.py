"""Who shows somebody new round, what goes with whoever leaves, and what is put away for now."""

from __future__ import annotations

import re

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from alongside.partnerships import commands
from alongside.partnerships.forms import PartingForm, WelcomeForm
from alongside.partnerships.models import Membership
from alongside.partnerships.seats import Seat
from alongside.partnerships.texts import Conflict
from alongside.people import pages
from alongside.web.clock import now, today
from alongside.web.doors import member

GET_AND_POST = ["GET", "HEAD", "POST"]
ABOUT = r"[a-z]+(?: [a-z0-9]{1,40})*"
"""What names an offer: a kind, and what it is about."""


def _here(seat: Seat, person: str) -> Membership:
    return get_object_or_404(Membership.objects.within(seat).here(), ref=person)


def _to_welcome(seat: Seat, person: str) -> HttpResponse:
    return redirect("people:welcome", partnership=seat.partnership.ref, person=person)


@member
@require_http_methods(GET_AND_POST)
def welcome(request: HttpRequest, seat: Seat, person: str) -> HttpResponse:
    """Show who shows somebody round; offer oneself, or as an organiser name another."""
    new = _here(seat, person)
    page = pages.welcome_page(seat, new, at=now())
    data = request.POST if request.method == "POST" else None
    form = WelcomeForm(data, people=pages.could_welcome(seat, new), initial={"reach": page.reach})
    if form.is_valid():
        _name(request, seat, new, form)
        return _to_welcome(seat, person)
    status = 422 if form.is_bound else 200
    return render(request, "people/welcome.html", {"page": page, "form": form}, status=status)


def _name(request: HttpRequest, seat: Seat, new: Membership, form: WelcomeForm) -> None:
    ref = form.cleaned_data["who"] or seat.membership.ref
    welcomer = seat.membership if ref == seat.membership.ref else _here(seat, ref)
    try:
        commands.name_welcomer(seat=seat, new=new, welcomer=welcomer, reach=form.reached(), at=now())
    except commands.Refused as refused:
        if refused.why == "role":
            raise Http404 from refused
        messages.info(request, _("Somebody else has offered it already."))


@member
@require_POST
def end_welcome(request: HttpRequest, seat: Seat, person: str) -> HttpResponse:
    """Let nobody be named; for ten minutes it can be taken back where this was pressed."""
    try:
        commands.end_welcome(seat=seat, new=_here(seat, person), at=now())
    except commands.Refused:
        messages.info(request, _("Nothing was done: either of the two ends it, or an organiser."))
    return _to_welcome(seat, person)


@member
@require_POST
def welcome_again(request: HttpRequest, seat: Seat, person: str) -> HttpResponse:
    """Take back that one has ended it."""
    if not commands.welcome_again(seat=seat, new=_here(seat, person), at=now()):
        messages.info(request, _("It is too late for that. You can offer it anew."))
    return _to_welcome(seat, person)


@member
@require_http_methods(GET_AND_POST)
def parting(request: HttpRequest, seat: Seat, person: str) -> HttpResponse:
    """Show what goes with somebody who leaves; they, or an organiser with them, write it."""
    known = Membership.objects.within(seat).filter(erasure=None, arrived_at__isnull=False)
    who = get_object_or_404(known.select_related("partnership"), ref=person)
    page = pages.parting_page(seat, who)
    form = parting_form(request, page)
    if form.is_valid() and page.may_write:
        return _keep(request, seat, who, form)
    status = 422 if form.is_bound else 200
    return render(request, "people/parting.html", {"page": page, "form": form}, status=status)


def parting_form(request: HttpRequest, page: pages.PartingPage) -> PartingForm:
    """Return the form with what was sent, or with what stands there."""
    data = request.POST if request.method == "POST" else None
    return PartingForm(data, stands=page.stands, version=page.version, own=page.is_you, on=today())


def _keep(request: HttpRequest, seat: Seat, who: Membership, form: PartingForm) -> HttpResponse:
    """Keep what was typed; where somebody was quicker, show both and ask."""
    try:
        commands.say_parting(seat=seat, who=who, seen=form.cleaned_data["seen"], said=form.said(), at=now())
    except commands.Refused as refused:
        raise Http404 from refused
    except Conflict:
        return both(request, seat, who, form)
    messages.info(request, _("Kept."))
    return redirect("people:parting", partnership=seat.partnership.ref, person=who.ref)


def both(request: HttpRequest, seat: Seat, who: Membership, form: PartingForm) -> HttpResponse:
    """Show what one typed and what somebody else kept meanwhile, to choose from."""
    page = pages.with_both(pages.parting_page(seat, who), form.said())
    again = PartingForm(stands=form.said(), version=page.version, own=page.is_you, on=today())
    return render(request, "people/parting.html", {"page": page, "form": again}, status=409)


@member
@require_POST
def not_now(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Put away for oneself what one was offered."""
    about = request.POST.get("about", "")
    if len(about) <= 80 and re.fullmatch(ABOUT, about):
        commands.not_now(seat=seat, about=about, at=now())
        messages.info(request, _("Put away, for you alone. On the people page you can have it shown again."))
    return redirect(_back(request), partnership=seat.partnership.ref)


@member
@require_POST
def offer_again(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Show again what one has put away."""
    commands.offer_again(seat=seat, at=now())
    return redirect(_back(request), partnership=seat.partnership.ref)


def _back(request: HttpRequest) -> str:
    """Return the page on which it was pressed: home, or people."""
    return "journey:home" if request.POST.get("from") == "home" else "people:people"
