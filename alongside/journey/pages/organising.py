"""What only an organiser can do, and nobody has done yet."""

from __future__ import annotations

from dataclasses import dataclass

from alongside.journey.pages.glance import Glance
from alongside.partnerships.seats import Seat


@dataclass(frozen=True)
class Organising:
    """What is asked of an organiser: nobody else is in, nobody else organises, nobody is named to tell of harm."""

    alone: bool
    one_organiser: bool
    no_contact: bool


def organising(seat: Seat, glance: Glance, *, asked: bool = False) -> Organising | None:
    """Return what is asked of whoever sits here; None where nothing is, and for those who do not organise.

    `asked`: whom to tell of harm is asked for as the next thing, so not here too.
    """
    if not seat.is_organiser:
        return None
    left = Organising(
        alone=not glance.others,
        one_organiser=not glance.organisers,
        no_contact=not asked and not seat.partnership.contact_name,
    )
    return left if left.alone or left.one_organiser or left.no_contact else None
