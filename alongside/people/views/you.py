"""One's own page: name, organisation, devices, links, organising no longer, leaving, and coming back."""

from __future__ import annotations

import re

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alongside.partnerships import commands as partnerships
from alongside.partnerships.models import Membership, Organisation
from alongside.partnerships.seats import Seat
from alongside.partnerships.texts import Conflict
from alongside.people import addresses, commands, cookies, pages
from alongside.people.forms import LeaveForm, LinkForm, NameForm, OriginForm, SignOutForm
from alongside.people.models import Device, PersonalLink
from alongside.people.secrets import derived, hashed
from alongside.people.views.coming_and_going import both
from alongside.people.views.twice import forgotten, is_back, left, pressed_twice, signed_out
from alongside.web.clock import now, today
from alongside.web.doors import departed, member

GET_AND_POST = ["GET", "HEAD", "POST"]


def _to_you(seat: Seat) -> HttpResponse:
    return redirect("people:you", partnership=seat.partnership.ref)


def _show(
    request: HttpRequest, seat: Seat, *, name: NameForm | None = None, link: LinkForm | None = None
) -> HttpResponse:
    page = pages.you(seat, at=now())
    form = name or NameForm(initial={"name": seat.membership.name})
    context = {"page": page, "form": form, "link": link or LinkForm(ends_another=page.has_link)}
    return render(request, "people/you.html", context, status=422 if name or link else 200)


