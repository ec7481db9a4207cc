"""Coming in by e-mail: a code, or the link beside it, makes a device; and showing that an address is one's own.

Such a device holds no draft key: it lets somebody in and opens nothing they wrote elsewhere. In a partnership that the
browser is in already nothing changes: whoever is in there is not signed out by a letter.
"""

from __future__ import annotations

import datetime
from collections.abc import Container
from dataclasses import dataclass

from django.db import transaction

from alongside.mail import commands as mail
from alongside.mail.models import Purpose
from alongside.partnerships.seats import Seat
from alongside.people.commands.devices import make_device
from alongside.people.commands.links import Entered
from alongside.people.known import is_known
from alongside.people.secrets import derived


class NotKnown(Exception):
    """No address is given from here: the device is somebody's on an organiser's word alone, or nobody here is real."""


@dataclass(frozen=True, slots=True)
class CameIn:
    """What came of a code or a link: the places somebody is in now, and those where this browser was in already."""

    tried: mail.Tried
    entered: tuple[Entered, ...] = ()
    stayed: tuple[str, ...] = ()  # the references of those partnerships


@transaction.atomic
def come_in_by_code(
    *, secret: str, typed: str, key: str, label: str, known_in: Container[str], at: datetime.datetime
) -> CameIn:
    """Come in by the code of a letter that this browser asked for with `secret`.

    `known_in` are the references of partnerships that this browser is in. The same `key` comes in once.
    """
    tried = mail.try_code(purpose=Purpose.IN, secret=secret, typed=typed, key=key, at=at)
    return _come_in(tried, key, label, known_in, at=at)


@transaction.atomic
def come_in_by_letter(*, link: str, key: str, label: str, known_in: Container[str], at: datetime.datetime) -> CameIn:
    """Come in by the link of a letter, in any browser; as by its code."""
    return _come_in(mail.try_link(link=link, key=key, at=at), key, label, known_in, at=at)


def _come_in(tried: mail.Tried, key: str, label: str, known_in: Container[str], *, at: datetime.datetime) -> CameIn:
    entered, stayed = [], []
    for address in tried.addresses:
        who = address.membership
        if who.partnership.ref in known_in:
            stayed.append(who.partnership.ref)
            continue
        secret = derived(f"{key}:{who.ref}", "letter-device")
        device = make_device(membership=who, secret=secret, label=label, at=at)
        if device.ended_at is None:
            entered.append(Entered(who, secret, first=False))
    return CameIn(tried, tuple(entered), tuple(stayed))


@transaction.atomic
def ask_to_prove(*, seat: Seat, email: str, asked: mail.Asked, at: datetime.datetime) -> None:
    """Send a code to the address that the one in this seat gives as theirs. Raises NotKnown, and mail's TooMany."""
    if seat.partnership.is_invented or not is_known(seat, at=at):
        raise NotKnown
    mail.ask_proof(who=seat.membership, email=email, asked=asked, at=at)


@transaction.atomic
def prove(*, seat: Seat, secret: str, typed: str, key: str, at: datetime.datetime) -> mail.Tried:
    """Keep the address that the right code was sent to. Raises NotKnown, and mail's Taken."""
    if seat.partnership.is_invented or not is_known(seat, at=at):
        raise NotKnown
    tried = mail.try_code(purpose=Purpose.PROVE, secret=secret, typed=typed, key=key, at=at, who=seat.membership)
    if tried.is_right and not tried.again:
        mail.tell_the_one_before(who=seat.membership, email=tried.email, at=at)
        mail.keep_address(who=seat.membership, email=tried.email)
    return tried
