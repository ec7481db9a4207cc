"""Making sense of what was said: begin, the page, move what was said, write a sentence, and the note for others."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alongside.framework.loading import the_edition
from alongside.framework.shapes import UnknownQuestion
from alongside.learning import commands, forms, pages
from alongside.learning.models import Gathering, Insight
from alongside.learning.views.pressing import key_of
from alongside.learning.views.talks import opened_round
from alongside.partnerships.seats import Seat
from alongside.people.secrets import new_secret
from alongside.web.clock import now, today
from alongside.web.doors import member


@member
@require_POST
def gather(request: HttpRequest, seat: Seat, question: str) -> HttpResponse:
    """Begin to make sense of a question, from a round if one is named; or go on with what is begun."""
    try:
        the_edition().question(question)
    except UnknownQuestion as unknown:
        raise Http404 from unknown
    round = opened_round(seat, question, request.POST.get("round", ""))
    begun = commands.begin_gathering(seat=seat, question=question, round=round, at=now())
    return redirect("learning:making", seat.partnership.ref, begun.ref)


@member
@require_safe
def making(request: HttpRequest, seat: Seat, making: str) -> HttpResponse:
    """Show what a group makes of what was said."""
    page = pages.making_page(seat, _found(seat, making), key=new_secret())
    return render(request, "learning/making.html", {"page": page})


@member
@require_POST
def move(request: HttpRequest, seat: Seat, making: str) -> HttpResponse:
    """Move what was said; where somebody else was quicker, say where it lies now, and ask."""
    found = _found(seat, making)
    standing = Insight.objects.filter(gathering=found).select_related("gathering")
    form = forms.MoveForm(request.POST, sentences={each.ref: each for each in standing})
    if not form.is_valid():
        return _again(
            request, seat, found, " ".join(str(each) for errors in form.errors.values() for each in errors), status=422
        )
    said = form.cleaned_data
    try:
        moved = commands.move(
            seat=seat,
            gathering=found,
            picked=form.picked,
            out_of=said["out_of"],
            to=said["to"],
            also=said["also"],
            key=key_of(request.POST.get("key", "")),
            at=now(),
        )
    except commands.Gone:
        return _again(request, seat, found, _("What you moved, or where to, is not here any more."), status=409)
    if moved.clashing:
        page = pages.making_page(seat, found, key=new_secret(), clashing=moved.clashing, to=moved.to)
        return render(request, "learning/making.html", {"page": page}, status=409)
    return _moved(request, seat, found, form, moved)


def _moved(
    request: HttpRequest, seat: Seat, gathering: Gathering, form: forms.MoveForm, moved: commands.Moved
) -> HttpResponse:
    """Lead back to where it lies now, or to the new sentence, and say what others moved meanwhile."""
    others = pages.moved_by_others(seat, gathering, loaded=form.cleaned_data["loaded"])
    if form.cleaned_data["to"] == commands.Place.NEW and isinstance(moved.to, Insight):
        messages.success(request, _("Moved to a new sentence. What does it say?"))
        return redirect("learning:sentence", seat.partnership.ref, moved.to.ref)
    messages.success(request, _("Moved. Now here: %(where)s") % {"where": pages.name_of(moved.to)})
    if others:
        meanwhile = ngettext(
            "%(many)d thing was moved by others meanwhile.", "%(many)d things were moved by others meanwhile.", others
        )
        messages.info(request, meanwhile % {"many": others})
    where = moved.to.ref if isinstance(moved.to, Insight) else moved.to.value
    address = reverse("learning:making", args=[seat.partnership.ref, gathering.ref])
    return redirect(f"{address}#{where}-{form.picked[0].id}")


def _again(request: HttpRequest, seat: Seat, gathering: Gathering, wrong: str, *, status: int) -> HttpResponse:
    page = pages.making_page(seat, gathering, key=new_secret(), wrong=wrong)
    return render(request, "learning/making.html", {"page": page}, status=status)


@member
@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest, seat: Seat, making: str) -> HttpResponse:
    """Ask for a sentence of the group's, or keep it."""
    found = _found(seat, making)
    form = forms.SentenceForm(request.POST if request.method == "POST" else None, initial={"mark": "make"})
    if not form.is_valid():
        page = pages.write_page(seat, found, key=new_secret())
        status = 422 if form.is_bound else 200
        return render(request, "learning/write.html", {"page": page, "form": form}, status=status)
    key = key_of(request.POST.get("key", ""))
    made = commands.write_sentence(seat=seat, gathering=found, says=form.says(), key=key, at=now())
    messages.success(request, _("Kept."))
    address = reverse("learning:making", args=[seat.partnership.ref, found.ref])
    return redirect(f"{address}#{made.ref}")


@member
@require_safe
def note(request: HttpRequest, seat: Seat, making: str) -> HttpResponse:
    """Show the note for others, to print and to copy."""
    page = pages.note_page(seat, _found(seat, making), today=today())
    return render(request, "learning/note.html", {"page": page})


def _found(seat: Seat, ref: str) -> Gathering:
    return get_object_or_404(Gathering.objects.within(seat), ref=ref)
