"""The one next thing on home: the order in which it is looked for, a test for each step, and what stands beside it."""

from __future__ import annotations

import datetime
from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from alongside.agreements.models import Says
from alongside.agreements.tests.agreeing import agreed, proposed, says
from alongside.journey.pages import home as pages
from alongside.journey.pages.coming import (
    CarryOn,
    DidItHappen,
    GiveContact,
    JustOpened,
    Knocking,
    LookAgain,
    Meets,
    NewHere,
    NothingToDo,
    OpenTogether,
    StillHolds,
    YearOn,
    YourTurn,
    YourWord,
    YourWords,
)
from alongside.journey.pages.home import PROPOSED, FirstDay, Home
from alongside.journey.pages.next_thing import STEPS
from alongside.journey.tests.talks import talked, tried
from alongside.journey.tests.test_home import GIVING, WHO, _knock, chance, days, home, later_home
from alongside.learning.commands import Told, finish_talk, record_outcome
from alongside.learning.models import QuoteAsking, Talk
from alongside.learning.tests.talks import opened
from alongside.partnerships.models import Membership, Partnership
from alongside.people import commands as people
from alongside.rounds import commands as rounds
from alongside.rounds.models import Answer, Round, Whom, Withholding
from alongside.rounds.tests import steps
from tests.cast import Cast

pytestmark = [pytest.mark.django_db, pytest.mark.data]
VISION, POWER, ACTION = steps.QUESTIONS
ASSETS = "people.assets"


def shown(cast: Cast, who: str = "amina") -> str:
    page: str = cast.client(who).get(reverse("journey:home", args=[cast.harbour.ref])).content.decode()
    return page


def asked_about_words(cast: Cast) -> QuoteAsking:
    """Let Tom ask whether words of Amina's may be passed on, said in a round that is opened."""
    round = opened(cast)
    said = Answer.objects.create(round=round, membership=cast.member("amina"), question=POWER, words="We two speak.")
    return QuoteAsking.objects.create(answer=said, at=cast.at, by=cast.member("tom"))


def asked_of_others(cast: Cast, name: str, question: str, days: int, meets: int | None = None) -> Round:
    """Let Len be asked something, until so many days from now; with the day of its meeting, if it has one."""
    on = None if meets is None else (cast.at + datetime.timedelta(days=meets)).date()
    chosen = (cast.member("len"),)
    return steps.asked(cast, name=name, questions=[question], days=days, meeting_on=on, whom=Whom.FEW, chosen=chosen)


def everything_waits(cast: Cast) -> list[tuple[type, Callable[[], object]]]:
    """Let everything wait for Amina at once; return each kind of it in its order, with what takes it away."""
    seat = cast.seat("amina")
    today, late = asked_of_others(cast, "Today", "role.landscape", 9, 15), asked_of_others(cast, "Late", ASSETS, 9)
    near = asked_of_others(cast, "Near", "people.changes", 16, 17)
    asked_of_others(cast, "Far", "people.connections", 9, 60)
    quote = asked_about_words(cast)
    a_year_ago = cast.at - datetime.timedelta(days=370)
    Partnership.objects.filter(pk=cast.harbour.pk).update(started_at=a_year_ago)
    amina, began = Membership.objects.filter(pk=seat.membership.pk), seat.membership.arrived_at
    amina.update(arrived_at=cast.at)
    at = cast.at
    before = at - datetime.timedelta(days=20)
    old = talked(seat, WHO, at=before, what="Ask them", due=days(cast, -1), again=days(cast, 0))
    purpose = agreed(seat, at=at, again=days(cast, 0))
    proposal = proposed(cast.seat("tom"), "values", at=at)
    round = steps.asked(cast, questions=["role.change"])
    talk = talked(seat, GIVING, at=at, finish=False, noticed="This.")
    yesterday = Talk.objects.filter(pk=talk.pk)
    return [
        (Knocking, _knock(cast).delete),
        (CarryOn, lambda: yesterday.update(on=days(cast, -1))),
        (OpenTogether, today.delete),
        (YourTurn, round.delete),
        (YourWord, proposal.delete),
        (YourWords, quote.delete),
        (OpenTogether, late.delete),
        (NewHere, lambda: amina.update(arrived_at=began)),
        (Meets, near.delete),
        (CarryOn, lambda: finish_talk(seat=seat, talk=talk, at=at)),
        (JustOpened, lambda: talked(seat, VISION, at=at, noticed="This.")),
        (DidItHappen, lambda: record_outcome(seat=seat, action=tried(old), told=Told("yes"), at=at)),
        (StillHolds, purpose.agreement.delete),
        (LookAgain, lambda: talked(seat, WHO, at=at, noticed="We looked.")),
        (YearOn, lambda: Partnership.objects.update(started_at=cast.at - datetime.timedelta(days=100))),
        (GiveContact, lambda: Partnership.objects.update(contact_name="Ruth Adeyemi")),
        (NothingToDo, lambda: None),
    ]


