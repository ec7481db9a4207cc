"""Answering: what is said first, one question a page or all on one, and each answer kept while it is written."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import BigIntegerField, CharField, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alongside.partnerships.prepared import Prepared, told
from alongside.partnerships.seats import Seat
from alongside.people import cookies
from alongside.rounds import commands
from alongside.rounds.forms import answering as forms
from alongside.rounds.forms import rows
from alongside.rounds.models import Round
from alongside.rounds.pages import answering as pages
from alongside.rounds.pages.organising import OPEN, state_of
from alongside.web.clock import now
from alongside.web.doors import member


def _asking() -> QuerySet[Round]:
    mine = Round.objects.asked().asking(told("who", BigIntegerField()))
    here = mine.filter(partnership_id=told("partnership", BigIntegerField()), ref=told("ref", CharField()))
    return here.select_related("asking", "closing", "opening", "withdrawal", "through")


# asked by every page and form on which somebody answers
_ASKING = Prepared(_asking)


def asking(seat: Seat, ref: str) -> Round:
    """Return a round that asks whoever sits here; anything else is not there."""
    found = _ASKING.one(partnership=seat.partnership_id, who=seat.membership.pk, ref=ref)
    if found is None:
        raise Http404
    return found


def secret_of(request: HttpRequest, seat: Seat) -> str:
    """Return what opens this device's drafts."""
    return cookies.held_by(request, seat.partnership.ref)


def is_open(round: Round) -> bool:
    """Whether it takes answers now."""
    return state_of(round, at=now()) == OPEN


def closed(request: HttpRequest, seat: Seat, round: Round, *, status: int = 200) -> HttpResponse:
    """Say that answers have closed, and show what was not sent."""
    page = pages.closed_page(seat, round, secret_of(request, seat), at=now())
    return render(request, "rounds/closed.html", {"page": page, "refused": status != 200}, status=status)


@member
@require_safe
def begin(request: HttpRequest, seat: Seat, round: str) -> HttpResponse:
    """Say what is asked, who will see what and when, and let one begin."""
    found = asking(seat, round)
    if not is_open(found):
        return closed(request, seat, found)
    page = pages.begin_page(seat, found, secret_of(request, seat))
    return render(request, "rounds/begin.html", {"page": page})


@member
@require_http_methods(["GET", "HEAD", "POST"])
def all_(request: HttpRequest, seat: Seat, round: str) -> HttpResponse:
    """Show every question on one page, or keep what was written there."""
    found = asking(seat, round)
    if request.method == "POST":
        return _keep(request, seat, found)
    if not is_open(found):
        return closed(request, seat, found)
    page = pages.all_page(seat, found, secret_of(request, seat))
    return render(request, "rounds/all.html", {"page": page, "form": rows.shown(page)})


@member
@require_http_methods(["GET", "HEAD", "POST"])
def one(request: HttpRequest, seat: Seat, round: str, question: str) -> HttpResponse:
    """Show one question, or keep what was written there."""
    found = with_question(asking(seat, round), question)
    if request.method == "POST":
        return _keep(request, seat, found, question)
    if not is_open(found):
        return closed(request, seat, found)
    page = pages.one_page(seat, found, secret_of(request, seat), question)
    return render(request, "rounds/one.html", {"page": page, "form": rows.shown(page)})


def with_question(round: Round, question: str) -> Round:
    """Return the round, if it asks this question."""
    if question not in _questions(round):
        raise Http404
    return round


def _questions(round: Round) -> Sequence[str]:
    return round.question_ids


def _keep(request: HttpRequest, seat: Seat, round: Round, question: str = "") -> HttpResponse:
    """Keep what came, and go where the button leads; or show again what waits to be put right or chosen."""
    pressed = request.POST.get("not-now", "")
    sent = forms.read(request.POST, [question] if question else _questions(round), round, not_now=pressed)
    kept = commands.keep(seat=seat, secret=secret_of(request, seat), round=round, typed=sent.typed)
    if sent.wrong or sent.undecided or kept.clashing or kept.sent:
        return _again(request, seat, round, question, sent, kept)
    if not is_open(round):
        return redirect("rounds:begin", seat.partnership.ref, round.ref)
    return HttpResponseRedirect(_onward(request, seat, round, question))


def _again(
    request: HttpRequest, seat: Seat, round: Round, question: str, sent: forms.Sent, kept: commands.Kept
) -> HttpResponse:
    secret = secret_of(request, seat)
    page = pages.one_page(seat, round, secret, question) if question else pages.all_page(seat, round, secret)
    refused = (*kept.clashing, *kept.sent)
    form = rows.shown(page, sent=sent, refused=refused)
    status = 409 if refused else 422
    return render(request, f"rounds/{'one' if question else 'all'}.html", {"page": page, "form": form}, status=status)


def _onward(request: HttpRequest, seat: Seat, round: Round, question: str) -> str:
    """Return the address that the button leads to, once all that was typed is kept."""
    here, go = (seat.partnership.ref, round.ref), request.POST.get("go", "")
    if go == "leave":
        return reverse("journey:home", args=[seat.partnership.ref])
    if go in ("all", "check"):
        return reverse("rounds:all" if go == "all" else "rounds:review", args=here)
    if go in _questions(round):
        return reverse("rounds:one", args=[*here, go])
    if question and not (go or request.POST.get("not-now")):
        return reverse("rounds:one", args=[*here, question])
    if not question and go != "on":
        return reverse("rounds:all", args=here) + f"#{request.POST.get('not-now', '')}"
    asked = _questions(round)
    after = asked[asked.index(question) + 1 :] if question and "check" not in request.GET else []
    return reverse("rounds:one", args=[*here, after[0]]) if after else reverse("rounds:review", args=here)


@member
@require_POST
def keep(request: HttpRequest, seat: Seat, round: str, question: str) -> HttpResponse:
    """Keep one answer by itself, for the behaviour `keep`, whose contract stands at the top of its file."""
    found = with_question(asking(seat, round), question)
    sent = forms.read(request.POST, [question], found, untouched=True)
    for wrong in sent.wrong.values():
        return JsonResponse({"error": wrong.sentence}, status=422)
    kept = commands.keep(seat=seat, secret=secret_of(request, seat), round=found, typed=sent.typed)
    if kept.sent:
        return JsonResponse({"error": _("Not kept: this one was sent without your name.")}, status=422)
    if question not in kept.versions:
        return JsonResponse({"error": _("Other words stand here.")}, status=409)
    told = {} if is_open(found) else {"kept": _("Kept, for you alone: answers have closed, so this goes nowhere.")}
    return JsonResponse({"version": kept.versions[question], **told})
