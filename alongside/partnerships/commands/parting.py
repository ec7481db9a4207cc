"""What goes with whoever leaves: three lines and a day, said ahead, by them or by an organiser with them."""

from __future__ import annotations

import datetime
from dataclasses import asdict, dataclass

from django.db import transaction

from alongside.partnerships.commands.belonging import Refused
from alongside.partnerships.commands.lock import fresh, locked
from alongside.partnerships.models import Membership, Parting, PartingVersion, note
from alongside.partnerships.permissions import may_say_parting
from alongside.partnerships.seats import Seat
from alongside.partnerships.texts import replace


@dataclass(frozen=True, slots=True)
class PartingWords:
    """What somebody says before they leave; all of it may be empty."""

    leaves_on: datetime.date | None = None
    goes: str = ""
    takers: str = ""
    ask: str = ""


@transaction.atomic
def say_parting(*, seat: Seat, who: Membership, seen: int, said: PartingWords, at: datetime.datetime) -> bool:
    """Put `said` in the place of the version that was `seen`. False when the same stands there already.

    Raises Conflict when somebody else has changed it since, and Refused("role").
    """
    locked(seat.partnership)  # two at once make one row
    if not may_say_parting(fresh(seat), who):
        raise Refused("role")
    parting = Parting.objects.within(seat).filter(membership=who).first()
    if parting is None and said == PartingWords():
        return False
    parting = parting or Parting.objects.create(membership=who)
    if not replace(parting, seen=seen, **asdict(said)):
        return False
    PartingVersion.objects.create(parting=parting, version=parting.version, at=at, by=seat.membership, **asdict(said))
    note(seat.partnership, who=seat.membership, what="said_parting", at=at, about=who.ref)
    return True
