"""Who did what when: every command leaves one Moment, and those that must not leave none."""

from __future__ import annotations

import pytest

from alongside.partnerships import commands as partnerships
from alongside.partnerships.commands.details import Details
from alongside.partnerships.models import Moment, Partnership
from alongside.people import commands
from alongside.people.models import PersonalLink
from alongside.people.secrets import code_from, new_secret
from alongside.people.tests.pressing import room
from tests.cast import AT, Cast

pytestmark = [pytest.mark.data, pytest.mark.django_db]

# A log of these would be a log of people's comings and goings.
LEAVE_NONE = {"make_device", "end_device", "device_again", "sign_out", "try_code"}


def left(*expected: str) -> None:
    """Say that the newest Moments are these, in this order."""
    newest = Moment.objects.order_by("-pk").values_list("what", flat=True)[: len(expected)]
    assert list(newest)[::-1] == list(expected)


def test_belonging_leaves_one_each(cast: Cast) -> None:
    amina, nadia, at = cast.seat("amina"), cast.seat("nadia"), cast.at
    partnerships.rename(seat=nadia, name="Nadia", at=at)
    partnerships.come_from(seat=nadia, origin=partnerships.Origin(new="Dock"), at=at)
    partnerships.make_organiser(seat=amina, who=nadia.membership, at=at)
    partnerships.unmake_organiser(seat=amina, who=nadia.membership, at=at)
    left("renamed", "came_from", "made_organiser", "unmade_organiser")
    partnerships.make_organiser(seat=amina, who=nadia.membership, at=at)
    partnerships.step_down(seat=cast.seat("nadia"), at=at)
    partnerships.organise_again(seat=cast.seat("nadia"), at=at)
    left("made_organiser", "stepped_down", "organises_again")
    partnerships.remove(seat=amina, who=nadia.membership, reason="", at=at)
    partnerships.let_back(seat=amina, who=nadia.membership, at=at)
    partnerships.leave(seat=nadia, at=at)
    partnerships.come_back(seat=nadia, at=at)
    partnerships.change_details(seat=amina, seen=1, details=Details("Harbour"), at=at)
    left("removed", "let_back", "left", "came_back", "changed_details")


def test_links_leave_one_each(cast: Cast) -> None:
    amina, nadia, at = cast.seat("amina"), cast.seat("nadia"), cast.at
    commands.expect(seat=amina, wanted=[commands.Wanted("Priya", new_secret())], at=at)
    link = PersonalLink.objects.latest("pk")
    commands.end_link(seat=amina, link=link, at=at)
    commands.link_again(seat=amina, link=link, at=at)
    left("expects", "ended_link", "link_again")
    commands.make_link(seat=amina, who=nadia.membership, secret=new_secret(), at=at)
    commands.make_own_link(seat=nadia, secret=new_secret(), device=cast.secret("nadia"), at=at)
    commands.let_in_by_host(who=nadia.membership, secret=new_secret(), at=at)
    left("made_link", "made_own_link", "let_in_by_host")


def test_rooms_leave_one_each(cast: Cast) -> None:
    amina, at = cast.seat("amina"), cast.at
    made = commands.open_room(seat=amina, code=code_from(new_secret()), approved=False, hours=1, places=2, at=at)
    assert made
    commands.close_room(seat=amina, room=made, at=at)
    commands.reopen_room(seat=amina, room=made, at=at)
    commands.join(room=made, key=new_secret(), name="Sam", label="x", at=at)
    left("opened_room", "closed_room", "reopened_room", "arrived")
    kept = room(cast, approved=True)
    knocked = commands.knock(room=kept, key=new_secret(), name="Pat", label="x", at=at)
    assert knocked
    commands.decline(seat=amina, knock=knocked[0], at=at)
    commands.let_in(seat=amina, knock=knocked[0], at=at)
    left("opened_room", "knocked", "declined", "arrived", "let_in")


def test_beginning_leaves_one_for_the_start_and_one_for_the_arrival(db: None) -> None:
    commands.begin(
        key=new_secret(),
        name="New",
        place="",
        stage="new",
        person="Zoe",
        origin=partnerships.RESIDENT,
        label="x",
        at=AT,
    )
    made = Partnership.objects.get(name="New")
    assert sorted(Moment.objects.filter(partnership=made).values_list("what", flat=True)) == ["arrived", "started"]


def test_devices_and_guesses_leave_none(cast: Cast) -> None:
    before, nadia = Moment.objects.count(), cast.seat("nadia")
    device = commands.make_device(membership=nadia.membership, secret=new_secret(), label="x", at=cast.at)
    commands.end_device(seat=nadia, device=device, at=cast.at)
    commands.device_again(seat=nadia, device=device, at=cast.at)
    commands.sign_out(seat=nadia)
    commands.try_code(code="abcdefgh", at=cast.at)
    assert Moment.objects.count() == before
    assert set(commands.__all__) >= LEAVE_NONE
