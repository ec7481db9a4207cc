"""What waits for whoever looks, of what is proposed."""

from __future__ import annotations

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from alongside.agreements import commands
from alongside.agreements.models import How, Says
from alongside.agreements.pages.waiting import waiting_for
from alongside.agreements.tests.process import OTHER, at, in_the_room, proposed, says, settle
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def waits(cast: Cast, who: str) -> list[str]:
    return [each.sentence for each in waiting_for(cast.seat(who), cast.at.date())]


def test_where_nothing_is_proposed_nothing_waits_at_one_query(cast: Cast) -> None:
    seat = cast.seat("amina")
    with CaptureQueriesContext(connection) as asked:
        assert waiting_for(seat, cast.at.date()) == ()
    assert len(asked) == 1


def test_a_proposal_waits_for_ones_word_until_it_is_said_and_again_when_its_words_change(cast: Cast) -> None:
    made = proposed(cast)
    assert waits(cast, "amina") == []
    (one,) = waiting_for(cast.seat("nadia"), cast.at.date())
    assert (one.kind, one.sentence, one.address) == ("say", "Our purpose: say what you think.", at(made))
    says(cast, "nadia", made, Says.LIVE)
    assert waits(cast, "nadia") == []
    commands.amend(seat=cast.seat("tom"), proposal=made, seen=1, wording=OTHER, at=cast.at)
    assert waits(cast, "nadia") == waits(cast, "amina") == ["Our purpose: say what you think."]


def test_whoever_was_not_in_the_room_is_told_until_when(cast: Cast) -> None:
    in_the_room(cast, proposed(cast), "amina", "tom")
    assert waits(cast, "nadia") == ["Our purpose: say what you think, by 3 April."]
    assert waits(cast, "tom") == []


def test_who_is_asking_their_organisation_is_reminded(cast: Cast) -> None:
    made = proposed(cast)
    says(cast, "tom", made, Says.BACK, back_by=cast.at.date() + datetime.timedelta(days=5))
    assert waits(cast, "tom") == ["Our purpose: what did your organisation say? By 25 March."]


def test_organisers_are_told_when_it_may_be_agreed_and_nobody_once_it_is(cast: Cast) -> None:
    made = proposed(cast)
    says(cast, "nadia", made, Says.LIVE)
    assert waits(cast, "amina") == ["Our purpose: it may be agreed now."]
    assert waits(cast, "tom") == ["Our purpose: say what you think."]
    settle(cast, made, How.ADOPTED)
    assert waits(cast, "amina") == waits(cast, "len") == []


def test_another_partnerships_proposals_wait_for_nobody_here(cast: Cast) -> None:
    proposed(cast)
    assert waits(cast, "ruth") == []


def test_many_cost_no_more_than_one(cast: Cast) -> None:
    def queries() -> int:
        seat = cast.seat("nadia")
        with CaptureQueriesContext(connection) as asked:
            waiting_for(seat, cast.at.date())
        return len(asked)

    proposed(cast)
    few = queries()
    for number in range(5):
        wording = commands.Wording(f"Number {number}", {"words": "We meet."})
        made = commands.propose(seat=cast.seat("tom"), kind="decision", wording=wording, at=cast.at)
        says(cast, "len", made, Says.AGREE)
    assert queries() == few
