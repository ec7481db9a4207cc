"""How often something was done about one address, or by one partnership, in a stretch of time; how often it may."""

from __future__ import annotations

import datetime

from django.db import transaction
from django.db.models import F

from alongside.mail.models import Tally
from alongside.mail.sealing import mark
from alongside.partnerships.models import Partnership

DAY = 24 * 3600
INVITATIONS, TO_ONE = 120, 3
"""How many letters with a link one partnership sends in a day, and how many of them to one address."""


class TooMany(Exception):
    """More letters were asked for than is sensible in an hour, or in a day."""


def count(what: str, who: str, seconds: int, *, at: datetime.datetime) -> Tally:
    """Return the tally of this stretch of time, held until the transaction ends. A clock put back empties none."""
    stretch = int(at.timestamp()) // seconds
    known = {"what": what, "mark": mark(what, who)}
    tally, _new = Tally.objects.select_for_update(no_key=True).get_or_create(
        **known, defaults={"stretch": stretch, "at": at}
    )
    if tally.stretch < stretch:
        tally.stretch, tally.count, tally.at = stretch, 0, at
        tally.save(update_fields=["stretch", "count", "at"])
    return tally


def one_more(tally: Tally) -> None:
    """Count one more; part of a command."""
    Tally.objects.filter(pk=tally.pk).update(count=F("count") + 1)


@transaction.atomic
def count_invitation(*, partnership: Partnership, email: str, at: datetime.datetime) -> None:
    """Count one more letter with a link; raises TooMany. What others send to the same address counts nothing here."""
    for who, most in ((partnership.ref, INVITATIONS), (f"{partnership.ref} {email}", TO_ONE)):
        tally = count("invited", who, DAY, at=at)
        if tally.count >= most:
            raise TooMany
        one_more(tally)
