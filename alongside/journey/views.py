"""Home, the questions, and one question: each view is a door, one call and one answer."""

from __future__ import annotations

from random import Random

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from alongside.framework.shapes import UnknownQuestion, UnknownTheme
from alongside.journey import put_away as putting_away
from alongside.journey.grows import TABLE
from alongside.journey.pages import everything as everything_pages
from alongside.journey.pages import home as home_pages
from alongside.journey.pages import joining as joining_pages
from alongside.journey.pages import leaving_with as leaving_pages
from alongside.journey.pages import question as question_pages
from alongside.journey.pages import questions as questions_pages
from alongside.journey.pages import thread as thread_pages
from alongside.journey.pages import versions as version_pages
from alongside.partnerships.seats import Seat
from alongside.people import cookies
from alongside.people.secrets import new_secret
from alongside.rounds import reminded
from alongside.web.clock import now, today
from alongside.web.doors import member

FURTHEST = 10_000


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
    return render(request, "journey/everything.html", {"page": everything_pages.everything(seat)})


@member
@require_safe
def sat_with(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Show which questions the partnership sat with."""
    return render(request, "journey/sat_with.html", {"page": everything_pages.sat_with(seat, today=today())})


@member
@require_safe
def joining(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Show what somebody new is shown; whoever has just come in is led home where it would tell them nothing."""
    secret = cookies.secret_of(request, seat.partnership.ref) or ""
    is_first = "first" in request.GET
    page = joining_pages.joining_page(seat, at=now(), today=today(), secret=secret, is_first=is_first)
    if is_first and not page.tells_something:
        return redirect("journey:home", seat.partnership.ref)
    return render(request, "journey/joining.html", {"page": page})


@member
@require_safe
def leaving_with(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Show what a partnership that prepares leaves with, and its first three meetings."""
    page = leaving_pages.leaving_page(seat, today=today(), key=new_secret())
    return render(request, "journey/leaving_with.html", {"page": page})


@member
@require_safe
def questions(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Show every question by theme."""
    return render(request, "journey/questions.html", {"page": questions_pages.questions(seat)})


@member
@require_safe
def theme(request: HttpRequest, seat: Seat, theme: str) -> HttpResponse:
    """Show one theme."""
    try:
        page = questions_pages.theme_page(seat, theme)
    except UnknownTheme as unknown:
        raise Http404 from unknown
    return render(request, "journey/theme.html", {"page": page})


@member
@require_safe
def question(request: HttpRequest, seat: Seat, question: str) -> HttpResponse:
    """Show one question."""
    try:
        page = question_pages.question_page(seat, question, today=today(), key=new_secret(), page=_page(request))
    except UnknownQuestion as unknown:
        raise Http404 from unknown
    return render(request, "journey/question.html", {"page": page})


@member
@require_safe
def sheet(request: HttpRequest, seat: Seat, question: str) -> HttpResponse:
    """Show one question as a sheet of paper to write five lines on."""
    try:
        page = question_pages.sheet(seat, question)
    except UnknownQuestion as unknown:
        raise Http404 from unknown
    return render(request, "journey/sheet.html", {"page": page})


@member
@require_safe
def where_we_are(request: HttpRequest, seat: Seat, question: str) -> HttpResponse:
    """Show every version of where we are with one question."""
    try:
        page = version_pages.where_we_are(seat, question, page=_page(request))
    except UnknownQuestion as unknown:
        raise Http404 from unknown
    return render(request, "journey/where_we_are.html", {"page": page})


@member
@require_safe
def thread(request: HttpRequest, seat: Seat, action: str) -> HttpResponse:
    """Show the thread from what was said to what came of one thing we tried."""
    found = get_object_or_404(thread_pages.of(seat), ref=action)
    return render(request, "journey/thread.html", {"page": thread_pages.thread_page(seat, found)})


def _page(request: HttpRequest) -> int:
    """Return which page of older things is asked for; what is no such number is not here."""
    asked = request.GET.get("page", "1")
    if not (asked.isdecimal() and 1 <= int(asked[:6]) <= FURTHEST):
        raise Http404
    return int(asked[:6])
