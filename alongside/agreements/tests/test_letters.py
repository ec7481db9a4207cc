"""Whoever has said nothing to a proposal is told by letter that they may, and once more before the end."""

from __future__ import annotations

import datetime

import pytest

from alongside.agreements import commands
from alongside.agreements.models import How, Proposal, Says
from alongside.agreements.tests.process import in_the_room, proposed, says, settle
from alongside.mail import commands as mail
from tests.cast import Cast
from tests.kit.postbox import Postbox

pytestmark = [pytest.mark.data, pytest.mark.django_db]


@pytest.fixture
def proposal(cast: Cast, postbox: Postbox) -> Proposal:
    for name in ("amina", "tom", "nadia", "len", "ruth"):
        mail.keep_address(who=cast.member(name), email=f"{name}@example.org")
    return proposed(cast)


def hear(cast: Cast, proposal: Proposal, days: int) -> None:
    by = cast.at.date() + datetime.timedelta(days=days)
    commands.hear_online(seat=cast.seat("amina"), proposal=proposal, seen=1, answer_by=by, at=cast.at)


def went(cast: Cast, postbox: Postbox, **later: float) -> list[str]:
    mail.post(at=cast.later(**later))
    gone = sorted(each.partition("@")[0] for each in postbox.went_to)
    postbox.went_to.clear()
    return gone


def test_who_has_said_nothing_is_told_and_once_more_before_the_end(
    cast: Cast, postbox: Postbox, proposal: Proposal
) -> None:
    says(cast, "nadia", proposal, Says.AGREE)
    hear(cast, proposal, 10)
    assert went(cast, postbox, minutes=5) == []
    assert went(cast, postbox, minutes=6) == ["len", "tom"]
    assert "Our purpose" in str(postbox.letters[0]["Subject"])
    assert "stay at home" not in postbox.letters[0].as_string()
    says(cast, "tom", proposal, Says.LIVE)
    assert went(cast, postbox, days=7) == []
    assert went(cast, postbox, days=1) == ["len"]
    assert went(cast, postbox, days=1) == []


def test_whoever_was_not_in_the_room_is_told(cast: Cast, postbox: Postbox, proposal: Proposal) -> None:
    in_the_room(cast, proposal, "amina", "tom")
    assert went(cast, postbox, minutes=11) == ["len", "nadia"]


def test_once_it_is_settled_nobody_is_told(cast: Cast, postbox: Postbox, proposal: Proposal) -> None:
    hear(cast, proposal, 10)
    settle(cast, proposal, How.WITHDRAWN)
    assert went(cast, postbox, minutes=11) == []


def test_once_the_day_is_over_and_nobody_is_asked_any_more_nobody_is_told(
    cast: Cast, postbox: Postbox, proposal: Proposal
) -> None:
    hear(cast, proposal, 0)
    cast.later(days=1)
    commands.hear_online(seat=cast.seat("amina"), proposal=proposal, seen=1, answer_by=None, at=cast.at)
    assert went(cast, postbox, minutes=11) == []
