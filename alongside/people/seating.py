"""Finding a seat: the device in hand, and whose it is."""

from __future__ import annotations

from django.db.models import BinaryField, CharField, DateField, Exists, OuterRef, QuerySet
from django.http import HttpRequest

from alongside.partnerships.models import Departure, Organising
from alongside.partnerships.prepared import Prepared, told
from alongside.partnerships.seats import Seat
from alongside.people.cookies import secret_of
from alongside.people.models import Device
from alongside.people.secrets import hashed
from alongside.web.clock import today


def _devices(*, gone: bool) -> QuerySet[Device]:
    departed = Departure.objects.filter(membership=OuterRef("membership"), returned_at=None)
    return (
        Device.objects.select_related("membership__partnership")
        .known(on=told("on", DateField()))
        .filter(secret_hash=told("secret", BinaryField()), membership__partnership__ref=told("ref", CharField()))
        .filter(Exists(departed) if gone else ~Exists(departed))
        .annotate(organises=Exists(Organising.objects.filter(membership=OuterRef("membership"), until=None)))
    )


# asked by every request behind a door
_PRESENT = Prepared(lambda: _devices(gone=False))
_GONE = Prepared(lambda: _devices(gone=True))


def _find(request: HttpRequest, partnership: str, devices: Prepared[Device]) -> Seat | None:
    secret = secret_of(request, partnership)
    if secret is None:
        return None
    device = devices.one(on=today(), secret=hashed(secret), ref=partnership)
    if device is None:
        return None
    organises: bool = device.organises  # type: ignore[attr-defined]  # annotated above
    return Seat(device.membership, device.membership.partnership, organises, device.pk)


def find_present(request: HttpRequest, partnership: str, /) -> Seat | None:
    """Return the seat of somebody who belongs today, or None."""
    return _find(request, partnership, _PRESENT)


def find_gone(request: HttpRequest, partnership: str, /) -> Seat | None:
    """Return the seat of somebody who left or was removed, from a device that was theirs, or None."""
    return _find(request, partnership, _GONE)
