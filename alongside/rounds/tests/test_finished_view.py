"""Handing one device round a table: whoever has finished is forgotten by it."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.urls import reverse

from alongside.people import commands as people
from alongside.people.commands import keyring
from alongside.people.models import Device, PersonalLink
from alongside.people.secrets import new_secret
from alongside.rounds.models import Draft
from alongside.rounds.tests import steps
from tests.cast import Cast

pytestmark = pytest.mark.django_db
_, POWER, _ = steps.QUESTIONS
LOST = "Something you wrote is not sent, and only this device opens it:"


def at(cast: Cast) -> str:
    return reverse("rounds:finished", args=[cast.harbour.ref])


def text(page: Any) -> str:
    return " ".join(page.content.decode().split())


def test_this_device_forgets_its_person_and_leads_the_next_to_the_door(cast: Cast) -> None:
    client = cast.client("nadia")
    answer: Any = client.post(at(cast))
    assert (answer.status_code, answer["Location"]) == (302, reverse("people:join"))
    assert answer["Clear-Site-Data"] == '"cache"'
    assert not client.cookies[f"at-{cast.harbour.ref}"].value
    assert not cast.member("nadia").devices.exists()
    assert cast.client("nadia").get(f"/p/{cast.harbour.ref}/").status_code == 404
    assert cast.member("tom").devices.exists()


def test_pressed_twice_it_leads_to_the_same_door(cast: Cast) -> None:
    first, again = cast.client("nadia"), cast.client("nadia")
    assert first.post(at(cast)).status_code == 302
    answer: Any = again.post(at(cast))
    assert (answer.status_code, answer["Location"]) == (302, reverse("people:join"))
    assert cast.client().post(at(cast)).status_code == 404


def test_what_would_be_lost_is_said_first_and_wants_a_word(cast: Cast) -> None:
    round = steps.asked(cast)
    steps.write(cast, "nadia", round, POWER, "Not sent.")
    client = cast.client("nadia")
    page = text(client.get(at(cast)))
    assert LOST in page
    assert "June questions" in page
    for word in ("", "yes"):
        answer: Any = client.post(at(cast), {"typed": word})
        assert answer.status_code == 422
        assert "Please type “finished”." in text(answer)
    assert cast.member("nadia").devices.exists()
    assert client.post(at(cast), {"typed": " Finished"}).status_code == 302


def test_where_another_way_in_opens_it_nothing_is_lost(cast: Cast) -> None:
    round = steps.asked(cast)
    steps.write(cast, "nadia", round, POWER, "Not sent.")
    keys, secret = steps.held(cast, "nadia"), new_secret()
    people.make_device(membership=cast.member("nadia"), secret=secret, label="Safari", at=cast.at)
    other = Device.objects.filter(membership=cast.member("nadia")).exclude(pk=cast.seat("nadia").device_id or 0).get()
    keyring.hand_on(keys, other, secret)
    client = cast.client("nadia")
    assert LOST not in text(client.get(at(cast)))
    Device.objects.filter(pk=other.pk).update(ended_at=cast.at)
    assert LOST in text(client.get(at(cast))), "a device that was ended opens nothing"
    link = new_secret()
    made = PersonalLink.objects.create(
        membership=cast.member("nadia"),
        secret_hash=b"x" * 32,
        own=True,
        made_at=cast.at,
        made_by=cast.member("nadia"),
    )
    keyring.hand_on(keys, made, link)
    assert LOST not in text(client.get(at(cast)))
    PersonalLink.objects.filter(pk=made.pk).update(expires_at=cast.at - datetime.timedelta(days=1))
    assert LOST in text(client.get(at(cast))), "a link that is over opens nothing"


def test_what_was_sent_or_thrown_away_is_not_lost(cast: Cast) -> None:
    round = steps.asked(cast)
    steps.answer(cast, "nadia", round, POWER, "Sent.")
    assert LOST not in text(cast.client("nadia").get(at(cast)))
    seen = steps.write(cast, "nadia", round, steps.QUESTIONS[0], "Thrown away.")
    steps.write(cast, "nadia", round, steps.QUESTIONS[0], "", seen=seen)
    assert Draft.objects.exists()
    assert LOST not in text(cast.client("nadia").get(at(cast)))


def test_who_has_no_link_of_their_own_is_told_before(cast: Cast) -> None:
    assert "You have no link of your own." in text(cast.client("nadia").get(at(cast)))


def test_only_members_have_this_page_and_looking_changes_nothing(cast: Cast) -> None:
    for who in ("ruth", ""):
        assert cast.client(who).get(at(cast)).status_code == 404
    assert cast.client("nadia").get(at(cast)).status_code == 200
    assert cast.member("nadia").devices.exists()
    assert cast.client("nadia", csrf=True).post(at(cast)).status_code == 403
