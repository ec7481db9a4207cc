"""The questions, a theme, one question and every version of where we are with it."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from alongside.framework.shapes import UnknownQuestion, UnknownTheme
from alongside.journey.pages import question as question_pages
from alongside.journey.pages import questions as questions_pages
from alongside.journey.pages import versions as version_pages
from alongside.partnerships.seats import Seat
from alongside.people.secrets import new_secret
from alongside.web.clock import today
from alongside.web.doors import member

FURTHEST = 10_000


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


def _page(request: HttpRequest) -> int:
    """Return which page of older things is asked for; what is no such number is not here."""
    asked = request.GET.get("page", "1")
    if not (asked.isdecimal() and 1 <= int(asked[:6]) <= FURTHEST):
        raise Http404
    return int(asked[:6])
