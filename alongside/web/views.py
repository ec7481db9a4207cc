"""The pattern book: every part that pages are made of, on one page, and one page of each kind."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from alongside.web import patterns as book
from alongside.web.doors import public

KINDS = ("writing", "hand", "wall", "cards", "pictures")


@require_safe
@public(because="it shows what pages are made of, and nothing of anybody")
def patterns(request: HttpRequest) -> HttpResponse:
    """Show every part."""
    return render(request, "web/patterns/book.html", {"page": book.pattern_book()})


@require_safe
@public(because="it shows what pages are made of, and nothing of anybody")
def pattern(request: HttpRequest, kind: str) -> HttpResponse:
    """Show one kind of page."""
    if kind not in KINDS:
        raise Http404
    return render(request, f"web/patterns/{kind}.html", {"page": book.pattern_book()})
