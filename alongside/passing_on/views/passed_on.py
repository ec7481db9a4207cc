"""What was passed on: keeping a note of it, the list, changing a note, and what came back."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alongside.partnerships.seats import Seat
from alongside.partnerships.texts import Conflict
from alongside.passing_on import commands
from alongside.passing_on.forms import CameBackForm, KeepForm, NoteForm
from alongside.passing_on.models import CameBack, PassedOn
from alongside.passing_on.pages import passed_on as pages
from alongside.web.clock import now, today
from alongside.web.doors import member

FURTHEST = 10_000
GET_AND_POST = ["GET", "HEAD", "POST"]


@member
@require_safe
def passed_on(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Show what was passed on."""
    asked = request.GET.get("page", "1")
    if not (asked.isdecimal() and 1 <= int(asked[:6]) <= FURTHEST):
        raise Http404
    page = pages.list_page(seat, page=int(asked[:6]))
    return render(request, "passing_on/passed_on.html", {"page": page})


@member
@require_http_methods(GET_AND_POST)
def keep(request: HttpRequest, seat: Seat, what: str, of: str) -> HttpResponse:
    """Ask to whom something went, or keep a note of it and lead back to where it stands."""
    thing = pages.thing(seat, what, of)
    if thing is None:
        raise Http404
    form = KeepForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        status = 422 if form.is_bound else 200
        return render(request, "passing_on/keep.html", {"page": thing, "form": form}, status=status)
    kept = commands.keep_note(seat=seat, what=what, about=of, to=form.cleaned_data["to"], on=today(), at=now())
    messages.success(request, _("A note is kept: this went to %(to)s.") % {"to": kept.to})
    return redirect(thing.url)


@member
@require_http_methods(GET_AND_POST)
def note(request: HttpRequest, seat: Seat, note: str) -> HttpResponse:
    """Show one note, with what came back, and change it."""
    passed = _found(seat, note)
    page = pages.note_page(seat, passed)
    sent = request.POST if request.method == "POST" else None
    form = NoteForm(sent, stands=page.stands, seen=page.version, on=today())
    if form.is_valid():
        return _change(request, seat, passed, form)
    return _shown(request, page, form, CameBackForm(on=today()), status=422 if form.is_bound else 200)


def _change(request: HttpRequest, seat: Seat, passed: PassedOn, form: NoteForm) -> HttpResponse:
    """Keep what was typed; where somebody was quicker, show both and ask."""
    try:
        commands.change_note(seat=seat, passed=passed, at=now(), **form.cleaned_data)
    except Conflict:
        both = pages.note_page(seat, passed, typed=form.typed())
        again = NoteForm(stands=both.stands, seen=both.version, on=today(), typed=form.typed())
        return _shown(request, both, again, CameBackForm(on=today()), status=409)
    messages.success(request, _("Kept."))
    return redirect("passing_on:passed_on", seat.partnership.ref)


@member
@require_POST
def came_back(request: HttpRequest, seat: Seat, note: str) -> HttpResponse:
    """Keep what came back."""
    passed = _found(seat, note)
    form = CameBackForm(request.POST, on=today())
    if not form.is_valid():
        page = pages.note_page(seat, passed)
        return _shown(request, page, NoteForm(stands=page.stands, seen=page.version, on=today()), form, status=422)
    commands.keep_came_back(seat=seat, passed=passed, at=now(), **form.cleaned_data)
    messages.success(request, _("Kept."))
    return redirect("passing_on:passed_on", seat.partnership.ref)


@member
@require_POST
def take_off(request: HttpRequest, seat: Seat, note: str) -> HttpResponse:
    """Take a note off the list."""
    commands.take_off(seat=seat, passed=_any(seat, note), at=now())
    messages.success(request, _("Taken off. You can put it back."))
    return redirect("passing_on:passed_on", seat.partnership.ref)


@member
@require_POST
def put_back(request: HttpRequest, seat: Seat, note: str) -> HttpResponse:
    """Put a note back on the list."""
    commands.put_back(seat=seat, passed=_any(seat, note), at=now())
    messages.success(request, _("It is on the list again."))
    return redirect("passing_on:passed_on", seat.partnership.ref)


@member
@require_POST
def take_off_came(request: HttpRequest, seat: Seat, note: str, back: int) -> HttpResponse:
    """Take off what came back."""
    commands.take_off_came(seat=seat, came=_came(seat, note, back), at=now())
    messages.success(request, _("Taken off. You can put it back."))
    return redirect("passing_on:note", seat.partnership.ref, note)


@member
@require_POST
def put_back_came(request: HttpRequest, seat: Seat, note: str, back: int) -> HttpResponse:
    """Put back what came back."""
    commands.put_back_came(seat=seat, came=_came(seat, note, back), at=now())
    messages.success(request, _("It stands there again."))
    return redirect("passing_on:note", seat.partnership.ref, note)


def _shown(
    request: HttpRequest, page: pages.NotePage, form: NoteForm, came: CameBackForm, *, status: int
) -> HttpResponse:
    return render(request, "passing_on/note.html", {"page": page, "form": form, "came": came}, status=status)


def _found(seat: Seat, note: str) -> PassedOn:
    return get_object_or_404(PassedOn.objects.within(seat).now(), ref=note)


def _any(seat: Seat, note: str) -> PassedOn:
    return get_object_or_404(PassedOn.objects.within(seat), ref=note)


def _came(seat: Seat, note: str, back: int) -> CameBack:
    return get_object_or_404(CameBack.objects.select_related("of"), pk=back, of=_found(seat, note))
