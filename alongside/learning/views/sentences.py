"""One sentence of the group's: its words and kind, its place, made one with another, taken off and put back."""

from __future__ import annotations

import re

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from alongside.learning import commands, forms, pages
from alongside.learning.models import Gathering, Insight
from alongside.partnerships.seats import Seat
from alongside.partnerships.texts import Conflict
from alongside.web.clock import now
from alongside.web.converters import Ref
from alongside.web.doors import member


@member
@require_http_methods(["GET", "HEAD", "POST"])
def sentence(request: HttpRequest, seat: Seat, sentence: str) -> HttpResponse:
    """Show a sentence to change, or keep it; where somebody else has changed it, show both."""
    found = _found(seat, sentence)
    if not _stands(found):
        return _gone(request, seat, found)
    form = forms.SentenceForm(request.POST if request.method == "POST" else None, initial=_now(found))
    if not form.is_valid():
        page = pages.sentence_page(seat, found)
        status = 422 if form.is_bound else 200
        return render(request, "learning/sentence.html", {"page": page, "form": form}, status=status)
    seen, says = form.cleaned_data["seen"], form.says()
    try:
        commands.keep_sentence(seat=seat, insight=found, seen=seen, says=says, at=now())
    except commands.TakenOff:
        return _gone(request, seat, found)
    except Conflict:
        page = pages.sentence_page(seat, found, clash=True)
        return render(request, "learning/sentence.html", {"page": page, "form": form}, status=409)
    messages.success(request, _("Kept."))
    return _back(seat, found)


@member
@require_POST
def place(request: HttpRequest, seat: Seat, sentence: str) -> HttpResponse:
    """Put a sentence at another place in the list."""
    found, form = _found(seat, sentence), forms.PlaceForm(request.POST)
    if form.is_valid() and _stands(found):
        at = commands.place_sentence(seat=seat, insight=found, to=form.cleaned_data["to"], at=now())
        messages.success(request, _("It stands at %(at)d now.") % {"at": at})
    return _back(seat, found)


@member
@require_http_methods(["GET", "HEAD", "POST"])
def merge(request: HttpRequest, seat: Seat, sentence: str) -> HttpResponse:
    """Show the words of two sentences together, or make one of them."""
    found = _found(seat, sentence)
    into = _other(seat, found, request.GET.get("with", ""))
    form = forms.MergeForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        said = form.cleaned_data
        try:
            commands.merge(
                seat=seat,
                insight=found,
                seen=said["seen"],
                into=into,
                into_seen=said["into_seen"],
                says=form.says(),
                at=now(),
            )
        except Conflict:
            return _merging(request, seat, found, into, form)
        except commands.TakenOff:
            return _gone(request, seat, found)
        messages.success(request, _("The two are one now. You can take that back below."))
        return _back(seat, into)
    if not (_stands(found) and _stands(into)):
        return _gone(request, seat, found)
    return _merging(request, seat, found, into, form)


def _merging(request: HttpRequest, seat: Seat, one: Insight, into: Insight, form: forms.MergeForm) -> HttpResponse:
    changed = form.is_bound and form.is_valid()
    page = pages.merge_page(seat, _found(seat, one.ref), _found(seat, into.ref), changed=changed)
    if not form.is_bound:
        form = forms.MergeForm(initial={"words": page.words, "mark": page.into.mark, "other": page.other})
    status = 409 if changed else 422 if form.is_bound else 200
    return render(request, "learning/merge.html", {"page": page, "form": form}, status=status)


@member
@require_POST
def take_off(request: HttpRequest, seat: Seat, sentence: str) -> HttpResponse:
    """Take a sentence off; what lay under it is not gathered any more."""
    found = _found(seat, sentence)
    commands.take_off(seat=seat, insight=found, at=now())
    messages.success(request, _("Taken off. You can put it back below."))
    return _to(seat, found.gathering, "off")


@member
@require_POST
def put_back(request: HttpRequest, seat: Seat, sentence: str) -> HttpResponse:
    """Let a sentence stand again."""
    found = _found(seat, sentence)
    commands.put_back(seat=seat, insight=found, at=now())
    messages.success(request, _("It is back."))
    return _back(seat, found)


def _found(seat: Seat, ref: str) -> Insight:
    return get_object_or_404(Insight.objects.within(seat).select_related("gathering"), ref=ref)


def _other(seat: Seat, one: Insight, ref: str) -> Insight:
    """Return another sentence of the same gathering: the one that is named, or the first that stands."""
    others = Insight.objects.within(seat).filter(gathering=one.gathering_id).exclude(pk=one.pk)
    if ref and not re.fullmatch(Ref.regex, ref):
        raise Http404
    found = others.filter(ref=ref) if ref else others.now()
    return get_object_or_404(found.select_related("gathering")[:1])


def _stands(insight: Insight) -> bool:
    return Insight.objects.now().filter(pk=insight.pk).exists()


def _now(insight: Insight) -> dict[str, str]:
    return {"words": insight.words, "mark": insight.mark, "other": insight.other}


def _gone(request: HttpRequest, seat: Seat, insight: Insight) -> HttpResponse:
    """Lead to where a sentence that does not stand can be put back."""
    messages.info(request, _("That sentence was taken off, or made one with another. You can put it back below."))
    return _to(seat, insight.gathering, "off")


def _back(seat: Seat, insight: Insight) -> HttpResponse:
    return _to(seat, insight.gathering, insight.ref)


def _to(seat: Seat, gathering: Gathering, where: str) -> HttpResponse:
    address = reverse("learning:making", args=[seat.partnership.ref, gathering.ref])
    return redirect(f"{address}#{where}")
