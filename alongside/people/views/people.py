"""Who is here: the people page, and what an organiser does there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alongside.mail.commands import TooMany
from alongside.partnerships import commands as partnerships
from alongside.partnerships.models import Membership
from alongside.partnerships.permissions import may_remove
from alongside.partnerships.seats import Seat
from alongside.people import addresses, commands, pages
from alongside.people.commands.links import LASTS
from alongside.people.forms import InviteForm, LinkForm, RemoveForm
from alongside.people.models import PersonalLink
from alongside.people.pasted import Pasted
from alongside.people.permissions import may_make_link
from alongside.people.secrets import card_secret
from alongside.web.clock import now
from alongside.web.doors import member, organiser


@member
@require_safe
def people(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Show who is here, who is expected, who has gone, and who stands at the door."""
    page = pages.people(seat, at=now())
    return render(request, "people/people.html", {"page": page, "form": LinkForm()})


@organiser
@require_http_methods(["GET", "HEAD", "POST"])
def invite(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Take pasted names, and answer with a link for each: they are shown this once."""
    initial = {"organisers": "organiser" in request.GET}
    sent = request.POST if request.method == "POST" else None
    form = InviteForm(sent, initial=initial, by_letter=not seat.partnership.is_invented)
    if form.is_valid():
        try:
            return _sent(request, seat, form)
        except commands.TooLate:
            form.add_error(None, _("These links were made a while ago, and are not shown again."))
        except TooMany:
            form.add_error("by_mail", _("Too many letters have gone today. Leave this unticked, and send the links."))
    return render(
        request,
        "people/invite.html",
        {"form": form, "partnership": seat.partnership},
        status=422 if form.is_bound else 200,
    )


def _sent(request: HttpRequest, seat: Seat, form: InviteForm) -> HttpResponse:
    said, at = form.cleaned_data, now()
    wanted = [_wanted(seat, person, place, said) for place, person in enumerate(said["names"])]
    commands.expect(seat=seat, wanted=wanted, as_organisers=said["organisers"], at=at)
    emails = [person.email for person in said["names"]]
    made = [(one.name, email, one.secret) for one, email in zip(wanted, emails, strict=True)]
    return _links(request, seat, made, by_mail=bool(said.get("by_mail")))


def _wanted(seat: Seat, person: Pasted, place: int, said: Mapping[str, Any]) -> commands.Wanted:
    secret = card_secret(f"{seat.membership.ref}:{said['key']}:{place}:{person.name}")
    sends = said.get("by_mail") and person.email
    letter = pages.invitation(seat, person.name, person.email, secret, until=now() + LASTS) if sends else None
    return commands.Wanted(person.name, secret, letter)


def _links(
    request: HttpRequest, seat: Seat, made: list[tuple[str, str, str]], *, by_mail: bool = False
) -> HttpResponse:
    page = pages.links(
        seat,
        [(name, email, addresses.way_in(request, secret)) for name, email, secret in made],
        until=now() + LASTS,
        only_here=addresses.only_here(request),
        by_mail=by_mail,
    )
    return render(request, "people/links.html", {"page": page})


def _who(seat: Seat, person: str) -> Membership:
    return get_object_or_404(Membership.objects.within(seat).select_related("partnership"), ref=person)


def _who_is_still_known(seat: Seat, person: str) -> Membership:
    """Return somebody who was not erased: a place that was has nobody to be let back into it."""
    known = Membership.objects.within(seat).filter(erasure=None)
    return get_object_or_404(known.select_related("partnership"), ref=person)


@organiser
@require_POST
def make_link(request: HttpRequest, seat: Seat, person: str) -> HttpResponse:
    """Make a link for somebody, and show it this once; where one that an organiser made works, that is ended first."""
    who = _who(seat, person)
    form = LinkForm(request.POST)
    if not may_make_link(seat, who) or who.departures.open().exists():
        raise Http404
    if not form.is_valid():
        messages.info(request, _("That page was too old. Please press once more."))
        return redirect("people:people", partnership=seat.partnership.ref)
    secret = card_secret(f"{seat.membership.ref}:{form.cleaned_data['key']}:{who.ref}")
    try:
        commands.make_link(seat=seat, who=who, secret=secret, at=now())
    except commands.StillWorks:
        messages.info(request, _("A link for them works already. End it first, then make another."))
        return redirect("people:people", partnership=seat.partnership.ref)
    except commands.TooLate:
        messages.info(request, _("That page was too old. Please press once more."))
        return redirect("people:people", partnership=seat.partnership.ref)
    return _links(request, seat, [(who.name, "", secret)])


def _link(seat: Seat, link: str) -> PersonalLink:
    found = get_object_or_404(PersonalLink.objects.within(seat).select_related("membership"), ref=link)
    if not may_make_link(seat, found.membership):
        raise Http404
    return found


@organiser
@require_POST
def end_link(request: HttpRequest, seat: Seat, link: str) -> HttpResponse:
    """End a link that an organiser made."""
    commands.end_link(seat=seat, link=_link(seat, link), at=now())
    messages.info(request, _("That link lets nobody in now."))
    return redirect("people:people", partnership=seat.partnership.ref)


@organiser
@require_POST
def link_again(request: HttpRequest, seat: Seat, link: str) -> HttpResponse:
    """Let a link work again that was ended."""
    if commands.link_again(seat=seat, link=_link(seat, link), at=now()):
        messages.info(request, _("That link works again."))
    return redirect("people:people", partnership=seat.partnership.ref)


@organiser
@require_POST
def make_organiser(request: HttpRequest, seat: Seat, person: str) -> HttpResponse:
    """Make somebody an organiser."""
    try:
        partnerships.make_organiser(seat=seat, who=_who(seat, person), at=now())
    except partnerships.Refused as refused:
        raise Http404 from refused
    return redirect("people:people", partnership=seat.partnership.ref)


@organiser
@require_POST
def unmake_organiser(request: HttpRequest, seat: Seat, person: str) -> HttpResponse:
    """Take back that one has made somebody an organiser, while it is fresh."""
    if partnerships.unmake_organiser(seat=seat, who=_who(seat, person), at=now()):
        messages.info(request, _("They are a member again, and no organiser."))
    return redirect("people:people", partnership=seat.partnership.ref)


@organiser
@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: HttpRequest, seat: Seat, person: str) -> HttpResponse:
    """Ask whether somebody is really to be removed, and why; then remove them."""
    who = _who(seat, person)
    if not may_remove(seat, who):
        raise Http404
    form = RemoveForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            partnerships.remove(seat=seat, who=who, reason=form.cleaned_data["reason"], at=now())
        except partnerships.Refused as refused:
            raise Http404 from refused
        messages.info(request, _("They are not in the partnership now. You can let them back in, further down."))
        return redirect("people:people", partnership=seat.partnership.ref)
    context = {"who": who, "form": form, "partnership": seat.partnership}
    return render(request, "people/remove.html", context, status=422 if form.is_bound else 200)


@organiser
@require_POST
def let_back(request: HttpRequest, seat: Seat, person: str) -> HttpResponse:
    """Let somebody back in."""
    try:
        partnerships.let_back(seat=seat, who=_who_is_still_known(seat, person), at=now())
    except partnerships.Refused as refused:
        raise Http404 from refused
    messages.info(request, _("They are in the partnership again."))
    return redirect("people:people", partnership=seat.partnership.ref)
