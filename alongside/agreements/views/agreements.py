"""What we have agreed: the list, one agreement, its versions, and looking again."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alongside.agreements import commands
from alongside.agreements.forms.looking_again import HoldsForm, LetGoForm
from alongside.agreements.models import Agreement
from alongside.agreements.pages import agreement as one
from alongside.agreements.pages import agreements as pages
from alongside.agreements.pages import versions as version_pages
from alongside.partnerships.seats import Seat
from alongside.people.secrets import new_secret
from alongside.web.clock import now, today
from alongside.web.doors import member, organiser

FURTHEST = 10_000
DIGITS = 19


@member
@require_safe
def agreements(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Show what we have agreed, and what is being heard."""
    page = pages.agreements_page(seat, today=today(), page=_number(request, "page", FURTHEST))
    return render(request, "agreements/agreements.html", {"page": page})


@member
@require_safe
def agreement(request: HttpRequest, seat: Seat, agreement: str) -> HttpResponse:
    """Show one agreement."""
    page = one.agreement_page(seat, _found(seat, agreement), at=now(), today=today())
    return render(request, "agreements/agreement.html", {"page": page})


@member
@require_safe
def versions(request: HttpRequest, seat: Seat, agreement: str) -> HttpResponse:
    """Show every version of one agreement; `?one=` and `?other=` name two that are compared."""
    two = (_number(request, "one"), _number(request, "other")) if "one" in request.GET else None
    page = version_pages.versions_page(seat, _found(seat, agreement), page=_number(request, "page", FURTHEST), two=two)
    if page is None:
        raise Http404
    return render(request, "agreements/versions.html", {"page": page})


@member
@require_http_methods(["GET", "HEAD", "POST"])
def look_again(request: HttpRequest, seat: Seat, agreement: str) -> HttpResponse:
    """Ask whether an agreement still holds; or say that it does, and when we look next."""
    found = _found(seat, agreement)
    form = HoldsForm(request.POST if request.method == "POST" else None, today=today(), initial=one.suggested(today()))
    if not form.is_valid():
        return _ask(request, seat, found, holds=form, gone=LetGoForm(auto_id="gone_%s"))
    try:
        commands.still_holds(seat=seat, agreement=found, at=now(), **form.cleaned_data)
    except commands.NothingStands:
        return _nothing_stands(request, seat, found)
    messages.success(request, _("Kept: it still holds."))
    return redirect("agreements:agreement", seat.partnership.ref, found.ref)


@organiser
@require_POST
def let_go(request: HttpRequest, seat: Seat, agreement: str) -> HttpResponse:
    """Let an agreement go."""
    found, form = _found(seat, agreement), LetGoForm(request.POST, auto_id="gone_%s")
    if not form.is_valid():
        return _ask(request, seat, found, holds=HoldsForm(today=today(), initial=one.suggested(today())), gone=form)
    try:
        commands.let_go(seat=seat, agreement=found, at=now(), **form.cleaned_data)
    except commands.NothingStands:
        return _nothing_stands(request, seat, found, form.cleaned_data["words"])
    messages.success(request, _("Let go. Its words and its versions stay. For 30 days it can be brought back."))
    return redirect("agreements:agreement", seat.partnership.ref, found.ref)


@member
@require_POST
def take_back(request: HttpRequest, seat: Seat, agreement: str) -> HttpResponse:
    """Take back what was said when we last looked again."""
    found, said = _found(seat, agreement), request.POST.get("looked", "")
    looked = int(said) if said.isascii() and said.isdecimal() and len(said) < DIGITS else 0
    if commands.take_back(seat=seat, agreement=found, looked=looked, at=now()):
        messages.success(request, _("Taken back: it stands as it did before."))
    return redirect("agreements:agreement", seat.partnership.ref, found.ref)


def _ask(request: HttpRequest, seat: Seat, agreement: Agreement, *, holds: HoldsForm, gone: LetGoForm) -> HttpResponse:
    page = one.look_again_page(seat, agreement, key=new_secret(), today=today())
    if page is None:
        return _nothing_stands(request, seat, agreement)
    status = 422 if holds.is_bound or gone.is_bound else 200
    given = {"page": page, "form": holds if holds.is_bound else gone, "holds": holds, "gone": gone}
    return render(request, "agreements/look_again.html", given, status=status)


def _nothing_stands(request: HttpRequest, seat: Seat, agreement: Agreement, words: str = "") -> HttpResponse:
    messages.info(request, _("Nothing is agreed here now, so there is nothing to look at again."))
    if words:
        messages.info(request, _("You wrote: “%(words)s”") % {"words": words})
    return redirect("agreements:agreement", seat.partnership.ref, agreement.ref)


def _found(seat: Seat, ref: str) -> Agreement:
    return get_object_or_404(Agreement.objects.within(seat), ref=ref)


def _number(request: HttpRequest, name: str, most: int = 10**DIGITS) -> int:
    """Return the number that the address asks for, 1 where it asks for none; what is no such number is not here."""
    asked = request.GET.get(name, "1")
    if not (asked.isascii() and asked.isdecimal() and len(asked) < DIGITS and 1 <= int(asked) <= most):
        raise Http404
    return int(asked)
