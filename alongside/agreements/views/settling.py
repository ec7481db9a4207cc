"""Hearing a proposal in a room or online, settling it, and undoing either."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from alongside.agreements import commands
from alongside.agreements.forms.proposal import DecideForm, LeaveOpenForm, OnlineForm, RoomForm, Seen
from alongside.agreements.models import How, Proposal
from alongside.agreements.pages.proposal import noted_before, room_page, settle_page
from alongside.agreements.permissions import may_withdraw
from alongside.agreements.views.proposal import changed_meanwhile, shown, there
from alongside.agreements.views.proposing import found
from alongside.partnerships.models import Membership
from alongside.partnerships.seats import Seat
from alongside.web.clock import now, today
from alongside.web.doors import member, organiser

ANY = ["GET", "HEAD", "POST"]


def _settled_meanwhile(request: HttpRequest, seat: Seat, proposal: Proposal) -> HttpResponse:
    messages.info(request, _("Nothing was done: it is settled."))
    return there(seat, proposal)


@organiser
@require_http_methods(ANY)
def in_the_room(request: HttpRequest, seat: Seat, agreement: str, number: int) -> HttpResponse:
    """Ask who was in the room where it was agreed, or note it."""
    proposal = found(seat, agreement, number)
    if commands.is_settled(proposal):
        return _settled_meanwhile(request, seat, proposal)
    people = list(Membership.objects.within(seat).here())
    data = request.POST if request.method == "POST" else None
    initial = {"seen": proposal.version, "on": today(), **noted_before(proposal)}
    form = RoomForm(data, on=today(), people=people, initial=initial)
    if not form.is_valid():
        page = room_page(seat, proposal, until=today() + commands.FOR_THE_ABSENT)
        status = 422 if form.is_bound else 200
        return render(request, "agreements/in_the_room.html", {"page": page, "form": form}, status=status)
    seen = form.cleaned_data["seen"]
    try:
        commands.agreed_in_the_room(seat=seat, proposal=proposal, seen=seen, room=form.room(), at=now())
    except commands.OtherWords:
        return shown(request, seat, proposal, sentence=changed_meanwhile(), status=409)
    except commands.TooLate:
        return _settled_meanwhile(request, seat, proposal)
    messages.success(request, _("Noted. Whoever was not there can say something now."))
    return there(seat, proposal)


@organiser
@require_POST
def undo_room(request: HttpRequest, seat: Seat, agreement: str, number: int) -> HttpResponse:
    """Undo that it was agreed in a room, and what was typed in with it."""
    proposal = found(seat, agreement, number)
    room = proposal.rooms.filter(version=proposal.version).order_by("-pk").first()
    if room is None:
        raise Http404
    try:
        done = commands.undo_room(seat=seat, room=room, at=now())
    except commands.TooLate:
        return _settled_meanwhile(request, seat, proposal)
    if done:
        messages.success(request, _("Undone, with what was typed in for people there. You can note it again."))
    else:
        messages.info(request, _("Nothing was done: it is undone already, or too long ago."))
    return there(seat, proposal)


@organiser
@require_http_methods(ANY)
def online(request: HttpRequest, seat: Seat, agreement: str, number: int) -> HttpResponse:
    """Ask until when everybody is to be asked, or ask them."""
    proposal = found(seat, agreement, number)
    if commands.is_settled(proposal):
        return _settled_meanwhile(request, seat, proposal)
    data = request.POST if request.method == "POST" else None
    initial = {"seen": proposal.version, "answer_by": proposal.answer_by}
    form = OnlineForm(data, on=today(), given=proposal.answer_by, initial=initial)
    if not form.is_valid():
        return _asked_more(request, seat, proposal, "", form)
    seen, day = form.cleaned_data["seen"], form.cleaned_data["answer_by"]
    try:
        commands.hear_online(seat=seat, proposal=proposal, seen=seen, answer_by=day, at=now())
    except commands.OtherWords:
        return shown(request, seat, proposal, sentence=changed_meanwhile(), status=409)
    except commands.NotYet as too_soon:
        form.add_error("answer_by", too_soon.why)
        return _asked_more(request, seat, proposal, "", form)
    except commands.TooLate:
        return _settled_meanwhile(request, seat, proposal)
    messages.success(request, _("Everybody is asked.") if day else _("Nobody is asked online any more."))
    return there(seat, proposal)


def _asked_more(request: HttpRequest, seat: Seat, proposal: Proposal, how: str, form: Seen) -> HttpResponse:
    page, status = settle_page(seat, proposal, how, at=now()), 422 if form.is_bound else 200
    return render(request, "agreements/settle.html", {"page": page, "form": form}, status=status)


def _settle(
    request: HttpRequest, seat: Seat, proposal: Proposal, form: Seen, how: str, sentence: str, **more: Any
) -> HttpResponse:
    seen = form.cleaned_data["seen"]
    try:
        commands.settle(seat=seat, proposal=proposal, seen=seen, how=how, at=now(), **more)
    except commands.OtherWords:
        return shown(request, seat, proposal, sentence=changed_meanwhile(), status=409)
    except commands.NotYet as not_yet:
        return shown(request, seat, proposal, sentence=not_yet.why, status=422)
    except commands.TooLate:
        return _settled_meanwhile(request, seat, proposal)
    messages.success(request, sentence)
    return there(seat, proposal)


@organiser
@require_POST
def adopt(request: HttpRequest, seat: Seat, agreement: str, number: int) -> HttpResponse:
    """Adopt a proposal, if it may be."""
    proposal, form = found(seat, agreement, number), Seen(request.POST)
    if not form.is_valid():
        return shown(request, seat, proposal, sentence=_("This page is too old. Here it is afresh."), status=422)
    return _settle(request, seat, proposal, form, How.ADOPTED, _("It is agreed. You can undo this for a week."))


@organiser
@require_http_methods(ANY)
def leave_open(request: HttpRequest, seat: Seat, agreement: str, number: int) -> HttpResponse:
    """Ask what is in the way, or leave it open."""
    proposal = found(seat, agreement, number)
    form = LeaveOpenForm(request.POST if request.method == "POST" else None, initial={"seen": proposal.version})
    if not form.is_valid():
        return _asked_more(request, seat, proposal, How.LEFT_OPEN, form)
    sentence = _("It is left open. You can take it up again on any day.")
    return _settle(request, seat, proposal, form, How.LEFT_OPEN, sentence, words=form.cleaned_data["words"])


@organiser
@require_http_methods(ANY)
def decide(request: HttpRequest, seat: Seat, agreement: str, number: int) -> HttpResponse:
    """Ask which meeting decided, or record it."""
    proposal = found(seat, agreement, number)
    initial = {"seen": proposal.version, "on": today()}
    form = DecideForm(request.POST if request.method == "POST" else None, on=today(), initial=initial)
    if not form.is_valid():
        return _asked_more(request, seat, proposal, How.DECIDED, form)
    said = {"words": form.cleaned_data["words"], "on": form.cleaned_data["on"]}
    return _settle(request, seat, proposal, form, How.DECIDED, _("Recorded. You can undo this for a week."), **said)


@member
@require_POST
def withdraw(request: HttpRequest, seat: Seat, agreement: str, number: int) -> HttpResponse:
    """Withdraw a proposal that is one's own; organisers, any."""
    proposal, form = found(seat, agreement, number), Seen(request.POST)
    if not may_withdraw(seat, proposal):
        raise Http404
    if not form.is_valid():
        return shown(request, seat, proposal, sentence=_("This page is too old. Here it is afresh."), status=422)
    return _settle(request, seat, proposal, form, How.WITHDRAWN, _("Withdrawn. You can undo this for a week."))


@member
@require_POST
def undo_settlement(request: HttpRequest, seat: Seat, agreement: str, number: int) -> HttpResponse:
    """Undo how a proposal was settled: it is being heard again."""
    proposal = found(seat, agreement, number)
    settled = proposal.settlements.order_by("-pk").first()
    if settled is None or not may_withdraw(seat, proposal):
        raise Http404
    settled = get_object_or_404(proposal.settlements.select_related("proposal__agreement"), pk=settled.pk)
    if commands.undo_settlement(seat=seat, settled=settled, at=now()):
        messages.success(request, _("Undone. It is being heard again."))
    else:
        messages.info(request, _("Nothing was done: it is undone already, too long ago, or not yours to undo."))
    return there(seat, proposal)
