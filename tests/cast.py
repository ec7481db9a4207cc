"""The cast: invented people of two invented partnerships, made through the real commands.

    def test_something(cast: Cast) -> None:     (the fixture is in conftest.py)
        cast.seat("amina")        the seat that a door would hand on
        cast.client("amina")      a browser of hers, as a Django test client
        cast.at                   Friday 20 March 2026, 10:00; also what the clock says to views
        cast.later(hours=3)       moves that clock on, and returns the new time

Harbour Wards Partnership: Amina Yusuf (organiser, Harbour Carers), Tom Reed (organiser, Eastport Council), Nadia
Brandt (a resident), Len Okafor (Harbour Carers). Hill Farms Network, which knows nothing of it: Ruth Ade (organiser).
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from typing import Any

from django.test import Client

from alongside.partnerships import commands as partnerships
from alongside.partnerships.models import Kind, Membership, Organisation, Organising, Partnership, Size, Stage
from alongside.partnerships.seats import Seat
from alongside.people import commands as people
from alongside.people.secrets import new_secret

AT = datetime.datetime(2026, 3, 20, 10, 0, tzinfo=datetime.UTC)


class Https(Client):
    """A browser that speaks https."""

    def generic(self, *args: Any, **kwargs: Any) -> Any:
        """Send every request as one that came over https."""
        return super().generic(*args, **{**kwargs, "secure": True})


@dataclass
class Cast:
    """The two partnerships, and everybody in them by their first name in small letters."""

    harbour: Partnership
    hill: Partnership
    at: datetime.datetime = AT
    _members: dict[str, Membership] = field(default_factory=dict)
    _secrets: dict[str, str] = field(default_factory=dict)

    def member(self, name: str) -> Membership:
        """Their place, as it is in the database now."""
        return Membership.objects.select_related("partnership").get(pk=self._members[name].pk)

    def seat(self, name: str) -> Seat:
        """Their seat, with the role they have now."""
        who = self.member(name)
        organises = who.organisings.filter(until=None).exists()
        return Seat(who, who.partnership, organises, who.devices.values_list("pk", flat=True).first())

    def secret(self, name: str) -> str:
        """What their device's cookie holds."""
        return self._secrets[name]

    def client(self, name: str = "", *, secure: bool = False, csrf: bool = False) -> Client:
        """A browser that is known to be theirs; without a name, a stranger's. `secure` speaks https."""
        client = (Https if secure else Client)(enforce_csrf_checks=csrf)
        if name:
            prefix = "__Host-at-" if secure else "at-"
            client.cookies[prefix + self.member(name).partnership.ref] = self._secrets[name]
        return client

    def add(self, name: str, partnership: Partnership, origin: partnerships.Origin = partnerships.RESIDENT) -> Seat:
        """Let one more person in: `add("Priya Shah", cast.harbour)` is `cast.seat("priya")` from then on."""
        who = partnerships.arrive(partnership=partnership, name=name, origin=origin, at=self.at)
        return self.known(who)

    def known(self, who: Membership) -> Seat:
        """Give somebody who has arrived a device, and remember them by their first name."""
        name = who.name.split()[0].lower()
        self._members[name], self._secrets[name] = who, new_secret()
        people.make_device(membership=who, secret=self._secrets[name], label="Firefox on Android", at=self.at)
        return self.seat(name)

    def later(self, **by: float) -> datetime.datetime:
        """Let time go by, for views too: `later(hours=3)`. Returns what the clock says then."""
        self.at += datetime.timedelta(**by)
        return self.at


def _harbour() -> tuple[partnerships.Started, Organisation, Organisation]:
    started = partnerships.start(
        name="Harbour Wards Partnership",
        place="Eastport",
        stage=Stage.ESTABLISHED,
        person="Amina Yusuf",
        origin=partnerships.Origin(new="Harbour Carers", kind=Kind.CHARITY, size=Size.SMALL),
        at=AT,
    )
    carers = started.partnership.organisations.get()
    council = Organisation.objects.create(
        partnership=started.partnership, name="Eastport Council", kind=Kind.COUNCIL, size=Size.LARGE
    )
    return started, carers, council


def build() -> Cast:
    """Make the cast, in a database that holds none of it yet."""
    started, carers, council = _harbour()
    hill = partnerships.start(name="Hill Farms Network", place="Upper Dale", person="Ruth Ade", at=AT)
    cast = Cast(harbour=started.partnership, hill=hill.partnership)
    cast.known(started.membership)
    cast.known(hill.membership)
    tom = cast.add("Tom Reed", cast.harbour, partnerships.Origin(council))
    Organising.objects.create(membership=tom.membership, since=AT, given_by=started.membership)
    cast.add("Nadia Brandt", cast.harbour)
    cast.add("Len Okafor", cast.harbour, partnerships.Origin(carers))
    return cast
