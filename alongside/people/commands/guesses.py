"""Codes that are typed: how many wrong ones are taken, so that none can be found by trying."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import TypeVar

from django.db import transaction
from django.db.models import F
from django.utils.crypto import constant_time_compare

from alongside.people.models import RoomCode, WrongCodes

Found = TypeVar("Found")

WRONG_CODES = 600
"""How many wrong codes may be typed on one server in an hour.

A code is eight of 31 letters: 31**8, some 8.5e11. In any sixty minutes two of these hours touch: at most 1,200 guesses,
which find one of N open codes with a chance of 1,200 * N / 8.5e11, below 1e-6 for up to 700 open rooms on one server.
They are counted for the whole server, so that no crowd of addresses helps, and forty people behind one address are
not in one another's way. What the QR code holds is too long to be guessed (`secrets.room_link`), and is not counted:
whoever uses the hour's guesses up keeps nobody out of a room where the code can be scanned.
"""

WRONG_STARTS = 60
"""The same for the code that starts a partnership.

How hard it is to guess is its server's host to choose, so there are few: at most some half a million in a year. Whoever
uses the hour's guesses up makes others wait to start; nobody who is in a partnership is kept from anything.
"""


class TooMany(Exception):
    """More wrong codes than may be were typed on this server in this hour."""


@transaction.atomic
def try_code(*, code: str, at: datetime.datetime) -> RoomCode | None:
    """Return the open room of the `code` somebody typed, or None, and count that; raises TooMany."""
    return _counted("room", WRONG_CODES, lambda: RoomCode.objects.open(at=at).filter(code=code).first(), at=at)


@transaction.atomic
def try_start_code(*, code: str, right: str, at: datetime.datetime) -> bool:
    """Whether somebody typed the `right` code to start a partnership with; a wrong one is counted; raises TooMany."""
    return _counted("start", WRONG_STARTS, lambda: bool(right) and constant_time_compare(code, right), at=at)


def _counted(kind: str, most: int, find: Callable[[], Found], *, at: datetime.datetime) -> Found:
    """Look, unless too many have looked in vain in this hour; what finds nothing is counted."""
    hour = at.replace(minute=0, second=0, microsecond=0)
    WrongCodes.objects.filter(kind=kind, hour__lt=hour).delete()
    row, _ = WrongCodes.objects.select_for_update(no_key=True).get_or_create(kind=kind, hour=hour)
    if row.count >= most:  # also when it is right: or the next right guess would still be found
        raise TooMany
    found = find()
    if not found:
        WrongCodes.objects.filter(pk=row.pk).update(count=F("count") + 1)
    return found
