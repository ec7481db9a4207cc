"""Coming in: by a code that is typed or scanned, by knocking, or by a personal link."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from alongside.partnerships.models import Membership
from alongside.partnerships.pages import about
from alongside.partnerships.seats import Seat
from alongside.people import addresses, commands, cookies, pages
from alongside.people.forms import CodeForm, EnterForm, JoinForm
from alongside.people.labels import label_of
from alongside.people.models import Knock, PersonalLink, RoomCode
from alongside.people.seating import find_gone, find_present
from alongside.people.secrets import CARD, code_of, grouped, hashed, read_code, read_secret, room_link
from alongside.web.clock import now
from alongside.web.doors import public

GET_AND_POST = ["GET", "HEAD", "POST"]


@public(because="whoever has only a code is not known here yet")
@never_cache
@require_http_methods(GET_AND_POST)
def join(request: HttpRequest) -> HttpResponse:
    """Take a code that is typed, and lead to its page."""
    form = CodeForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        onward = _lead(form)
        if onward:
            return onward
    return render(request, "people/join.html", {"form": form}, status=422 if form.is_bound else 200)


def _lead(form: CodeForm) -> HttpResponse | None:
    """Lead on from a typed code, or say in the form what is wrong with it."""
    typed = form.cleaned_data["code"]
    secret = read_secret(typed)
    if len(secret) == CARD:
        return redirect("people:enter", secret=grouped(secret))
    code = read_code(typed)
    try:
        room = commands.try_code(code=code, at=now()) if code else None
    except commands.TooMany:
        sentence = _(
            "Too many wrong codes were typed on this server just now, so none are taken until the next full hour. "
            "Scan the code with your phone’s camera, or ask an organiser for a link: both still work."
        )
        form.add_error("code", sentence)
        return None
    if room:
        return redirect("people:room", code=room_link(room.code))
    sentence = _("No room or card has this code now. Look at it once more: it may have been changed, or be over.")
    form.add_error("code", sentence)
    return None


@public(because="whoever scanned the code on the wall is not known here yet")
@never_cache
@require_http_methods(GET_AND_POST)
def room(request: HttpRequest, code: str) -> HttpResponse:
    """Ask whoever scanned a room's code what to call them, and let them in or have them knock."""
    scanned = code_of(code)
    if not scanned and read_code(code):  # typed into the address by hand: it must be sent, so that it can be counted
        return render(request, "people/join.html", {"form": CodeForm(initial={"code": code})})
    found = RoomCode.objects.select_related("partnership").filter(code=scanned).first() if scanned else None
    if found is None:
        return over(request)
    about(request, found.partnership)
    known = _known(request, found)
    if known:
        return known
    form = JoinForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        return (_knock if found.approved else _come_in)(request, found, form)
    if not RoomCode.objects.open(at=now()).filter(pk=found.pk).exists():
        return over(request)
    page = pages.room_door(found, overheard=addresses.is_overheard(request))
    return render(request, "people/room.html", {"page": page, "form": form}, status=422 if form.is_bound else 200)


def _known(request: HttpRequest, found: RoomCode) -> HttpResponse | None:
    """Answer somebody whose device is known in that partnership already."""
    ref = found.partnership.ref
    seat = find_present(request, ref)
    if seat and request.method == "POST":
        return redirect("journey:home", partnership=ref)
    if seat:
        return render(request, "people/here.html", {"page": pages.here(seat)})
    if find_gone(request, ref):
        return redirect("people:gone", partnership=ref)
    waits = _knock_of(request, ref)
    return redirect("people:waiting", partnership=ref) if waits and waits.room_id == found.pk else None


def _come_in(request: HttpRequest, found: RoomCode, form: JoinForm) -> HttpResponse:
    said = form.cleaned_data
    entered = commands.join(room=found, key=said["key"], name=said["name"], label=_label(request), at=now())
    return _welcome(request, entered) if entered else over(request)


def _knock(request: HttpRequest, found: RoomCode, form: JoinForm) -> HttpResponse:
    said = form.cleaned_data
    knocked = commands.knock(room=found, key=said["key"], name=said["name"], label=_label(request), at=now())
    if knocked is None:
        return over(request)
    response = redirect("people:waiting", partnership=found.partnership.ref)
    cookies.give(request, response, found.partnership.ref, knocked[1])
    return response


