"""Saying what we will try, from a sentence, an agreement, a question or nothing; and putting it otherwise."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from alongside.learning import commands, forms, pages
from alongside.learning.models import Action
from alongside.learning.views.pressing import key_of, source_in
from alongside.partnerships.seats import Seat
from alongside.partnerships.texts import Conflict
from alongside.people.secrets import new_secret
from alongside.web.clock import now, today
from alongside.web.doors import member


@member
@require_http_methods(["GET", "HEAD", "POST"])
def say(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Ask what we will try, or keep it; `?sentence=`, `?agreement=`, `?try=` or `?question=` is what it comes from."""
    source = source_in(request, seat, pages.KINDS) or commands.Source()
    sent = request.POST if request.method == "POST" else None
    form = forms.PlanForm(sent, today=today(), people=pages.people_to_name(seat), key=new_secret())
    if not form.is_valid():
        page = pages.say_page(seat, source)
        status = 422 if form.is_bound else 200
        return render(request, "learning/say.html", {"page": page, "form": form}, status=status)
    key = key_of(form.cleaned_data["key"])
    made = commands.say_try(seat=seat, plan=form.plan(), source=source, on=today(), at=now(), key=key)
    messages.success(request, _("Kept."))
    return redirect("learning:outcome", seat.partnership.ref, made.ref)


@member
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, seat: Seat, action: str) -> HttpResponse:
    """Show what we will try as it stands, and put it otherwise; where somebody was quicker, show both and ask."""
    found = get_object_or_404(Action.objects.within(seat), ref=action)
    people, stands = pages.people_to_name(seat, found), commands.plan_of(found)
    sent = request.POST if request.method == "POST" else None
    form = forms.PlanForm(sent, today=today(), people=people, stands=stands, seen=found.version)
    if not form.is_valid():
        page = pages.change_page(seat, found, people)
        status = 422 if form.is_bound else 200
        return render(request, "learning/change.html", {"page": page, "form": form}, status=status)
    plan, seen = form.plan(), form.cleaned_data["seen"]
    try:
        commands.change_try(seat=seat, action=found, seen=seen, plan=plan, at=now())
    except Conflict:
        both = pages.change_page(seat, found, people, typed=plan, seen=seen)
        again = forms.PlanForm(today=today(), people=people, stands=both.plan, begin=plan, seen=found.version)
        return render(request, "learning/change.html", {"page": both, "form": again}, status=409)
    messages.success(request, _("Kept."))
    return redirect("learning:outcome", seat.partnership.ref, found.ref)