@pytest.mark.parametrize("at", range(len(STEPS)))
def test_one_thing_is_asked_at_a_time_in_this_order(cast: Cast, at: int) -> None:
    """Everything waits at once; take away what comes before, and this is asked."""
    waiting = everything_waits(cast)
    assert len(waiting) == len(STEPS)
    for _kind, take_away in waiting[:at]:
        take_away()
    found = later_home(cast).next
    assert found is not None
    assert isinstance(found, waiting[at][0])
    assert found.template.startswith("journey/next/")
    assert shown(cast).count('class="panel next') == 1


def test_a_proposal_one_has_spoken_to_waits_no_more(cast: Cast) -> None:
    proposal = proposed(cast.seat("tom"), "values", at=cast.at)
    says(cast.seat("nadia"), proposal, Says.AGREE, at=cast.at)
    page = home(cast, "nadia")
    assert page.next is None


def test_a_proposal_waits_on_the_first_day_too_and_somebody_at_the_door(cast: Cast) -> None:
    proposed(cast.seat("tom"), "values", at=cast.at, title="How we treat each other")
    page = home(cast)
    assert isinstance(page, FirstDay)
    assert isinstance(page.next, YourWord)
    assert "How we treat each other: say what you think." in shown(cast)
    _knock(cast)
    assert isinstance(home(cast).next, Knocking)
    assert isinstance(home(cast, "nadia").next, YourWord)


def test_once_something_is_agreed_it_is_the_first_day_no_more(cast: Cast) -> None:
    agreed(cast.seat("amina"), at=cast.at)
    assert isinstance(home(cast), Home)


def test_another_is_not_asked_for_words_of_ones_own(cast: Cast) -> None:
    asked_about_words(cast)
    assert isinstance(later_home(cast).next, YourWords)
    assert not isinstance(later_home(cast, "nadia").next, YourWords)


def test_what_most_wish_to_talk_about_is_suggested_until_it_was_talked_about(cast: Cast) -> None:
    steps.fill(cast)
    round = steps.opened_with_words(cast)
    cast.later(days=8)
    first = later_home(cast, "nadia").suggested
    assert first is not None
    assert first.opened is not None
    assert (first.opened.ref, first.is_fresh) == (round.ref, False)
    page = shown(cast, "nadia")
    assert "not talked about since you opened it" in page
    assert f'name="round" value="{round.ref}"' in page
    talked(cast.seat("amina"), first.asked.id, at=cast.at, noticed="This.")
    second = later_home(cast, "nadia").suggested
    assert second is not None
    assert second.asked.id != first.asked.id


def test_of_too_few_nothing_is_suggested_before_the_others(cast: Cast) -> None:
    opened(cast)
    cast.later(days=8)
    found = later_home(cast, "nadia").suggested
    assert found is not None
    assert found.opened is None


