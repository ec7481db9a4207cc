"""The page that stops a kind of letter, from a link in one of them; it can do nothing else."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from alongside.mail import commands, tokens
from alongside.mail.models import Tick
from alongside.web.clock import now
from alongside.web.doors import public

STOPPABLE = {Tick.TOLD.value, Tick.WEEKLY.value}


@public(because="whoever reads the letter need not be known on this device; the link is the key, to this alone")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: HttpRequest, tick: str, token: str) -> HttpResponse:
    """Ask once, and stop. Looking changes nothing; an address that is gone gets no letters, and is answered alike."""
    if tick not in STOPPABLE or tokens.read(f"stop-{tick}", token, at=now()) is None:
        raise Http404
    if request.method == "POST":
        commands.stop(tick=tick, token=token, at=now())
    return render(request, "mail/stop.html", {"is_done": request.method == "POST", "weekly": tick == Tick.WEEKLY})
