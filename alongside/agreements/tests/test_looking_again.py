"""The day to look again comes back by itself: it still holds, or is let go, once however often it is pressed."""

from __future__ import annotations

import datetime
from itertools import permutations

import pytest
from pytest_django import DjangoAssertNumQueries

from alongside.agreements import commands
from alongside.agreements.models import Agreement, How, Kind, LookedAgain
from alongside.agreements.pages.agreement import agreement_page
from alongside.agreements.pages.due import SOON, Due, due
from alongside.agreements.permissions import TAKE_BACK
from alongside.agreements.tests.agreeing import agreed, proposed, settled
from alongside.partnerships.models import Moment
from tests.cast import Cast

pytestmark = [pytest.mark.django_db, pytest.mark.data]
MONTH = datetime.timedelta(days=30)


@pytest.fixture
def purpose(cast: Cast) -> Agreement:
    return agreed(cast.seat("amina"), at=cast.at, again=cast.at.date() + MONTH).agreement


def coming(cast: Cast, who: str = "nadia") -> tuple[Due, ...]:
    return due(cast.seat(who), cast.at.date())


def holds(cast: Cast, agreement: Agreement, day: datetime.date | None = None, key: str = "") -> LookedAgain:
    return commands.still_holds(seat=cast.seat("tom"), agreement=agreement, look_again=day, at=cast.at, key=key)


def lets_go(cast: Cast, agreement: Agreement, words: str = "", key: str = "") -> LookedAgain:
    return commands.let_go(seat=cast.seat("tom"), agreement=agreement, words=words, at=cast.at, key=key)


def test_it_comes_due_on_its_day_and_asks_where_it_is_answered(cast: Cast, purpose: Agreement) -> None:
    assert [(one.is_due, one.on) for one in coming(cast)] == [(False, cast.at.date() + MONTH)]
    cast.later(days=30)
    (one,) = coming(cast)
    assert (one.is_due, one.sentence) == (True, "Our purpose: does it still hold?")
    assert one.address.endswith(f"/agreements/{purpose.ref}/look-again/")


def test_it_still_holds_and_comes_back_on_the_next_day_that_was_said(cast: Cast, purpose: Agreement) -> None:
    cast.later(days=31)
    day = cast.at.date() + 6 * MONTH
    holds(cast, purpose, day)
    assert [(one.on, one.is_due) for one in coming(cast)] == [(day, False)]
    assert Moment.objects.filter(what="agreement-still-holds", about=purpose.ref).count() == 1


def test_without_a_next_day_it_comes_back_no_more(cast: Cast, purpose: Agreement) -> None:
    holds(cast, purpose)
    assert coming(cast) == ()


def test_what_is_let_go_stands_no_more_and_its_words_stay(cast: Cast, purpose: Agreement) -> None:
    lets_go(cast, purpose, "The work ended.")
    assert coming(cast) == ()
    page = agreement_page(cast.seat("nadia"), purpose, at=cast.at, today=cast.at.date())
    assert page.let_go is not None
    assert (page.let_go.words, page.let_go.by, page.stands is not None) == ("The work ended.", "Tom Reed", True)
    with pytest.raises(commands.NothingStands):
        holds(cast, purpose)


def test_where_nothing_was_agreed_there_is_nothing_to_look_at(cast: Cast) -> None:
    proposal = proposed(cast.seat("amina"), at=cast.at)
    with pytest.raises(commands.NothingStands):
        holds(cast, proposal.agreement)
    settled(cast.seat("amina"), proposal, How.LEFT_OPEN, at=cast.at)
    with pytest.raises(commands.NothingStands):
        lets_go(cast, proposal.agreement)


@pytest.mark.parametrize("keys", sorted(set(permutations(["a", "a", "b", ""]))), ids=str)
def test_sent_several_times_in_any_order_it_is_said_once(cast: Cast, purpose: Agreement, keys: tuple[str, ...]) -> None:
    for key in keys:
        lets_go(cast, purpose, "The work ended.", key=key)
    assert LookedAgain.objects.count() == 1
    assert Moment.objects.filter(what="agreement-let-go").count() == 1


