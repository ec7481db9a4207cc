"""No letter is ever sent from an example, also where whoever runs the server has set mail up."""

from __future__ import annotations

import pytest
from django.urls import reverse
from pytest_django import Settings

from alongside.demo.tests.looking import looking
from alongside.mail.commands import Asked
from alongside.mail.letters import Letter
from alongside.mail.models import Address, Code, Errand, WaitingLetter
from alongside.partnerships.models import Membership
from alongside.partnerships.seats import Seat
from alongside.people import commands as people
from alongside.people.secrets import new_secret
from alongside.rounds import letters
from alongside.rounds.tests import steps
from tests.cast import Cast
from tests.kit.examples import MadeExample, make_example

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _where_mail_is_set_up(with_mail: Settings) -> None:
    """Letters would go."""


def nothing_waits() -> bool:
    return not any(table.objects.exists() for table in (Errand, WaitingLetter, Code, Address))


def test_telling_a_story_sends_none(cast: Cast) -> None:
    make_example("wendle", visitor=new_secret(), at=cast.at)
    assert nothing_waits()


def test_the_page_for_an_address_says_so_and_takes_none(orchard: MadeExample) -> None:
    client = looking(orchard)
    page = client.get(reverse("people:mail", args=[orchard.ref])).content.decode()
    assert "no letters are sent from it" in page
    assert 'name="email"' not in page
    answer = client.post(
        reverse("people:mail_give", args=[orchard.ref]), {"key": new_secret(), "email": "a@example.org"}
    )
    assert "no letters are sent from it" in answer.content.decode()
    assert nothing_waits()


def test_an_invitation_goes_by_hand(orchard: MadeExample) -> None:
    client = looking(orchard)
    path = reverse("people:invite", args=[orchard.ref])
    assert "by_mail" not in client.get(path).content.decode()
    sent = {"names": "Mo Reed <mo@example.org>", "by_mail": "on", "key": new_secret()}
    assert client.post(path, sent).status_code == 200
    assert nothing_waits()


def test_of_a_round_nobody_is_written_to_but_of_ones_own_they_are(cast: Cast) -> None:
    asked = steps.prepared(cast)
    asked.partnership.is_invented = True
    for tell in (letters.tell_asked, letters.tell_opened):
        tell(asked, at=cast.at)
    letters.tell_closes(asked, asked_at=cast.at)
    assert nothing_waits()
    asked.partnership.is_invented = False
    letters.tell_opened(asked, at=cast.at)
    assert not nothing_waits()


def test_no_command_gives_an_address_there(cast: Cast, orchard: MadeExample) -> None:
    who = Membership.objects.filter(partnership__ref=orchard.ref).select_related("partnership")[0]
    seat = Seat(who, who.partnership, is_organiser=True)
    with pytest.raises(people.NotKnown):
        people.ask_to_prove(seat=seat, email="a@example.org", asked=Asked(secret="x", code="1"), at=cast.at)


def test_no_command_sends_an_invitation_there(cast: Cast, orchard: MadeExample) -> None:
    who = Membership.objects.filter(partnership__ref=orchard.ref).select_related("partnership")[0]
    letter = Letter("Come in", "By this link", to="mo@example.org")
    wanted = [people.Wanted("Mo Reed", new_secret(), letter)]
    people.expect(seat=Seat(who, who.partnership, is_organiser=True), wanted=wanted, at=cast.at)
    assert nothing_waits()
