"""Proposing words for an agreement, and changing them until they are settled."""

from __future__ import annotations

import re
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from alongside.agreements import commands
from alongside.agreements.forms.proposing import AmendForm, ProposeForm
from alongside.agreements.models import Agreement, Kind, Proposal
from alongside.agreements.pages import proposing as pages
from alongside.agreements.sentences import sentence_of
from alongside.framework.agreements import AgreementKind, UnknownKind, the_kind
from alongside.framework.loading import the_edition
from alongside.framework.shapes import UnknownQuestion
from alongside.partnerships.seats import Seat
from alongside.partnerships.texts import Conflict
from alongside.web.clock import now, today
from alongside.web.converters import Ref
from alongside.web.doors import member

ANY = ["GET", "HEAD", "POST"]


@member
@require_http_methods(ANY)
def propose(request: HttpRequest, seat: Seat, matter: str) -> HttpResponse:
    """Ask for words, or propose them. `?question=` is what they answer, `?from=` the sentence they grow from.

    `?again=` is an agreement that is to say something else; `?begin=ours` fills in words of ours to begin from.
    """
    what, again = _kind(matter), _again(request, seat, matter)
    if what.id == Kind.WHERE and again is None and not request.GET.get("question"):
        return render(request, "agreements/which_question.html", {"page": pages.which_question(seat)})
    question = again.question if again else _question(request, what)
    again = again or pages.the_one(seat, what, question)
    if again and request.method != "POST" and (heard_now := pages.heard_now(again)):
        messages.info(request, _("Words for this are proposed already. You can change them here."))
        return redirect("agreements:proposal", seat.partnership.ref, again.ref, heard_now)
    ref, begins = request.GET.get("from", "")[:12], request.GET.get("begin") == "ours"
    sentence = sentence_of(seat, ref)
    words = sentence.words if sentence else pages.said_at(seat, what, question)
    initial = pages.fresh(what, begins=begins, words=words, today=today())
    if again and not sentence:
        initial |= {name: said for name, said in pages.as_it_stands(seat, again).items() if name != "look_again"}
    form = ProposeForm(request.POST if request.method == "POST" else None, kind=what, on=today(), initial=initial)
    if not form.is_valid():
        page = pages.propose_page(seat, what, question, begins=begins, stands=again is not None)
        status = 422 if form.is_bound else 200
        return render(request, "agreements/propose.html", {"page": page, "form": form}, status=status)
    more = {"question": question, "sentence": ref if sentence else "", "again": again}
    return _proposed(request, seat, matter, form, more)


def _proposed(request: HttpRequest, seat: Seat, kind: str, form: ProposeForm, more: dict[str, Any]) -> HttpResponse:
    """Propose; where words for the same are being heard, lead there, with what was typed."""
    key = form.cleaned_data["key"]
    try:
        made = commands.propose(seat=seat, kind=kind, wording=form.wording(), key=key, at=now(), **more)
    except commands.HeardNow as there:
        return _shown_beside(request, seat, there.proposal, form)
    messages.success(request, _("Proposed. Everybody here can say something to it now."))
    return redirect("agreements:proposal", seat.partnership.ref, made.agreement.ref, made.number)


def _shown_beside(request: HttpRequest, seat: Seat, proposal: Proposal, form: ProposeForm) -> HttpResponse:
    """Show what was typed beside words for the same that are being heard, to choose from."""
    typed = {"title": proposal.title, **form.cleaned_data}
    return _both(request, seat, proposal, typed)


def _both(request: HttpRequest, seat: Seat, proposal: Proposal, typed: dict[str, Any]) -> HttpResponse:
    page = pages.amend_page(seat, proposal, typed)
    theirs = pages.as_proposed(proposal)
    again = AmendForm(kind=page.kind, on=today(), theirs=theirs, initial={**theirs, **typed, "seen": proposal.version})
    return render(request, "agreements/propose.html", {"page": page, "form": again}, status=409)


def _kind(kind: str) -> AgreementKind:
    try:
        return the_kind(kind)
    except UnknownKind as unknown:
        raise Http404 from unknown


def _again(request: HttpRequest, seat: Seat, kind: str) -> Agreement | None:
    """Return the agreement that is to say something else, if one is named. Raises Http404 where there is none."""
    ref = request.GET.get("again", "")
    if not ref:
        return None
    if not re.fullmatch(Ref.regex, ref):
        raise Http404
    return get_object_or_404(Agreement.objects.within(seat), ref=ref, kind=kind)


def _question(request: HttpRequest, kind: AgreementKind) -> str:
    """Return which question the words answer. Raises Http404 where it is none."""
    named = request.GET.get("question", "")
    if not named:
        return kind.question
    try:
        return the_edition().question(named).id
    except UnknownQuestion as unknown:
        raise Http404 from unknown


def found(seat: Seat, agreement: str, number: int) -> Proposal:
    """Return one proposal. Raises Http404 where there is none."""
    related = Proposal.objects.within(seat).select_related("agreement__partnership", "by")
    return get_object_or_404(related, agreement__ref=agreement, number=number)


@member
@require_http_methods(ANY)
def amend(request: HttpRequest, seat: Seat, agreement: str, number: int) -> HttpResponse:
    """Show the words of a proposal to be changed, or keep what was changed; where somebody was quicker, show both."""
    proposal = found(seat, agreement, number)
    if commands.is_settled(proposal):
        messages.info(request, _("It is settled, so its words stay. You can propose others."))
        return redirect("agreements:proposal", seat.partnership.ref, agreement, number)
    page, theirs = pages.amend_page(seat, proposal), pages.as_proposed(proposal)
    initial = {**theirs, "seen": proposal.version}
    data = request.POST if request.method == "POST" else None
    form = AmendForm(data, kind=page.kind, on=today(), theirs=theirs, initial=initial)
    if not form.is_valid():
        status = 422 if form.is_bound else 200
        return render(request, "agreements/propose.html", {"page": page, "form": form}, status=status)
    return _amended(request, seat, proposal, form)


def _amended(request: HttpRequest, seat: Seat, proposal: Proposal, form: AmendForm) -> HttpResponse:
    seen = form.cleaned_data["seen"]
    try:
        commands.amend(seat=seat, proposal=proposal, seen=seen, wording=form.wording(), at=now())
    except Conflict:
        return _both(request, seat, proposal, form.cleaned_data | {"title": form.wording().title})
    except commands.TooLate:
        messages.info(request, _("It was settled meanwhile, so its words stay. You can propose others."))
    else:
        messages.success(request, _("Kept. What was said before stands to the earlier words."))
    return redirect("agreements:proposal", seat.partnership.ref, proposal.agreement.ref, proposal.number)
