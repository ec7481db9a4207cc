"""Links that an organiser made, the only time they are shown: as messages to send, and as cards to cut out."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import quote

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from alongside.partnerships.seats import Seat
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


@dataclass(frozen=True, slots=True)
class Links:
    """Everybody's."""

    ref: str
    partnership: str
    ways: tuple[Way, ...]
    until: datetime.datetime
    only_here: bool


def links(seat: Seat, made: Iterable[tuple[str, str, str]], *, until: datetime.datetime, only_here: bool) -> Links:
    """Return the links as they are shown once; `made` holds (name, e-mail address or "", whole address of the link)."""
    ways = tuple(_way(seat, f"way-{at}", *one, until=until) for at, one in enumerate(made, 1))
    return Links(seat.partnership.ref, seat.partnership.name, ways, until, only_here)


def _way(seat: Seat, anchor: str, name: str, email: str, url: str, *, until: datetime.datetime) -> Way:
    message = _(
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
    subject = _("Your way in to %(partnership)s") % {"partnership": seat.partnership.name}
    return Way(
        id=anchor,
        name=name,
        url=url,
        short=url.partition("://")[2].rstrip("/"),
        qr=qr(url),
        message=message,
        mail=f"mailto:{quote(email, safe='@')}?subject={quote(subject)}&body={quote(message)}",
        whatsapp=f"https://wa.me/?text={quote(message)}",
    )
