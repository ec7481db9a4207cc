"""Links can go by e-mail, where mail is set up; what has not gone is shown to whoever set it going alone."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from alongside.mail import commands as mail
from alongside.mail.commands import tallies
from alongside.mail.models import WaitingLetter
from alongside.mail.setup import link as mail_link
from alongside.partnerships import commands as partnerships
from alongside.partnerships.models import Membership
from alongside.people.secrets import new_secret
from tests.cast import Cast
from tests.kit.postbox import Postbox

pytestmark = pytest.mark.django_db
PASTED = "Sam Field <sam@example.org>; Ravi Das"


def url(cast: Cast, name: str = "invite") -> str:
    return reverse(f"people:{name}", args=[cast.harbour.ref])


def invite(cast: Cast, key: str = "", **more: Any) -> Any:
    said = {"names": PASTED, "key": key or new_secret(), "by_mail": "on", **more}
    return cast.client("amina").post(url(cast), said)


def test_each_of_whom_there_is_an_address_gets_their_link(cast: Cast, postbox: Postbox) -> None:
    page = invite(cast).content.decode()
    assert "It goes by e-mail to sam@example.org." in page
    assert "It goes by e-mail to ." not in page
    mail.post(at=cast.at)
    assert postbox.went_to == ["sam@example.org"]
    text = postbox.letters[0].get_content()
    way_in = next(line for line in text.splitlines() if "://" in line)
    assert way_in.startswith(mail_link("/"))
    assert "Sam Field" in cast.client().get(way_in.removeprefix(mail_link(""))).content.decode()


def test_sent_twice_one_letter_goes(cast: Cast, postbox: Postbox) -> None:
    key = new_secret()
    invite(cast, key), invite(cast, key)
    mail.post(at=cast.at)
    assert postbox.went_to == ["sam@example.org"]


def test_unless_it_is_ticked_no_letter_goes(cast: Cast, postbox: Postbox) -> None:
    invite(cast, by_mail="")
    assert not WaitingLetter.objects.exists()


def test_where_mail_is_not_set_up_it_is_not_offered(cast: Cast) -> None:
    assert 'name="by_mail"' not in cast.client("amina").get(url(cast)).content.decode()
    invite(cast)
    assert not WaitingLetter.objects.exists()


def test_what_has_not_gone_is_shown_to_whoever_set_it_going_alone(cast: Cast, postbox: Postbox) -> None:
    partnerships.make_organiser(seat=cast.seat("amina"), who=cast.member("nadia"), at=cast.at)
    invite(cast)
    sentence = "The letter to them is not sent yet."
    assert sentence in cast.client("amina").get(url(cast, "people")).content.decode()
    for other in ("tom", "nadia"):
        assert sentence not in cast.client(other).get(url(cast, "people")).content.decode()
    postbox.manner = "refuses"
    mail.post(at=cast.at)
    assert "could not be sent" in cast.client("amina").get(url(cast, "people")).content.decode()


@pytest.mark.promise("emails-until-sent")
def test_an_address_lies_sealed_until_its_letter_has_gone(cast: Cast, postbox: Postbox) -> None:
    invite(cast)
    waiting = WaitingLetter.objects.get()
    assert b"sam@example.org" not in bytes(waiting.sealed)
    assert "sam@example.org" not in " ".join(str(value) for value in waiting.__dict__.values())
    assert (waiting.until - waiting.at).days == 3
    mail.post(at=cast.at)
    assert not WaitingLetter.objects.exists()
    assert not Membership.objects.filter(name__contains="@").exists()


def test_whoever_was_taken_off_the_list_meanwhile_gets_none(cast: Cast, postbox: Postbox) -> None:
    invite(cast)
    sam = Membership.objects.get(name="Sam Field")
    cast.client("amina").post(reverse("people:remove", args=[cast.harbour.ref, sam.ref]), {"reason": ""})
    assert mail.post(at=cast.at) == 0
    assert postbox.went_to == []


def test_one_address_gets_three_letters_a_day_from_us_and_then_nothing_is_made(cast: Cast, postbox: Postbox) -> None:
    for each in range(3):
        assert invite(cast, names=f"Sam {'x' * each} <sam@example.org>").status_code == 200
    page = invite(cast, names="Ravi Das <ravi@example.org>; Sam Again <SAM@example.org>")
    assert (page.status_code, WaitingLetter.objects.count()) == (422, 3)
    assert "Too many letters have gone today." in page.content.decode()
    assert not Membership.objects.filter(name__in=["Ravi Das", "Sam Again"]).exists()
    cast.later(days=1)
    assert invite(cast, names="Sam Again <sam@example.org>").status_code == 200


def test_a_partnership_sends_so_many_letters_a_day_and_sent_twice_is_counted_once(
    cast: Cast, postbox: Postbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tallies, "INVITATIONS", 2)
    key = new_secret()
    for _ in range(3):
        assert invite(cast, key).status_code == 200
    assert invite(cast, names="Ravi Das <ravi@example.org>").status_code == 200
    assert invite(cast, names="Ada Hill <ada@example.org>").status_code == 422
    assert invite(cast, names="Ada Hill <ada@example.org>", by_mail="").status_code == 200
