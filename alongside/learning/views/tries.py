"""What we said we would try: all of it, and what came of each."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alongside.learning import commands, forms, pages
from alongside.learning.models import Action, Outcome
from alongside.learning.views.pressing import key_of, source_in
from alongside.partnerships.seats import Seat
from alongside.partnerships.texts import Conflict
from alongside.people.secrets import new_secret
from alongside.web.clock import now, today
from alongside.web.doors import member

FURTHEST = 10_000


@member
@require_safe
def tries(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Show what we said we would try: what waits, what happened, what was let go; or all that came from one thing."""
    source = source_in(request, seat, (pages.SENTENCE, pages.AGREEMENT))
    which, number = request.GET.get("show", pages.ALL if source else pages.OPEN), request.GET.get("page", "1")
    if which not in pages.WHICH or not (number.isdecimal() and 1 <= int(number[:6]) <= FURTHEST):
        raise Http404
    mine = "mine" in request.GET
    page = pages.tries_page(seat, today=today(), which=which, mine=mine, source=source, page=int(number[:6]))
    return render(request, "learning/tries.html", {"page": page})


@member
@require_http_methods(["GET", "HEAD", "POST"])
def outcome(request: HttpRequest, seat: Seat, action: str) -> HttpResponse:
    """Show one thing we said we would try, and ask what came of it; or keep that."""
    found = get_object_or_404(_with_sources(seat), ref=action)
    page = pages.try_page(seat, found, key=new_secret())
    form = _form(request, found, page)
    if not form.is_valid():
        status = 422 if form.is_bound else 200
        return render(request, "learning/outcome.html", {"page": page, "form": form}, status=status)
    key = key_of(form.cleaned_data["key"] or "")
    try:
        commands.record_outcome(seat=seat, action=found, told=form.told(), at=now(), key=key, instead=form.changed())
    except Conflict:
        again = pages.try_page(seat, get_object_or_404(_with_sources(seat), pk=found.pk), key=new_secret())
        both = {"page": again, "form": _form(request, found, again, anew=True), "other": again.stood[0]}
        return render(request, "learning/outcome.html", both, status=409)
    messages.success(request, _("Kept."))
    return redirect("learning:outcome", seat.partnership.ref, found.ref)


def _with_sources(seat: Seat) -> QuerySet[Action]:
    return Action.objects.within(seat).select_related("insight", "agreement", "grew_from")


def _form(
    request: HttpRequest, action: Action, page: pages.TryPage, *, anew: bool = False
) -> forms.CameForm | forms.HelpedForm:
    """What is asked: whether it helped, if it happened some time ago; else what came of it.

    `anew`: others changed it meanwhile; what was typed stands on what they wrote, which is shown beside it.
    """
    sent = request.POST if request.method == "POST" else None
    if page.asks_helped and not (sent and "happened" in sent):
        return forms.HelpedForm(sent, initial={"key": page.key})
    before = {each.version: commands.plan_of(each) for each in action.versions.all()} if sent else {}
    due = page.tried.due if page.tried.due and page.tried.due >= today() else None  # a day that is past is not offered
    first = {"key": page.key, "seen": page.version, "instead": page.tried.what, "due": due}
    if anew and sent:
        typed = {name: sent.get(name, "") for name in forms.CameForm.base_fields}
        return forms.CameForm(today=today(), before={}, initial={**typed, "seen": page.version, "key": page.key})
    return forms.CameForm(sent, today=today(), before=before, initial=first)


@member
@require_POST
def undo(request: HttpRequest, seat: Seat, action: str) -> HttpResponse:
    """Take back what was said to have come of one thing we tried."""
    found = get_object_or_404(Action.objects.within(seat), ref=action)
    undo_one(request, seat, Action.objects.within(seat).filter(pk=found.pk))
    messages.success(request, _("Taken back."))
    return redirect("learning:outcome", seat.partnership.ref, found.ref)


def undo_one(request: HttpRequest, seat: Seat, actions: QuerySet[Action]) -> None:
    """Take back what was said of one of `actions`, if that is asked."""
    number = request.POST.get("undo", "")
    if number.isascii() and number.isdecimal() and len(number) < 19:
        for outcome in Outcome.objects.filter(action__in=actions, pk=int(number)).select_related("action"):
            commands.undo_outcome(seat=seat, outcome=outcome, at=now())
