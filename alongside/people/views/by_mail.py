"""Coming in by e-mail: asking for a code, typing it, or pressing the button behind the letter's link."""

from __future__ import annotations

from functools import wraps

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from alongside import mail
from alongside.mail import commands as posting
from alongside.people import addresses, commands, cookies, pages
from alongside.people.forms import Keyed
from alongside.people.labels import label_of
from alongside.people.mail_forms import AskCodeForm, MailCodeForm
from alongside.people.seating import find_present
from alongside.people.secrets import derived, new_digits, new_secret
from alongside.web.clock import now
from alongside.web.doors import View, public

GET_AND_POST = ["GET", "HEAD", "POST"]


def where_mail_is_set_up(view: View) -> View:
    """Answer that there is nothing, where no letters are sent from here."""

    @wraps(view)
    def through(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        if not mail.is_set_up():
            raise Http404
        return view(request, *args, **kwargs)

    return through


@public(because="whoever comes in by e-mail is not known on this device yet")
@never_cache
@where_mail_is_set_up
@require_http_methods(GET_AND_POST)
def come_in(request: HttpRequest) -> HttpResponse:
    """Ask for an address, and have a code sent there. Nothing tells whether anybody here has it."""
    form = AskCodeForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return render(request, "people/come_in.html", {"form": form}, status=422 if form.is_bound else 200)
    link = new_secret()
    asked = posting.Asked(
        secret=derived(form.cleaned_data["key"], "letter"),
        code=new_digits(),
        link=link,
        path=reverse("people:mail_link", args=[link]),
    )
    before = cookies.letter_of(request)
    posting.ask_in(email=form.cleaned_data["email"], asked=asked, instead_of=before, at=now())
    response = redirect("people:mail_code")
    cookies.give_letter(request, response, asked.secret, seconds=posting.LIVES.seconds)
    return response


@public(because="whoever types the code from a letter is not known on this device yet")
@never_cache
@where_mail_is_set_up
@require_http_methods(GET_AND_POST)
def mail_code(request: HttpRequest) -> HttpResponse:
    """Take the code from a letter, in the browser that asked for it."""
    secret = cookies.letter_of(request)
    if not secret:
        return redirect("people:come_in")
    form = MailCodeForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        said = form.cleaned_data
        came = commands.come_in_by_code(
            secret=secret,
            typed=said["code"],
            key=said["key"],
            label=_label(request),
            known_in=_known_in(request),
            at=now(),
        )
        if came.tried.is_right:
            return _welcome(request, came)
        form.add_error("code", why_not(came.tried))
    context = {"form": form, "overheard": addresses.is_overheard(request), "minutes": posting.LIVES.seconds // 60}
    return render(request, "people/mail_code.html", context, status=422 if form.is_bound else 200)


def why_not(tried: posting.Tried) -> str:
    """Say what became of a code that was not right."""
    if tried.is_worn:
        return _(
            "Too many wrong codes were typed for this address today, so none is taken. Open the link in the letter: "
            "it lets you in."
        )
    if tried.is_over:
        return _("This code is over, or was used. Ask for a new one.")
    return _("That is not the code in the newest letter. You can try %(left)d more times.") % {"left": tried.left}


@public(because="the link in a letter is itself the key, for nine minutes and once")
@never_cache
@where_mail_is_set_up
@require_http_methods(GET_AND_POST)
def mail_link(request: HttpRequest, link: str) -> HttpResponse:
    """Show where the link in a letter leads to and one button; pressing it comes in. Looking changes nothing."""
    form = Keyed(request.POST if request.method == "POST" else None)
    if form.is_valid():
        key, label = form.cleaned_data["key"], _label(request)
        came = commands.come_in_by_letter(link=link, key=key, label=label, known_in=_known_in(request), at=now())
        return _welcome(request, came) if came.tried.is_right else _over(request)
    tried = posting.look_at_link(link=link, at=now())
    if not tried.is_right:
        return _over(request)
    page = pages.letter_door(tried, overheard=addresses.is_overheard(request))
    return render(request, "people/mail_link.html", {"page": page, "form": form}, status=422 if form.is_bound else 200)


def _over(request: HttpRequest) -> HttpResponse:
    return render(request, "people/over.html", status=404)


def _label(request: HttpRequest) -> str:
    return label_of(request.headers.get("User-Agent", ""))


def _known_in(request: HttpRequest) -> frozenset[str]:
    """Return the references of the partnerships that this browser is in."""
    return frozenset(ref for ref, _secret in cookies.partnerships_of(request) if find_present(request, ref))


def _welcome(request: HttpRequest, came: commands.CameIn) -> HttpResponse:
    """Give this browser a cookie for each place, whatever it held before, and lead on."""
    refs = [entered.membership.partnership.ref for entered in came.entered] + list(came.stayed)
    response = redirect("journey:home", partnership=refs[0]) if len(refs) == 1 else redirect("front:front")
    cookies.take_letter(request, response)
    for entered in came.entered:
        cookies.give(request, response, entered.membership.partnership.ref, entered.secret)
    if came.stayed and not came.entered:
        messages.info(request, _("On this device somebody is in there already. Nothing has changed."))
    return response
