"""Personal links: made by an organiser for those who are expected, or by each for themselves."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.db import transaction

from alongside.mail.commands import count_invitation, queue
from alongside.mail.letters import Letter
from alongside.partnerships.commands import arrive
from alongside.partnerships.models import Membership, Organising, note
from alongside.partnerships.seats import Seat
from alongside.people.commands.devices import make_device
from alongside.people.commands.keyring import hand_on, hold, new_key, of_device, of_link
from alongside.people.known import has_a_way_in, let_in_by
from alongside.people.models import Device, PersonalLink, Wrap
from alongside.people.permissions import AGAIN
from alongside.people.secrets import derived, hashed

LASTS = datetime.timedelta(days=14)
"""How long a link lets somebody in that nobody has used."""
INVITATION = "invitation"
"""The kind of letter that holds such a link."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Somebody who is to be sent a link; with a `letter`, it goes by e-mail."""

    name: str
    secret: str
    letter: Letter | None = None


@dataclass(frozen=True, slots=True)
class Entered:
    """Somebody who has come in, what their device is to hold, and whether this was their first time."""

    membership: Membership
    secret: str
    first: bool


class StillWorks(Exception):
    """A link that an organiser made lets its person in: it is ended first, which can be undone."""


class TooLate(Exception):
    """The form that made a link was sent again long after it was shown, or when it had ended."""


def _still_shown(link: PersonalLink, *, at: datetime.datetime) -> PersonalLink:
    """Return a link that a form sent twice may be answered with once more; raises TooLate."""
    if link.ended_at or at - link.made_at > AGAIN:
        raise TooLate
    return link


@transaction.atomic
def expect(
    *, seat: Seat, wanted: Sequence[Wanted], as_organisers: bool = False, at: datetime.datetime
) -> list[Membership]:
    """Expect these people, and make a link for each. A secret that was made a link of just now makes no second one.

    Raises TooLate, and mail's TooMany, where more letters would go than may in a day: then nothing is made.
    """
    links = PersonalLink.objects.within(seat).select_related("membership")
    there = {
        bytes(link.secret_hash): _still_shown(link, at=at).membership
        for link in links.filter(secret_hash__in=[hashed(each.secret) for each in wanted])
    }
    return [there.get(hashed(each.secret)) or _expect(seat, each, as_organisers, at) for each in wanted]


def _expect(seat: Seat, wanted: Wanted, as_organiser: bool, at: datetime.datetime) -> Membership:
    who = Membership.objects.create(partnership=seat.partnership, name=wanted.name)
    if as_organiser:
        Organising.objects.create(membership=who, since=at, given_by=seat.membership)
    _make(who, wanted.secret, by=seat.membership, own=False, lasts=LASTS, at=at)
    if wanted.letter and not seat.partnership.is_invented:
        count_invitation(partnership=seat.partnership, email=wanted.letter.to.casefold(), at=at)
        letter = replace(wanted.letter, membership=who.pk)
        queue(kind=INVITATION, letter=letter, by=seat.membership, about=who.ref, at=at)
    note(seat.partnership, who=seat.membership, what="expects", at=at, about=who.ref)
    return who


@transaction.atomic
def make_link(*, seat: Seat, who: Membership, secret: str, at: datetime.datetime) -> bool:
    """Make a link for `who`. False when it is the same link. Raises TooLate, and StillWorks."""
    Membership.objects.select_for_update(no_key=True).get(pk=who.pk)  # or two who press at once would end one another's
    for link in PersonalLink.objects.filter(secret_hash=hashed(secret)):
        _still_shown(link, at=at)
        return False
    if who.links.live(at=at).filter(own=False).exists():
        raise StillWorks
    _make(who, secret, by=seat.membership, own=False, lasts=LASTS, at=at)
    note(seat.partnership, who=seat.membership, what="made_link", at=at, about=who.ref)
    return True


@transaction.atomic
def let_in_by_host(*, who: Membership, secret: str, at: datetime.datetime) -> None:
    """Make a link for `who` at the wish of whoever runs the server; members see that this was done."""
    _make(who, secret, by=None, own=False, lasts=datetime.timedelta(days=1), at=at)
    note(who.partnership, who=None, what="let_in_by_host", at=at, about=who.ref)


@transaction.atomic
def make_own_link(*, seat: Seat, secret: str, device: str, at: datetime.datetime) -> bool:
    """Make one's own link: every link there was ends. False when it is the same link. Raises TooLate.

    It opens the drafts that the device in hand opens; `device` is the secret of that one. The one before opens none.
    """
    for link in PersonalLink.objects.filter(secret_hash=hashed(secret)):
        _still_shown(link, at=at)
        return False
    word = let_in_by(seat, at=at)
    _end_all(seat.membership, at=at)
    Wrap.objects.filter(link__membership=seat.membership).delete()
    made = _make(seat.membership, secret, by=seat.membership, own=True, lasts=None, at=at, word=word)
    hand_on(hold(seat.device_id, device), made, secret)
    note(seat.partnership, who=seat.membership, what="made_own_link", at=at)
    return True


def keep_first_link(*, membership: Membership, secret: str, device: Device, held: str, at: datetime.datetime) -> None:
    """Make the own link of somebody who has only just started a partnership; part of that command.

    Both it and their device, whose secret is `held`, open what they will draft.
    """
    made = _make(membership, secret, by=membership, own=True, lasts=None, at=at)
    _open_the_same(made, secret, device, held)


