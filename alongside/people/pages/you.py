"""One's own page: what one is called, one's devices and links; and the page of those who have gone."""

from __future__ import annotations

import datetime
from collections import Counter
from dataclasses import dataclass, replace

from django.db.models import Exists, OuterRef
from django.http import HttpRequest
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from alongside.partnerships.models import Affiliation, Departure, Membership
from alongside.partnerships.permissions import may_come_back
from alongside.partnerships.seats import Seat
from alongside.people import cookies
from alongside.people.models import UNDO, Device, PersonalLink
from alongside.people.pages.welcoming import Welcome, welcomes
from alongside.people.secrets import hashed
from alongside.web.clock import today
from alongside.web.mast import Home, MenuEntry, own_places

MONTH = datetime.timedelta(days=30)


@dataclass(frozen=True, slots=True)
class DeviceLine:
    """One of one's own devices."""

    ref: str
    label: str
    since: datetime.date
    is_this: bool
    order: int = 0  # which of those with the same label this is, the oldest first; 0 where it is the only one
    many: int = 1
    word: str = ""  # the organiser on whose word alone it is one's own


@dataclass(frozen=True, slots=True)
class SentLink:
    """A link that somebody else made in one's name, and that works."""

    ref: str
    by: str  # empty: whoever runs the server
    on: datetime.date


@dataclass(frozen=True, slots=True)
class YouPage:
    """One's own page, complete."""

    ref: str
    partnership: str
    name: str
    where: tuple[str, ...]  # the organisations, and "" where one comes as a resident; none while one has not said
    is_organiser: bool
    devices: tuple[DeviceLine, ...]
    ended: tuple[DeviceLine, ...]
    own_link_since: datetime.date | None
    sent: SentLink | None
    ended_link: str  # the reference of a link made in one's name that one has just ended
    made_by: str  # who made one an organiser; empty where nobody did, or it is long ago
    is_only_way: bool  # nothing but this device lets one in
    you: str  # the reference of one's own place
    welcomes: tuple[Welcome, ...]
    places: tuple[MenuEntry, ...]  # what else is one's own, in the rooms above

    @property
    def has_link(self) -> bool:
        """Whether a link works that a new one would end."""
        return self.own_link_since is not None or self.sent is not None


def you(seat: Seat, *, at: datetime.datetime) -> YouPage:
    """Return one's own page."""
    devices = list(Device.objects.of(seat).filter(known_until__gte=localdate(at)).select_related("let_in_by"))
    links = list(PersonalLink.objects.of(seat).live(at=at).select_related("made_by"))
    own = next((link for link in links if link.own), None)
    sent = next((link for link in links if not link.own), None)
    ended = PersonalLink.objects.of(seat).may_work_again(at=at).ended_by_their_person().first()
    said = Affiliation.objects.filter(membership=seat.membership).now().select_related("organisation")
    known = [device for device in devices if device.ended_at is None]
    return YouPage(
        ref=seat.partnership.ref,
        partnership=seat.partnership.name,
        name=seat.membership.name,
        where=tuple(sorted((each.organisation.name if each.organisation else "" for each in said), key=_last)),
        is_organiser=seat.is_organiser,
        devices=_told_apart([_line(device, seat) for device in known]),
        ended=tuple(_line(device, seat) for device in devices if device.ended_at and at - device.ended_at <= UNDO),
        own_link_since=localdate(own.made_at) if own else None,
        sent=SentLink(sent.ref, sent.made_by.name if sent.made_by else "", localdate(sent.made_at)) if sent else None,
        ended_link=ended.ref if ended else "",
        made_by=_made_by(seat, at=at) if seat.is_organiser else "",
        is_only_way=len(known) == 1 and own is None,
        you=seat.membership.ref,
        welcomes=welcomes(seat),
        places=own_places(seat.partnership.ref),
    )


