"""Letters that wait: sent beside requests, tried again, given up; and nothing to be read in the database."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.db import connection

from alongside.mail import commands, errands, pages, sending
from alongside.mail.commands import posting
from alongside.mail.letters import Letter
from alongside.mail.models import Address, Errand, WaitingLetter
from alongside.partnerships import commands as partnerships
from tests.cast import Cast
from tests.kit.postbox import Postbox

pytestmark = [pytest.mark.data, pytest.mark.django_db]
INVITED = "sam@example.org"


def queue(cast: Cast, **more: Any) -> WaitingLetter:
    letter = Letter(subject="Come in", text="The link is in here.\n", to=INVITED)
    return commands.queue(kind="invitation", letter=letter, by=cast.member("amina"), about="x", at=cast.at, **more)


def give(cast: Cast, name: str) -> Address:
    return commands.keep_address(who=cast.member(name), email=f"{name}@example.org")


def test_a_letter_that_waits_is_sent_and_leaves_nothing(cast: Cast, postbox: Postbox) -> None:
    queue(cast)
    assert commands.post(at=cast.at) == 1
    assert postbox.went_to == [INVITED]
    assert postbox.letters[0]["Subject"] == "Come in"
    assert "The link is in here." in postbox.letters[0].get_content()
    assert not WaitingLetter.objects.exists()
    assert commands.post(at=cast.at) == 0


def test_nothing_of_a_letter_that_waits_can_be_read_in_the_database(cast: Cast) -> None:
    waiting = queue(cast)
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM mail_waitingletter")
        row = b" ".join(
            bytes(each) if isinstance(each, bytes | memoryview) else str(each).encode() for each in cursor.fetchone()
        )
    assert INVITED.encode() not in row
    assert b"link is in here" not in row
    assert bytes(waiting.sealed) != bytes(queue(cast).sealed)


@pytest.mark.parametrize("manner", ["later", "no data", "broken"])
def test_what_a_mail_server_does_not_take_now_is_tried_again_after_growing_pauses(
    cast: Cast, postbox: Postbox, manner: str
) -> None:
    queue(cast)
    postbox.manner = manner
    waited = []
    for _ in range(4):
        start = cast.at
        assert commands.post(at=cast.at) == 0
        waited.append(WaitingLetter.objects.get().next_at - start)
        cast.at = WaitingLetter.objects.get().next_at
    assert waited == list(posting.PAUSES[:4])
    assert [each.given_up for each in pages.not_sent(cast.seat("amina"), kind="invitation")] == [False]
    postbox.manner = "takes"
    assert commands.post(at=cast.at) == 1
    assert pages.not_sent(cast.seat("amina"), kind="invitation") == ()


@pytest.mark.parametrize("address", ["smtp://127.0.0.1:9", "smtp://nowhere.invalid:25", "smtps://127.0.0.1:9"])
def test_a_mail_server_that_is_not_there_leaves_letters_waiting(
    cast: Cast, postbox: Postbox, settings: Any, address: str
) -> None:
    queue(cast)
    settings.MAIL = address
    assert commands.post(at=cast.at) == 0
    assert WaitingLetter.objects.get().tries == 1


def test_a_mail_server_that_says_nothing_is_hung_up_on(
    cast: Cast, postbox: Postbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sending, "PATIENCE", 0.05)
    queue(cast)
    postbox.manner = "hangs"
    assert commands.post(at=cast.at) == 0
    assert WaitingLetter.objects.get().tries == 1


def test_after_three_days_a_letter_is_given_up_and_what_stood_in_it_goes(cast: Cast, postbox: Postbox) -> None:
    queue(cast)
    postbox.manner = "later"
    cast.later(days=3)
    commands.post(at=cast.at)
    (left,) = pages.not_sent(cast.seat("amina"), kind="invitation")
    assert left.given_up
    assert bytes(WaitingLetter.objects.get().sealed) == b""
    commands.tidy_letters(at=cast.later(days=15))
    assert not WaitingLetter.objects.exists()


def test_an_address_that_is_none_is_given_up_at_once(cast: Cast, postbox: Postbox) -> None:
    queue(cast)
    postbox.manner = "refuses"
    commands.post(at=cast.at)
    assert [each.given_up for each in pages.not_sent(cast.seat("amina"), kind="invitation")] == [True]


def test_nobody_is_shown_what_somebody_else_has_not_sent_yet(cast: Cast) -> None:
    queue(cast)
    assert len(pages.not_sent(cast.seat("amina"), kind="invitation")) == 1
    for other in ("tom", "nadia", "ruth"):
        assert pages.not_sent(cast.seat(other), kind="invitation") == ()


def test_a_clock_that_is_put_back_holds_up_no_letter(cast: Cast, postbox: Postbox) -> None:
    queue(cast)
    postbox.manner = "later"
    commands.post(at=cast.at)
    postbox.manner = "takes"
    assert commands.post(at=cast.at - datetime.timedelta(days=400)) == 1


def test_a_letter_that_two_take_at_once_is_taken_by_one(cast: Cast) -> None:
    queue(cast)
    assert posting._take_letter(at=cast.at) is not None
    assert posting._take_letter(at=cast.at) is None


def test_who_took_a_letter_and_was_killed_is_followed_by_another(cast: Cast, postbox: Postbox) -> None:
    queue(cast)
    posting._take_letter(at=cast.at)
    assert commands.post(at=cast.at) == 0
    assert commands.post(at=cast.at + posting.TAKEN) == 1


def test_a_letter_to_somebody_goes_to_the_address_they_have_when_it_goes(cast: Cast, postbox: Postbox) -> None:
    give(cast, "nadia")
    nadia = cast.member("nadia").pk
    commands.queue(kind="asked", letter=Letter("Asked", "x\n", membership=nadia, tick="told"), at=cast.at)
    commands.keep_address(who=cast.member("nadia"), email="new@example.org")
    assert commands.post(at=cast.at) == 1
    assert postbox.went_to == ["new@example.org"]


@pytest.mark.parametrize("how", ["never gave one", "took it away", "ticked otherwise", "left", "was removed"])
def test_a_letter_goes_to_nobody_who_does_not_want_it_or_has_gone(cast: Cast, postbox: Postbox, how: str) -> None:
    seat = cast.seat("nadia")
    if how != "never gave one":
        give(cast, "nadia")
    letter = Letter("Asked", "x\n", membership=seat.membership.pk, tick="told")
    commands.queue(kind="asked", letter=letter, at=cast.at)
    if how == "took it away":
        commands.remove_address(seat=seat)
    elif how == "ticked otherwise":
        commands.use_for(seat=seat, ticks=["comes_in"])
    elif how == "left":
        partnerships.leave(seat=seat, at=cast.at)
    elif how == "was removed":
        partnerships.remove(seat=cast.seat("amina"), who=seat.membership, reason="", at=cast.at)
    assert commands.post(at=cast.at) == 0
    assert postbox.letters == []
    assert not WaitingLetter.objects.exists()


def letters_for_all(about: str, /, *, at: datetime.datetime) -> list[Letter]:
    found = Address.objects.in_use().order_by("pk").values_list("membership", flat=True)
    return [Letter(f"About {about}", "x\n", membership=each, tick="told") for each in found]


@pytest.fixture
def errand(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> Cast:
    monkeypatch.setattr(errands, "_kinds", {"reminder": letters_for_all})
    monkeypatch.setattr(posting, "_delivered", {})
    for name in ("nadia", "len", "tom"):
        give(cast, name)
    commands.queue_errand(kind="reminder", about="round7", due=cast.at + datetime.timedelta(hours=1))
    return cast


def test_an_errand_finds_out_to_whom_it_goes_as_it_goes_and_keeps_nothing(errand: Cast, postbox: Postbox) -> None:
    assert commands.post(at=errand.at) == 0
    commands.remove_address(seat=errand.seat("tom"))
    fields = {field.name for field in Errand._meta.get_fields()}
    assert fields == {"id", "kind", "about", "next_at", "until", "tries", "begun_by"}
    assert commands.post(at=errand.later(hours=1)) == 2
    assert sorted(postbox.went_to) == ["len@example.org", "nadia@example.org"]
    assert not Errand.objects.exists()
    assert not WaitingLetter.objects.exists()


def test_an_errand_that_is_asked_for_again_goes_once(errand: Cast, postbox: Postbox) -> None:
    due = errand.at + datetime.timedelta(hours=2)
    commands.queue_errand(kind="reminder", about="round7", due=due)
    assert commands.post(at=errand.later(hours=1)) == 0
    assert commands.post(at=errand.later(hours=1)) == 3


def test_an_errand_that_is_dropped_sends_nothing(errand: Cast, postbox: Postbox) -> None:
    commands.drop_errand(kind="reminder", about="round7")
    assert commands.post(at=errand.later(hours=1)) == 0


def test_an_errand_that_stopped_midway_goes_on_with_those_it_has_not_reached(errand: Cast, postbox: Postbox) -> None:
    postbox.manner, postbox.only = "picky", {"len@example.org"}
    assert commands.post(at=errand.later(hours=1)) == 1
    postbox.manner = "takes"
    assert commands.post(at=errand.later(minutes=10)) == 2
    assert sorted(postbox.went_to) == ["len@example.org", "nadia@example.org", "tom@example.org"]


def test_an_errand_that_another_run_had_begun_reaches_nobody_twice(errand: Cast, postbox: Postbox) -> None:
    postbox.manner, postbox.only = "picky", {"len@example.org"}
    commands.post(at=errand.later(hours=1))
    Errand.objects.update(begun_by="another-run")
    postbox.manner = "takes"
    assert commands.post(at=errand.later(minutes=30)) == 0
    assert Errand.objects.exists(), "that run may still be there"
    assert commands.post(at=errand.later(hours=2)) == 0
    assert not Errand.objects.exists()


def test_an_errand_waits_for_a_mail_server_that_is_away(errand: Cast, postbox: Postbox) -> None:
    postbox.manner = "broken"
    assert commands.post(at=errand.later(hours=1)) == 0
    assert Errand.objects.get().begun_by == ""
    postbox.manner = "takes"
    assert commands.post(at=errand.later(minutes=5)) == 3
