"""What the pages for coming in say of organisers and of who reads what is written: all of it is so."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import get_resolver, reverse

from alongside.learning.models import Talk
from alongside.learning.tests.talks import finished
from alongside.people import commands
from alongside.people.secrets import new_secret
from alongside.people.tests.pressing import room, scan, sent_link, words
from alongside.web.checks import patterns
from tests.cast import Cast

pytestmark = pytest.mark.django_db

NOTICED = "Four of us named the same families."


@pytest.fixture
def talk(cast: Cast) -> Talk:
    """A talk whose line Nadia wrote."""
    return finished(cast.seat("nadia"), at=cast.at, noticed=NOTICED)


def the_talk(cast: Cast, talk: Talk, client: Client) -> str:
    """The page of a talk, without what each browser gets of its own."""
    page = words(client.get(reverse("learning:talk", args=[cast.harbour.ref, talk.ref])))
    main = page.split("<main")[1].split("</main>")[0]
    return re.sub(r'(name="(?:csrfmiddlewaretoken|[\w-]*key)" value=|data-whose=)"[^"]*"', r"\1", main)


@pytest.mark.promise("who-reads")
def test_what_is_written_is_read_by_everybody_in_the_partnership_and_by_nobody_else(cast: Cast, talk: Talk) -> None:
    assert all(NOTICED in the_talk(cast, talk, cast.client(who)) for who in ("amina", "tom", "nadia", "len"))
    address = reverse("learning:talk", args=[cast.harbour.ref, talk.ref])
    for client in (cast.client("ruth"), Client()):
        assert client.get(address).status_code == 404
    for page in (scan(room(cast)), sent_link(cast)):
        assert "can read what you write in the talks. Nobody else who uses this site can." in words(Client().get(page))


@pytest.mark.promise("organisers-cannot")
def test_what_organisers_cannot_do_has_no_page(cast: Cast, talk: Talk) -> None:
    """No page of talks is theirs alone, none takes somebody else's name, and a device stands on no page but its own."""
    theirs = [entry for _, entry in patterns(get_resolver()) if getattr(entry.callback, "door", "") == "organiser"]
    rooms = {entry.callback.__module__.split(".")[1] for entry in theirs}
    # of what is asked, and how what is proposed was settled; of nothing that anybody answers, or says to it
    assert rooms == {"people", "partnerships", "rounds", "agreements"}
    assert the_talk(cast, talk, cast.client("tom")) == the_talk(cast, talk, cast.client("len"))
    renaming = [route for route, entry in patterns(get_resolver()) if entry.name == "rename"]
    assert [route.count("<") for route in renaming] == [1]  # whose partnership; whose name is the device's own
    commands.make_device(membership=cast.member("nadia"), secret=new_secret(), label="Canary on Linux", at=cast.at)
    assert "Canary on Linux" in words(cast.client("nadia").get(reverse("people:you", args=[cast.harbour.ref])))
    assert not [page for page in organisers_pages(cast) if "Canary on Linux" in page]


def organisers_pages(cast: Cast) -> list[str]:
    """Every page of people that an organiser can open."""
    names = ["people", "you", "invite", "room_new", "sign_out", "step_down", "leave", "from_where"]
    addresses = [reverse(f"people:{name}", args=[cast.harbour.ref]) for name in names]
    addresses.append(reverse("people:remove", args=[cast.harbour.ref, cast.member("nadia").ref]))
    addresses.append(reverse("partnerships:settings", args=[cast.harbour.ref]))
    answers = [cast.client("amina").get(address) for address in addresses]
    assert {answer.status_code for answer in answers} == {200}
    return [words(answer) for answer in answers]


def test_both_stand_on_the_page_and_links_only_where_one_came_by_a_link(cast: Cast) -> None:
    by_code, by_link = (words(Client().get(address)) for address in (scan(room(cast)), sent_link(cast)))
    for page in (by_code, by_link):
        assert "They can let people in and remove them" in page
        assert "They cannot read or change more of the talks" in page
    assert "Make your own link, and theirs stops working" in by_link
    assert "own link" not in by_code
    assert "what you talk about and what you will try" in by_code
