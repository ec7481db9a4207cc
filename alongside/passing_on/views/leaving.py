"""Leaving with it: the partnership as data, what is held about oneself, and being erased."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain
from random import SystemRandom
from tempfile import TemporaryFile

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alongside.partnerships import commands as partnerships
from alongside.partnerships.seats import Seat
from alongside.passing_on import commands, pages
from alongside.passing_on.exporting.held import HeldPage, held_data, held_page
from alongside.passing_on.exporting.partnership import partnership_data
from alongside.passing_on.exporting.written import write
from alongside.passing_on.forms import EraseForm
from alongside.people import cookies
from alongside.people.views.twice import forgotten, pressed_twice, signed_out
from alongside.web.clock import now
from alongside.web.doors import departed, member

GET_AND_POST = ["GET", "HEAD", "POST"]
PART = 64 * 1024
"""Bytes of a file that are in memory at a time."""


@member
@require_safe
def take(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Say what the file of a partnership holds, and offer it."""
    return render(request, "passing_on/take.html", {"page": seat.partnership})


@member
@require_POST
def save_partnership(request: HttpRequest, seat: Seat) -> HttpResponseBase:
    """Give the partnership as a file; at a press of one's own, never by another site's link."""
    return _file(partnership_data(seat, at=now()), "partnership.json")


def _file(data: Mapping[str, object], name: str) -> HttpResponseBase:
    """Return `data` as a file to save. It is written whole before the first of it is sent: half of one never is."""
    parts = _parts(data)
    answer = StreamingHttpResponse(chain([next(parts)], parts), content_type="application/json")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _parts(data: Mapping[str, object]) -> Iterator[bytes]:
    """Write `data` into a file that has no name in the data folder, and yield it from there."""
    with TemporaryFile(dir=settings.HOME) as file:
        write(data, file)
        file.seek(0)
        while part := file.read(PART):
            yield part


@member
@require_safe
def held(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Show what is held about oneself."""
    return render(request, "passing_on/held.html", {"page": _held(request, seat)})


@member
@require_POST
def save_held(request: HttpRequest, seat: Seat) -> HttpResponseBase:
    """Give what is held about oneself as a file; at a press of one's own, never by another site's link."""
    return _file(held_data(_held(request, seat), at=now()), "held-about-me.json")


def _held(request: HttpRequest, seat: Seat) -> HeldPage:
    return held_page(seat, cookies.held_by(request, seat.partnership.ref), at=now())


@pressed_twice(signed_out)
@member
@require_http_methods(GET_AND_POST)
def erase(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Say what leaving and being erased means, and do it."""
    return _erase(request, seat)


@pressed_twice(signed_out)
@departed
@require_http_methods(GET_AND_POST)
def erase_gone(request: HttpRequest, seat: Seat) -> HttpResponse:
    """The same for somebody who has left, or was removed."""
    return _erase(request, seat)


def _erase(request: HttpRequest, seat: Seat) -> HttpResponse:
    form = EraseForm(request.POST if request.method == "POST" else None)
    page = pages.erase_page(seat, at=now())
    if page.is_known and form.is_valid():
        try:
            commands.erase(seat=seat, keep_words=form.keep_words, as_last=True, at=now(), rng=SystemRandom())
        except partnerships.Refused:
            page = pages.erase_page(seat, at=now())  # they have become the last organiser, which it says
        else:
            messages.info(request, _("You have left, and you are erased there."))
            return forgotten(request, seat.partnership.ref)
    return render(request, "passing_on/erase.html", {"page": page, "form": form}, status=422 if form.is_bound else 200)
