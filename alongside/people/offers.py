"""What a change among people sets off is offered, never imposed: somebody came, left, or comes from elsewhere now.

What is offered is found by a room above, which registers here, at start.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass

from django.utils.safestring import SafeString

from alongside.partnerships.seats import Seat


@dataclass(frozen=True, slots=True)
class Offer:
    """One thing that one may do now, and need not: a sentence, and a page where it is done.

    `about` names it, so that it can be put away. `act` is what stands on the link.
    """

    about: str
    sentence: SafeString
    act: str
    url: str


Finder = Callable[[Seat, datetime.date], tuple[Offer, ...]]

_finders: list[Finder] = []


def register(finder: Finder) -> None:
    """Tell the people page what finds what is offered there."""
    _finders.append(finder)


def offers_for(seat: Seat, today: datetime.date) -> tuple[Offer, ...]:
    """Return what is offered on the people page to the one in this seat."""
    return tuple(offer for finder in _finders for offer in finder(seat, today))
