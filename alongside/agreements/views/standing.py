"""Setting a question aside, and bringing it back."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from alongside.agreements import commands
from alongside.agreements.forms.standing import AsideForm
from alongside.agreements.pages import standing as pages
from alongside.framework.shapes import UnknownQuestion
from alongside.partnerships.seats import Seat
from alongside.web.clock import now, today
from alongside.web.doors import member


@member
@require_http_methods(["GET", "HEAD", "POST"])
def set_aside(request: HttpRequest, seat: Seat, question: str) -> HttpResponse:
    """Ask why and until when, or set the question aside."""
    page = _page(seat, question)
    form = AsideForm(
        request.POST if request.method == "POST" else None, on=today(), initial=pages.said_before(seat, question)
    )
    if not form.is_valid():
        status = 422 if form.is_bound else 200
        return render(request, "agreements/set_aside.html", {"page": page, "form": form}, status=status)
    commands.set_aside(seat=seat, question=question, at=now(), **form.cleaned_data)
    messages.success(request, _("Set aside. You can bring it back at any time."))
    return redirect("journey:question", seat.partnership.ref, question)


@member
@require_POST
def bring_back(request: HttpRequest, seat: Seat, question: str) -> HttpResponse:
    """Bring the question back."""
    _page(seat, question)
    commands.bring_back(seat=seat, question=question, at=now())
    messages.success(request, _("It is back among the questions. Set it aside again, and the reason is still there."))
    return redirect("journey:question", seat.partnership.ref, question)


def _page(seat: Seat, question: str) -> pages.AsidePage:
    try:
        return pages.aside_page(seat, question)
    except UnknownQuestion as unknown:
        raise Http404 from unknown
