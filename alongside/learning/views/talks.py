"""Talks: begin one, its page, and one line kept by itself."""

from __future__ import annotations

import re
from random import SystemRandom

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from alongside.framework.loading import the_edition
from alongside.framework.shapes import UnknownQuestion
from alongside.learning import commands, forms, pages
from alongside.learning.models import Action, LineKind, Talk
from alongside.learning.views.pressing import key_of
from alongside.learning.views.tries import undo_one
from alongside.partnerships.seats import Seat
from alongside.partnerships.texts import Conflict
from alongside.people.secrets import new_secret
from alongside.rounds.models import Round
from alongside.web.clock import now, today
from alongside.web.converters import Ref
from alongside.web.doors import member


@member
@require_http_methods(["GET", "HEAD", "POST"])
def suggest(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Suggest one question, another than `?not=`; or, pressed, begin with one."""
    other_than = request.GET.get("not", "")
    page = pages.suggest_page(seat, rng=SystemRandom(), key=new_secret(), other_than=other_than)
    if request.method == "POST":
        return _begin(request, seat, page.question.id)
    return render(request, "learning/suggest.html", {"page": page})


@member
@require_POST
def begin(request: HttpRequest, seat: Seat, question: str) -> HttpResponse:
    """Begin a talk about a question, from what was said in a round if one is named; or go on with the one begun."""
    try:
        the_edition().question(question)
    except UnknownQuestion as unknown:
        raise Http404 from unknown
    return _begin(request, seat, question, round=opened_round(seat, question, request.POST.get("round", "")))


def _begin(request: HttpRequest, seat: Seat, question: str, *, round: Round | None = None) -> HttpResponse:
    key = key_of(request.POST.get("key", ""))
    talk = commands.begin_talk(seat=seat, question=question, on=today(), at=now(), key=key, round=round)
    return redirect("learning:talk", seat.partnership.ref, talk.ref)


def opened_round(seat: Seat, question: str, ref: str) -> Round | None:
    """Return the round that a talk is begun from, if one is named; it was opened, and asked this question."""
    if not ref:
        return None
    if not re.fullmatch(Ref.regex, ref):
        raise Http404
    return get_object_or_404(Round.objects.within(seat).opened(), ref=ref, questions__question=question)


@member
@require_http_methods(["GET", "HEAD", "POST"])
def talk(request: HttpRequest, seat: Seat, talk: str) -> HttpResponse:
    """Show a talk; or keep all that is on its page and then, if asked, make the page of it, or put it away."""
    found = get_object_or_404(Talk.objects.within(seat), ref=talk)
    if request.method != "POST":
        page = pages.talk_page(seat, found, key=new_secret())
        return render(request, "learning/talk.html", {"page": page, "form": forms.shown(page)})
    sent = _sent(request, found)
    clashing = commands.keep(seat=seat, talk=found, lines=sent.lines, at=now())
    wrong = _keep_beside(request, seat, found, sent)
    if clashing or sent.undecided or sent.wrong or wrong:
        return _again(request, seat, found, sent=sent, clashing=clashing)
    return _pressed(request, seat, found)


def _sent(request: HttpRequest, talk: Talk) -> forms.Sent:
    return forms.Sent(request.POST, on=talk.on, beside=_beside(talk))


def _beside(talk: Talk) -> forms.Beside:
    """What the lines of a talk are read beside; what stands there is only asked for where something hangs on it."""
    return forms.Beside(today(), lambda: {kind: now.words for kind, now in pages.lines_now(talk).items()})


def _keep_beside(request: HttpRequest, seat: Seat, talk: Talk, sent: forms.Sent) -> bool:
    """Keep what was said of tries, take back what is to be taken back; and say whether something there is wrong."""
    told = {ref: form for ref, form in sent.came.items() if form.was_sent}
    for action in Action.objects.within(seat).filter(ref__in=told):
        form = told[action.ref]
        if form.is_valid():
            key = key_of(form.cleaned_data["key"] or "")
            commands.record_outcome(seat=seat, action=action, told=form.told(), at=now(), key=key)
    undo_one(request, seat, Action.objects.within(seat))
    if request.POST.get("start") == LineKind.STANDING:
        commands.start_from_what_stands(seat=seat, talk=talk, at=now())
    return any(not form.is_valid() for form in told.values())


def _again(
    request: HttpRequest,
    seat: Seat,
    talk: Talk,
    *,
    sent: forms.Sent,
    clashing: tuple[commands.Typed, ...] = (),
    sentence: str = "",
) -> HttpResponse:
    page = pages.talk_page(seat, talk, key=new_secret(), also=[*sent.came])
    form = forms.shown(page, sent=sent, clashing=clashing, sentence=sentence)
    status = 409 if clashing else 422
    return render(request, "learning/talk.html", {"page": page, "form": form}, status=status)


def _finish(request: HttpRequest, seat: Seat, talk: Talk) -> HttpResponse:
    try:
        commands.finish_talk(seat=seat, talk=talk, at=now())
    except commands.NothingWritten:
        sentence = _("Write something on at least one line. Then a page can be made of it.")
        return _again(request, seat, talk, sent=_sent(request, talk), sentence=sentence)
    return redirect("passing_on:done", seat.partnership.ref, talk.ref)


def _pressed(request: HttpRequest, seat: Seat, talk: Talk) -> HttpResponse:
    """Do what the button asks for, once all that was typed is kept."""
    if "finish" in request.POST:
        return _finish(request, seat, talk)
    if "put-away" in request.POST:
        commands.put_away(seat=seat, talk=talk, at=now())
        messages.success(request, _("Put away. Its lines stay; you find them here."))
        return redirect("journey:question", seat.partnership.ref, talk.question)
    if "take-up" in request.POST:
        commands.take_up(seat=seat, talk=talk, at=now())
        messages.success(request, _("Taken up again."))
        return redirect("learning:talk", seat.partnership.ref, talk.ref)
    return _stay(request, seat, talk)


def _stay(request: HttpRequest, seat: Seat, talk: Talk) -> HttpResponse:
    messages.success(request, _("Kept."))
    return redirect("learning:talk", seat.partnership.ref, talk.ref)


@member
@require_POST
def line(request: HttpRequest, seat: Seat, talk: str, kind: str) -> HttpResponse:
    """Keep one line by itself, for the behaviour `keep`, whose contract stands at the top of its file."""
    found = get_object_or_404(Talk.objects.within(seat), ref=talk)
    if kind not in forms.FORMS:
        raise Http404
    form = forms.FORMS[kind](request.POST, on=found.on, beside=_beside(found))
    if not form.is_valid():
        sentence = " ".join(str(error) for errors in form.errors.values() for error in errors)
        return JsonResponse({"error": sentence}, status=422)
    try:
        kept = commands.keep_typed(seat=seat, talk=found, typed=form.typed(), at=now())
    except Conflict:
        return JsonResponse({"error": _("Somebody else has changed this line.")}, status=409)
    return JsonResponse({"version": kept.version})