def test_the_same_press_again_on_another_day_says_nothing_more(cast: Cast, purpose: Agreement) -> None:
    day = cast.at.date() + 6 * MONTH
    first = holds(cast, purpose, day, key="one")
    cast.later(days=2)
    assert holds(cast, purpose, day, key="one") == first
    assert holds(cast, purpose, day + MONTH, key="two") != first


def test_it_can_be_taken_back_once_and_then_stands_as_before(cast: Cast, purpose: Agreement) -> None:
    seat, before = cast.seat("amina"), coming(cast)
    first, last = holds(cast, purpose, cast.at.date() + 6 * MONTH), lets_go(cast, purpose)
    assert commands.take_back(seat=seat, agreement=purpose, looked=last.pk, at=cast.at)
    assert not commands.take_back(seat=seat, agreement=purpose, looked=last.pk, at=cast.at)
    assert commands.take_back(seat=seat, agreement=purpose, looked=first.pk, at=cast.at)
    assert coming(cast) == before
    last.refresh_from_db()
    assert (last.undone_by, last.undone_at) == (cast.member("amina"), cast.at)


def test_only_the_last_can_be_taken_back_and_only_for_a_while(cast: Cast, purpose: Agreement) -> None:
    seat = cast.seat("amina")
    first, last = holds(cast, purpose, cast.at.date() + MONTH), lets_go(cast, purpose)
    assert not commands.take_back(seat=seat, agreement=purpose, looked=first.pk, at=cast.at)
    assert not commands.take_back(seat=seat, agreement=purpose, looked=last.pk, at=cast.at + TAKE_BACK)
    assert commands.take_back(seat=seat, agreement=purpose, looked=last.pk, at=cast.at + TAKE_BACK - MONTH / 30)


def test_whoever_does_not_organise_says_that_it_holds_and_does_not_let_go(cast: Cast, purpose: Agreement) -> None:
    nadia = cast.seat("nadia")
    with pytest.raises(commands.NotYours):
        commands.let_go(seat=nadia, agreement=purpose, words="", at=cast.at)
    said = commands.still_holds(seat=nadia, agreement=purpose, look_again=None, at=cast.at)
    assert commands.take_back(seat=nadia, agreement=purpose, looked=said.pk, at=cast.at)
    gone = lets_go(cast, purpose)
    assert not commands.take_back(seat=nadia, agreement=purpose, looked=gone.pk, at=cast.at)


def test_that_of_another_agreement_is_not_taken_back(cast: Cast, purpose: Agreement) -> None:
    other = agreed(cast.seat("ruth"), at=cast.at).agreement
    said = commands.let_go(seat=cast.seat("ruth"), agreement=other, words="", at=cast.at)
    assert not commands.take_back(seat=cast.seat("amina"), agreement=purpose, looked=said.pk, at=cast.at)


def test_words_agreed_anew_have_their_own_day(cast: Cast, purpose: Agreement) -> None:
    lets_go(cast, purpose)
    seat, day = cast.seat("amina"), cast.at.date() + 2 * MONTH
    again = proposed(seat, at=cast.later(days=1), of=purpose, parts={"words": "Everybody."}, again=day)
    settled(seat, again, at=cast.at)
    assert [(one.on, one.kind) for one in coming(cast)] == [(day, Kind.PURPOSE)]


def test_what_is_due_is_asked_in_one_query_however_much_there_is(
    cast: Cast, purpose: Agreement, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(SOON + 5):
        agreed(cast.seat("amina"), Kind.DECISION, at=cast.at, title=f"Decision {number}", again=cast.at.date())
    agreed(cast.seat("ruth"), at=cast.at, again=cast.at.date())
    seat = cast.seat("nadia")
    with django_assert_num_queries(1):
        found = due(seat, cast.at.date())
    assert len(found) == SOON
    assert [one.on for one in found] == sorted(one.on for one in found)
