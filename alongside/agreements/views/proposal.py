"""A proposal: reading it, saying something to it, and asking what it means."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from alongside.agreements import commands
from alongside.agreements.forms.proposal import ClarifyForm, SayForm
from alongside.agreements.models import Clarifying, Proposal
from alongside.agreements.pages.proposal import ProposalPage, proposal_page
from alongside.agreements.views.proposing import found
from alongside.partnerships.seats import Seat
from alongside.web.clock import now, today
from alongside.web.doors import member

LONGEST = 18


@member
@require_safe
def proposal(request: HttpRequest, seat: Seat, agreement: str, number: int) -> HttpResponse:
    """Show a proposal."""
    return shown(request, seat, found(seat, agreement, number))


def shown(
    request: HttpRequest,
    seat: Seat,
    proposal: Proposal,
    *,
    form: SayForm | None = None,
    clarify: ClarifyForm | None = None,
    sentence: str = "",
    status: int = 200,
) -> HttpResponse:
    """Show a proposal, with what was typed and is not kept; `sentence` says why something was not done."""
    page = proposal_page(seat, proposal, at=now())
    context = {
        "page": page,
        "form": form or SayForm(on=today(), initial=_said(page)),
        "clarify": clarify or ClarifyForm(auto_id="ask_%s"),
        "sentence": sentence,
        "mast_current": "agreements",
    }
    return render(request, "agreements/proposal.html", context, status=status)


def _said(page: ProposalPage) -> dict[str, object]:
    mine = page.mine_now
    said = {"says": mine.says, "words": mine.words, "back_by": mine.back_by} if mine else {}
    return {"seen": page.version, **said}


def there(seat: Seat, proposal: Proposal) -> HttpResponse:
    """Lead to a proposal."""
    return redirect("agreements:proposal", seat.partnership.ref, proposal.agreement.ref, proposal.number)


@member
@require_POST
def say(request: HttpRequest, seat: Seat, agreement: str, number: int) -> HttpResponse:
    """Say something to a proposal; where its words changed meanwhile, show the new ones, with what was typed."""
    proposal = found(seat, agreement, number)
    form = SayForm(request.POST, on=today())
    if not form.is_valid():
        return shown(request, seat, proposal, form=form, status=422)
    seen, key = form.cleaned_data["seen"], form.cleaned_data["key"]
    try:
        commands.say(seat=seat, proposal=proposal, seen=seen, word=form.word(), key=key, at=now())
    except commands.TooLate:
        messages.info(request, _("Nothing was kept: it was settled meanwhile."))
    except commands.OtherWords:
        again = SayForm(on=today(), initial={**form.cleaned_data, "seen": proposal.version})
        return shown(request, seat, proposal, form=again, sentence=changed_meanwhile(), status=409)
    else:
        messages.success(request, _("Kept, with your name. You can change it until this is settled."))
    return there(seat, proposal)


def changed_meanwhile() -> str:
    """Return why nothing was done where others stand than were seen."""
    return _("Nothing was done: the words were changed meanwhile. Here they are as they stand now.")


@member
@require_POST
def ask(request: HttpRequest, seat: Seat, agreement: str, number: int) -> HttpResponse:
    """Ask what something means, or (with `to`) say something to what was asked."""
    proposal = found(seat, agreement, number)
    to, form = _to(proposal, request.POST.get("to", "")), ClarifyForm(request.POST, auto_id="ask_%s")
    if not form.is_valid():
        return shown(request, seat, proposal, clarify=form, status=422)
    words, key = form.cleaned_data["words"], form.cleaned_data["key"]
    if to:
        commands.answer(seat=seat, to=to, words=words, key=key, at=now())
    else:
        commands.ask(seat=seat, proposal=proposal, words=words, key=key, at=now())
    messages.success(request, _("Kept. Everybody here can read it."))
    return there(seat, proposal)


def _to(proposal: Proposal, number: str) -> Clarifying | None:
    """Return the question of this proposal that is answered. Raises Http404 where it is none."""
    if not number:
        return None
    if not (number.isascii() and number.isdecimal() and len(number) <= LONGEST):
        raise Http404
    return get_object_or_404(Clarifying.objects.filter(proposal=proposal, answers=None), pk=int(number))
