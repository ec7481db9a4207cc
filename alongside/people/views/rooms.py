"""A room's code, and those who knock: an organiser's pages."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alongside.partnerships.seats import Seat
from alongside.people import addresses, commands, pages
from alongside.people.forms import RoomForm
from alongside.people.models import Knock, RoomCode
from alongside.people.secrets import code_from, room_link
from alongside.web.clock import now
from alongside.web.doors import organiser


@organiser
@require_http_methods(["GET", "HEAD", "POST"])
def room_new(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Ask for whom and how long, and make a code for the room."""
    form = RoomForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        said = form.cleaned_data
        made = commands.open_room(
            seat=seat,
            code=code_from(f"{seat.membership.ref}:{said['key']}"),
            approved=said["approved"] == "yes",
            hours=said["hours"],
            places=said["places"],
            at=now(),
        )
        if made:
            return redirect("people:room_kept", partnership=seat.partnership.ref, room=made.ref)
        form.add_error(None, _("That code is taken. Please load this page again."))
    context = {"form": form, "partnership": seat.partnership}
    return render(request, "people/room_new.html", context, status=422 if form.is_bound else 200)


def _room(seat: Seat, room: str) -> RoomCode:
    return get_object_or_404(RoomCode.objects.within(seat).select_related("partnership"), ref=room)


def _page(request: HttpRequest, seat: Seat, room: str) -> pages.RoomPage:
    found = _room(seat, room)
    return pages.room(
        found,
        url=addresses.address(request, reverse("people:room", args=[room_link(found.code)])),
        typed_at=addresses.without_scheme(addresses.address(request, reverse("people:join"))),
        only_here=addresses.only_here(request),
        overheard=addresses.is_overheard(request),
        at=now(),
    )


@organiser
@require_safe
def room_kept(request: HttpRequest, seat: Seat, room: str) -> HttpResponse:
    """Show a room's code to whoever keeps the door: to print, to send, to close."""
    return render(request, "people/room_kept.html", {"page": _page(request, seat, room)})


@organiser
@require_safe
def wall(request: HttpRequest, seat: Seat, room: str) -> HttpResponse:
    """Show a room's code on the wall, to be read at five metres."""
    return render(request, "people/wall.html", {"page": _page(request, seat, room)})


@organiser
@require_POST
def close_room(request: HttpRequest, seat: Seat, room: str) -> HttpResponse:
    """Let nobody in by this code from now on."""
    commands.close_room(seat=seat, room=_room(seat, room), at=now())
    return redirect("people:room_kept", partnership=seat.partnership.ref, room=room)


@organiser
@require_POST
def reopen_room(request: HttpRequest, seat: Seat, room: str) -> HttpResponse:
    """Let the code work again, while its time lasts."""
    commands.reopen_room(seat=seat, room=_room(seat, room), at=now())
    return redirect("people:room_kept", partnership=seat.partnership.ref, room=room)


def _knock(seat: Seat, knock: str) -> Knock:
    return get_object_or_404(Knock.objects.within(seat).select_related("room"), ref=knock)


@organiser
@require_POST
def let_in(request: HttpRequest, seat: Seat, knock: str) -> HttpResponse:
    """Let in whoever knocks."""
    commands.let_in(seat=seat, knock=_knock(seat, knock), at=now())
    return redirect("people:people", partnership=seat.partnership.ref)


@organiser
@require_POST
def decline(request: HttpRequest, seat: Seat, knock: str) -> HttpResponse:
    """Tell whoever knocks no."""
    commands.decline(seat=seat, knock=_knock(seat, knock), at=now())
    messages.info(request, _("They are told that they are not let in. You can still let them in, below."))
    return redirect("people:people", partnership=seat.partnership.ref)
