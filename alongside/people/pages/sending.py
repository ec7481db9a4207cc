"""Links that an organiser made, the only time they are shown: as messages to send, and as cards to cut out."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import quote

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from alongside.mail.letters import Letter
from alongside.mail.setup import link
from alongside.partnerships.seats import Seat
from alongside.people.secrets import grouped
from alongside.pictures.qr import qr


@dataclass(frozen=True, slots=True)
class Way:
    """One person's link, and words to send it with."""

    id: str
    name: str
    url: str
    short: str
    qr: str
    message: str
    mail: str
    whatsapp: str
    sent_to: str = ""  # the address that a letter with it goes to


@dataclass(frozen=True, slots=True)
class Links:
    """Everybody's."""

    ref: str
    partnership: str
    ways: tuple[Way, ...]
    until: datetime.datetime
    only_here: bool


def links(
    seat: Seat, made: Iterable[tuple[str, str, str]], *, until: datetime.datetime, only_here: bool, by_mail: bool
) -> Links:
    """Return the links as they are shown once; `made` holds (name, e-mail address or "", whole address of the link).

    `by_mail`: to those of whom there is an address, a letter goes as well.
    """
    ways = tuple(_way(seat, f"way-{at}", *one, until=until, by_mail=by_mail) for at, one in enumerate(made, 1))
    return Links(seat.partnership.ref, seat.partnership.name, ways, until, only_here)


def invitation(seat: Seat, name: str, email: str, secret: str, *, until: datetime.datetime) -> Letter:
    """Return the letter that brings somebody the link with this secret; its address is the one set up for letters."""
    url = link(reverse("people:enter", args=[grouped(secret)]))
    return Letter(subject=_subject(seat), text=f"{_message(seat, name, url, until=until)}\n", to=email)


def _subject(seat: Seat) -> str:
    return _("Your way in to %(partnership)s") % {"partnership": seat.partnership.name}


def _message(seat: Seat, name: str, url: str, *, until: datetime.datetime) -> str:
    return _(
        "Hello %(name)s,\n\n"
        "this link lets you in to %(partnership)s on Alongside, where we keep what we talk about:\n\n"
        "%(url)s\n\n"
        "Open it and press the button. There is no account and no password. The link is for you alone: please do not "
        "pass it on. If it is not used, it stops working after %(day)s.\n\n"
        "%(from)s"
    ) % {
        "name": name,
        "partnership": seat.partnership.name,
        "url": url,
        "day": date_format(localtime(until), "j F Y"),
        "from": seat.membership.name,
    }


def _way(seat: Seat, anchor: str, name: str, email: str, url: str, *, until: datetime.datetime, by_mail: bool) -> Way:
    message = _message(seat, name, url, until=until)
    return Way(
        id=anchor,
        name=name,
        url=url,
        short=url.partition("://")[2].rstrip("/"),
        qr=qr(url),
        message=message,
        mail=f"mailto:{quote(email, safe='@')}?subject={quote(_subject(seat))}&body={quote(message)}",
        whatsapp=f"https://wa.me/?text={quote(message)}",
        sent_to=email if by_mail else "",
    )
