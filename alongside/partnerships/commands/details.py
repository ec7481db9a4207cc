"""The partnership's own details: its name, its place, and whom to tell of harm."""

from __future__ import annotations

import datetime
from dataclasses import asdict, dataclass

from django.db import transaction

from alongside.partnerships.models import Partnership, PartnershipVersion, Stage, note
from alongside.partnerships.seats import Seat
from alongside.partnerships.texts import replace


@dataclass(frozen=True, slots=True)
class Details:
    """What a partnership says of itself."""

    name: str
    place: str = ""
    stage: str = Stage.NEW
    contact_name: str = ""
    contact_reach: str = ""


@transaction.atomic
def change_details(*, seat: Seat, seen: int, details: Details, at: datetime.datetime) -> bool:
    """Put `details` in the place of the version that was `seen`. False when the same stands there already.

    Raises Conflict when somebody else has changed them since.
    """
    partnership = Partnership.objects.get(pk=seat.partnership_id)
    if not replace(partnership, seen=seen, **asdict(details)):
        return False
    PartnershipVersion.objects.create(
        partnership=partnership, version=partnership.version, at=at, by=seat.membership, **asdict(details)
    )
    note(partnership, who=seat.membership, what="changed_details", at=at)
    return True