def test_that_somebody_asks_for_words_to_be_put_aside_is_told_to_the_others_and_not_by_whom(cast: Cast) -> None:
    round = opened(cast)
    said = Answer.objects.create(round=round, membership=cast.member("tom"), question=POWER, words="They never came.")
    rounds.ask_aside(
        seat=cast.seat("nadia"), round=round, said=said.pk, back=False, reason="About one person", at=cast.at
    )
    there = reverse("rounds:aside", args=[cast.harbour.ref, round.ref, said.pk])
    page = shown(cast, "len")
    assert "Somebody asks that words be put aside." in page
    assert f'href="{there}"' in page
    for told in ("Nadia", "About one person"):
        assert told not in page.split("<main")[1].split("</main")[0].split("Somebody asks")[1][:300]
    assert "Somebody asks that words" not in shown(cast, "nadia")
    Withholding.objects.update(ended_at=cast.at)
    assert "Somebody asks that words" not in shown(cast, "len")


def test_an_asking_elsewhere_is_not_told_here(cast: Cast) -> None:
    round = opened(cast)
    said = Answer.objects.create(round=round, membership=cast.member("tom"), question=POWER, words="They never came.")
    rounds.ask_aside(seat=cast.seat("nadia"), round=round, said=said.pk, back=False, reason="No", at=cast.at)
    talked(cast.seat("ruth"), WHO, at=cast.at, noticed="This.")
    assert later_home(cast, "ruth").wants_aside is None


def test_what_a_change_among_us_sets_off_is_offered_beside(cast: Cast) -> None:
    talked(cast.seat("amina"), WHO, at=cast.at, noticed="This.")
    assert later_home(cast).offers == ()
    cast.later(days=30)
    people.leave(seat=cast.seat("len"), at=cast.at)
    page = later_home(cast)
    assert page.offers
    assert page.offers[0].url in shown(cast)
    client = cast.client("amina")
    client.post(reverse("people:not_now", args=[cast.harbour.ref]), {"about": page.offers[0].about, "from": "home"})
    assert page.offers[0] not in later_home(cast).offers


def test_what_is_proposed_and_is_not_the_next_thing_stands_below_it(cast: Cast) -> None:
    talked(cast.seat("amina"), WHO, at=cast.at, noticed="This.")
    for number in range(PROPOSED + 2):
        proposed(cast.seat("tom"), "decision", at=cast.at, title=f"Number {number}")
    page = later_home(cast)
    assert isinstance(page.next, YourWord)
    assert len(page.proposed) == PROPOSED
    assert page.next.waits not in page.proposed
    assert "What else is proposed" in shown(cast)
    _knock(cast)
    assert page.next.waits in later_home(cast).proposed
    assert "Something is proposed" in shown(cast)


def test_an_agreement_to_look_at_again_stands_beside_when_something_else_comes_next(cast: Cast) -> None:
    agreed(cast.seat("amina"), at=cast.at, again=days(cast, 5))
    assert later_home(cast).dues == ()
    cast.later(days=5)
    assert isinstance(later_home(cast).next, StillHolds)
    assert later_home(cast).dues == ()
    _knock(cast)
    assert [each.is_due for each in later_home(cast).dues] == [True]
    assert "Our purpose: does it still hold?" in shown(cast)


def test_home_costs_the_same_with_one_proposal_and_with_many(cast: Cast) -> None:
    talked(cast.seat("amina"), WHO, at=cast.at, noticed="This.")
    seat, counted = cast.seat("amina"), []
    for number in range(6):
        proposed(cast.seat("tom"), "decision", at=cast.at, title=f"Number {number}")
        with CaptureQueriesContext(connection) as asked:
            pages.home(seat, at=cast.at, today=cast.at.date(), rng=chance(1), key="key")
        counted.append(len(asked))
    assert counted[0] == counted[-1]