def _made_by(seat: Seat, *, at: datetime.datetime) -> str:
    """Return who made the one in this seat an organiser, for a month: they may not have been there when it was done."""
    made = seat.membership.organisings.filter(until=None, since__gte=at - MONTH).select_related("given_by").first()
    return made.given_by.name if made and made.given_by else ""


def _line(device: Device, seat: Seat) -> DeviceLine:
    word = device.let_in_by.name if device.let_in_by else ""
    return DeviceLine(device.ref, device.label, device.since, device.pk == seat.device_id, word=word)


def _told_apart(lines: list[DeviceLine]) -> tuple[DeviceLine, ...]:
    """Number those that are called alike, in the order in which they came in: when they were used is not kept."""
    many = Counter(line.label for line in lines)
    seen: Counter[str] = Counter()
    told = []
    for line in lines:
        seen[line.label] += 1
        order = seen[line.label] if many[line.label] > 1 else 0
        told.append(replace(line, order=order, many=many[line.label]))
    return tuple(told)


@dataclass(frozen=True, slots=True)
class LeavingPage:
    """What leaving means now."""

    ref: str
    partnership: str
    you: str  # the reference of one's own place
    is_last_organiser: bool  # and others are here: somebody else must organise first
    is_last_person: bool


def leaving(seat: Seat) -> LeavingPage:
    """Return what leaving means for the one in this seat."""
    others = Membership.objects.within(seat).here().exclude(pk=seat.membership.pk)
    anybody = others.exists()
    last_organiser = seat.is_organiser and anybody and not others.organisers().exists()
    here = seat.partnership
    return LeavingPage(here.ref, here.name, seat.membership.ref, last_organiser, not anybody)


@dataclass(frozen=True, slots=True)
class GonePage:
    """What somebody who has gone is told."""

    ref: str
    partnership: str
    name: str
    on: datetime.date
    by: str  # empty when they left by themselves
    reason: str
    may_come_back: bool
    organisers: tuple[str, ...]


def gone(seat: Seat, *, at: datetime.datetime) -> GonePage:
    """Return what the one in this seat, who has gone, is told."""
    departure = Departure.objects.open().select_related("by").get(membership=seat.membership)
    organisers = Membership.objects.within(seat).here().organisers()
    return GonePage(
        ref=seat.partnership.ref,
        partnership=seat.partnership.name,
        name=seat.membership.name,
        on=localdate(departure.at),
        by=departure.by.name if departure.was_removed else "",
        reason=departure.reason,
        may_come_back=may_come_back(seat, departure, at=at),
        organisers=tuple(organisers.values_list("name", flat=True)),
    )


def on_this_device(request: HttpRequest) -> tuple[Home, ...]:
    """Return the partnerships that this browser is known in; one that its person has left leads to that page.

    Not those that are invented: they are nobody's own.
    """
    held = cookies.partnerships_of(request)
    if not held:
        return ()
    mine = {(ref, hashed(secret)) for ref, secret in held}
    gone = Departure.objects.open().filter(membership=OuterRef("membership"))
    devices = (
        Device.objects.known(on=today())
        .filter(secret_hash__in=[secret_hash for _ref, secret_hash in mine], membership__partnership__is_invented=False)
        .select_related("membership__partnership")
        .annotate(has_gone=Exists(gone))
        .order_by("membership__partnership__name", "pk")
    )
    return tuple(
        _home(device) for device in devices if (device.membership.partnership.ref, bytes(device.secret_hash)) in mine
    )


def _home(device: Device) -> Home:
    partnership = device.membership.partnership
    if device.has_gone:  # type: ignore[attr-defined]
        name = _("%(partnership)s (you are not in it now)") % {"partnership": partnership.name}
        return Home(name, reverse("people:gone", args=[partnership.ref]))
    return Home(partnership.name, reverse("journey:home", args=[partnership.ref]))


def _last(name: str) -> bool:
    """Put the resident after the organisations, which stay in their order."""
    return not name
