"""One's own e-mail address: giving it, showing that it is one's own, saying what it is for, taking it away."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alongside.mail import commands as posting
from alongside.mail.forms import TicksForm
from alongside.partnerships.seats import Seat
from alongside.people import commands, cookies, pages
from alongside.people.mail_forms import AskCodeForm, MailCodeForm
from alongside.people.secrets import derived, new_digits
from alongside.people.views.by_mail import where_mail_is_set_up, why_not
from alongside.web.clock import now
from alongside.web.doors import member


def _show(request: HttpRequest, seat: Seat, form: AskCodeForm | None = None) -> HttpResponse:
    page = pages.your_mail(seat, at=now())
    context = {"page": page, "form": form or AskCodeForm(), "ticks": TicksForm(initial={"ticks": page.ticks})}
    return render(request, "people/mail.html", context, status=422 if form else 200)


@member
@where_mail_is_set_up
@require_safe
def mail(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Show one's own address, and what it is for; nobody else is shown it."""
    return _show(request, seat)


@member
@where_mail_is_set_up
@require_POST
def mail_give(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Have a code sent to the address that somebody gives as theirs. It is kept once the code has come back."""
    form = AskCodeForm(request.POST)
    if not form.is_valid():
        return _show(request, seat, form)
    asked = posting.Asked(secret=derived(form.cleaned_data["key"], "letter"), code=new_digits())
    try:
        commands.ask_to_prove(seat=seat, email=form.cleaned_data["email"], asked=asked, at=now())
    except commands.NotKnown:
        return _show(request, seat, form)
    except posting.TooMany:
        form.add_error("email", _("Several letters have gone out already. Please wait an hour."))
        return _show(request, seat, form)
    response = redirect("people:mail_prove", partnership=seat.partnership.ref)
    cookies.give_letter(request, response, asked.secret, seconds=posting.LIVES.seconds)
    return response


@member
@where_mail_is_set_up
@require_http_methods(["GET", "HEAD", "POST"])
def mail_prove(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Take the code that shows that an address is one's own."""
    secret = cookies.letter_of(request)
    form = MailCodeForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        said = form.cleaned_data
        try:
            tried = commands.prove(seat=seat, secret=secret, typed=said["code"], key=said["key"], at=now())
        except (commands.NotKnown, posting.Taken):
            form.add_error("code", _("Somebody else here uses this address, or this device is not known to be yours."))
        else:
            if tried.is_right:
                messages.info(request, _("Kept. Only you can see it."))
                return redirect("people:mail", partnership=seat.partnership.ref)
            form.add_error("code", why_not(tried))
    context = {"ref": seat.partnership.ref, "form": form, "minutes": posting.LIVES.seconds // 60}
    return render(request, "people/mail_prove.html", context, status=422 if form.is_bound else 200)


@member
@where_mail_is_set_up
@require_POST
def mail_for(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Say what one's address may be used for."""
    form = TicksForm(request.POST)
    if form.is_valid() and posting.use_for(seat=seat, ticks=form.cleaned_data["ticks"]):
        messages.info(request, _("Changed."))
    return redirect("people:mail", partnership=seat.partnership.ref)


@member
@where_mail_is_set_up
@require_POST
def mail_remove(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Take one's address away."""
    if posting.remove_address(seat=seat):
        messages.info(request, _("Taken away. No more letters go there."))
    return redirect("people:mail", partnership=seat.partnership.ref)
