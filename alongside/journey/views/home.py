"""Home, what newly appeared on it, and everything there is."""

from __future__ import annotations

from random import Random

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from alongside.journey import mast
from alongside.journey import put_away as putting_away
from alongside.journey.grows import TABLE
from alongside.journey.pages import everything as everything_pages
from alongside.journey.pages import home as home_pages
from alongside.partnerships.seats import Seat
from alongside.people import cookies
from alongside.people.secrets import new_secret
from alongside.rounds import reminded
from alongside.web.clock import now, today
from alongside.web.doors import member
from alongside.web.mast import examples_of


@member
@require_safe
def home(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Show home; on the first day, where to begin."""
    # one suggestion a day for each partnership: a page loaded again says the same
    chance = Random(f"{seat.partnership.ref} {today()}")  # noqa: S311 - it picks a question, and guards nothing
    told = reminded.of_rounds(request)
    secret = cookies.secret_of(request, seat.partnership.ref) or ""
    page = home_pages.home(
        seat,
        at=now(),
        today=today(),
        rng=chance,
        key=new_secret(),
        secret=secret,
        reminded=told,
        put_away=putting_away.rows(request),
    )
    mast.remember(request, page.facts)
    response = render(request, page.template, {"page": page})
    if reminder := page.asked.reminder:
        reminded.remember(request, response, seat.partnership.ref, reminder.ref, until=reminder.closes_at)
    return response


@member
@require_POST
def put_away(request: HttpRequest, seat: Seat, after: str) -> HttpResponse:
    """Put away the line that says what newly appeared: in this browser alone."""
    if not any(row.after == after for row in TABLE):
        raise Http404
    response = redirect("journey:home", seat.partnership.ref)
    putting_away.remember(request, response, seat.partnership.ref, after)
    return response


@member
@require_safe
def everything(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Show everything there is."""
    page = everything_pages.everything(seat, examples=examples_of(request) is not None)
    return render(request, "journey/everything.html", {"page": page})


@member
@require_safe
def sat_with(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Show which questions the partnership sat with."""
    return render(request, "journey/sat_with.html", {"page": everything_pages.sat_with(seat, today=today())})
