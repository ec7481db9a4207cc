"""Letters about a round go to those who want them; whoever has sent something is not reminded, and nothing says who."""

from __future__ import annotations

import datetime
import logging

import pytest

from alongside.mail import commands as mail
from alongside.mail.models import Errand, WaitingLetter
from alongside.rounds import commands
from alongside.rounds.sheets import NAMED
from alongside.rounds.tests import steps
from tests.cast import Cast
from tests.kit.postbox import Postbox

pytestmark = [pytest.mark.data, pytest.mark.django_db]
ALL = ("amina", "tom", "nadia")


@pytest.fixture(autouse=True)
def addresses(cast: Cast, postbox: Postbox) -> None:
    """Let three of Harbour Wards, and one of elsewhere, have given an address; Len has not."""
    for name in (*ALL, "ruth"):
        mail.keep_address(who=cast.member(name), email=f"{name}@example.org")


def went(postbox: Postbox) -> list[str]:
    """Return to whom letters went since this was asked last."""
    gone = sorted(each.partition("@")[0] for each in postbox.went_to)
    postbox.went_to.clear()
    return gone


def subjects(postbox: Postbox) -> set[str]:
    found = {str(each["Subject"]) for each in postbox.letters}
    postbox.letters.clear()
    return found


def test_whoever_is_asked_is_told_once(cast: Cast, postbox: Postbox) -> None:
    round = steps.asked(cast)
    mail.post(at=cast.at)
    text = postbox.letters[0].get_content()
    assert f"/p/{round.partnership.ref}/rounds/{round.ref}/answer/" in text
    assert went(postbox) == sorted(ALL)
    assert subjects(postbox) == {"You are asked: June questions"}
    assert mail.post(at=cast.later(days=1)) == 0


def test_only_a_chosen_few_are_told_where_only_they_are_asked(cast: Cast, postbox: Postbox) -> None:
    steps.asked(cast, whom="few", chosen=[cast.member("nadia"), cast.member("len")])
    mail.post(at=cast.at)
    assert went(postbox) == ["nadia"]


def test_whoever_has_sent_nothing_is_reminded_once_two_days_before(cast: Cast, postbox: Postbox) -> None:
    round = steps.asked(cast, days=10)
    mail.post(at=cast.at)
    went(postbox)
    steps.answer(cast, "nadia", round, steps.QUESTIONS[0], "some words", how=NAMED)
    assert mail.post(at=cast.later(days=7)) == 0
    mail.post(at=cast.later(days=1))
    assert went(postbox) == ["amina", "tom"]
    assert mail.post(at=cast.later(hours=12)) == 0


def test_a_day_that_is_moved_moves_the_reminder_and_makes_no_second_one(cast: Cast, postbox: Postbox) -> None:
    round = steps.asked(cast, days=10)
    mail.post(at=cast.at)
    moved = round.closes_at + datetime.timedelta(days=4)
    commands.move_day(seat=cast.seat("amina"), round=round, closes_at=moved, at=cast.at)
    assert mail.post(at=cast.later(days=9)) == 0
    assert mail.post(at=cast.later(days=3)) == 3
    round.refresh_from_db()
    again = moved + datetime.timedelta(days=4)
    commands.move_day(seat=cast.seat("amina"), round=round, closes_at=again, at=cast.at)
    assert mail.post(at=cast.later(days=5)) == 0


def test_of_a_round_that_is_withdrawn_nobody_is_reminded(cast: Cast, postbox: Postbox) -> None:
    round = steps.asked(cast, days=10)
    mail.post(at=cast.at)
    commands.withdraw(seat=cast.seat("amina"), round=round, at=cast.at)
    assert mail.post(at=cast.later(days=8)) == 0


def test_when_it_is_opened_everybody_is_told_where_to_look(cast: Cast, postbox: Postbox) -> None:
    round = steps.asked(cast, days=2)
    mail.post(at=cast.at)
    went(postbox), subjects(postbox)
    cast.later(days=3)
    commands.open_together(seat=cast.seat("amina"), round=round, at=cast.at, rng=steps.chance())
    mail.post(at=cast.at)
    assert went(postbox) == sorted(ALL)
    assert subjects(postbox) == {"Opened: June questions"}


def test_whoever_wants_no_such_letters_gets_none(cast: Cast, postbox: Postbox) -> None:
    mail.use_for(seat=cast.seat("tom"), ticks=["comes_in"])
    steps.asked(cast)
    mail.post(at=cast.at)
    assert went(postbox) == ["amina", "nadia"]


@pytest.mark.promise("reminded-by-letter")
def test_nothing_is_kept_and_nothing_is_logged_of_who_was_reminded(
    cast: Cast, postbox: Postbox, caplog: pytest.LogCaptureFixture
) -> None:
    round = steps.asked(cast, days=10)
    with caplog.at_level(logging.DEBUG):
        mail.post(at=cast.at)
        postbox.manner = "later"
        mail.post(at=cast.later(days=8))
        assert [(each.kind, each.about) for each in Errand.objects.all()] == [("closes", round.ref)]
        assert not WaitingLetter.objects.exists()
        postbox.manner = "takes"
        mail.post(at=cast.later(hours=1))
    assert went(postbox) == sorted(2 * ALL)
    assert not Errand.objects.exists()
    assert "example.org" not in caplog.text


def test_without_mail_nothing_is_queued(cast: Cast, settings: pytest.FixtureRequest) -> None:
    settings.MAIL = ""  # type: ignore[attr-defined]
    steps.asked(cast)
    assert not Errand.objects.exists()
