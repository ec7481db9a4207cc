"""What only an organiser can do, and nobody has done yet."""

from __future__ import annotations

from dataclasses import dataclass

from alongside.partnerships.models import Membership
from alongside.partnerships.seats import Seat


@dataclass(frozen=True)
class Organising:
    """What is asked of an organiser: nobody else is in, nobody else organises, nobody is named to tell of harm."""

    alone: bool
    one_organiser: bool
    no_contact: bool


def organising(seat: Seat, *, asked: bool = False) -> Organising | None:
    """Return what is asked of whoever sits here; None where nothing is, and for those who do not organise.

    `asked`: whom to tell of harm is asked for as the next thing, so not here too.
    """
    if not seat.is_organiser:
        return None
    others = Membership.objects.within(seat).here().exclude(pk=seat.membership.pk)
    left = Organising(
        alone=not others.exists(),
        one_organiser=not others.organisers().exists(),
        no_contact=not asked and not seat.partnership.contact_name,
    )
    return left if left.alone or left.one_organiser or left.no_contact else None
