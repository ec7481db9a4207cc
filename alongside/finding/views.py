"""Finding: one page, asked for by an address that holds the words."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from alongside.finding import pages
from alongside.finding.forms import FindForm
from alongside.partnerships.seats import Seat
from alongside.web.doors import member


@member
@require_safe
def find(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Show what was found. What was looked for is kept nowhere."""
    form = FindForm(request.GET)
    if not form.is_valid():
        raise Http404
    said = form.cleaned_data
    page = pages.find_page(seat, said["words"], theme=said["theme"], kind=said["kind"], page=int(said["page"]))
    return render(request, "finding/find.html", {"form": form, "page": page})
