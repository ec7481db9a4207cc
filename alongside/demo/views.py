"""The examples: looking at which there are, walking in, beginning one anew, throwing it away."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from alongside.demo import commands, cookies, pages
from alongside.demo.loading import NAMES
from alongside.demo.models import Example
from alongside.demo.shapes import ROLES
from alongside.demo.switch import are_on
from alongside.people import cookies as devices
from alongside.people.secrets import hashed
from alongside.web.clock import now
from alongside.web.doors import public

LOOKS_AGAIN = 2
"""Seconds after which the page of a copy that is being made looks again by itself."""
INVENTED = "nobody in an example is real, and each browser has a copy of its own"


def _here(content: str = NAMES[0], role: str = ROLES[0]) -> None:
    """Answer as for what is not there, where there are no examples, or none of this name."""
    if not are_on() or content not in NAMES or role not in ROLES:
        raise Http404


@public(because=INVENTED)
@never_cache
@require_safe
def examples(request: HttpRequest) -> HttpResponse:
    """Show which examples there are, and the three ways into each."""
    _here()
    return _examples(request)


def _examples(request: HttpRequest, too_many: str = "") -> HttpResponse:
    page = pages.examples_page(hashed(cookies.secret_of(request)), too_many=too_many)
    return render(request, "demo/examples.html", {"page": page}, status=429 if too_many else 200)


@public(because=INVENTED)
@never_cache
@require_safe
def waiting(request: HttpRequest, example: str) -> HttpResponse:
    """Say that a copy is being made; once it is, lead into it."""
    _here()
    found = get_object_or_404(Example.objects.of(hashed(cookies.secret_of(request))), ref=example)
    page = pages.waiting_page(found)
    if page.home:
        return redirect(page.home)
    answer = render(request, "demo/waiting.html", {"page": page})
    answer["Refresh"] = str(LOOKS_AGAIN)  # without a script too
    return answer


@public(because=INVENTED)
@never_cache
@require_POST
def walk_in(request: HttpRequest, content: str, role: str) -> HttpResponse:
    """Walk into one's copy as one of the three; where there is none yet, have it made."""
    _here(content, role)
    secret = cookies.secret_for(request)
    try:
        example = commands.want(content=content, visitor=hashed(secret), at=now())
    except commands.TooMany as too_many:
        return _examples(request, _why(too_many))
    if example.made_at and not commands.let_in(example=example, role=role, at=now()):
        messages.info(request, _("In your copy they have left. Look as somebody else, or begin it anew."))
        return redirect("demo:examples")
    answer = redirect("demo:waiting", example.ref)
    cookies.give(request, answer, secret)
    devices.give(request, answer, example.ref, commands.secret_of(example, role), seconds=cookies.SECONDS)
    return answer


def _why(too_many: commands.TooMany) -> str:
    if too_many.mine:
        return _("You have begun several examples just now. Please wait an hour, or look at one that you have open.")
    return _("Many people are looking at examples here just now. Please come back later.")


@public(because=INVENTED)
@never_cache
@require_POST
def anew(request: HttpRequest, content: str) -> HttpResponse:
    """Throw one's copy away, and walk into a fresh one as whoever organises."""
    _here(content)
    _throw_away(request, content)
    return walk_in(request, content=content, role=ROLES[0])  # type: ignore[return-value]


@public(because=INVENTED)
@never_cache
@require_POST
def throw_away(request: HttpRequest, content: str) -> HttpResponse:
    """Throw one's copy away now."""
    _here(content)
    answer = redirect("demo:examples")
    for ref in _throw_away(request, content):
        devices.take(request, answer, ref)
        messages.success(request, _("It is thrown away, with all that you typed there."))
    return answer


def _throw_away(request: HttpRequest, content: str) -> list[str]:
    """Throw away the whole copy that this browser has; return its reference."""
    mine = Example.objects.of(hashed(cookies.secret_of(request))).whole().filter(content=content)
    return [each.ref for each in mine if commands.throw_away(example=each, at=now())]