@member
@require_safe
def you(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Show one's own page."""
    return _show(request, seat)


@member
@require_POST
def rename(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Change what one is called."""
    form = NameForm(request.POST)
    if not form.is_valid():
        return _show(request, seat, name=form)
    if partnerships.rename(seat=seat, name=form.cleaned_data["name"], at=now()):
        messages.info(request, _("Changed."))
        if pages.has_a_namesake(Membership.objects.get(pk=seat.membership.pk)):
            messages.info(request, _("There is already somebody here with a name like yours."))
    return _to_you(seat)


@member
@require_http_methods(GET_AND_POST)
def from_where(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Ask where one comes from: once on coming in; later to add to it, or because another page needs it."""
    page = pages.origins(seat, today=today(), back=_way_back(request, seat))
    form = _origin(request, seat, page)
    if form.is_valid():
        partnerships.come_from(seat=seat, origin=form.origin(), since=form.cleaned_data["since"], at=now())
        if page.back:
            return redirect(page.back)
        return redirect(reverse("journey:joining", args=[page.ref]) + "?first") if page.is_first else _to_you(seat)
    status = 422 if form.is_bound else 200
    return render(request, "people/from_where.html", {"page": page, "form": form}, status=status)


def _origin(request: HttpRequest, seat: Seat, page: pages.FromPage) -> OriginForm:
    """Return the form with what was sent; what one has said already it does not offer again."""
    data = request.POST if request.method == "POST" else None
    there = Organisation.objects.within(seat)
    return OriginForm(data, organisations=there, said={each.key for each in page.said}, on=today())


@member
@require_POST
def from_no_longer(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Come from one of them no longer; today it can be taken back where this was pressed."""
    form = _origin(request, seat, pages.origins(seat, today=today()))
    if form.is_valid() and form.cleaned_data["where"]:
        partnerships.come_from_no_longer(seat=seat, origin=form.origin(), at=now())
    return redirect("people:from_where", partnership=seat.partnership.ref)


def _way_back(request: HttpRequest, seat: Seat) -> str:
    """Return the page of this partnership that somebody came from, to lead them back there; "" where none is named."""
    path = request.GET.get("back", "")
    if not re.fullmatch(r"(?:[a-z0-9]+/)+", path):
        return ""
    return reverse("journey:home", kwargs={"partnership": seat.partnership.ref}) + path


@member
@require_POST
def make_own_link(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Make one's own link, and show it this once."""
    key = str(request.POST.get("key", ""))
    secret = derived(f"{seat.membership.ref}:{key}", "own-link")
    again = PersonalLink.objects.of(seat).live(at=now()).filter(secret_hash=hashed(secret)).exists()
    form = LinkForm(request.POST, ends_another=pages.you(seat, at=now()).has_link and not again)
    if not form.is_valid():
        return _show(request, seat, link=form)
    try:
        commands.make_own_link(
            seat=seat, secret=secret, device=cookies.held_by(request, seat.partnership.ref), at=now()
        )
    except commands.TooLate:
        form.add_error(None, _("This page is too old. Please load it again."))
        return _show(request, seat, link=form)
    url = addresses.way_in(request, secret)
    page = pages.own_link(seat.partnership, url, only_here=addresses.only_here(request))
    return render(request, "people/own_link.html", {"page": page})


@member
@require_POST
def end_sent_link(request: HttpRequest, seat: Seat, link: str) -> HttpResponse:
    """End a link that somebody else made in one's name."""
    found = get_object_or_404(PersonalLink.objects.of(seat).select_related("membership"), ref=link)
    commands.end_link(seat=seat, link=found, at=now())
    messages.info(request, _("That link lets nobody in now. If you need one, make your own."))
    return _to_you(seat)


@member
@require_POST
def sent_link_again(request: HttpRequest, seat: Seat, link: str) -> HttpResponse:
    """Take back that one has ended a link made in one's name, while it is fresh."""
    found = get_object_or_404(PersonalLink.objects.of(seat).select_related("membership"), ref=link)
    if not commands.link_again(seat=seat, link=found, at=now()):
        messages.info(request, _("It is too late for that. You can make your own link."))
    return _to_you(seat)


@member
@require_POST
def end_device(request: HttpRequest, seat: Seat, device: str) -> HttpResponse:
    """End one of one's other devices."""
    found = get_object_or_404(Device.objects.of(seat).exclude(pk=seat.device_id or 0), ref=device)
    commands.end_device(seat=seat, device=found, at=now())
    return _to_you(seat)


@member
@require_POST
def device_again(request: HttpRequest, seat: Seat, device: str) -> HttpResponse:
    """Take back the end of a device, while it is fresh."""
    found = get_object_or_404(Device.objects.of(seat), ref=device)
    if not commands.device_again(seat=seat, device=found, at=now()):
        messages.info(request, _("It is too late for that. Open your own link on that device."))
    return _to_you(seat)


@pressed_twice(signed_out)
@member
@require_http_methods(GET_AND_POST)
def sign_out(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Say what signing out here means, and do it."""
    page = pages.you(seat, at=now())
    form = SignOutForm(request.POST if request.method == "POST" else None, typed=page.own_link_since is None)
    if form.is_valid():
        commands.sign_out(seat=seat)
        return forgotten(request, seat.partnership.ref)
    context = {"page": page, "form": form}
    return render(request, "people/sign_out.html", context, status=422 if form.is_bound else 200)


@member
@require_http_methods(GET_AND_POST)
def step_down(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Say what organising no longer means, and do it."""
    last = False
    if request.method == "POST":
        try:
            partnerships.step_down(seat=seat, at=now())
        except partnerships.Refused:
            last = True
        else:
            messages.info(request, _("You are a member now, and no organiser."))
            return redirect("people:people", partnership=seat.partnership.ref)
    page = pages.people(seat, at=now())
    return render(request, "people/step_down.html", {"page": page}, status=422 if last else 200)


@member
@require_POST
def organise_again(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Take a stepping-down back, while it is fresh."""
    try:
        partnerships.organise_again(seat=seat, at=now())
        messages.info(request, _("You are an organiser again."))
    except partnerships.Refused:
        messages.info(request, _("It is too late for that. Another organiser can make you one again."))
    return redirect("people:people", partnership=seat.partnership.ref)


@pressed_twice(left)
@member
@require_http_methods(GET_AND_POST)
def leave(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Say what leaving means, ask what goes with one, and leave; or keep those lines, and stay."""
    page, parting = pages.leaving(seat), pages.parting_page(seat, seat.membership)
    data = request.POST if request.method == "POST" else None
    typed = page.is_last_person and "stay" not in request.POST
    form = LeaveForm(data, typed=typed, stands=parting.stands, version=parting.version, on=today())
    if form.is_valid():
        answer = _go(request, seat, form)
        if answer:
            return answer
        page = pages.leaving(seat)
    return render(request, "people/leave.html", {"page": page, "form": form}, status=422 if form.is_bound else 200)


def _go(request: HttpRequest, seat: Seat, form: LeaveForm) -> HttpResponse | None:
    """Keep the lines and leave, or stay. None where one cannot leave now."""
    said = form.said() if form.has_lines else None
    seen, ref = form.cleaned_data["seen"] or 0, seat.partnership.ref
    try:
        if "stay" in request.POST and said:
            partnerships.say_parting(seat=seat, who=seat.membership, seen=seen, said=said, at=now())
            return redirect("people:parting", partnership=ref, person=seat.membership.ref)
        commands.leave(seat=seat, at=now(), as_last="typed" in form.cleaned_data, seen=seen, said=said)
    except Conflict:
        return both(request, seat, seat.membership, form)
    except partnerships.Refused:
        return None
    return redirect("people:gone", partnership=ref)


@departed
@require_safe
def gone(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Tell somebody who left or was removed when, by whom and why, and how to come back."""
    return render(request, "people/gone.html", {"page": pages.gone(seat, at=now())})


@pressed_twice(is_back)
@departed
@require_POST
def come_back(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Come back, having left by oneself."""
    try:
        partnerships.come_back(seat=seat, at=now())
    except partnerships.Refused:
        return redirect("people:gone", partnership=seat.partnership.ref)
    return redirect("journey:home", partnership=seat.partnership.ref)
