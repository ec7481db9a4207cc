"""Erasing somebody: their name and every way in go. What other rooms hold of them is erased above, by the same command.

All of it works on the database that the membership was read from: a copy that is put back has people to erase too.
"""

from __future__ import annotations

import datetime
from collections.abc import Container, Iterable

from django.db.models import Q
from django.utils.crypto import salted_hmac
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from alongside.mail.commands import forget as forget_address
from alongside.partnerships.models import Departure, Membership, Parting, Welcoming
from alongside.people.models import Erasure, Knock


def tombstone_of(ref: str) -> bytes:
    """Return the mark of the place with this reference; only this server's key makes it."""
    return salted_hmac("alongside.people.erasure", ref, algorithm="sha256").digest()


def erase_person(who: Membership, *, at: datetime.datetime) -> None:
    """Take away what somebody is called, where they came from and how they came in; part of the command that erases.

    Their drafts go with what opens them. Their place stays, without a name, for what they typed for the group.
    """
    database = who._state.db
    Erasure.objects.using(database).update_or_create(
        tombstone=tombstone_of(who.ref), defaults={"on": localdate(at), "membership": who, "is_swept": False}
    )
    who.organisings.filter(until=None).update(until=at)
    if not who.departures.open().exists():
        Departure.objects.using(database).create(membership=who, at=at, by=who)
    who.departures.update(reason="")
    for theirs in (who.draft_keys, who.links, who.devices, who.affiliations, who.not_now):
        theirs.all().delete()
    Parting.objects.using(database).filter(membership=who).delete()
    Welcoming.objects.using(database).filter(Q(membership=who) | Q(welcomer=who)).delete()
    Knock.objects.using(database).filter(membership=who).delete()
    forget_address(who)
    who.name = _("Somebody who left")
    who.save(update_fields=["name"])


def remember_erased(places: Iterable[str], tombstones: Iterable[bytes], *, on: datetime.date, using: str) -> None:
    """Remember who was erased since a copy was made, in the database where that copy is put back.

    `places` are references, of which marks are made anew: the key may be another than when they were erased. Of some
    there are only `tombstones`, which the key that made them fits.
    """
    there = set(Membership.objects.using(using).exclude(erasure=None).values_list("ref", flat=True))
    marks = {*tombstones, *(tombstone_of(ref) for ref in places if ref not in there)}
    Erasure.objects.using(using).bulk_create((Erasure(tombstone=each, on=on) for each in marks), ignore_conflicts=True)


def fitting_nobody(tombstones: Iterable[bytes], *, using: str) -> int:
    """Return how many of these marks are of nobody in that database, or cannot be told to be: the key is another."""
    return Erasure.objects.using(using).filter(membership=None, tombstone__in=list(tombstones)).count()


def is_marked(who: Membership, tombstones: Container[bytes]) -> bool:
    """Whether one of these marks is of this place."""
    return tombstone_of(who.ref) in tombstones