def _knock_of(request: HttpRequest, ref: str) -> Knock | None:
    secret = cookies.secret_of(request, ref)
    if secret is None:
        return None
    knocks = Knock.objects.select_related("room__partnership").filter(room__partnership__ref=ref)
    return knocks.filter(secret_hash=hashed(secret)).first()


@public(because="whoever knocked is known by their own cookie only, and sees nothing but their own knock")
@never_cache
@require_safe
def waiting(request: HttpRequest, partnership: str) -> HttpResponse:
    """Show whoever knocked how it stands; once they are in, lead them on."""
    seat = find_present(request, partnership)
    if seat:
        return _onward(seat.membership)
    knock = _knock_of(request, partnership)
    if knock is None or knock.membership_id:
        raise Http404
    about(request, knock.room.partnership)
    return render(request, "people/waiting.html", {"page": pages.waiting(knock)})


@public(because="a personal link is itself the key")
@never_cache
@require_http_methods(GET_AND_POST)
def enter(request: HttpRequest, secret: str) -> HttpResponse:
    """Show whose link it is and one button; pressing it comes in. Looking at it changes nothing."""
    link = pages.link_of(secret, at=now())
    if link is None:
        return _pressed_again(request, secret)
    about(request, link.membership.partnership)
    seat = find_present(request, link.membership.partnership.ref)
    if seat and seat.membership.pk == link.membership_id:
        return _in_already(request, seat, link, secret)
    first = link.membership.arrived_at is None
    initial = {"name": link.membership.name}
    returns = seat is not None and pages.has_own_link(seat, at=now())
    typed = seat is not None and not returns
    form = EnterForm(request.POST if request.method == "POST" else None, first=first, typed=typed, initial=initial)
    if form.is_valid():
        said = form.cleaned_data
        entered = commands.enter(
            link=read_secret(secret),
            key=said["key"],
            name=said.get("name", ""),
            label=_label(request),
            at=now(),
            instead_of=seat.device_id if seat else None,
        )
        return _welcome(request, entered) if entered else over(request)
    page = pages.link_door(link, overheard=addresses.is_overheard(request), seat=seat, returns=returns)
    return render(request, "people/enter.html", {"page": page, "form": form}, status=422 if form.is_bound else 200)


def _pressed_again(request: HttpRequest, secret: str) -> HttpResponse:
    """Answer a second press of the button on a link that lets in one browser; to all others it is over."""
    form = EnterForm(request.POST, first=False)
    if not form.is_valid():
        return over(request)
    entered = commands.enter(
        link=read_secret(secret), key=form.cleaned_data["key"], name="", label=_label(request), at=now()
    )
    return _welcome(request, entered) if entered else over(request)


def _in_already(request: HttpRequest, seat: Seat, link: PersonalLink, secret: str) -> HttpResponse:
    """Answer somebody who is in already; pressed, what they wrote here and elsewhere is brought together."""
    ref = link.membership.partnership.ref
    if request.method == "POST":
        commands.bring_together(seat=seat, device=cookies.held_by(request, ref), link=read_secret(secret), at=now())
        return redirect("journey:home", partnership=ref)
    here = pages.Here(link.membership.partnership.name, ref, link.membership.name)
    return render(request, "people/here.html", {"page": here})


def _welcome(request: HttpRequest, entered: commands.Entered) -> HttpResponse:
    """Give this browser its cookie, whatever it held before, and lead on."""
    who = entered.membership
    response = _onward(who) if entered.first else redirect("journey:home", partnership=who.partnership.ref)
    cookies.give(request, response, who.partnership.ref, entered.secret)
    if entered.first and pages.has_a_namesake(who):
        messages.info(
            request,
            _("There is already somebody here with a name like yours. On your own page you can add to yours."),
        )
    return response


def _onward(who: Membership) -> HttpResponse:
    """Ask once where they come from; those who have said it go home."""
    asked = who.affiliations.exists()
    return redirect("journey:home" if asked else "people:from_where", partnership=who.partnership.ref)


def _label(request: HttpRequest) -> str:
    return label_of(request.headers.get("User-Agent", ""))


def over(request: HttpRequest) -> HttpResponse:
    """Say that a link or code lets nobody in: the same page whether it ended, was full, or never was."""
    return render(request, "people/over.html", status=404)
