"""The list of agreements: by kind, what is being heard, left open, looked at again, let go; and what to propose."""

from __future__ import annotations

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from alongside.agreements import commands
from alongside.agreements.models import How, Kind, Says
from alongside.agreements.pages.agreements import AT_ONCE, AgreementsPage, agreements_page
from alongside.agreements.tests.agreeing import agreed, proposed, says, settled
from tests.cast import Cast

pytestmark = pytest.mark.django_db
WORDS = {"words": "Two of us lead, from two organisations."}


def listed(cast: Cast, who: str = "nadia", page: int = 1) -> AgreementsPage:
    return agreements_page(cast.seat(who), today=cast.at.date(), page=page)


def test_with_nothing_there_are_three_to_begin_with(cast: Cast) -> None:
    page = listed(cast)
    assert page.is_empty
    assert [offer.kind for offer in page.first] == ["purpose", "ways", "reach"]
    assert all(offer.line for offer in page.offers)
    assert {offer.kind for offer in page.offers} == set(Kind.values)
    assert [offer.kind for offer in page.offers if offer.needs_question] == ["where"]


def test_what_stands_is_in_the_order_of_the_kinds_the_purpose_first(cast: Cast) -> None:
    seat = cast.seat("amina")
    agreed(seat, Kind.DECISION, at=cast.at, title="The bid", parts=WORDS)
    agreed(seat, Kind.LEAD, at=cast.at, title="The winter group", parts=WORDS)
    agreed(seat, at=cast.at)
    page = listed(cast)
    assert page.purpose is not None
    assert page.purpose.first.startswith("Older people in Eastport")
    assert [(one.kind, one.title) for one in page.agreed] == [("lead", "The winter group"), ("decision", "The bid")]
    assert not page.is_empty


def test_of_what_there_is_one_another_is_a_change_and_not_offered(cast: Cast) -> None:
    agreed(cast.seat("amina"), at=cast.at)
    proposed(cast.seat("amina"), Kind.WAYS, at=cast.at)
    agreed(cast.seat("amina"), Kind.LEAD, at=cast.at, title="The winter group")
    assert [offer.kind for offer in listed(cast).offers] == ["values", "lead", "reach", "time", "where", "decision"]


def test_what_is_being_heard_says_what_it_waits_for(cast: Cast) -> None:
    seat, day = cast.seat("amina"), datetime.date(2026, 4, 3)
    proposed(seat, Kind.VALUES, at=cast.at)
    online = proposed(seat, Kind.WAYS, at=cast.later(days=1), answer_by=day)
    says(cast.seat("tom"), online, Says.BACK, at=cast.at, by=day)
    newest, oldest = listed(cast).hearing
    assert (newest.title, newest.answer_by, newest.room) == ("How we work together", day, None)
    assert [(back.name, back.by) for back in newest.back] == [("Tom Reed", day)]
    assert (oldest.title, oldest.answer_by, oldest.back) == ("Our values", None, ())
    says(cast.seat("tom"), online, Says.AGREE, at=cast.at)
    assert listed(cast).hearing[0].back == ()


def test_words_that_are_heard_anew_leave_those_that_stand(cast: Cast) -> None:
    seat = cast.seat("amina")
    first = agreed(seat, at=cast.at)
    again = proposed(seat, at=cast.later(days=1), of=first.agreement, parts={"words": "Everybody."})
    page = listed(cast)
    assert page.purpose is not None
    assert (page.purpose.number, [one.number for one in page.hearing]) == (1, [2])
    settled(seat, again, How.LEFT_OPEN, at=cast.at, words="Who is everybody?")
    page = listed(cast)
    assert page.purpose is not None
    assert (page.purpose.number, page.hearing) == (1, ())
    assert [(one.number, one.words) for one in page.left_open] == [(2, "Who is everybody?")]
    third = proposed(seat, at=cast.later(days=1), of=first.agreement, parts={"words": "All of Eastport."})
    assert listed(cast).left_open == ()
    settled(seat, third, How.DECIDED, at=cast.at)
    page = listed(cast)
    assert page.purpose is not None
    assert (page.purpose.number, page.purpose.first) == (3, "All of Eastport.")


def test_what_was_withdrawn_is_nowhere(cast: Cast) -> None:
    settled(cast.seat("amina"), proposed(cast.seat("amina"), at=cast.at), How.WITHDRAWN, at=cast.at)
    assert listed(cast).is_empty


def test_what_was_let_go_is_below_with_why(cast: Cast) -> None:
    seat = cast.seat("amina")
    proposal = agreed(seat, at=cast.at, again=cast.at.date())
    assert [one.is_due for one in listed(cast).agains] == [True]
    commands.let_go(seat=seat, agreement=proposal.agreement, words="The work ended.", at=cast.later(days=1))
    page = listed(cast)
    assert (page.purpose, page.agains) == (None, ())
    assert [(one.title, one.words, one.on) for one in page.let_go] == [
        ("Our purpose", "The work ended.", cast.at.date())
    ]


def test_nothing_of_another_partnership_is_on_it(cast: Cast) -> None:
    seat = cast.seat("ruth")
    agreed(seat, at=cast.at, again=cast.at.date())
    proposed(seat, Kind.WAYS, at=cast.at)
    settled(seat, proposed(seat, Kind.TIME, at=cast.at), How.LEFT_OPEN, at=cast.at)
    gone = agreed(seat, Kind.REACH, at=cast.at)
    commands.let_go(seat=seat, agreement=gone.agreement, words="", at=cast.at)
    page = listed(cast)
    assert page.is_empty
    assert (page.agains, len(page.offers)) == ((), 8)


def test_many_are_told_page_by_page_and_none_is_lost(cast: Cast) -> None:
    for number in range(AT_ONCE + 3):
        agreed(cast.seat("amina"), Kind.DECISION, at=cast.at, title=f"Decision {number}", parts=WORDS)
    first, second = listed(cast), listed(cast, page=2)
    assert (len(first.agreed), first.newer, first.older) == (AT_ONCE, 0, 2)
    assert (len(second.agreed), second.newer, second.older) == (3, 1, 0)
    assert len({one.title for one in (*first.agreed, *second.agreed)}) == AT_ONCE + 3


def test_its_queries_are_the_same_with_one_and_with_many(cast: Cast) -> None:
    seat = cast.seat("amina")

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            listed(cast)
        return len(captured)

    def one_of_each(number: int) -> None:
        agreed(seat, Kind.DECISION, at=cast.at, title=f"The bid {number}", parts=WORDS, again=cast.at.date())
        says(cast.seat("tom"), proposed(seat, Kind.LEAD, at=cast.at), Says.BACK, at=cast.at, by=cast.at.date())
        settled(seat, proposed(seat, Kind.LEAD, at=cast.at), How.LEFT_OPEN, at=cast.at)
        gone = agreed(seat, Kind.LEAD, at=cast.at)
        commands.let_go(seat=seat, agreement=gone.agreement, words="", at=cast.at)

    one_of_each(0)
    few = queries()
    for number in range(1, 12):
        one_of_each(number)
    assert queries() == few
