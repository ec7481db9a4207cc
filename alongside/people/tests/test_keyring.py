"""The keyring: what a device and an own link open, and what nothing opens any more."""

from __future__ import annotations

import datetime

import pytest

from alongside.partnerships import commands as partnerships
from alongside.people import commands, sealing
from alongside.people.commands.keyring import of_device, of_link
from alongside.people.models import Device, DraftKey, PersonalLink, Wrap
from alongside.people.secrets import hashed, new_secret
from tests.cast import Cast

pytestmark = [pytest.mark.django_db, pytest.mark.data]


def keys(cast: Cast, who: str) -> set[bytes]:
    return {held.key for held in of_device(cast.seat(who).device_id, cast.secret(who))}


def own_link(cast: Cast, who: str) -> str:
    secret = new_secret()
    commands.make_own_link(seat=cast.seat(who), secret=secret, device=cast.secret(who), at=cast.at)
    return secret


def opened_by(secret: str) -> set[bytes]:
    return {held.key for held in of_link(PersonalLink.objects.get(secret_hash=hashed(secret)), secret)}


def came_in(cast: Cast, link: str) -> set[bytes]:
    entered = commands.enter(link=link, key=new_secret(), name="", label="Second", at=cast.at)
    assert entered
    device = Device.objects.get(secret_hash=hashed(entered.secret))
    return {held.key for held in of_device(device.pk, entered.secret)}


def test_ones_own_link_opens_what_the_device_opens_that_made_it(cast: Cast) -> None:
    link = own_link(cast, "nadia")
    assert opened_by(link) == keys(cast, "nadia") != set()
    assert came_in(cast, link) == keys(cast, "nadia")


def test_whoever_starts_a_partnership_opens_the_same_by_device_and_by_link(cast: Cast) -> None:
    begun = commands.begin(
        key=new_secret(),
        name="Quay Street",
        place="",
        stage="new",
        person="Jo",
        origin=partnerships.RESIDENT,
        label="x",
        at=cast.at,
    )
    assert begun
    device = Device.objects.get(secret_hash=hashed(begun.device))
    assert {held.key for held in of_device(device.pk, begun.device)} == opened_by(begun.link) != set()


def test_an_organisers_link_opens_no_draft(cast: Cast) -> None:
    own_link(cast, "nadia")
    secret = new_secret()
    commands.make_link(seat=cast.seat("amina"), who=cast.member("nadia"), secret=secret, at=cast.at)
    assert opened_by(secret) == set()
    assert came_in(cast, secret) == set()


def test_a_new_link_of_ones_own_takes_the_old_ones_keys_away(cast: Cast) -> None:
    first = own_link(cast, "nadia")
    second = own_link(cast, "nadia")
    assert (opened_by(first), opened_by(second)) == (set(), keys(cast, "nadia"))


def test_a_device_let_in_otherwise_and_the_own_link_can_be_brought_together(cast: Cast) -> None:
    link = own_link(cast, "nadia")
    elsewhere = new_secret()
    other = commands.make_device(membership=cast.member("nadia"), secret=elsewhere, label="x", at=cast.at)
    seat = cast.seat("nadia")
    there = type(seat)(seat.membership, seat.partnership, seat.is_organiser, other.pk)
    commands.bring_together(seat=there, device=elsewhere, link=link, at=cast.at)
    assert {held.key for held in of_device(other.pk, elsewhere)} == keys(cast, "nadia")


def test_another_persons_link_brings_nothing_together(cast: Cast) -> None:
    link = own_link(cast, "nadia")
    commands.bring_together(seat=cast.seat("len"), device=cast.secret("len"), link=link, at=cast.at)
    assert keys(cast, "len") == set()


def test_another_secret_opens_nothing(cast: Cast) -> None:
    own_link(cast, "nadia")
    with pytest.raises(sealing.Broken):
        of_device(cast.seat("nadia").device_id, cast.secret("len"))


def test_a_wrap_put_in_the_place_of_anothers_opens_nothing(cast: Cast) -> None:
    own_link(cast, "nadia")
    own_link(cast, "len")
    mine = Wrap.objects.get(device=cast.seat("len").device_id)
    Wrap.objects.filter(device=cast.seat("nadia").device_id).update(sealed=bytes(mine.sealed))
    with pytest.raises(sealing.Broken):
        of_device(cast.seat("nadia").device_id, cast.secret("nadia"))


@pytest.mark.promise("drafts-go")
def test_leaving_takes_every_key_away(cast: Cast) -> None:
    own_link(cast, "nadia")
    assert commands.leave(seat=cast.seat("nadia"), at=cast.at)
    assert not DraftKey.objects.filter(membership=cast.member("nadia")).exists()


def test_whoever_is_removed_by_mistake_finds_their_drafts_when_let_back(cast: Cast) -> None:
    own_link(cast, "nadia")
    before = keys(cast, "nadia")
    partnerships.remove(seat=cast.seat("amina"), who=cast.member("nadia"), reason="", at=cast.at)
    commands.forget_keyrings(at=cast.at + datetime.timedelta(days=29))
    assert keys(cast, "nadia") == before
    commands.forget_keyrings(at=cast.at + datetime.timedelta(days=31))
    assert keys(cast, "nadia") == set()


@pytest.mark.promise("drafts-stay-here")
def test_signing_out_takes_a_key_away_that_nothing_else_opens(cast: Cast) -> None:
    own_link(cast, "nadia")
    commands.sign_out(seat=cast.seat("nadia"))
    assert DraftKey.objects.filter(membership=cast.member("nadia")).count() == 1
    PersonalLink.objects.filter(membership=cast.member("nadia")).update(ended_at=cast.at)
    assert commands.forget_keyrings(at=cast.at + datetime.timedelta(hours=1)) == 1


def test_a_device_that_was_ended_opens_its_drafts_again_while_that_can_be_taken_back(cast: Cast) -> None:
    own_link(cast, "nadia")
    Device.objects.filter(membership=cast.member("nadia")).update(ended_at=cast.at)
    commands.forget_keyrings(at=cast.at + datetime.timedelta(minutes=9))
    assert Wrap.objects.filter(device=cast.seat("nadia").device_id).exists()
    commands.forget_keyrings(at=cast.at + datetime.timedelta(minutes=11))
    assert not Wrap.objects.filter(device=cast.seat("nadia").device_id).exists()
