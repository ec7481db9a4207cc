"""Wanting a copy: how many there may be, and that whoever makes them hears of it."""

from __future__ import annotations

import datetime

from django.db import IntegrityError, transaction

from alongside.demo.models import CopyWanted, Example
from alongside.demo.waking import bell

LASTS = datetime.timedelta(days=1)
"""How long a copy is kept."""
HOUR = datetime.timedelta(hours=1)
AT_ONCE = 40
"""How many copies there are at once on one server; a large one is some three thousand rows."""
IN_AN_HOUR = 6
"""How many one browser may want in an hour. It can forget its cookie: the other limits protect the server."""
OF_ALL_IN_AN_HOUR = 120
"""How many may be wanted in an hour by all: thrown away at once, each still costs the server some seconds."""


class TooMany(Exception):
    """There are as many copies as there may be; `mine`: this browser has wanted as many as it may in an hour."""

    def __init__(self, *, mine: bool) -> None:
        super().__init__("too many copies")
        self.mine = mine


def want(*, content: str, visitor: bytes, at: datetime.datetime) -> Example:
    """Have a copy made for a visitor; the one they have, where there is one. Raises TooMany."""
    mine = Example.objects.of(visitor).filter(content=content)
    try:
        return mine.first() or _want(content, visitor, at)
    except IntegrityError:  # wanted at the same moment
        return mine.get()


@transaction.atomic
def _want(content: str, visitor: bytes, at: datetime.datetime) -> Example:
    lately = CopyWanted.objects.filter(at__gt=at - HOUR)
    if lately.filter(visitor_hash=visitor).count() >= IN_AN_HOUR:
        raise TooMany(mine=True)
    if Example.objects.count() >= AT_ONCE or lately.count() >= OF_ALL_IN_AN_HOUR:
        raise TooMany(mine=False)
    made = Example.objects.create(content=content, visitor_hash=visitor, wanted_at=at, until=at + LASTS)
    CopyWanted.objects.create(visitor_hash=visitor, at=at)
    transaction.on_commit(bell.ring)
    return made