def _open_the_same(link: PersonalLink, secret: str, device: Device, held: str) -> None:
    """Let somebody's own link and a device of theirs open the same drafts."""
    keys = of_link(link, secret) + of_device(device.pk, held) or (new_key(link.membership_id),)
    once = {key.id: key for key in keys}.values()
    hand_on(once, link, secret)
    hand_on(once, device, held)


def _make(
    who: Membership,
    secret: str,
    *,
    by: Membership | None,
    own: bool,
    lasts: datetime.timedelta | None,
    at: datetime.datetime,
    word: int | None = None,
) -> PersonalLink:
    Membership.objects.select_for_update(no_key=True).get(
        pk=who.pk
    )  # two links made at once would both want to be the only one
    who.links.filter(ended_at=None, own=own).update(ended_at=at)
    return PersonalLink.objects.create(
        membership=who,
        secret_hash=hashed(secret),
        own=own,
        made_by=by,
        made_at=at,
        expires_at=at + lasts if lasts else None,
        let_in_by_id=word,
    )


def _end_all(who: Membership, *, at: datetime.datetime) -> None:
    who.links.filter(ended_at=None).update(ended_at=at)


@transaction.atomic
def end_link(*, seat: Seat, link: PersonalLink, at: datetime.datetime) -> bool:
    """End a link. False when it had ended."""
    if not PersonalLink.objects.filter(pk=link.pk, ended_at=None).update(ended_at=at, ended_by=seat.membership):
        return False
    note(seat.partnership, who=seat.membership, what="ended_link", at=at, about=link.membership.ref)
    return True


@transaction.atomic
def link_again(*, seat: Seat, link: PersonalLink, at: datetime.datetime) -> bool:
    """Let a link work again that has just been ended: by its own person, or by an organiser who is not they.

    False when it works, when the other of the two or another link ended it, and when it is too late.
    """
    Membership.objects.select_for_update(no_key=True).get(pk=link.membership_id)
    ended = PersonalLink.objects.filter(pk=link.pk).ended_by_their_person(link.membership_id == seat.membership.pk)
    if not ended.may_work_again(at=at).update(ended_at=None, ended_by=None):
        return False
    note(seat.partnership, who=seat.membership, what="link_again", at=at, about=link.membership.ref)
    return True


@transaction.atomic
def enter(
    *,
    link: str,
    key: str,
    name: str,
    label: str,
    at: datetime.datetime,
    instead_of: int | None = None,
) -> Entered | None:
    """Come in by the link that holds the secret `link`; None when it lets nobody in.

    `key` is what the form carries, so that a form sent twice makes one device. The first to come in says what they
    are called; afterwards that is theirs to change on their own page.
    """
    secret = derived(f"{link}:{key}", "device")
    found = (
        PersonalLink.objects.select_for_update(of=("self",), no_key=True)
        .live(at=at)
        .filter(secret_hash=hashed(link))
        .first()
    )
    if found is None:
        return _answer_again(link, secret, at=at)
    who = Membership.objects.select_related("partnership").get(pk=found.membership_id)
    first = who.arrived_at is None
    if first:
        arrive(partnership=who.partnership, name=name, at=at, expected=who)
    if found.made_by_id is None:  # one that the server's host made lets in one browser
        found.ended_at = at
    found.expires_at = None
    found.save()
    word = _word(found, who, at=at)
    device = make_device(membership=who, secret=secret, label=label, at=at, instead_of=instead_of, word=word)
    if found.own:
        _open_the_same(found, link, device, secret)
    return Entered(who, secret, first)


def _word(link: PersonalLink, who: Membership, *, at: datetime.datetime) -> int | None:
    """Return on which organiser's word alone a device that comes in by this link is its person's, if it is."""
    if link.own:
        return link.let_in_by_id
    return link.made_by_id if has_a_way_in(who, at=at) else None


@transaction.atomic
def bring_together(*, seat: Seat, device: str, link: str, at: datetime.datetime) -> None:
    """Let one's own link, and the device in hand that was let in otherwise, open the same drafts. It is known then.

    `device` and `link` are their secrets. Nothing happens where the link is not one's own, or has ended.
    """
    own = PersonalLink.objects.of(seat).live(at=at).filter(own=True, secret_hash=hashed(link)).first()
    if own:
        here = Device.objects.select_for_update(no_key=True).get(pk=seat.device_id or 0)
        _open_the_same(own, link, here, device)
        Device.objects.filter(pk=here.pk).update(let_in_by=own.let_in_by_id)


def _answer_again(link: str, secret: str, *, at: datetime.datetime) -> Entered | None:
    """Give the browser that used up a host's link its answer again: not for long, and not once its device has ended."""
    found = PersonalLink.objects.used_up(since=at - AGAIN).filter(secret_hash=hashed(link)).first()
    if found is None:
        return None
    who = Membership.objects.select_related("partnership").get(pk=found.membership_id)
    known = Device.objects.filter(membership=who, secret_hash=hashed(secret), ended_at=None)
    return Entered(who, secret, first=who.arrived_at == found.ended_at) if known.exists() else None
