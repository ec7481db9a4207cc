"""Finding a seat: the device in hand, and whose it is."""

from __future__ import annotations

from django.db.models import Exists, OuterRef
from django.http import HttpRequest

from alongside.partnerships.models import Departure, Organising
from alongside.partnerships.seats import Seat
from alongside.people.cookies import secret_of
from alongside.people.models import Device
from alongside.people.secrets import hashed
from alongside.web.clock import today


def _find(request: HttpRequest, partnership: str, *, gone: bool) -> Seat | None:
    secret = secret_of(request, partnership)
    if secret is None:
        return None
    departed = Departure.objects.filter(membership=OuterRef("membership"), returned_at=None)
    device = (
        Device.objects.select_related("membership__partnership")
        .known(on=today())
        .filter(secret_hash=hashed(secret), membership__partnership__ref=partnership)
        .filter(Exists(departed) if gone else ~Exists(departed))
        .annotate(organises=Exists(Organising.objects.filter(membership=OuterRef("membership"), until=None)))
        .first()
    )
    if device is None:
        return None
    organises: bool = device.organises  # type: ignore[attr-defined]  # annotated above
    return Seat(device.membership, device.membership.partnership, organises, device.pk)


def find_present(request: HttpRequest, partnership: str, /) -> Seat | None:
    """Return the seat of somebody who belongs today, or None."""
    return _find(request, partnership, gone=False)


def find_gone(request: HttpRequest, partnership: str, /) -> Seat | None:
    """Return the seat of somebody who left or was removed, from a device that was theirs, or None."""
    return _find(request, partnership, gone=True)
